"""Free times: where the sessions of a practice leave room between what is claimed."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time
from enum import StrEnum
from heapq import merge

from enthesis.domain.practice.bits import ones, runs, stretch
from enthesis.domain.practice.booking import Visit
from enthesis.domain.practice.claims import Claim, lines
from enthesis.domain.practice.clock import is_shown_twice, utc_to_wall
from enthesis.domain.practice.grid import Day, beginnings, days_of, shut
from enthesis.domain.practice.practice import Office, Practice
from enthesis.domain.practice.resource import clinician_resource, places_resource
from enthesis.domain.practice.session import Closure, Working, closing, opening
from enthesis.domain.practice.ticks import A_DAY, MINUTES, moment_of, next_tick, tick_of
from enthesis.domain.practice.visit_type import VisitType


class HalfDay(StrEnum):
    """A side of the day, by when a visit begins on the office's clock."""

    MORNING = "morning"  # before noon
    AFTERNOON = "afternoon"

    @property
    def ticks(self) -> range:
        """Of the clock, after midnight."""
        return range(A_DAY // 2) if self is HalfDay.MORNING else range(A_DAY // 2, A_DAY)


@dataclass(frozen=True, slots=True, kw_only=True)
class Wanted:
    """What is looked for. `first` and `last` are days on each office's calendar; an empty word is any.

    The desk is not held by the lead time and the horizon of a visit type.
    """

    visit_type: str
    first: date
    last: date
    office: str = ""
    clinician: str = ""
    half: HalfDay | None = None
    by_desk: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class FreeTime:
    """A visit that can be booked. `first_of_two`: the clock shows its time twice, the first is meant."""

    visit: Visit
    first_of_two: bool = False


def free_times(
    site: Practice, wanted: Wanted, claims: Iterable[Claim], *, now: datetime
) -> Iterator[FreeTime]:
    """Every free time that is wanted, the earliest over all offices first, then by office and clinician.

    A wall time the clocks skip is not offered; one they show twice is offered once, as the first of the two.
    `claims` are those of every resource from the day before `first` to the day after `last`, in any order.
    """
    search = _Search(site, wanted, claims, now)
    streams = [
        _numbered(search.beginnings(office, clinician.slug), (place, number))
        for place, office in enumerate(site.offices)
        for number, clinician in enumerate(site.clinicians)
        if wanted.office in ("", office.slug) and wanted.clinician in ("", clinician.slug)
    ]
    before = search.kind.before // MINUTES
    for tick, (place, number) in merge(*streams):
        yield _free_time(
            search.kind,
            moment_of(search.origin + tick + before),
            site.offices[place],
            site.clinicians[number].slug,
        )


def is_offered(site: Practice, visit: Visit, claims: Iterable[Claim], *, now: datetime) -> bool:
    """Whether a patient may book exactly this visit by themselves; the desk may book others, too."""
    day = visit.wall_start.date()
    wanted = Wanted(
        visit_type=visit.visit_type, first=day, last=day, office=visit.office, clinician=visit.clinician
    )
    return any(free.visit == visit for free in free_times(site, wanted, claims, now=now))


def is_in_session(site: Practice, visit: Visit) -> bool:
    """Whether the clinician works there for the whole visit, and nothing is closed meanwhile."""
    day, clinician, office = visit.wall_start.date(), visit.clinician, visit.office
    begins, ends = tick_of(visit.starts_at), next_tick(visit.ends_at)
    works = any(
        opening(one, day, visit.zone) <= begins and ends <= closing(one, day, visit.zone)
        for one in site.working
        if (one.clinician, one.office) == (clinician, office) and one.is_on(day)
    )
    closures = (one for one in site.closed if one.concerns(clinician, office))
    days, origin = days_of(visit.zone, day, day), begins - 2 * A_DAY
    taken = stretch(begins - origin, ends - origin)
    return works and not any(shut(one, days, origin) & taken for one in closures)


class _Search:
    """One search. Ticks are counted from `origin`, the day before the first one."""

    def __init__(self, site: Practice, wanted: Wanted, claims: Iterable[Claim], now: datetime) -> None:
        self.site, self.wanted, self.now = site, wanted, now
        self.kind = site.visit_type(wanted.visit_type)
        self.half = wanted.half.ticks if wanted.half else range(A_DAY)
        self.origin = tick_of(datetime.combine(wanted.first, time(0), UTC)) - A_DAY
        self.taken = lines(claims, self.origin, A_DAY * ((wanted.last - wanted.first).days + 4))
        self.days: dict[str, tuple[Day, ...]] = {}
        self.shut: dict[tuple[Closure, str], int] = {}
        self.beside: dict[str, int] = {}

    def beginnings(self, office: Office, clinician: str) -> int:
        """Where the claim of a free visit may begin there, as bits."""
        days = self._days(office.zone)
        offered = 0
        for working in self.site.working:
            if (working.clinician, working.office) == (clinician, office.slug):
                offered |= self._offered(working, days)
        if not offered:
            return 0
        taken = self.taken.get(clinician_resource(clinician), 0)
        for closure in self.site.closed:
            if closure.concerns(clinician, office.slug):
                taken |= self._shut(closure, office.zone)
        return offered & self._beside(office.slug) & runs(~taken, self.kind.claimed) & self._in_time()

    def _offered(self, working: Working, days: tuple[Day, ...]) -> int:
        found = 0
        for day in days:
            if working.is_on(day.on) and self._has_place(working, day):
                begins, bits = beginnings(working, self.kind, day, self.half)
                found |= bits << begins - self.origin
        return found

    def _has_place(self, working: Working, day: Day) -> bool:
        """Whether the session still takes a visit of this kind, whatever its time."""
        if not self.kind.new_patient or working.new_patients is None:
            return True
        gone = self.taken.get(places_resource(working.clinician, working.office), 0)
        first, end = (edge(working, day.on, day.zone) - self.origin for edge in (opening, closing))
        return (gone & stretch(first, end)).bit_count() < working.new_patients

    def _shut(self, closure: Closure, zone: str) -> int:
        if (closure, zone) not in self.shut:
            self.shut[closure, zone] = shut(closure, self._days(zone), self.origin)
        return self.shut[closure, zone]

    def _beside(self, office: str) -> int:
        """Where the room and devices the visit needs are free together."""
        if office not in self.beside:
            found = -1
            for resources in self.site.choices(self.kind, office):
                found &= self._any_of(resources)
            self.beside[office] = found
        return self.beside[office]

    def _any_of(self, resources: Sequence[str]) -> int:
        found = 0
        for resource in resources:
            found |= runs(~self.taken.get(resource, 0), self.kind.claimed)
        return found

    def _in_time(self) -> int:
        """Where a visit is not too soon."""
        earliest = self.now if self.wanted.by_desk else self.now + self.kind.lead
        return -1 << max(0, next_tick(earliest) - self.kind.before // MINUTES - self.origin)

    def _days(self, zone: str) -> tuple[Day, ...]:
        if zone not in self.days:
            today = utc_to_wall(self.now, zone).date()
            last = self.wanted.last
            if not self.wanted.by_desk:
                last = min(last, today + self.kind.horizon)
            self.days[zone] = days_of(zone, max(self.wanted.first, today), last)
        return self.days[zone]


def _numbered(bits: int, key: tuple[int, int]) -> Iterator[tuple[int, tuple[int, int]]]:
    return ((tick, key) for tick in ones(bits))


def _free_time(kind: VisitType, starts_at: datetime, office: Office, clinician: str) -> FreeTime:
    wall = utc_to_wall(starts_at, office.zone)
    visit = Visit(
        office=office.slug,
        clinician=clinician,
        visit_type=kind.slug,
        starts_at=starts_at,
        wall_start=wall,
        zone=office.zone,
        minutes=kind.minutes,
    )
    return FreeTime(visit=visit, first_of_two=is_shown_twice(wall, office.zone))
