"""How full the offices are, week by week, and who did not come."""

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date, timedelta

from enthesis.domain.practice.booking import Booking, BookingStatus
from enthesis.domain.practice.hours import hours_on, is_open, ticks_of
from enthesis.domain.practice.practice import Practice
from enthesis.domain.practice.ticks import MINUTES, tick_of

A_WEEK = timedelta(days=7)
CAME = frozenset({BookingStatus.ARRIVED, BookingStatus.ROOMED, BookingStatus.DONE})
FEW = 20  # visits; below it a share of them says little


@dataclass(frozen=True, slots=True, kw_only=True)
class Shows:
    """Of visits whose time has come: who came, who did not, and of whom nobody has said so."""

    came: int = 0
    missed: int = 0
    unsaid: int = 0

    @property
    def n(self) -> int:
        return self.came + self.missed

    @property
    def missed_share(self) -> float | None:
        """None where nothing is known of anybody."""
        return self.missed / self.n if self.n else None

    @property
    def is_few(self) -> bool:
        return self.n < FEW


@dataclass(frozen=True, slots=True, kw_only=True)
class WeekAtOffice:
    """One office in the week that begins on `monday`, in minutes of clinicians.

    `booked` lies within what is offered, `outside` does not: the desk may book there. `places` are those for
    new patients, None where no session counts them.
    """

    office: str
    monday: date
    offered: int
    booked: int
    outside: int
    visits: int
    places: int | None
    places_used: int
    shows: Shows
    by_type: tuple[tuple[str, Shows], ...]

    @property
    def share(self) -> float | None:
        """How much of what is offered is booked; None where nothing is offered."""
        return self.booked / self.offered if self.offered else None


def capacity(
    site: Practice, bookings: Iterable[Booking], *, first: date, last: date, now_tick: int
) -> tuple[WeekAtOffice, ...]:
    """Every office in every week from that of `first` to that of `last`, by week, then as the offices stand.

    `bookings` are those that were not cancelled. Visits whose end is before `now_tick` count as come or not.
    """
    tallies = {(week, office.slug): _Tally() for week in _weeks(first, last) for office in site.offices}
    for (week, office), tally in tallies.items():
        _offer(site, tally, week, office)
    for booking in bookings:
        at = monday_of(booking.visit.wall_start.date()), booking.visit.office
        if at in tallies and booking.status is not BookingStatus.CANCELLED:
            _book(site, tallies[at], booking, now_tick=now_tick)
    return tuple(tally.read(week, office) for (week, office), tally in tallies.items())


def shows_of(weeks: Iterable[WeekAtOffice], office: str) -> tuple[tuple[str, Shows], ...]:
    """Who came to an office over all weeks, by visit type."""
    found: dict[str, Shows] = {}
    for week in weeks:
        for kind, shows in week.by_type if week.office == office else ():
            found[kind] = _sum(found.get(kind, Shows()), shows)
    return tuple(sorted(found.items()))


def monday_of(day: date) -> date:
    return day - timedelta(days=day.weekday())


@dataclass(slots=True)
class _Tally:
    hours: dict[tuple[str, date], tuple[range, ...]] = field(default_factory=dict)
    places: int | None = None
    booked: int = 0
    outside: int = 0
    visits: int = 0
    places_used: int = 0
    told: Counter[tuple[str, str]] = field(default_factory=Counter)

    def read(self, monday: date, office: str) -> WeekAtOffice:
        kinds = sorted({kind for kind, _ in self.told})
        by_type = tuple((kind, self._shows(kind)) for kind in kinds)
        total = Shows()
        for _, shows in by_type:
            total = _sum(total, shows)
        return WeekAtOffice(
            office=office,
            monday=monday,
            offered=MINUTES * sum(len(span) for spans in self.hours.values() for span in spans),
            booked=MINUTES * self.booked,
            outside=MINUTES * self.outside,
            visits=self.visits,
            places=self.places,
            places_used=self.places_used,
            shows=total,
            by_type=by_type,
        )

    def _shows(self, kind: str) -> Shows:
        return Shows(
            came=self.told[kind, "came"], missed=self.told[kind, "missed"], unsaid=self.told[kind, "unsaid"]
        )


def _offer(site: Practice, tally: _Tally, week: date, office: str) -> None:
    days = [week + timedelta(days=n) for n in range(7)]
    for clinician in site.clinicians:
        for day in days:
            spans = hours_on(site, day, clinician=clinician.slug, office=office)
            if spans:
                tally.hours[clinician.slug, day] = spans
    for working in site.working:
        if working.office == office and working.new_patients is not None:
            count = sum(working.is_on(day) and is_open(site, working, day) for day in days)
            tally.places = (tally.places or 0) + count * working.new_patients


def _book(site: Practice, tally: _Tally, booking: Booking, *, now_tick: int) -> None:
    visit, day = booking.visit, booking.visit.wall_start.date()
    mine = ticks_of(site, visit)
    spans = tally.hours.get((visit.clinician, day), ())
    inside = sum(max(0, min(s.stop, mine.stop) - max(s.start, mine.start)) for s in spans)
    tally.visits += 1
    tally.booked += inside
    tally.outside += len(mine) - inside
    tally.places_used += _takes_place(site, booking)
    if word := _came(booking, now_tick):
        tally.told[visit.visit_type, word] += 1


def _takes_place(site: Practice, booking: Booking) -> bool:
    """Whether it is a visit of a new patient in a session that counts them."""
    visit = booking.visit
    if not any(kind.new_patient for kind in site.visit_types if kind.slug == visit.visit_type):
        return False
    begins = visit.wall_start
    sessions = site.sessions_on(begins.date(), clinician=visit.clinician, office=visit.office)
    counted = (s for s in sessions if s.new_patients is not None)
    return any(s.opens <= begins.time() < s.closes for s in counted)


def _came(booking: Booking, now_tick: int) -> str:
    if booking.status in CAME:
        return "came"
    if booking.status is BookingStatus.NO_SHOW:
        return "missed"
    return "unsaid" if tick_of(booking.visit.ends_at) <= now_tick else ""


def _sum(one: Shows, other: Shows) -> Shows:
    return Shows(
        came=one.came + other.came, missed=one.missed + other.missed, unsaid=one.unsaid + other.unsaid
    )


def _weeks(first: date, last: date) -> Iterator[date]:
    week = monday_of(first)
    while week <= last:
        yield week
        week += A_WEEK
