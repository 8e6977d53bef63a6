"""A whole sheet as one person read it: the day on it, who filled it in, and a mark for each question."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import TypeAlias

from enthesis.domain.outcomes.entry.answered_by import AnsweredBy
from enthesis.domain.outcomes.entry.mark import Mark

DAY, BY = "answered_on", "answered_by"
"""The two lines of the head of a sheet, as they are compared beside its questions."""

Told: TypeAlias = Mark | date | AnsweredBy | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Filled:
    """`answered_on` is the day on the paper, or the day it arrived where `undated`: no day stood on it.

    `answered_by` is None where nobody said. `marks` are by block and question, as `place_of` names them.
    """

    answered_on: date
    undated: bool = False
    answered_by: AnsweredBy | None
    marks: Mapping[str, Mark]

    @property
    def told(self) -> dict[str, Told]:
        """Everything that is compared, each under its name."""
        day = None if self.undated else self.answered_on
        return {DAY: day, BY: self.answered_by, **self.marks}


def place_of(block: int, question: str) -> str:
    """How a question of a sheet is called: the number of its block, from 0, and its id."""
    return f"{block}.{question}"
