"""One response becomes a score for each scale, or none with the reason. Missing is never zero."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal
from typing import TypeAlias, assert_never

from enthesis.domain.errors import Invalid
from enthesis.domain.outcomes.formula import AllNeeded, AtLeast, MissingRule, PersonMean, evaluate
from enthesis.domain.outcomes.instrument import Instrument, Scale
from enthesis.domain.outcomes.item import NOT_APPLICABLE, Answer, Item, OneOf, Question, Range

ALGORITHM = "1"  # raised whenever one response could score differently than before
HUNDREDTH = Decimal("0.01")
Answers: TypeAlias = Mapping[str, Answer | Decimal]
Points: TypeAlias = Mapping[str, Decimal | None]  # by item that applies; None where the answer is missing


@dataclass(frozen=True, slots=True, kw_only=True)
class Score:
    """What one response is worth on one scale, and by which declaration and algorithm.

    `value` is rounded half up to two decimals, or None with a `reason`. `answered` counts the items of the
    scale with a number; `imputed` names those filled in for the person.
    """

    instrument: str
    instrument_version: str
    scale: str
    scale_variant: str
    algorithm_version: str = ALGORITHM
    value: Decimal | None
    answered: int
    imputed: tuple[str, ...] = ()
    reason: str | None = None


def score(instrument: Instrument, answers: Answers) -> Score:
    """The score on the only scale; an item left out or None is missing, and no value is made of nothing.

    Raises Invalid, its code the item's id, for an item the instrument lacks, an answer it does not offer, or
    two branches answered; LookupError where there are several scales.
    """
    check_answers(instrument, answers)
    return _score(instrument, instrument.scale, answers)


def score_each(instrument: Instrument, answers: Answers) -> tuple[Score, ...]:
    """The score on each scale, in the order of the scales. Raises as `score` does."""
    check_answers(instrument, answers)
    return tuple(_score(instrument, scale, answers) for scale in instrument.scales)


def check_answers(instrument: Instrument, answers: Answers) -> None:
    """Raises Invalid, its code the item's id, unless this could be a response to the instrument."""
    known = {field.id for field in instrument.fields}
    if (unknown := next((name for name in answers if name not in known), None)) is not None:
        raise Invalid(unknown, f"{instrument.title} has no item “{unknown:.40}”.", "Remove the answer.")
    for item in instrument.items:
        for field in item.fields:
            check_answer(field, answers.get(field.id))
        if len(told := [f.topic for f in item.fields if answers.get(f.id) is not None]) > 1:
            raise Invalid(
                item.id,
                f"“{item.topic}” has {len(told)} branches answered: {', '.join(told)}.",
                "Keep the one that applies and leave the others empty.",
            )


def check_answer(item: Item, answer: Answer | Decimal) -> None:
    """Raises Invalid, its code the item's id, unless the item offers this answer; None is always possible."""
    if answer == NOT_APPLICABLE and not item.allows_na:
        raise Invalid(item.id, f"“{item.topic}” always applies.", "Choose an answer or leave it empty.")
    if answer is not None and answer != NOT_APPLICABLE:
        _worth(item, answer)


def with_answer(
    instrument: Instrument, answers: Mapping[str, Answer], field: str, answer: Answer
) -> dict[str, Answer]:
    """The answers with one more or another one. An answer to one branch takes back those of the others."""
    kept = {**answers, field: answer}
    if answer is not None:
        for item in instrument.items:
            names = [f.id for f in item.fields]
            if isinstance(item, OneOf) and field in names:
                kept |= dict.fromkeys((n for n in names if n != field and n in kept), None)
    return kept


def answer_to(question: Question, answers: Mapping[str, Answer]) -> tuple[Item, Answer]:
    """What was answered to a question, and in which branch; without an answer, None in the first."""
    told = ((field, answers.get(field.id)) for field in question.fields)
    return next((pair for pair in told if pair[1] is not None), (question.fields[0], None))


def count_answered(instrument: Instrument, answers: Mapping[str, Answer]) -> int:
    """How many questions have an answer; one that does not apply has."""
    return sum(answer_to(item, answers)[1] is not None for item in instrument.items)


def _score(instrument: Instrument, scale: Scale, answers: Answers) -> Score:
    counted = instrument.counted(scale)
    points = _points(counted, answers)
    missing = tuple(name for name, value in points.items() if value is None)
    known = [value for value in points.values() if value is not None]
    reason = _why_not(scale.missing, [i.topic for i in counted if i.id in missing], len(known))
    imputed = missing if reason is None and isinstance(scale.missing, PersonMean) else ()
    return Score(
        instrument=instrument.id,
        instrument_version=instrument.version,
        scale=scale.id,
        scale_variant=scale.variant,
        value=_value(scale, known, imputed) if reason is None else None,
        answered=len(known),
        imputed=imputed,
        reason=reason,
    )


def _points(counted: Sequence[Question], answers: Answers) -> Points:
    points: dict[str, Decimal | None] = {}
    for item in counted:
        told = [(f, a) for f in item.fields if (a := answers.get(f.id)) is not None]
        if not told:
            points[item.id] = None
        elif told[0][1] != NOT_APPLICABLE:
            points[item.id] = _worth(*told[0])
    return points


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


def _why_not(rule: MissingRule, missing: Sequence[str], answered: int) -> str | None:
    applies = answered + len(missing)
    absent = f"No score: {len(missing)} of {applies} answers missing ({', '.join(missing)})"
    if not answered:
        return "No score: nothing that counts was answered."
    match rule:
        case AllNeeded():
            return f"{absent}; all are needed." if missing else None
        case AtLeast(least):
            few = f"No score: {answered} answered; at least {least.value} are needed."
            return few if answered < least.value else None
        case PersonMean(most):
            return f"{absent}; at most {most.value} may be." if len(missing) > most.value else None
        case _:
            assert_never(rule)


def _value(scale: Scale, known: list[Decimal], imputed: tuple[str, ...]) -> Decimal:
    filled = known + [sum(known, Decimal()) / len(known)] * len(imputed)
    return evaluate(scale.formula, filled).quantize(HUNDREDTH, ROUND_HALF_UP)
