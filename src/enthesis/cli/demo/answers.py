"""Answers that a person could have given: one choice an item, together near a score that was drawn."""

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from itertools import chain
from random import Random

from enthesis.domain.outcomes.instrument import Direction, Instrument, Scale
from enthesis.domain.outcomes.item import Answer, Item, Question
from enthesis.domain.outcomes.scoring import score_each
from enthesis.domain.terms import Sourced

BEFORE = Sourced("50.7", "{score}", tag="D", note="pooled mHHS before repair, n = 100")
BEFORE_SPREAD = Sourced("16.0", "{score}", tag="D", note="pooled mHHS before repair, n = 100")
GAIN = Sourced(28, "{score}", tag="P", note="mean gain of mHHS in the end, for synthetic patients")
GAIN_SPREAD = Sourced(17, "{score}", tag="P", note="spread of the gain, for synthetic patients")
HALF_TIME = Sourced("3.5", "mo", tag="P", note="half of the gain is there by then, for synthetic patients")
NOTICED = 0.12  # how far the items of one person scatter around the whole, as a share of an item
TRIES, ROUNDS = 200, 2


@dataclass(frozen=True, slots=True, kw_only=True)
class Course:
    """How one hip does, as a share of the best possible: before, and how much is gained in the end."""

    before: float
    gain: float

    def after(self, months: float) -> float:
        """The share at so many months since surgery; before surgery when negative."""
        risen = 0.0 if months <= 0 else 1 - 0.5 ** (months / float(HALF_TIME.value))
        return min(max(self.before + self.gain * risen, 0.03), 0.99)


def draw_course(rng: Random, *, poor: bool = False) -> Course:
    """A course as published groups show; a poor one gains next to nothing."""
    before = rng.gauss(float(BEFORE.value), float(BEFORE_SPREAD.value)) / 100
    gain = rng.gauss(float(GAIN.value), float(GAIN_SPREAD.value)) / 100
    return Course(before=min(max(before, 0.12), 0.8), gain=min(gain, 0.04) if poor else max(gain, 0.05))


def answer_all(instrument: Instrument, share: float, rng: Random) -> dict[str, Answer]:
    """An answer to every item, whose scores lie near `share` of the way from worst to best."""
    given = dict(_first(item, share, rng) for item in instrument.items)
    missed = _miss(instrument, given, share)
    moves = [(item, f.id, answer) for item in instrument.items for f in item.fields for answer in _offered(f)]
    for item, name, answer in chain(*(rng.sample(moves, min(len(moves), TRIES)) for _ in range(ROUNDS))):
        others = {n: told for n, told in given.items() if n not in {f.id for f in item.fields}}
        other: dict[str, Answer] = {**others, name: answer}
        if (miss := _miss(instrument, other, share)) < missed:
            given, missed = other, miss
    return {field.id: given[field.id] for field in instrument.fields if field.id in given}


def _first(item: Question, share: float, rng: Random) -> tuple[str, Answer]:
    """A first guess; in one of the branches where there are several."""
    field = rng.choice(item.fields)
    return field.id, _nearest(field, share + rng.gauss(0, NOTICED))


def _miss(instrument: Instrument, given: Mapping[str, Answer], share: float) -> float:
    """How far the scores lie from their aim, as a share of their scales, all together."""
    return sum(
        abs(_share(scale, scored.value) - share)
        for scale, scored in zip(instrument.scales, score_each(instrument, given), strict=True)
    )


def _share(scale: Scale, value: Decimal | None) -> float:
    risen = float(((value or scale.low) - scale.low) / (scale.high - scale.low))
    return risen if scale.direction is Direction.HIGHER_BETTER else 1 - risen


def _nearest(item: Item, level: float) -> Answer:
    wanted = float(item.lowest) + min(max(level, 0), 1) * float(item.highest - item.lowest)
    offered = _offered(item)
    return min(offered, key=lambda answer: abs(float(offered[answer]) - wanted))


def _offered(item: Item) -> dict[Answer, Decimal]:
    """What can be answered, with its points; of two answers worth the same, the first."""
    if item.range is not None:
        steps = int((item.range.high - item.range.low) / item.range.step)
        points = (Decimal(item.range.low) + n * Decimal(item.range.step) for n in range(steps + 1))
        return {_plain(p): p for p in points}
    first = {Decimal(c.weight): c.answer for c in reversed(item.choices)}
    return {answer: weight for weight, answer in first.items()}


def _plain(points: Decimal) -> int | float:
    return int(points) if points == int(points) else float(points)
