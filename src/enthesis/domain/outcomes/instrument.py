"""An instrument, declared once as values: its items, their points, its formula, its scale."""

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum
from typing import Literal, TypeAlias

from enthesis.domain.errors import Invalid
from enthesis.domain.outcomes.formula import AtLeast, Formula, MissingRule, Raw, evaluate, is_over_answered
from enthesis.domain.terms import Tag

NOT_APPLICABLE: Literal["na"] = "na"
Answer: TypeAlias = int | float | Literal["na"] | None
"""As a response keeps it: a number, "na" where the item does not apply, or None where it was not answered."""

Example: TypeAlias = tuple[str, Mapping[str, Answer], Decimal | type[Invalid] | None]
"""A name, the answers, and what comes of them: a score, no score, or a refusal."""


class Direction(StrEnum):
    HIGHER_BETTER = "higher_better"
    LOWER_BETTER = "lower_better"


class Wording(StrEnum):
    """Which words a person was shown: the holder's own, from a licensed file, or our topic labels."""

    OFFICIAL = "official"
    LABELS = "labels"


@dataclass(frozen=True, slots=True)
class Choice:
    """One possible answer and its points.

    `code` is the number kept for it where that is not the points themselves: a second choice worth the same.
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


@dataclass(frozen=True, slots=True, kw_only=True)
class Item:
    """One question: a topic in our words, and either choices or a range."""

    id: str
    topic: str
    choices: tuple[Choice, ...] = ()
    range: Range | None = None
    scored: bool = True
    allows_na: bool = False
    help: str = ""

    def __post_init__(self) -> None:
        if bool(self.choices) == (self.range is not None):
            raise ValueError(f"Item {self.id} needs choices or a range, one of the two.")
        if len({c.answer for c in self.choices}) < len(self.choices):
            raise ValueError(f"Item {self.id} has two choices stored as one number: give one of them a code.")
        if len({c.label for c in self.choices}) < len(self.choices):
            raise ValueError(f"Item {self.id} has two choices of one label: tell them apart.")

    @property
    def lowest(self) -> Decimal:
        """The fewest points."""
        return Decimal(self.range.low if self.range else min(c.weight for c in self.choices))

    @property
    def highest(self) -> Decimal:
        """The most points."""
        return Decimal(self.range.high if self.range else max(c.weight for c in self.choices))


@dataclass(frozen=True, slots=True, kw_only=True)
class Instrument:
    """A questionnaire and its one score.

    `low` and `high` are what the items and the formula reach; a declaration that says otherwise is refused.
    `tag` and `source` speak for the points of the items; factors and minimum counts carry their own.
    `scale_variant` tells apart scales of one name, so that no threshold meets the wrong one. `recall` is the
    time the questions look back on, empty where no source states it. `note` asks what a clinician must check.
    A `routine` instrument is asked at every milestone.
    """

    id: str
    version: str
    title: str
    items: tuple[Item, ...]
    formula: Formula
    missing: MissingRule
    low: Decimal
    high: Decimal
    direction: Direction
    scale_variant: str
    licence: str
    tag: Tag
    source: str = ""
    recall: str = ""
    loinc: str | None = None
    age_note: str = ""
    note: str = ""
    routine: bool = False

    def __post_init__(self) -> None:
        for problem in _problems(self):
            raise ValueError(f"Instrument {self.id}: {problem}")

    @property
    def scored(self) -> tuple[Item, ...]:
        """The items whose points make the score, in order."""
        return tuple(i for i in self.items if i.scored)

    @property
    def needs_review(self) -> bool:
        """Whether a clinician must confirm the points before a practice relies on them."""
        return self.tag in (Tag.RECALLED, Tag.PROPOSED)


def _problems(instrument: Instrument) -> tuple[str, ...]:
    ids = [i.id for i in instrument.items]
    scored, over_answered = instrument.scored, is_over_answered(instrument.formula)
    if not scored:
        return ("no item is scored.",)
    if isinstance(instrument.formula, Raw) and len(scored) != 1:
        return (f"the raw score needs one scored item, not {len(scored)}.",)
    checks = (
        (len(set(ids)) == len(ids), "two items share an id."),
        (instrument.tag is not Tag.VERIFIED or bool(instrument.source), "verified points name no source."),
        (
            over_answered or not any(i.allows_na for i in scored),
            "what does not apply would count as nothing.",
        ),
        (over_answered or not isinstance(instrument.missing, AtLeast), "missing would count as nothing."),
        (
            _reaches(instrument) == (instrument.low, instrument.high),
            f"its scores reach {_reaches(instrument)}.",
        ),
    )
    return tuple(problem for holds, problem in checks if not holds)


def _reaches(instrument: Instrument) -> tuple[Decimal, Decimal]:
    lowest = [i.lowest for i in instrument.scored]
    highest = [i.highest for i in instrument.scored]
    return evaluate(instrument.formula, lowest), evaluate(instrument.formula, highest)
