"""Everything once more; sent, it is a request that holds its time, and a private link to the visit."""

from dataclasses import replace

from django.http import HttpResponse
from django.utils.translation import gettext_lazy

from enthesis.actions.act import Receipt
from enthesis.actions.requests import request_consultation
from enthesis.actions.visit_links import issue_own_link
from enthesis.domain.errors import NotFound, Problem, Stale
from enthesis.domain.practice.booking import Visit
from enthesis.domain.practice.claims import Taken
from enthesis.domain.practice.referral import Asked
from enthesis.store.links import find_visit_link
from enthesis.web.pages.public.request_check.form import SendForm
from enthesis.web.pages.public.request_check.present import present
from enthesis.web.shell.access import PERSONAL
from enthesis.web.shell.asking import Asking, forget, keep, seen_of
from enthesis.web.shell.asking_forms import asked_by
from enthesis.web.shell.asking_sent import SENT_SESSION, already_sent, to_sent
from enthesis.web.shell.asking_steps import check_may_send, load_standing
from enthesis.web.shell.discovery import Route
from enthesis.web.shell.limits import TOO_MANY
from enthesis.web.shell.pages import render, see_other
from enthesis.web.shell.private_links import enter_by
from enthesis.web.shell.requests import Request
from enthesis.web.shell.session_keys import VISIT_SESSION
from enthesis.web.shell.times import GONE, visit_behind
from enthesis.web.shell.waiting import ASKED_SESSION

ROUTE = Route("request/check/")
ACCESS = PERSONAL
CHANGED = gettext_lazy(
    "What you typed has changed since this page was shown, perhaps in another window. Please look again."
)


def view(request: Request) -> HttpResponse:
    told = load_standing(request)
    if told.hip is None or told.who is None or told.next != "public:request_check":
        return already_sent(request, told.asking.about) or see_other(told.next)
    form = SendForm(request.POST if request.method == "POST" else None)
    form.initial = {"submit_key": told.asking.about.key}
    slot = str(form.data.get("slot") or told.asking.about.slot)
    visit = visit_behind(request.practice, told.kind, slot) if told.kind and slot else None
    refused: Problem | None = None
    if form.is_bound and form.is_valid():
        try:
            _check_is_as_seen(form, told.asking)
            check_may_send(request, told.asking.about, told.who.contact)
            return _sent(request, asked_by(told.hip, told.who, visit.office if visit else told.office), visit)
        except Taken as problem:
            form.add_error(None, GONE)
            refused = problem
        except Stale as problem:
            form.add_error(None, CHANGED)
            refused = problem
        except Problem as problem:
            form.add_problem(problem)
            refused = problem
    next_free = refused.next_free if isinstance(refused, Taken) else ()
    kept = replace(told.asking, about=replace(told.asking.about, slot=slot))
    page = present(request.practice, told.hip, told.who, visit, told.office, form, next_free, seen_of(kept))
    answer = render(request, "public/request_check/page.html", page, status=_status(form, refused))
    return keep(request, answer, kept)


def _check_is_as_seen(form: SendForm, asking: Asking) -> None:
    """Raises Stale where the page that is sent showed something else: another window changed it meanwhile."""
    if form.cleaned_data["seen"] != seen_of(asking):
        raise Stale("changed", str(CHANGED))


def _status(form: SendForm, refused: Problem | None) -> int:
    if isinstance(refused, (Taken, Stale)):
        return 409
    if refused is not None and refused.code == TOO_MANY:
        return 429
    return 422 if form.errors else 200


def _sent(request: Request, asked: Asked, visit: Visit | None) -> HttpResponse:
    receipt = request_consultation(request.scope, asked, red_flags=frozenset(), visit=visit, at=request.at)
    if visit is None:
        request.session[ASKED_SESSION] = str(receipt.subject)  # it may join the waiting list
        return to_sent(request, "public:request_sent")
    try:
        return forget(_booked(request, receipt))
    except NotFound:  # this hip has a time already, and gets no second one
        return to_sent(request, "public:request_told")


def _booked(request: Request, receipt: Receipt) -> HttpResponse:
    """To the page of the visit, by its own link; this browser need not say who it is."""
    token = issue_own_link(request.scope, receipt, at=request.at).secret
    link = find_visit_link(token, at=request.at)
    if link is not None:
        enter_by(request, VISIT_SESSION, link)
        request.session.pop(SENT_SESSION, None)
    return see_other("public:visit_booked", token=token)
