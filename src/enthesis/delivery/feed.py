"""Visits and operations of one clinician as a calendar for programs: place and time, and nobody's name."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from uuid import UUID
from zoneinfo import ZoneInfo

from icalendar import Calendar, Event

from enthesis.delivery.clock_rules import vtimezone

REFRESH = timedelta(hours=1)


@dataclass(frozen=True, slots=True, kw_only=True)
class FeedVisit:
    """One entry. `sequence` rises with each change; `changed_at` is when the last of them was made.

    `wall_start` is the office's clock in `zone`; of a time shown twice a calendar takes the first. Of an
    operation `office` is the hospital; with no `minutes` it takes the whole day.
    """

    id: UUID
    sequence: int
    office: str
    wall_start: datetime
    zone: str
    minutes: int | None
    changed_at: datetime
    held: bool = False
    cancelled: bool = False
    what: str = "Visit"


def feed_file(name: str, visits: Iterable[FeedVisit]) -> str:
    """The calendar (RFC 5545, RFC 7986): the same visits always give the same text."""
    entries = tuple(visits)
    calendar = Calendar()
    calendar.add("prodid", "-//Enthesis//Clinic//EN")
    calendar.add("version", "2.0")
    calendar.add("method", "PUBLISH")
    calendar.add("name", name)
    calendar.add("x-wr-calname", name)
    calendar.add("refresh-interval", REFRESH, parameters={"VALUE": "DURATION"})
    calendar.add("x-published-ttl", "PT1H")
    for zone, year in sorted(_zones(entries).items()):
        calendar.add_component(vtimezone(zone, year))
    for visit in entries:
        calendar.add_component(_event(visit))
    text: str = calendar.to_ical().decode()
    return text


def _zones(visits: Iterable[FeedVisit]) -> dict[str, int]:
    """Each zone with the first year it is needed in."""
    found: dict[str, int] = {}
    for visit in visits:
        found[visit.zone] = min(found.get(visit.zone, visit.wall_start.year), visit.wall_start.year)
    return found


def _event(visit: FeedVisit) -> Event:
    event = Event()
    event.add("uid", str(visit.id))
    event.add("sequence", visit.sequence)
    event.add("dtstamp", visit.changed_at.astimezone(UTC))
    event.add("last-modified", visit.changed_at.astimezone(UTC))
    if visit.minutes is None:
        event.add("dtstart", visit.wall_start.date())
    else:
        event.add("dtstart", visit.wall_start.replace(tzinfo=ZoneInfo(visit.zone)))
        event.add("duration", timedelta(minutes=visit.minutes))  # an end may be a time the clock shows twice
    event.add("status", _status(visit))
    event.add("summary", f"{visit.what} – {visit.office}")
    event.add("location", visit.office)
    event.add("transp", "TRANSPARENT" if visit.cancelled else "OPAQUE")
    event.add("class", "PRIVATE")
    return event


def _status(visit: FeedVisit) -> str:
    """A visit somebody only asked for is tentative."""
    if visit.cancelled:
        return "CANCELLED"
    return "TENTATIVE" if visit.held else "CONFIRMED"
