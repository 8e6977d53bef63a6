"""How points become a score and what missing answers do to it: declarations without code.

Two readers interpret them: `scoring` for one response, the evidence floor for a column of millions.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import TypeAlias, assert_never

from enthesis.domain.terms import Sourced, Tag

HUNDRED = Decimal(100)


@dataclass(frozen=True, slots=True)
class Raw:
    """The points of the one scored item, as they are."""


@dataclass(frozen=True, slots=True)
class SumTimes:
    """The sum of the points, times a factor."""

    factor: Sourced


@dataclass(frozen=True, slots=True)
class Mean:
    """The mean of the points answered; what does not apply leaves the denominator."""


@dataclass(frozen=True, slots=True)
class PercentOf:
    """The sum of the points in percent of `most` per item answered; what does not apply leaves both."""

    most: Sourced


Formula: TypeAlias = Raw | SumTimes | Mean | PercentOf


def evaluate(formula: Formula, points: Sequence[Decimal]) -> Decimal:
    """The unrounded score of at least one item's points."""
    match formula:
        case Raw():
            (only,) = points
            return only
        case SumTimes(factor):
            return sum(points, Decimal()) * factor.value
        case Mean():
            return sum(points, Decimal()) / len(points)
        case PercentOf(most):
            return sum(points, Decimal()) * HUNDRED / (most.value * len(points))
        case _:
            assert_never(formula)


def is_over_answered(formula: Formula) -> bool:
    """Whether an item may be left out without counting as nothing."""
    return isinstance(formula, Mean | PercentOf)


@dataclass(frozen=True, slots=True, kw_only=True)
class AllNeeded:
    """One missing answer, and there is no score."""

    tag: Tag
    source: str = ""

    @property
    def needs_review(self) -> bool:
        """Whether a clinician must confirm the rule."""
        return self.tag in (Tag.RECALLED, Tag.PROPOSED)


@dataclass(frozen=True, slots=True)
class AtLeast:
    """With fewer answers than this there is no score; with enough, the missing ones are left out."""

    answered: Sourced


@dataclass(frozen=True, slots=True)
class PersonMean:
    """Up to so many missing answers are filled with the mean of the person's others; beyond, no score."""

    at_most: Sourced


MissingRule: TypeAlias = AllNeeded | AtLeast | PersonMean
