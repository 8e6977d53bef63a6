"""Visits and free times as the desk's pages show them."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, datetime
from itertools import groupby

from django.utils.translation import gettext as _

from enthesis.domain.errors import Invalid
from enthesis.domain.practice.availability import FreeTime
from enthesis.domain.practice.booking import Booking, BookingStatus, Visit
from enthesis.domain.practice.clock import utc_to_wall
from enthesis.domain.practice.practice import Practice
from enthesis.domain.practice.rooming import room_name
from enthesis.store.lists import Seen
from enthesis.web.shell.present import day, name_of

KEY = "%Y%m%dT%H%M"
LOOKS = {
    BookingStatus.BOOKED: "booked",
    BookingStatus.ARRIVED: "here",
    BookingStatus.ROOMED: "here",
    BookingStatus.DONE: "done",
    BookingStatus.NO_SHOW: "missed",
    BookingStatus.CANCELLED: "off",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Slot:
    """One free time as a button; `key` is what it sends."""

    key: str
    time: str
    where: str
    twice: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class FreeDay:
    title: str
    slots: tuple[Slot, ...]


def key_of(visit: Visit) -> str:
    """The free time as a form sends it; `visit_at` reads it again."""
    return f"{visit.office}.{visit.clinician}.{visit.starts_at.astimezone(UTC):{KEY}}"


def visit_at(site: Practice, key: str, *, visit_type: str) -> Visit:
    """The visit a key names. Raises Invalid for what is none, NotFound for an unknown office or clinician."""
    try:
        office, clinician, told = key.split(".")
        starts_at = datetime.strptime(told, KEY).replace(tzinfo=UTC)
    except ValueError:
        raise Invalid(
            "slot", "The time that was sent cannot be read.", "Choose a time from the list."
        ) from None
    zone = site.office(office).zone
    return Visit(
        office=office,
        clinician=site.clinician(clinician).slug,
        visit_type=visit_type,
        starts_at=starts_at,
        wall_start=utc_to_wall(starts_at, zone),
        zone=zone,
        minutes=site.visit_type(visit_type).minutes,
    )


def free_days(site: Practice, free: Iterable[FreeTime], *, by_office: bool = False) -> tuple[FreeDay, ...]:
    """Free times by day; each names its clinician, and with `by_office` its office."""
    by_day = groupby(free, key=lambda one: one.visit.wall_start.date())
    return tuple(
        FreeDay(
            title=f"{on:%A}, {day(on)}", slots=tuple(slot(site, one, by_office=by_office) for one in group)
        )
        for on, group in by_day
    )


def slot(site: Practice, free: FreeTime, *, by_office: bool) -> Slot:
    visit = free.visit
    where = clinician_name(site, visit.clinician)
    return Slot(
        key=key_of(visit),
        time=f"{visit.wall_start:%H:%M}",
        where=f"{where}, {office_name(site, visit.office)}" if by_office else where,
        twice=_("the first of two") if free.first_of_two else "",
    )


def zone_words(zone: str) -> str:
    return zone.replace("_", " ")


def when_of(visit: Visit) -> str:
    """Tuesday, 9 March 2027, 10:00."""
    return f"{visit.wall_start:%A}, {day(visit.wall_start.date())}, {visit.wall_start:%H:%M}"


def who_is(seen: Seen) -> str:
    """The name of whoever comes, or for those who may not see it, what tells this hip from others."""
    if seen.listed is not None:
        return name_of(seen.listed.case, seen.listed.contact)
    return seen.asking.asked.contact.name if seen.asking else _("Name not shown")


def side_of(seen: Seen) -> str:
    if seen.listed is not None:
        return seen.listed.case.side.value.capitalize()
    return seen.asking.asked.side.value.capitalize() if seen.asking else ""


def state_of(site: Practice, booking: Booking) -> str:
    """Where the visit stands, in a word or two; a room by its name."""
    if booking.is_held and booking.status is BookingStatus.BOOKED:
        return _("Requested")
    if booking.status is BookingStatus.ROOMED and booking.room:
        return _("In %(room)s") % {"room": room_name(site, booking.room)}
    return _(booking.status.label).capitalize()


def look_of(booking: Booking) -> str:
    """The look of a visit: a word for its status that a sheet of styles knows."""
    if booking.is_held and booking.status is BookingStatus.BOOKED:
        return "held"
    return LOOKS[booking.status]


def office_name(site: Practice, office: str) -> str:
    """Its name, or its short name where the practice has it no more."""
    return next((one.name for one in site.offices if one.slug == office), office)


def clinician_name(site: Practice, clinician: str) -> str:
    return next((one.name for one in site.clinicians if one.slug == clinician), clinician)


def kind_name(site: Practice, visit_type: str) -> str:
    return next((one.name for one in site.visit_types if one.slug == visit_type), visit_type)
