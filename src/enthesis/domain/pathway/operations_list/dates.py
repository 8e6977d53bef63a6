"""A day as a hospital's program wrote it. What can be read two ways is asked about, never guessed."""

import re
from datetime import date
from enum import StrEnum

from enthesis.domain.errors import Invalid

_ISO = re.compile(r"(\d{4})-(\d{1,2})-(\d{1,2})")
_SLASHES = re.compile(r"(\d{1,2})[/.\-](\d{1,2})[/.\-](\d{4})")
_SHORT = re.compile(r"\d{1,2}[/.\-]\d{1,2}[/.\-]\d{2}")
_DAY_NAMED = re.compile(r"(\d{1,2})[ \-/.]*([A-Za-z]{3,9})[ \-/.,]*(\d{4})")
_NAMED_DAY = re.compile(r"([A-Za-z]{3,9})\.? *(\d{1,2}),? *(\d{4})")
_TIME = re.compile(r"[ T]\d{1,2}:\d{2}(:\d{2}(\.\d+)?)?( ?[AaPp]\.?[Mm]\.?)?$")
_ZONED = re.compile(r"\d{1,2}:\d{2}(:\d{2}(\.\d+)?)? ?([Zz]|UTC|GMT|[+-]\d{2}(:?\d{2})?)$")
_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")


class Order(StrEnum):
    """Which stands first in a date of three numbers."""

    MONTH_FIRST = "month-first"
    DAY_FIRST = "day-first"

    @property
    def label(self) -> str:
        return {
            Order.MONTH_FIRST: "Month first: 3/14/2026",
            Order.DAY_FIRST: "Day first: 14/3/2026",
        }[self]


def read_day(typed: str, order: Order | None) -> date:
    """The day; a time of day behind it is dropped. Raises Invalid, saying why, where it is not one day.

    A time that names its zone may lie on another day at the hospital, and is no day.
    """
    if _ZONED.search(typed.strip()):
        raise Invalid(
            "date",
            f"{typed[:30]!r} is a time of another zone: at the hospital it may be another day.",
            "Let the hospital write its own day, such as 2026-03-14.",
        )
    text = _TIME.sub("", typed.strip())
    if not text:
        raise Invalid("date", "There is no date.", "Enter it.")
    if found := _ISO.fullmatch(text):
        year, month, day = (int(part) for part in found.groups())
        return _date(typed, year, month, day)
    if found := _DAY_NAMED.fullmatch(text):
        return _date(typed, int(found[3]), _month(typed, found[2]), int(found[1]))
    if found := _NAMED_DAY.fullmatch(text):
        return _date(typed, int(found[3]), _month(typed, found[1]), int(found[2]))
    if found := _SLASHES.fullmatch(text):
        return _of_three(typed, int(found[1]), int(found[2]), int(found[3]), order)
    if _SHORT.fullmatch(text):
        raise Invalid("date", f"{typed[:20]!r} has two digits for the year.", "Write the year with four.")
    raise Invalid("date", f"{typed[:20]!r} is no date.", "Write year-month-day, such as 2026-03-14.")


def _of_three(typed: str, one: int, two: int, year: int, order: Order | None) -> date:
    match order:
        case Order.MONTH_FIRST:
            return _date(typed, year, one, two)
        case Order.DAY_FIRST:
            return _date(typed, year, two, one)
    found = {day for month, on in ((one, two), (two, one)) if (day := _maybe(year, month, on))}
    if len(found) == 2:
        first, second = sorted(found)
        raise Invalid(
            "date",
            f"{typed[:20]!r} is {first:%-d %B} or {second:%-d %B}.",
            "Say whether month or day stands first.",
        )
    if not found:
        raise Invalid("date", f"{typed[:20]!r} is no day of the calendar.", "Correct it.")
    return found.pop()


def _month(typed: str, name: str) -> int:
    short = name[:3].casefold()
    if short not in _MONTHS:
        raise Invalid("date", f"{typed[:20]!r} names no month.", "Correct it.")
    return _MONTHS.index(short) + 1


def _date(typed: str, year: int, month: int, day: int) -> date:
    found = _maybe(year, month, day)
    if found is None:
        raise Invalid("date", f"{typed[:20]!r} is no day of the calendar.", "Correct it.")
    return found


def _maybe(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None
