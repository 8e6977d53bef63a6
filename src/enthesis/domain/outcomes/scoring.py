"""One response becomes one score, or none with the reason. Missing is never zero."""

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal
from typing import assert_never

from enthesis.domain.errors import Invalid
from enthesis.domain.outcomes.formula import AllNeeded, AtLeast, PersonMean, evaluate
from enthesis.domain.outcomes.instrument import NOT_APPLICABLE, Answer, Instrument, Item, Range

ALGORITHM = "1"  # raised whenever one response could score differently than before
HUNDREDTH = Decimal("0.01")
Points = Mapping[str, Decimal | None]  # of the scored items that apply; None where the answer is missing


@dataclass(frozen=True, slots=True, kw_only=True)
class Score:
    """What one response is worth, and by which declaration and algorithm.

    `value` is rounded half up to two decimals, or None with a `reason`. `answered` counts the scored items
    with a number; `imputed` names those filled in for the person.
    """

    instrument: str
    instrument_version: str
    scale_variant: str
    algorithm_version: str = ALGORITHM
    value: Decimal | None
    answered: int
    imputed: tuple[str, ...] = ()
    reason: str | None = None


def score(instrument: Instrument, answers: Mapping[str, Answer]) -> Score:
    """The score of a response; an item left out or None is missing, and no value is made of nothing.

    Raises Invalid, its code the item's id, for an item the instrument lacks or an answer it does not offer.
    """
    points = _points(instrument, answers)
    missing = tuple(item for item, value in points.items() if value is None)
    known = [value for value in points.values() if value is not None]
    reason = _why_not(instrument, points)
    imputed = missing if reason is None and isinstance(instrument.missing, PersonMean) else ()
    return Score(
        instrument=instrument.id,
        instrument_version=instrument.version,
        scale_variant=instrument.scale_variant,
        value=_value(instrument, known, imputed) if reason is None else None,
        answered=len(known),
        imputed=imputed,
        reason=reason,
    )


def check_answer(item: Item, answer: Answer) -> None:
    """Raises Invalid, its code the item's id, unless the item offers this answer; None is always possible."""
    if answer == NOT_APPLICABLE and not item.allows_na:
        raise Invalid(item.id, f"“{item.topic}” always applies.", "Choose an answer or leave it empty.")
    if answer is not None and answer != NOT_APPLICABLE:
        _worth(item, answer)


def _points(instrument: Instrument, answers: Mapping[str, Answer]) -> Points:
    for unknown in answers.keys() - {i.id for i in instrument.items}:
        raise Invalid(unknown, f"{instrument.title} has no item “{unknown}”.", "Remove the answer.")
    for item in instrument.items:
        check_answer(item, answers.get(item.id))
    mine = ((item, answers.get(item.id)) for item in instrument.scored)
    return {i.id: None if a is None else _worth(i, a) for i, a in mine if a != NOT_APPLICABLE}


def _worth(item: Item, answer: object) -> Decimal:
    number = _number(item, answer)
    if item.range is not None:
        on = _nearest(item.range, number)
        if number == on:
            return on
        offered = f"{item.range.low} to {item.range.high} in steps of {item.range.step}"
    else:
        for choice in item.choices:
            if Decimal(str(choice.answer)) == number:
                return Decimal(choice.weight)
        offered = "one of " + ", ".join(str(c.answer) for c in item.choices)
    raise Invalid(item.id, f"“{item.topic}” cannot be {number!s:.40}.", f"Give {offered}, or leave it empty.")


def _number(item: Item, answer: object) -> Decimal:
    if isinstance(answer, Decimal | int | float) and not isinstance(answer, bool):
        number = Decimal(str(float(answer))) if isinstance(answer, float) else Decimal(answer)
        if number.is_finite():
            return number
    raise Invalid(item.id, f"“{item.topic}” needs a number.", "Choose an answer or leave it empty.")


def _nearest(scale: Range, number: Decimal) -> Decimal:
    inside = min(max(number, Decimal(scale.low)), Decimal(scale.high))
    return scale.low + scale.step * ((inside - scale.low) / scale.step).to_integral_value()


def _why_not(instrument: Instrument, points: Points) -> str | None:
    missing = [i.topic for i in instrument.scored if i.id in points and points[i.id] is None]
    answered = len(points) - len(missing)
    absent = f"No score: {len(missing)} of {len(points)} answers missing ({', '.join(missing)})"
    if not answered:
        return "No score: nothing that counts was answered."
    match instrument.missing:
        case AllNeeded():
            return f"{absent}; all are needed." if missing else None
        case AtLeast(least):
            few = f"No score: {answered} answered; at least {least.value} are needed."
            return few if answered < least.value else None
        case PersonMean(most):
            return f"{absent}; at most {most.value} may be." if len(missing) > most.value else None
        case _:
            assert_never(instrument.missing)


def _value(instrument: Instrument, known: list[Decimal], imputed: tuple[str, ...]) -> Decimal:
    filled = known + [sum(known, Decimal()) / len(known)] * len(imputed)
    return evaluate(instrument.formula, filled).quantize(HUNDREDTH, ROUND_HALF_UP)
