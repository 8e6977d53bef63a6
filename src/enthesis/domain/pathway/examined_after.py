"""An examination of a hip at a visit after its operation: strength and gait above all.

It stands apart from those before the operation, on which the plan and candidacy were judged.
"""

from dataclasses import dataclass
from datetime import date

from enthesis.domain.errors import Invalid
from enthesis.domain.examination.tests import Examination
from enthesis.domain.pathway.doing_again import check_after_surgery, check_operated


@dataclass(frozen=True, slots=True, kw_only=True)
class ExaminedAfter:
    """Raises Invalid where nothing but the day is told."""

    found: Examination

    def __post_init__(self) -> None:
        if self.found == Examination(examined_on=self.found.examined_on):
            raise Invalid("examined_on", "Nothing was found, and nothing was tested.", "Enter what was done.")


def check_examined(told: ExaminedAfter, *, surgery_on: date | None, on: date) -> None:
    """The day fits the case on the day it is recorded. Raises NotAllowed without an operation, or Invalid."""
    check_after_surgery("examined_on", told.found.examined_on, check_operated(surgery_on), on)
