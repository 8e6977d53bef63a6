"""One clinician at one office on one day: what is booked, free, held for somebody, and closed."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date

from enthesis.domain.practice.availability import FreeTime
from enthesis.domain.practice.booking import Visit
from enthesis.domain.practice.hours import hours_on
from enthesis.domain.practice.practice import Practice
from enthesis.domain.practice.ticks import MINUTES, tick_of
from enthesis.store.lists import Seen


@dataclass(slots=True, kw_only=True)
class Lane:
    """`hours` are open, `closed` would be but for a closure."""

    office: str
    clinician: str
    on: date
    hours: tuple[range, ...] = ()
    closed: tuple[range, ...] = ()
    visits: list[Seen] = field(default_factory=list)
    offers: list[Visit] = field(default_factory=list)
    free: list[FreeTime] = field(default_factory=list)

    @property
    def is_empty(self) -> bool:
        return not (self.hours or self.closed or self.visits or self.offers)

    @property
    def booked_minutes(self) -> int:
        """What the visits take of the open hours."""
        taken = [range(tick_of(v.starts_at), tick_of(v.ends_at)) for v in self.taken]
        return MINUTES * sum(_shared(span, own) for own in taken for span in self.hours)

    @property
    def open_minutes(self) -> int:
        return MINUTES * sum(len(span) for span in self.hours)

    @property
    def taken(self) -> tuple[Visit, ...]:
        return (*(seen.booking.visit for seen in self.visits), *self.offers)


Lanes = Mapping[date, Sequence[Lane]]


def lanes_of(
    site: Practice,
    days: Iterable[date],
    pairs: Sequence[tuple[str, str]],
    visits: Iterable[Seen],
    offers: Iterable[Visit],
    free: Iterable[FreeTime],
) -> Lanes:
    """By day, every pair of office and clinician that has anything on it, in the order of the pairs."""
    unclosed = replace(site, closures=(), holidays=())
    found: dict[tuple[date, str, str], Lane] = {}
    for day in days:
        for office, clinician in pairs:
            hours = hours_on(site, day, clinician=clinician, office=office)
            all_hours = hours_on(unclosed, day, clinician=clinician, office=office)
            found[day, office, clinician] = Lane(
                office=office, clinician=clinician, on=day, hours=hours, closed=_less(all_hours, hours)
            )
    _fill(found, visits, offers, free)
    by_day: dict[date, list[Lane]] = {}
    for lane in found.values():
        by_day.setdefault(lane.on, []).extend(() if lane.is_empty else (lane,))
    return by_day


def _fill(
    lanes: Mapping[tuple[date, str, str], Lane],
    visits: Iterable[Seen],
    offers: Iterable[Visit],
    free: Iterable[FreeTime],
) -> None:
    """Each into its lane; of free times that overlap the first."""
    for seen in visits:
        if lane := lanes.get(_place(seen.booking.visit)):
            lane.visits.append(seen)
    for offered in offers:
        if lane := lanes.get(_place(offered)):
            lane.offers.append(offered)
    for one in free:
        lane = lanes.get(_place(one.visit))
        if lane and (not lane.free or lane.free[-1].visit.ends_at <= one.visit.starts_at):
            lane.free.append(one)


def _place(visit: Visit) -> tuple[date, str, str]:
    return visit.wall_start.date(), visit.office, visit.clinician


def _less(spans: Sequence[range], others: Sequence[range]) -> tuple[range, ...]:
    """What of the spans none of the others has."""
    left = list(spans)
    for other in others:
        left = [part for span in left for part in _cut(span, other)]
    return tuple(left)


def _cut(span: range, other: range) -> Iterator[range]:
    """The span without the other: nothing, one part or two."""
    if not _shared(span, other):
        yield span
        return
    for part in (range(span.start, other.start), range(other.stop, span.stop)):
        if part:
            yield part


def _shared(one: range, other: range) -> int:
    return max(0, min(one.stop, other.stop) - max(one.start, other.start))
