"""The pages a visitor goes through, in order: which comes next, and what holds a sending back."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import timedelta

from django.conf import settings
from django.forms import Form
from django.http import HttpResponse
from django.utils.translation import gettext as _

from enthesis.domain.errors import NotAllowed
from enthesis.domain.people.patient import Contact
from enthesis.domain.practice.visit_type import VisitType
from enthesis.web.shell.asking import About, Asking, keep, load_asking, sent
from enthesis.web.shell.asking_forms import HipForm, WhoForm
from enthesis.web.shell.limits import CONTACTS, REQUESTS, TOO_MANY, is_within, too_many
from enthesis.web.shell.pages import see_other
from enthesis.web.shell.requests import Request

STEPS = (
    "public:request",
    "public:request_hip",
    "public:request_time",
    "public:request_who",
    "public:request_check",
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Standing:
    """What a visitor has told so far. `hip` and `who` are good forms; None where something is missing."""

    asking: Asking
    hip: HipForm | None
    who: WhoForm | None
    next: str

    @property
    def kind(self) -> VisitType | None:
        """What may be booked here."""
        return self.hip.visit_type if self.hip else None

    @property
    def office(self) -> str:
        """The office asked for, where no time says it."""
        told = str(self.hip.cleaned_data.get("office", "")) if self.hip else ""
        return told or self.asking.about.office

    def way_to(self, step: str) -> HttpResponse | None:
        """Where a page leads that is opened too early."""
        if self.next in STEPS and STEPS.index(step) <= STEPS.index(self.next):
            return None
        return see_other(self.next)


def load_standing(request: Request) -> Standing:
    return standing(request, load_asking(request))


def standing(request: Request, asking: Asking) -> Standing:
    about = asking.about
    hip = HipForm(sent(about.hip, about.key), practice=request.practice)
    who = WhoForm(sent(asking.who, about.key), request=request)
    hip_told, who_told = (form if form.is_valid() else None for form in (hip, who))
    found = Standing(
        asking=asking,
        hip=hip_told if isinstance(hip_told, HipForm) else None,
        who=who_told if isinstance(who_told, WhoForm) else None,
        next="",
    )
    return replace(found, next=next(_open(found)))


def go_on(request: Request, about: About, asking: Asking) -> HttpResponse:
    """To the next page, with what was typed on this one."""
    told = replace(asking, about=about)
    return keep(request, see_other(standing(request, told).next), told)


def is_to_be_kept(form: Form, before: Form | None) -> bool:
    """Whether what was sent is kept: what is good always, what is not unless something good would be lost.

    A browser that goes back over a page with errors sends its old form again.
    """
    return form.is_bound and (form.is_valid() or before is None)


def check_may_send(request: Request, about: About, contact: Contact) -> None:
    """Raises NotAllowed for what was filled in faster than anybody reads, and over a limit; it is counted."""
    fastest = timedelta(seconds=settings.ENTHESIS_FASTEST_REQUEST)
    if about.began is None or request.at - about.began < fastest:
        told = _("That was very quick. Please read it once more and send it again.")
        raise NotAllowed("too-fast", told)
    ways = [way for way in (contact.email, contact.phone) if way]
    within = is_within(request, REQUESTS) and all(is_within(request, CONTACTS, key=way) for way in ways)
    if not within:
        raise NotAllowed(TOO_MANY, too_many(request))


def _open(told: Standing) -> Iterator[str]:
    """What is still to be done, first things first."""
    about = told.asking.about
    if about.signs is None:
        yield "public:request"
    elif not about.may_go_on:
        yield "public:call_today" if about.must_call else "public:request_emergency"
    if told.hip is None:
        yield "public:request_hip"
    elif told.kind is not None and not (about.slot or (about.settled and told.office)):
        yield "public:request_time"
    if told.who is None:
        yield "public:request_who"
    yield "public:request_check"
