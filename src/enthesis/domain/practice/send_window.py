"""When messages leave: from 08:00 to 20:00 on the clock of the office they are about, and never at night."""

from datetime import datetime, time, timedelta

from enthesis.domain.practice.clock import reached, utc_to_wall

OPENS, CLOSES = time(8), time(20)
LAST = time(19, 45)  # what moves to the end of a window has its last quarter of an hour to leave in
A_DAY = timedelta(days=1)


def is_open(moment: datetime, zone: str) -> bool:
    """Whether a message may leave at an aware moment; at 20:00 no more."""
    return OPENS <= utc_to_wall(moment, zone).time() < CLOSES


def next_open(moment: datetime, zone: str) -> datetime:
    """The moment itself within the window, else the beginning of the next one."""
    if is_open(moment, zone):
        return moment
    wall = utc_to_wall(moment, zone)
    day = wall.date() if wall.time() < OPENS else wall.date() + A_DAY
    return reached(datetime.combine(day, OPENS), zone)


def last_open(moment: datetime, zone: str) -> datetime:
    """The moment itself within the window, else the end of the window before, which is `LAST`."""
    if is_open(moment, zone):
        return moment
    wall = utc_to_wall(moment, zone)
    day = wall.date() if wall.time() >= CLOSES else wall.date() - A_DAY
    return reached(datetime.combine(day, LAST), zone)


def news_leaves(*, due_at: datetime, starts_at: datetime | None, zone: str, now: datetime) -> datetime:
    """When what the practice itself changed is told: within the window, or at once where that is too late.

    `starts_at` is the earliest visit it is about, None where it is about none.
    """
    leaves = next_open(max(due_at, now), zone)
    return leaves if starts_at is None or leaves < starts_at else max(due_at, now)
