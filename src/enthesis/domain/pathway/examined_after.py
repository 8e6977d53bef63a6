"""An examination of a hip at a visit after its operation: strength and gait above all.

It stands apart from those before the operation, on which the plan and candidacy were judged.
"""

from dataclasses import dataclass
from datetime import date

from enthesis.domain.errors import Invalid, NotAllowed
from enthesis.domain.examination.tests import Examination


@dataclass(frozen=True, slots=True, kw_only=True)
class ExaminedAfter:
    """Raises Invalid where nothing but the day is told."""

    found: Examination

    def __post_init__(self) -> None:
        if self.found == Examination(examined_on=self.found.examined_on):
            raise Invalid("examined_on", "Nothing was found, and nothing was tested.", "Enter what was done.")


def check_examined(told: ExaminedAfter, *, surgery_on: date | None, on: date) -> None:
    """The day fits the case on the day it is recorded. Raises NotAllowed without an operation, or Invalid."""
    examined_on = told.found.examined_on
    if surgery_on is None:
        raise NotAllowed("not-operated", "No operation of this hip is on record.", "Record it first.")
    if not surgery_on <= examined_on <= on:
        raise Invalid(
            "examined_on",
            f"{examined_on} lies before the operation or in the future.",
            f"Enter a day from {surgery_on} to today.",
        )
