"""Local wall times: a time that does not exist is refused, one that exists twice is asked about."""

from datetime import UTC, datetime
from zoneinfo import ZoneInfo

from enthesis.domain.errors import Invalid
from enthesis.domain.practice.ticks import TICK, moment_of, tick_of


def wall_to_utc(wall: datetime, zone: str, *, fold: int | None = None) -> datetime:
    """The moment a clock in `zone` shows `wall` (naive).

    Raises Invalid for a time the clocks skip, and for one they show twice unless `fold` says which:
    0 the first, 1 the second.
    """
    found = moments(wall, zone)
    if not found:
        raise Invalid(
            "time",
            f"{wall:%H:%M} does not exist on {wall:%d %B %Y}: the clocks go forward.",
            "Choose another time.",
        )
    if len(found) == 2 and fold is None:
        raise Invalid(
            "time",
            f"{wall:%H:%M} happens twice on {wall:%d %B %Y}: the clocks go back.",
            "Say whether the first or the second is meant.",
        )
    return found[-1] if fold else found[0]


def moments(wall: datetime, zone: str) -> tuple[datetime, ...]:
    """Every moment, in UTC, at which a clock in `zone` shows `wall` (naive), the earlier first.

    None where the clocks skip it, two where they show it twice. Raises Invalid beyond the calendar.
    """
    place = ZoneInfo(zone)
    first, second = _both(wall, place)
    if first == second:
        return (first,)
    return (first, second) if _reads(first, place) == wall else ()


def is_shown_twice(wall: datetime, zone: str) -> bool:
    """Whether a clock in `zone`, which shows `wall` (naive) at some moment, does so again."""
    shown = wall.replace(tzinfo=ZoneInfo(zone), fold=0)
    return shown.utcoffset() != shown.replace(fold=1).utcoffset()


def reached(wall: datetime, zone: str) -> datetime:
    """The first moment, in UTC, at which a clock in `zone` has come to `wall` (naive) or leapt over it.

    Clocks leap at the beginning of a tick.
    """
    found = moments(wall, zone)
    if found:
        return found[0]
    place = ZoneInfo(zone)
    _, earlier = _both(wall, place)  # of a skipped time the offset after the leap gives the earlier moment
    moment = moment_of(tick_of(earlier))
    while _reads(moment, place) < wall:
        moment += TICK
    return moment


def utc_to_wall(moment: datetime, zone: str) -> datetime:
    """What a clock in `zone` shows at an aware moment (naive)."""
    return _reads(moment, ZoneInfo(zone))


def _both(wall: datetime, place: ZoneInfo) -> tuple[datetime, datetime]:
    """The wall time read by the offset before a change of the clocks, and by the one after it."""
    try:
        return (
            wall.replace(tzinfo=place, fold=0).astimezone(UTC),
            wall.replace(tzinfo=place, fold=1).astimezone(UTC),
        )
    except OverflowError:
        raise Invalid("time", f"No calendar reaches {wall:%Y}.", "Choose another time.") from None


def _reads(moment: datetime, place: ZoneInfo) -> datetime:
    return moment.astimezone(place).replace(tzinfo=None)
