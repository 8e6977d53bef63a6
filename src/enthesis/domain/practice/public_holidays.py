"""The public holidays of the United States (5 U.S.C. 6103), with the working day on which each is observed.

They close nothing by themselves: the practice file and closures do. A day that falls on one is asked about.
"""

from collections.abc import Iterator
from datetime import date, timedelta

FIXED = (
    (1, 1, "New Year’s Day"),
    (6, 19, "Juneteenth"),
    (7, 4, "Independence Day"),
    (11, 11, "Veterans Day"),
    (12, 25, "Christmas Day"),
)
MONDAY, THURSDAY, SATURDAY, SUNDAY = 0, 3, 5, 6
BY_WEEKDAY = (
    (1, MONDAY, 3, "Martin Luther King Jr. Day"),
    (2, MONDAY, 3, "Washington’s Birthday"),
    (5, MONDAY, -1, "Memorial Day"),
    (9, MONDAY, 1, "Labor Day"),
    (10, MONDAY, 2, "Columbus Day"),
    (11, THURSDAY, 4, "Thanksgiving Day"),
)
"""Month, day of the week, and which of them in the month; -1 is the last."""
A_DAY = timedelta(days=1)
OBSERVED = {SATURDAY: -A_DAY, SUNDAY: A_DAY}

EXAMPLES = (
    (date(2026, 12, 25), "Christmas Day"),
    (date(2026, 11, 26), "Thanksgiving Day"),
    (date(2027, 5, 31), "Memorial Day"),
    (date(2027, 7, 5), "Independence Day, observed"),
    (date(2027, 12, 31), "New Year’s Day, observed"),
    (date(2027, 3, 23), ""),
)


def public_holiday(day: date) -> str:
    """Its name; empty for any other day."""
    return next((name for on, name in _around(day) if on == day), "")


def _around(day: date) -> Iterator[tuple[date, str]]:
    """The holidays of a day's month, and those next to it that are observed on it."""
    for on in (day, day + A_DAY, day - A_DAY):
        for month, nth, name in FIXED:
            if (on.month, on.day) == (month, nth):
                yield on, name
                if on.weekday() in OBSERVED:
                    yield on + OBSERVED[on.weekday()], f"{name}, observed"
    for month, weekday, which, name in BY_WEEKDAY:
        if day.month == month and day.weekday() == weekday and _is_nth(day, which):
            yield day, name


def _is_nth(day: date, which: int) -> bool:
    """Whether a day is the nth of its weekday in its month."""
    if which < 0:
        return (day + 7 * A_DAY).month != day.month
    return (day.day - 1) // 7 + 1 == which
