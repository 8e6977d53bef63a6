"""The beginnings a session offers on a day, and what a closure takes, in ticks; the clocks may change."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from functools import lru_cache

from enthesis.domain.practice.bits import comb, stretch
from enthesis.domain.practice.clock import moments, reached
from enthesis.domain.practice.session import ONE_DAY, Closure, Working, closing, opening
from enthesis.domain.practice.ticks import MINUTES, TICK, is_on_tick, next_tick, tick_of
from enthesis.domain.practice.visit_type import VisitType

MIDNIGHT = time(0)


@dataclass(frozen=True, slots=True)
class Day:
    """A day on the clock of a zone, from the tick `begins` to before the tick `ends`.

    `is_plain`: its clock runs from 0 to 24 without a leap, so that a wall time is a number of ticks.
    """

    on: date
    zone: str
    begins: int
    ends: int
    is_plain: bool


def days_of(zone: str, first: date, last: date) -> tuple[Day, ...]:
    return tuple(_day(zone, first + timedelta(n)) for n in range((last - first).days + 1))


@lru_cache(maxsize=4096)
def _day(zone: str, on: date) -> Day:
    begins, ends = (reached(datetime.combine(day, MIDNIGHT), zone) for day in (on, on + ONE_DAY))
    is_plain = ends - begins == ONE_DAY and is_on_tick(begins) and _runs_through(on, zone)
    return Day(on, zone, tick_of(begins), tick_of(ends), is_plain)


def _runs_through(on: date, zone: str) -> bool:
    """Whether midnight and midnight are shown once each."""
    return all(len(moments(datetime.combine(day, MIDNIGHT), zone)) == 1 for day in (on, on + ONE_DAY))


def beginnings(working: Working, kind: VisitType, day: Day, half: range) -> tuple[int, int]:
    """The ticks at which a visit's claim may begin in a session, as bits from a tick on: (that tick, bits).

    A visit lies in the session with the time before and after it. `half` are the ticks after midnight on the
    clock at which it may begin itself. A wall time that is skipped is none; one shown twice is the first.
    """
    opens, closes = _ticks_up(working.opens), _ticks_down(working.closes)
    before = kind.before // MINUTES
    room = closes - opens - (kind.claimed if day.is_plain else 0)  # a leaping clock may show an hour twice
    count = room // kind.step + 1
    first = max(0, -(-(half.start - opens - before) // kind.step))
    end = min(count, -(-(half.stop - opens - before) // kind.step))
    if day.is_plain:
        return day.begins, comb(opens + first * kind.step, kind.step, end - first)
    walls = (opens + before + n * kind.step for n in range(first, end))
    return day.begins, _on_leaping_clock(working, kind, day, walls)


def _on_leaping_clock(working: Working, kind: VisitType, day: Day, walls: Iterable[int]) -> int:
    opens, closes = opening(working, day.on, day.zone), closing(working, day.on, day.zone)
    bits = 0
    for wall in walls:
        found = moments(datetime.combine(day.on, MIDNIGHT) + wall * TICK, day.zone)
        if not found:
            continue
        begins = tick_of(found[0]) - kind.before // MINUTES
        if opens <= begins and begins + kind.claimed <= closes:
            bits |= 1 << begins - day.begins
    return bits


def shut(closure: Closure, days: tuple[Day, ...], origin: int) -> int:
    """What a closure takes of these days, as bits from the tick `origin` on."""
    bits = 0
    for day in _days_in(closure, days):
        first, end = _closed_ticks(closure, day)
        bits |= stretch(first - origin, end - origin)
    return bits


def _days_in(closure: Closure, days: tuple[Day, ...]) -> tuple[Day, ...]:
    if not days:
        return ()
    first, last = ((day - days[0].on).days for day in (closure.first, closure.last))
    return days[max(0, first) : max(0, last + 1)]


def _closed_ticks(closure: Closure, day: Day) -> tuple[int, int]:
    if closure.begins is None or closure.ends is None:
        return day.begins, day.ends
    if day.is_plain:
        return day.begins + _ticks_down(closure.begins), day.begins + _ticks_up(closure.ends)
    begins, ends = (
        reached(datetime.combine(day.on, wall), day.zone) for wall in (closure.begins, closure.ends)
    )
    return tick_of(begins), next_tick(ends)


def _ticks_up(wall: time) -> int:
    return -(-(wall.hour * 60 + wall.minute + (wall.second > 0)) // MINUTES)


def _ticks_down(wall: time) -> int:
    return (wall.hour * 60 + wall.minute) // MINUTES
