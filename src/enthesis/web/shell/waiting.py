"""Somebody's place on the waiting list as they read it, and the browser that came by its private link."""

from dataclasses import replace
from uuid import UUID

from django.utils.dates import WEEKDAYS
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from enthesis.domain.errors import NotAllowed
from enthesis.domain.practice.availability import HalfDay
from enthesis.domain.practice.practice import Practice
from enthesis.domain.practice.session import WEEKDAYS as DAYS
from enthesis.domain.practice.waiting import Wish
from enthesis.store.links import WaitingLink, load_waiting_link_session
from enthesis.store.scope import Scope
from enthesis.web.shell.diary import clinician_name, kind_name, office_name
from enthesis.web.shell.present import day
from enthesis.web.shell.requests import Request

WAITING_SESSION = "waiting"  # the session key of the link somebody came by
ASKED_SESSION = "asked"  # and of the request that was sent from this browser without a time
HALVES = {
    HalfDay.MORNING: gettext_lazy("In the morning"),
    HalfDay.AFTERNOON: gettext_lazy("In the afternoon"),
}
HOURS_OF_A_DAY = 24


def waiting_link_of(request: Request) -> WaitingLink | None:
    """The link this browser came by, if its holder knew the date of birth."""
    kept = request.session.get(WAITING_SESSION)
    try:
        return load_waiting_link_session(UUID(kept), at=request.at) if kept else None
    except NotAllowed:
        request.session.pop(WAITING_SESSION, None)
        return None


def scope_by(request: Request, link: WaitingLink) -> Scope:
    """As whom its holder acts, with the key of the form that is sent."""
    return replace(link.scope, submit=request.scope.submit)


def weekdays() -> list[tuple[str, str]]:
    """Each weekday with its name in the reader's language."""
    return [(slug, str(WEEKDAYS[number])) for number, slug in enumerate(DAYS)]


def wish_facts(site: Practice, wish: Wish) -> tuple[tuple[str, str], ...]:
    """What somebody waits for, as pairs of what it is and how it stands."""
    offices = ", ".join(office_name(site, slug) for slug in wish.offices) or _("Any office")
    clinician = clinician_name(site, wish.clinician) if wish.clinician else _("Any clinician")
    names = dict(weekdays())
    facts = [
        (_("Visit"), kind_name(site, wish.visit_type)),
        (_("Office"), offices),
        (_("Clinician"), clinician),
        (_("Weekdays"), ", ".join(names[one] for one in wish.weekdays) or _("Any weekday")),
        (_("Time of day"), str(HALVES[wish.half]) if wish.half else _("Any time")),
        (_("Notice"), notice_words(wish.notice)),
    ]
    if wish.first:
        facts.append((_("Not before"), day(wish.first)))
    if wish.last:
        facts.append((_("Not after"), day(wish.last)))
    return tuple(facts)


def notice_words(hours: int) -> str:
    """How long before the visit somebody wants to know of it."""
    if hours and hours % HOURS_OF_A_DAY == 0:
        days = hours // HOURS_OF_A_DAY
        return ngettext("%(n)d day before", "%(n)d days before", days) % {"n": days}
    return ngettext("%(n)d hour before", "%(n)d hours before", hours) % {"n": hours}
