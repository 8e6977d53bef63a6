"""A unique device identifier: which product it is, and which piece or batch of it."""

from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from typing import NoReturn

from enthesis.domain.errors import Invalid

LONGEST = 200  # characters; the longest a label may hold is under a hundred
AGAIN = "Scan the label again, or type what is printed under it."


class Agency(StrEnum):
    """Who issues device identifiers, accredited for the United States."""

    GS1 = "gs1"
    HIBCC = "hibcc"
    ICCBBA = "iccbba"

    @property
    def label(self) -> str:
        return self.value.upper()


@dataclass(frozen=True, slots=True, kw_only=True)
class Udi:
    """What a label says. What it does not say is empty; `text` is the label as it was read.

    `device` names the product and its maker, the same for every piece. `donation` is the processor's own code
    for the donor of a tissue.
    """

    agency: Agency
    device: str
    text: str
    lot: str = ""
    serial: str = ""
    donation: str = ""
    made_on: date | None = None
    expires_on: date | None = None

    def is_expired(self, on: date) -> bool | None:
        """Whether its last day is over; None where the label does not say."""
        return None if self.expires_on is None else self.expires_on < on


def fail(sentence: str, remedy: str = AGAIN) -> NoReturn:
    raise Invalid("udi", sentence, remedy)


def last_of_month(year: int, month: int) -> date:
    """Labels that name no day mean the last one of the month. Raises ValueError for no such month."""
    first = date(year, month, 1)
    return (first + timedelta(days=31)).replace(day=1) - timedelta(days=1)


def day_of_year(year: int, number: int) -> date:
    """The day of that number, counted from 1. Raises ValueError for one the year does not have."""
    if number < 1:
        raise ValueError(number)
    found = date(year, 1, 1) + timedelta(days=number - 1)
    if found.year != year:
        raise ValueError(number)
    return found


def near(two_digits: int, on: date) -> int:
    """The year of that ending from 49 before to 50 after this one (GS1 General Specifications, 7.12)."""
    earliest = on.year - 49
    return earliest + (two_digits - earliest) % 100
