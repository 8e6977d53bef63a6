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
    """The points of the one item that counts, as they are."""

    @property
    def text(self) -> str:
        return "points of the one item"


@dataclass(frozen=True, slots=True)
class Sum:
    """The sum of the points."""

    @property
    def text(self) -> str:
        return "sum of the points"


@dataclass(frozen=True, slots=True)
class SumTimes:
    """The sum of the points, times a factor."""

    factor: Sourced

    @property
    def text(self) -> str:
        return "sum of the points, times a factor"


@dataclass(frozen=True, slots=True)
class Mean:
    """The mean of the points answered; what does not apply leaves the denominator."""

    @property
    def text(self) -> str:
        return "mean of the points answered"


@dataclass(frozen=True, slots=True)
class PercentOf:
    """The sum of the points in percent of `most` per item answered; what does not apply leaves both."""

    most: Sourced

    @property
    def text(self) -> str:
        return "points in percent of the most possible"


@dataclass(frozen=True, slots=True, init=False)
class Lookup:
    """The published score of each sum of points: `scores[0]` is that of the sum `first`, and so on by one.

    Written as one text of numbers. `tag`, `source` and `note` speak for the whole table.
    """

    first: int
    scores: tuple[Decimal, ...]
    tag: Tag
    source: str
    note: str

    def __init__(self, first: int, scores: str, *, tag: str, source: str = "", note: str = ""):
        trust = Tag(tag)
        if trust is Tag.VERIFIED and not source:
            raise ValueError("A table tagged verified names no source: give the source id.")
        told = (first, tuple(map(Decimal, scores.split())), trust, source, note)
        for name, content in zip(("first", "scores", "tag", "source", "note"), told, strict=True):
            object.__setattr__(self, name, content)

    @property
    def needs_review(self) -> bool:
        """Whether a clinician must confirm the table before a practice relies on it."""
        return self.tag.needs_review

    @property
    def last(self) -> int:
        """The highest sum with a score."""
        return self.first + len(self.scores) - 1

    @property
    def is_strict(self) -> bool:
        """Whether the scores rise with every point, or fall with every point."""
        ordered = sorted(set(self.scores))
        return list(self.scores) in (ordered, ordered[::-1])

    def score_of(self, points: Decimal) -> Decimal:
        """The score of a whole sum between the first and the last."""
        return self.scores[int(points) - self.first]


@dataclass(frozen=True, slots=True, kw_only=True)
class Weighted:
    """A constant, and to it what the points of each item weigh, item by item in the order of the scale.

    Each item has pairs of points and weight, for every answer it offers. `tag`, `source` and `note` speak for
    the constant and all weights.
    """

    constant: Decimal
    weights: tuple[tuple[tuple[Decimal, Decimal], ...], ...]
    tag: Tag
    source: str = ""
    note: str = ""

    @property
    def needs_review(self) -> bool:
        """Whether a clinician must confirm the weights before a practice relies on them."""
        return self.tag.needs_review

    @property
    def text(self) -> str:
        return "a constant and the weights of the answers"

    def score_of(self, points: Sequence[Decimal]) -> Decimal:
        """The score of one answer to every item. Raises ValueError for any other number of them."""
        known = zip(self.weights, points, strict=True)
        return self.constant + sum((dict(pairs)[answered] for pairs, answered in known), Decimal())


Formula: TypeAlias = Raw | Sum | SumTimes | Mean | PercentOf | Lookup | Weighted


def evaluate(formula: Formula, points: Sequence[Decimal]) -> Decimal:
    """The unrounded score of at least one item's points."""
    total = sum(points, Decimal())
    match formula:
        case Raw():
            (only,) = points
            return only
        case Sum():
            return total
        case SumTimes(factor):
            return total * factor.value
        case Mean():
            return total / len(points)
        case PercentOf(most):
            return total * HUNDRED / (most.value * len(points))
        case Lookup():
            return formula.score_of(total)
        case Weighted():
            return formula.score_of(points)
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
    note: str = ""

    @property
    def text(self) -> str:
        return "no score unless every item is answered"

    @property
    def needs_review(self) -> bool:
        """Whether a clinician must confirm the rule."""
        return self.tag.needs_review


ONE_ANSWER = AllNeeded(tag=Tag.PROPOSED, note="Without the one answer there is no score: agreed?")
"""The rule of every instrument of one item."""


@dataclass(frozen=True, slots=True)
class AtLeast:
    """With fewer answers than this there is no score; with enough, the missing ones are left out.

    What does not apply is no answer: it counts neither here nor in the score.
    """

    answered: Sourced

    @property
    def text(self) -> str:
        return "a score where enough is answered"


@dataclass(frozen=True, slots=True)
class PersonMean:
    """Up to so many missing answers are filled with the mean of the person's others; beyond, no score."""

    at_most: Sourced

    @property
    def text(self) -> str:
        return "few missing answers filled with the mean of the person's others"


MissingRule: TypeAlias = AllNeeded | AtLeast | PersonMean
