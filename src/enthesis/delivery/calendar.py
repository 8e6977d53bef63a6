"""A visit as calendars read it: the same entry at every message, so that a later one moves or removes it.

Nothing clinical: practice, office and time.
"""

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from enum import StrEnum
from uuid import UUID
from zoneinfo import ZoneInfo

from django.utils.translation import gettext as _
from icalendar import Calendar, Event, vCalAddress, vText

from enthesis.delivery.clock_rules import vtimezone
from enthesis.domain.practice.booking import Booking
from enthesis.domain.practice.practice import Practice


class Method(StrEnum):
    """What a calendar is to do with the entry."""

    REQUEST = "REQUEST"  # enter it, or move it there
    CANCEL = "CANCEL"
    PUBLISH = "PUBLISH"  # fetched by whoever wants it: nobody is invited


@dataclass(frozen=True, slots=True, kw_only=True)
class CalendarVisit:
    """`sequence` rises with each change: a calendar keeps the entry of the highest it has seen.

    `wall_start` is the office's clock in `zone`; of a time shown twice a calendar takes the first.
    `organizer` and `attendee` are the mail addresses it is sent from and to; one that is fetched has no
    attendee.
    """

    id: UUID
    sequence: int
    practice: str
    office: str
    telephone: str
    wall_start: datetime
    zone: str
    minutes: int
    organizer: str
    attendee: str
    told_at: datetime


def in_calendar(
    site: Practice, booking: Booking, *, organizer: str, attendee: str = "", at: datetime
) -> CalendarVisit:
    """A visit of the book as calendars read it: the same entry in messages and where it is fetched."""
    visit = booking.visit
    return CalendarVisit(
        id=booking.id,
        sequence=booking.version - 1,
        practice=site.name,
        office=site.office(visit.office).name,
        telephone=site.telephone,
        wall_start=visit.wall_start,
        zone=visit.zone,
        minutes=visit.minutes,
        organizer=organizer,
        attendee=attendee,
        told_at=at,
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class CalendarFile:
    method: Method
    text: str


def calendar_file(visit: CalendarVisit, method: Method) -> CalendarFile:
    """The visit as a file (RFC 5545) in the language in force, to be sent as RFC 6047 asks."""
    calendar = Calendar()
    calendar.add("prodid", "-//Enthesis//Visits//EN")
    calendar.add("version", "2.0")
    calendar.add("method", method.value)
    calendar.add_component(vtimezone(visit.zone, visit.wall_start.year))
    calendar.add_component(_event(visit, method))
    return CalendarFile(method=method, text=calendar.to_ical().decode())


def _event(visit: CalendarVisit, method: Method) -> Event:
    starts = visit.wall_start.replace(tzinfo=ZoneInfo(visit.zone))
    event = Event()
    event.add("uid", str(visit.id))
    event.add("sequence", visit.sequence)
    event.add("dtstamp", visit.told_at.astimezone(UTC))
    event.add("dtstart", starts)
    event.add("duration", timedelta(minutes=visit.minutes))  # an end may be a time the clock shows twice
    event.add("status", "CANCELLED" if method is Method.CANCEL else "CONFIRMED")
    event.add("summary", _("Visit – %(practice)s") % {"practice": visit.practice})
    event.add("location", f"{visit.practice}, {visit.office}")
    told = _("If you cannot come, please call %(telephone)s.")
    event.add("description", told % {"telephone": visit.telephone})
    event.add("organizer", _address(visit.organizer, visit.practice))
    if method is not Method.PUBLISH:
        event.add("attendee", _guest(visit.attendee))
    return event


def _address(address: str, name: str) -> vCalAddress:
    organizer = vCalAddress(f"MAILTO:{address}")
    organizer.params["CN"] = vText(name)
    return organizer


def _guest(address: str) -> vCalAddress:
    """Somebody who comes and need not answer: nobody reads the answers of calendars."""
    guest = vCalAddress(f"MAILTO:{address}")
    guest.params["ROLE"] = vText("REQ-PARTICIPANT")
    guest.params["PARTSTAT"] = vText("ACCEPTED")
    guest.params["RSVP"] = vText("FALSE")
    return guest
