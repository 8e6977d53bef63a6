"""One question of an instrument, and what may be answered to it: declarations without code."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from types import MappingProxyType
from typing import Literal, TypeAlias

NOT_APPLICABLE: Literal["na"] = "na"
Answer: TypeAlias = int | float | Literal["na"] | None
"""As a response keeps it: a number, "na" where the item does not apply, or None where it was not answered."""


@dataclass(frozen=True, slots=True)
class Choice:
    """One possible answer and its points.

    `code` is the number kept for it where that is not the points themselves: a second choice worth the same,
    or a printed number that stands for other points.
    """

    weight: Decimal | int
    label: str
    code: int | None = None

    @property
    def answer(self) -> int | float:
        """The number a response keeps for this choice; unique within its item."""
        kept = self.weight if self.code is None else self.code
        return int(kept) if kept == int(kept) else float(kept)


@dataclass(frozen=True, slots=True)
class Range:
    """Answers from low to high, both possible, in steps; the points are the answer."""

    low: Decimal | int
    high: Decimal | int
    step: Decimal | int
    low_label: str = ""
    high_label: str = ""

    def __post_init__(self) -> None:
        if not (self.low < self.high and self.step > 0 and (self.high - self.low) % self.step == 0):
            raise ValueError(f"Steps of {self.step} do not lead from {self.low} to {self.high}.")

    @property
    def points(self) -> dict[Decimal, Decimal]:
        """Every step, worth itself."""
        steps = int((Decimal(self.high) - self.low) / self.step)
        places = [Decimal(self.low) + number * Decimal(self.step) for number in range(steps + 1)]
        return dict(zip(places, places, strict=True))


@dataclass(frozen=True, slots=True, kw_only=True)
class Item:
    """One question: a topic in our words, and either choices or a range.

    `points` follow from either: what each possible answer is worth. `na_label` are the holder's words for
    “does not apply”; where they are empty a page uses its own.
    """

    id: str
    topic: str
    choices: tuple[Choice, ...] = ()
    range: Range | None = None
    allows_na: bool = False
    na_label: str = ""
    help: str = ""
    points: Mapping[Decimal, Decimal] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        if not self.id[:1].isalpha():
            raise ValueError(f"Item {self.id} needs an id that begins with a letter and is no number.")
        if bool(self.choices) == (self.range is not None):
            raise ValueError(f"Item {self.id} needs choices or a range, one of the two.")
        if len({c.answer for c in self.choices}) < len(self.choices):
            raise ValueError(f"Item {self.id} has two choices stored as one number: give one of them a code.")
        if len({c.label for c in self.choices}) < len(self.choices):
            raise ValueError(f"Item {self.id} has two choices of one label: tell them apart.")
        worth = (
            self.range.points if self.range else {_exact(c.answer): Decimal(c.weight) for c in self.choices}
        )
        object.__setattr__(self, "points", MappingProxyType(worth))

    @property
    def lowest(self) -> Decimal:
        """The fewest points."""
        return Decimal(self.range.low if self.range else min(c.weight for c in self.choices))

    @property
    def highest(self) -> Decimal:
        """The most points."""
        return Decimal(self.range.high if self.range else max(c.weight for c in self.choices))

    @property
    def fields(self) -> "tuple[Item, ...]":
        return (self,)


@dataclass(frozen=True, slots=True, kw_only=True)
class OneOf:
    """One question with branches: the person chooses the one that applies and answers it alone.

    A response keeps the answer under the branch's id. Two branches answered is an error, none is missing.
    """

    id: str
    topic: str
    branches: tuple[Item, ...]
    help: str = ""

    def __post_init__(self) -> None:
        if len(self.branches) < 2 or any(branch.allows_na for branch in self.branches):
            raise ValueError(f"Item {self.id} needs two branches or more, each of which always applies.")

    @property
    def lowest(self) -> Decimal:
        return min(branch.lowest for branch in self.branches)

    @property
    def highest(self) -> Decimal:
        return max(branch.highest for branch in self.branches)

    @property
    def fields(self) -> tuple[Item, ...]:
        """What can be answered, each with an answer of its own."""
        return self.branches


Question: TypeAlias = Item | OneOf


def _exact(answer: int | float) -> Decimal:
    return Decimal(str(answer))
