"""An instrument, declared once as values: its items, their points, and the scales they make."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from decimal import Decimal
from enum import StrEnum
from string import ascii_lowercase
from typing import TypeAlias

from enthesis.domain import terms
from enthesis.domain.errors import Invalid
from enthesis.domain.outcomes.declared import problems, reach
from enthesis.domain.outcomes.formula import Formula, MissingRule
from enthesis.domain.outcomes.item import Answer, Item, OneOf, Question
from enthesis.domain.terms import Sourced, Tag

Expected: TypeAlias = Decimal | None
Example: TypeAlias = tuple[
    str, Mapping[str, Answer | Decimal], Expected | type[Invalid] | Mapping[str, Expected]
]
"""A name, the answers, and what comes of them: a score, no score, or a refusal; by scale where there are
several."""


class Direction(StrEnum):
    HIGHER_BETTER = "higher_better"
    LOWER_BETTER = "lower_better"


class Wording(StrEnum):
    """Which words a person was shown: the holder's own, from a licensed file, or our topic labels."""

    OFFICIAL = "official"
    LABELS = "labels"

    @property
    def counts(self) -> bool:
        """Whether an answer to these words may meet a threshold or enter a study."""
        return self is Wording.OFFICIAL


class Use(StrEnum):
    """What a practice needs before it may ask an instrument; recalled where its licence says so."""

    PUBLIC = "public"  # nobody's: any practice may ask it
    FREE = "free"  # its holder lets anyone ask it in care
    PERMISSION = "permission"  # its holder is asked first
    LICENCE = "licence"  # its holder sells or grants one

    @property
    def is_open(self) -> bool:
        """Whether a practice may offer it before it has asked anybody."""
        return self in (Use.PUBLIC, Use.FREE)


@dataclass(frozen=True, slots=True, kw_only=True)
class Scale:
    """One score of an instrument: the items that count, in order, and how they are counted.

    `low` and `high` are what the items and the formula reach; a declaration that says otherwise is refused.
    `variant` tells apart scales of one name, so that no threshold meets the wrong one; within an instrument
    no two scales share it. `shown_up_to` is the round end where the formula reaches a little beyond it.
    Left out, `id` and `title` are those of the instrument, and every item counts.
    """

    id: str = ""
    title: str = ""
    items: tuple[str, ...] = ()
    formula: Formula
    missing: MissingRule
    low: Decimal
    high: Decimal
    direction: Direction
    variant: str
    loinc: str | None = None
    shown_up_to: Sourced | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Instrument:
    """A questionnaire and its scales, mostly one.

    The order of the items is their published numbering from 1. `tag` and `source` speak for the points of
    the items; factors, tables and counts carry their own. `recall` is the time the questions look back on,
    as the person is told it, and `fits` the people it was made for; both absent where no source states them.
    `topics` says how far the topics may be trusted where that is less than the points. `note` asks what a
    clinician must check. A `routine` instrument is asked at every milestone; one `of_person` is asked once of
    a person, not of each hip. What says nothing of its `use` needs a licence.
    """

    id: str
    version: str
    title: str
    items: tuple[Question, ...]
    scales: tuple[Scale, ...]
    licence: str
    tag: Tag
    source: str = ""
    recall: terms.Wording | None = None
    fits: terms.Wording | None = None
    topics: terms.Wording | None = None
    note: str = ""
    routine: bool = False
    of_person: bool = False
    use: Use = Use.LICENCE

    def __post_init__(self) -> None:
        ids = tuple(item.id for item in self.items)
        told = tuple(
            replace(s, id=s.id or self.id, title=s.title or self.title, items=s.items or ids)
            for s in self.scales
        )
        object.__setattr__(self, "scales", told)
        if problem := next(_problems(self), None):
            raise ValueError(f"Instrument {self.id}: {problem}")

    @property
    def fields(self) -> tuple[Item, ...]:
        """What can be answered, each under an id of its own: the items, with branches in place of theirs."""
        return tuple(field for item in self.items for field in item.fields)

    @property
    def scale(self) -> Scale:
        """The only scale. Raises LookupError where there are several: choose one of `scales`."""
        if len(self.scales) != 1:
            raise LookupError(f"{self.id} has {len(self.scales)} scales: take one of them from by_scale.")
        return self.scales[0]

    @property
    def by_scale(self) -> "tuple[Instrument, ...]":
        """The instrument once for each scale, with that scale alone and under its title."""
        return tuple(replace(self, scales=(s,), title=s.title) for s in self.scales)

    @property
    def scored(self) -> tuple[Question, ...]:
        """The items that count for the only scale, in order."""
        return self.counted(self.scale)

    @property
    def scale_variant(self) -> str:
        return self.scale.variant

    @property
    def direction(self) -> Direction:
        return self.scale.direction

    @property
    def low(self) -> Decimal:
        return self.scale.low

    @property
    def high(self) -> Decimal:
        return self.scale.high

    @property
    def is_open(self) -> bool:
        """Whether a practice may offer it before it has asked the holder."""
        return self.use.is_open

    @property
    def needs_review(self) -> bool:
        """Whether a clinician must confirm the points before a practice relies on them."""
        return self.tag.needs_review

    def counted(self, scale: Scale) -> tuple[Question, ...]:
        """The items that count for one of its scales, in the scale's order."""
        known = {item.id: item for item in self.items}
        return tuple(known[name] for name in scale.items)

    def is_counted(self, item: Question) -> bool:
        """Whether any scale counts the item; one that none counts is asked all the same."""
        return any(item.id in scale.items for scale in self.scales)


def by_number(instrument: Instrument, key: str | int) -> str:
    """The id of what the instrument's numbering calls 1, 2, …; a branch of item 8 is 8a, 8b, …

    Raises Invalid for a number it does not have.
    """
    numbers = dict(_numbered(instrument))
    found = numbers.get(str(key))
    if found is None:
        raise Invalid(
            str(key)[:20], f"{instrument.title} has no item {key!s:.20}.", f"Use {', '.join(numbers)}."
        )
    return found


def _numbered(instrument: Instrument) -> Iterator[tuple[str, str]]:
    for number, item in enumerate(instrument.items, 1):
        match item:
            case Item(id=name):
                yield str(number), name
            case OneOf(branches=branches):
                yield from ((f"{number}{a}", b.id) for a, b in zip(ascii_lowercase, branches, strict=False))


def _problems(instrument: Instrument) -> Iterator[str]:
    scales = instrument.scales
    branches = [f.id for i in instrument.items if isinstance(i, OneOf) for f in i.fields]
    names = [*(i.id for i in instrument.items), *branches]
    if len(set(names)) < len(names):
        yield "two items share an id."
    if instrument.tag is Tag.VERIFIED and not instrument.source:
        yield "verified points name no source."
    if not scales:
        yield "it has no scale."
    if len({s.id for s in scales}) < len(scales) or len({s.variant for s in scales}) < len(scales):
        yield "two scales share an id or a variant."
    for scale in scales:
        yield from (f"{scale.id}: {problem}" for problem in _problems_of(instrument, scale))


def _problems_of(instrument: Instrument, scale: Scale) -> Iterator[str]:
    if not scale.items or len(set(scale.items)) < len(scale.items):
        yield "no item counts, or one counts twice."
    if unknown := set(scale.items) - {i.id for i in instrument.items}:
        yield f"there is no item {', '.join(sorted(unknown))}."
    counted = instrument.counted(scale)
    yield from problems(scale.formula, scale.missing, counted)
    low, high = reach(scale.formula, counted)
    if (low, high) != (scale.low, scale.high):
        yield f"its scores reach from {low} to {high}."
