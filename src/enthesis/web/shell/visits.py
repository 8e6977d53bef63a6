"""One visit as whoever comes to it reads it, and as their calendar does."""

from dataclasses import dataclass

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from enthesis.domain.practice.booking import Booking, BookingStatus
from enthesis.domain.practice.bring import item_called
from enthesis.domain.practice.practice import Practice
from enthesis.domain.practice.visit_type import VisitType
from enthesis.domain.terms import Actor, Role, Side
from enthesis.store.bookings import load_booking, load_request
from enthesis.store.cases import load_case
from enthesis.store.scope import Scope
from enthesis.web.shell.practice_words import in_this_language
from enthesis.web.shell.requests import Request
from enthesis.web.shell.times import when, zone_in_words

CHANGED = gettext_lazy("The visit has changed since you opened this page. Look at it, then choose again.")


@dataclass(frozen=True, slots=True, kw_only=True)
class VisitWords:
    """`facts` are pairs of what it is and how it stands. `is_ahead`: it can still be moved and cancelled."""

    when: str
    zone: str
    office: str
    facts: tuple[tuple[str, str], ...]
    bring: tuple[str, ...]
    is_ahead: bool
    version: int


def load_own_visit(request: Request) -> Booking:
    """The visit of the link somebody came by."""
    return load_booking(request.scope, request.visit_link.booking)


def whose_words(request: Request, booking: Booking) -> tuple[tuple[str, str], ...]:
    """Given name and side as they were typed: what was booked is what was meant.

    Only for the browser that booked; no name once the desk has said whose visit it is.
    """
    house = Scope(practice=request.scope.practice, actor=Actor(role=Role.SYSTEM, name="Own visit"))
    if booking.request is not None:
        asked = load_request(house, booking.request).asked
        return (_("Patient"), asked.contact.given), (_("Hip"), _side(asked.side))
    return ((_("Hip"), _side(load_case(house, booking.case).side)),) if booking.case else ()


def _side(side: Side) -> str:
    return _("Left") if side is Side.LEFT else _("Right")


def visit_words(request: Request, booking: Booking) -> VisitWords:
    site, visit = request.practice, booking.visit
    kind, office = site.visit_type(visit.visit_type), site.office(visit.office)
    return VisitWords(
        when=when(visit),
        zone=zone_in_words(visit.zone),
        office=office.name,
        facts=(
            (_("Time"), when(visit)),
            (_("On the clock of the office"), zone_in_words(visit.zone)),
            (_("Office"), office.name),
            (_("Clinician"), site.clinician(visit.clinician).name),
            (_("Visit"), how_long(site, kind)),
        ),
        bring=tuple(_(item_called(item).text.text) for item in kind.bring),
        is_ahead=booking.status is BookingStatus.BOOKED and visit.starts_at > request.at,
        version=booking.version,
    )


def how_long(site: Practice, kind: VisitType) -> str:
    """Hip consultation, 30 minutes."""
    told = {"kind": in_this_language(site, kind.name), "minutes": kind.minutes}
    return _("%(kind)s, %(minutes)s minutes") % told
