"""A refusal at the bench fills the screen: what failed, what to do about each, whom to call, one way back."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import cast

from django.http import HttpResponse, QueryDict
from django.utils.translation import gettext as _

from enthesis.domain.biologics.bench.giving import Check, Refused
from enthesis.domain.biologics.identity import LONGEST_TYPED, Code
from enthesis.domain.errors import NotAllowed, Problem, Stale
from enthesis.domain.pathway.plan import SignedPlan
from enthesis.domain.terms import PersonId
from enthesis.store.case_files import CaseFile
from enthesis.web.shell.bench import BenchForm, typed
from enthesis.web.shell.case_head import CaseHead
from enthesis.web.shell.pages import render
from enthesis.web.shell.problems import told
from enthesis.web.shell.requests import Request

AGAIN = "again"  # the button of the one way back, which keeps what was typed but for scans and PIN

CHECKS: Mapping[str, Callable[[], str]] = {
    Check.PRODUCT: lambda: _("Product code"),
    Check.WRISTBAND: lambda: _("Wristband"),
    Check.EVENT: lambda: _("Therapy event"),
    Check.SIDE: lambda: _("Side"),
    Check.PEOPLE: lambda: _("Two people"),
    Check.RELEASED: lambda: _("Release"),
    Check.CONSUMED: lambda: _("Already used"),
    Check.EXPIRED: lambda: _("Expiry"),
    Check.MOMENT: lambda: _("Moment in the plan"),
    Check.BLOCKED: lambda: _("Candidacy"),
    Check.CONSENT: lambda: _("Consent"),
}
CHECK_OF: Mapping[str, Check] = {
    "product-mismatch": Check.PRODUCT,
    "wristband-mismatch": Check.WRISTBAND,
    "event-mismatch": Check.EVENT,
    "second-scan": Check.PEOPLE,
    "second-check": Check.PEOPLE,
    "product-state": Check.RELEASED,
    "label-used": Check.PRODUCT,
    "held-back": Check.BLOCKED,
}
WHAT: Mapping[str, Callable[[], str]] = {
    "collect": lambda: _("Do not collect into this tube."),
    "confirm": lambda: _("Do not give this product."),
    "administer": lambda: _("Do not give this product."),
    "enter_paper": lambda: _("This sheet does not belong to this product."),
    "confirm_paper": lambda: _("This sheet does not belong to this product."),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Failed:
    """One check that failed; `name` is empty where it was no check."""

    name: str
    sentence: str
    remedy: str


@dataclass(frozen=True, slots=True, kw_only=True)
class RefusalPage:
    """`read` are the codes as they were read, `kept` what is typed again into the form by going back."""

    what: str
    whose: str
    failed: tuple[Failed, ...]
    read: tuple[tuple[str, str], ...]
    call: str
    act: str
    kept: tuple[tuple[str, str], ...]


def fills_screen(problem: Problem) -> bool:
    """A refusal by a check, or somebody who was first; what is only to be corrected stays at its field."""
    return isinstance(problem, Refused | Stale) or (
        isinstance(problem, NotAllowed) and problem.code in CHECK_OF
    )


def refusal_page(
    request: Request, problem: Problem, form: BenchForm, file: CaseFile, head: CaseHead
) -> HttpResponse:
    page = RefusalPage(
        what=_("Somebody else was first.") if isinstance(problem, Stale) else _what(form.act),
        whose=" · ".join((head.who, head.what)),
        failed=tuple(_failed(problem)),
        read=tuple(_read(form)),
        call=_call(file, request.practice.telephone, by=request.scope.actor.person),
        act=form.act,
        kept=tuple(_kept(form)),
    )
    return render(request, "refusal.html", page, status=409 if isinstance(problem, Stale) else 422)


def kept_of(request: Request) -> dict[str, str] | None:
    """What a form begins with that one comes back to; None where nobody comes back."""
    if AGAIN not in request.POST:
        return None
    left_out = ("csrfmiddlewaretoken", AGAIN, "version", "submit_key")
    return {name: value for name, value in typed(request.POST).items() if name not in left_out}


def _what(act: str) -> str:
    return WHAT.get(act, lambda: _("Do not go on with this product."))()


def _failed(problem: Problem) -> Iterable[Failed]:
    if isinstance(problem, Refused):
        for one in problem.refusals:
            yield Failed(name=CHECKS[one.check](), sentence=told(one.sentence), remedy=told(one.remedy))
        return
    check = CHECK_OF.get(problem.code)
    name = CHECKS[check]() if check else ""
    yield Failed(name=name, sentence=told(problem.sentence), remedy=told(problem.remedy))


def _read(form: BenchForm) -> Iterable[tuple[str, str]]:
    """Every code of the form as it was read, in groups where it is one."""
    for field in form:
        if "data-code" in field.field.widget.attrs and (value := str(field.value() or "")[:LONGEST_TYPED]):
            yield str(field.label), _shown(value)


def _shown(value: str) -> str:
    try:
        return Code("".join(value.split()).replace("-", "").upper()).shown
    except ValueError:
        return value


def _call(file: CaseFile, telephone: str, *, by: PersonId | None) -> str:
    signed = file.latest(SignedPlan)
    words = {"telephone": telephone}
    if signed is None or signed.signature is None:
        return _("Call the surgeon of this hip. The practice: %(telephone)s.") % words
    if signed.signature.by == by:
        return _("You signed the plan of this hip. Stop, and find out with your team what is wrong.")
    words["name"] = signed.signature.name
    return _("Call %(name)s, who signed the plan of this hip. The practice: %(telephone)s.") % words


def _kept(form: BenchForm) -> Iterable[tuple[str, str]]:
    """What was typed, but for what is scanned and proven anew, and when it was given: it was not."""
    scans = {field.name for field in form if "data-code" in field.field.widget.attrs}
    anew = {*scans, "given_at", "csrfmiddlewaretoken", "act", "version", "submit_key"}
    return ((name, value) for name, value in typed(cast(QueryDict, form.data)).items() if name not in anew)
