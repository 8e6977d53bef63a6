"""Five minutes, counted: a tick is a whole number, so that claims compare and add without calendars."""

from datetime import UTC, datetime, timedelta

MINUTES = 5
TICK = timedelta(minutes=MINUTES)
A_DAY = 24 * 60 // MINUTES  # ticks
_FIRST = datetime(1970, 1, 1, tzinfo=UTC)


def tick_of(moment: datetime) -> int:
    """The tick an aware moment lies in, counted from 1970 in UTC."""
    return (moment - _FIRST) // TICK


def next_tick(moment: datetime) -> int:
    """The first tick that begins at an aware moment or after it."""
    return -((_FIRST - moment) // TICK)


def moment_of(tick: int) -> datetime:
    """When a tick begins, in UTC."""
    return _FIRST + tick * TICK


def ticks(starts_at: datetime, minutes: int) -> range:
    """The ticks of so many minutes; the end is free again."""
    first = tick_of(starts_at)
    return range(first, first + minutes // MINUTES)


def is_on_tick(moment: datetime) -> bool:
    return not (moment - _FIRST) % TICK
