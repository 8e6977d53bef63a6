"""An instrument whose weights belong to its holder: what is known of it here, and what a site must bring.

An outline scores nothing. With the weights that a licensed site brings it becomes an instrument like others.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from enthesis.domain.errors import Invalid
from enthesis.domain.outcomes.declared import problems, reach
from enthesis.domain.outcomes.formula import AllNeeded, Lookup, Weighted, evaluate
from enthesis.domain.outcomes.instrument import Direction, Instrument, Scale, Use
from enthesis.domain.outcomes.item import Choice, Item
from enthesis.domain.terms import Sourced, Tag, Wording


class Brought(StrEnum):
    """The shape of what a site brings for a scale."""

    TABLE = "table"  # the published score of each sum of points
    WEIGHTS = "weights"  # a constant, and a weight for each answer to each item


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """One item, known by its place. `answers` are its printed numbers; empty where the site brings them."""

    id: str
    topic: str
    answers: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Unweighted:
    """One scale without its weights. `items` left out are all of the outline.

    `best` is what the lowest printed number of every item must be worth: a check of what is brought.
    """

    id: str
    title: str
    items: tuple[str, ...] = ()
    brings: Brought
    missing: AllNeeded
    direction: Direction
    variant: str
    loinc: str | None = None
    best: Sourced | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Outline:
    """An instrument as far as it may be shipped. `by_value_set`: its weights differ by country, and scores by
    two sets of them are never compared.

    The other fields are those of an instrument.
    """

    id: str
    version: str
    title: str
    items: tuple[Asked | Item, ...]
    scales: tuple[Unweighted | Scale, ...]
    licence: str
    tag: Tag
    source: str = ""
    topics: Wording | None = None
    note: str = ""
    use: Use = Use.LICENCE
    of_person: bool = True
    by_value_set: bool = False

    @property
    def text(self) -> str:
        return f"{len(self.items)} items; scores: {', '.join(scale.title for scale in self.scales)}"

    @property
    def needs_review(self) -> bool:
        """Whether a clinician must confirm what is known of it."""
        return self.tag.needs_review


@dataclass(frozen=True, slots=True, kw_only=True)
class SiteWeights:
    """What a licensed site declares for an outline, and stands for.

    `licence` is the agreement that allows it, `source` the manual or table it was copied from with its
    edition, `value_set` the country's set where weights differ by country. `answers` are the printed numbers
    of the items whose answers the outline leaves open; `scales` are told by their id.
    """

    instrument: str
    version: str
    licence: str
    source: str
    scales: Mapping[str, Lookup | Weighted]
    answers: Mapping[str, tuple[int, ...]] = field(default_factory=dict)
    value_set: str = ""


def with_weights(outline: Outline, brought: SiteWeights) -> Instrument:
    """The outline as an instrument that scores, by the weights of one site.

    Raises Invalid, its code naming the part, unless they are of this outline, say where they are from, and
    have exactly one number for every answer that is offered.
    """
    _check_named(outline, brought)
    items = tuple(_item(outline, item, brought) for item in outline.items)
    if unknown := brought.answers.keys() - {i.id for i in outline.items if not _answers(i)}:
        raise Invalid(
            "answers", f"{outline.title} leaves no answers of {min(unknown)} open.", "Leave them out."
        )
    if unknown := brought.scales.keys() - {s.id for s in outline.scales}:
        raise Invalid("scales", f"{outline.title} has no scale “{min(unknown)}”.", "Leave it out.")
    scales = tuple(_scale(outline, scale, items, brought) for scale in outline.scales)
    try:
        return Instrument(
            id=outline.id,
            version=outline.version,
            title=outline.title,
            items=items,
            scales=scales,
            licence=brought.licence,
            tag=outline.tag,
            source=outline.source,
            topics=outline.topics,
            note=outline.note,
            use=outline.use,
            of_person=outline.of_person,
        )
    except ValueError as problem:
        raise _unfit(outline, str(problem)) from problem


def _check_named(outline: Outline, brought: SiteWeights) -> None:
    if (brought.instrument, brought.version) != (outline.id, outline.version):
        raise Invalid(
            "instrument",
            f"These weights are of {brought.instrument} version {brought.version}, not of {outline.id} "
            f"version {outline.version}.",
            "Bring the weights of this version.",
        )
    for name, told in (("licence", brought.licence), ("source", brought.source)):
        if not told.strip():
            raise Invalid(
                name, f"The weights of {outline.title} name no {name}.", "Say by what the site holds them."
            )
    if outline.by_value_set != bool(brought.value_set.strip()):
        raise Invalid(
            "value_set",
            f"The weights of {outline.title} differ by country, and no value set is named."
            if outline.by_value_set
            else f"{outline.title} has no value sets of countries.",
            "Name the country's value set." if outline.by_value_set else "Leave the value set out.",
        )


def _answers(item: Asked | Item) -> tuple[int, ...]:
    return item.answers if isinstance(item, Asked) else tuple(int(answer) for answer in item.points)


def _item(outline: Outline, item: Asked | Item, brought: SiteWeights) -> Item:
    if isinstance(item, Item):
        return item
    answers = item.answers or brought.answers.get(item.id, ())
    if len(answers) < 2 or len(set(answers)) < len(answers) or min(answers) < 0:
        raise Invalid(
            "answers",
            f"“{item.topic}” of {outline.title} needs the printed numbers of two answers or more, each once.",
            "Copy them from the holder's form.",
        )
    return Item(id=item.id, topic=item.topic, choices=tuple(Choice(n, str(n)) for n in answers))


def _scale(
    outline: Outline, scale: Unweighted | Scale, items: tuple[Item, ...], brought: SiteWeights
) -> Scale:
    if isinstance(scale, Scale):
        return scale
    formula = brought.scales.get(scale.id)
    wanted = Lookup if scale.brings is Brought.TABLE else Weighted
    if not isinstance(formula, wanted):
        raise Invalid(
            scale.id,
            f"{scale.title} is scored by its holder's {scale.brings}, and this site brought none.",
            f"Bring its {scale.brings}.",
        )
    counted = [item for item in items if item.id in scale.items or not scale.items]
    if problem := next(problems(formula, scale.missing, counted), None):
        raise _unfit(outline, problem)
    low, high = reach(formula, counted)
    _check_best(scale, formula, counted)
    return Scale(
        id=scale.id,
        title=scale.title,
        items=tuple(item.id for item in counted),
        formula=formula,
        missing=scale.missing,
        low=low,
        high=high,
        direction=scale.direction,
        variant=f"{scale.variant}:{brought.value_set}" if brought.value_set else scale.variant,
        loinc=scale.loinc,
    )


def _check_best(scale: Unweighted, formula: Lookup | Weighted, counted: list[Item]) -> None:
    if scale.best is None:
        return
    found = evaluate(formula, [item.lowest for item in counted])
    if found != scale.best.value:
        raise Invalid(
            scale.id,
            f"By these weights the best answers to {scale.title} are worth {found}, not {scale.best.value}.",
            "Compare constant and weights with the holder's, and the unit in which they are counted.",
        )


def _unfit(outline: Outline, problem: str) -> Invalid:
    return Invalid(
        "weights",
        f"The weights of {outline.title} do not fit its items: {problem}",
        "Compare them with the holder's table, number by number.",
    )
