"""When a clinician is there: the sessions of a day without what is closed of them, in ticks."""

from collections.abc import Iterator
from datetime import date, timedelta

from enthesis.domain.practice.bits import stretch
from enthesis.domain.practice.booking import Visit
from enthesis.domain.practice.grid import days_of, shut
from enthesis.domain.practice.practice import Practice
from enthesis.domain.practice.session import Closure, Working, closing, opening
from enthesis.domain.practice.ticks import MINUTES, tick_of


def hours_on(site: Practice, day: date, *, clinician: str, office: str) -> tuple[range, ...]:
    """The ticks of a day on the office's clock at which the clinician works there, in order."""
    zone = site.office(office).zone
    begins = days_of(zone, day, day)[0].begins
    bits = 0
    for working in site.sessions_on(day, clinician=clinician, office=office):
        bits |= _session(working, day, zone, begins)
    if bits:
        for closure in site.closed:
            if closure.concerns(clinician, office):
                bits &= ~shut(closure, days_of(zone, day, day), begins)
    return tuple(_ranges(bits, begins))


def is_open(site: Practice, working: Working, day: date) -> bool:
    """Whether anything is left of a session on a day."""
    zone = site.office(working.office).zone
    own = range(opening(working, day, zone), closing(working, day, zone))
    hours = hours_on(site, day, clinician=working.clinician, office=working.office)
    return any(span.start < own.stop and own.start < span.stop for span in hours)


def lies_in(site: Practice, closure: Closure, visit: Visit) -> bool:
    """Whether a visit, with the time it takes before and after, meets a closure."""
    if not closure.concerns(visit.clinician, visit.office):
        return False
    mine, day = ticks_of(site, visit), visit.wall_start.date()
    around = days_of(visit.zone, day - timedelta(days=1), day + timedelta(days=1))
    origin = around[0].begins
    return bool(shut(closure, around, origin) & stretch(mine.start - origin, mine.stop - origin))


def ticks_of(site: Practice, visit: Visit) -> range:
    """What a visit takes of its clinician; only its minutes where its kind is no longer there."""
    kind = next((kind for kind in site.visit_types if kind.slug == visit.visit_type), None)
    before, after = (kind.before, kind.after) if kind else (0, 0)
    first = tick_of(visit.starts_at) - before // MINUTES
    return range(first, first + (before + visit.minutes + after) // MINUTES)


def _session(working: Working, day: date, zone: str, begins: int) -> int:
    return stretch(opening(working, day, zone) - begins, closing(working, day, zone) - begins)


def _ranges(bits: int, origin: int) -> Iterator[range]:
    """The runs of set bits."""
    place = 0
    while bits:
        skipped = (bits & -bits).bit_length() - 1
        bits >>= skipped
        length = (~bits & (bits + 1)).bit_length() - 1
        yield range(origin + place + skipped, origin + place + skipped + length)
        bits >>= length
        place += skipped + length
