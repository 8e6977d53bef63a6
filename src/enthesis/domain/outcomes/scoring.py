"""One response becomes a score for each scale, or none with the reason. Missing is never zero."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal
from typing import TypeAlias, assert_never

from enthesis.domain.errors import Invalid
from enthesis.domain.outcomes.declared import HUNDREDTH
from enthesis.domain.outcomes.formula import AllNeeded, AtLeast, MissingRule, PersonMean, evaluate
from enthesis.domain.outcomes.instrument import Instrument, Scale
from enthesis.domain.outcomes.item import NOT_APPLICABLE, Answer, Item, OneOf, Question

ALGORITHM = "1"  # raised whenever one response could score differently than before
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
    return _score(instrument, instrument.scale, _read(instrument, answers))


def score_each(instrument: Instrument, answers: Answers) -> tuple[Score, ...]:
    """The score on each scale, in the order of the scales. Raises as `score` does."""
    points = _read(instrument, answers)
    return tuple(_score(instrument, scale, points) for scale in instrument.scales)


def check_answers(instrument: Instrument, answers: Answers) -> None:
    """Raises Invalid, its code the item's id, unless this could be a response to the instrument."""
    _read(instrument, answers)


def check_answer(item: Item, answer: Answer | Decimal) -> None:
    """Raises Invalid, its code the item's id, unless the item offers this answer; None is always possible."""
    _check_applies(item, answer)
    if answer is not None and answer != NOT_APPLICABLE:
        _worth(item, answer)


def _check_applies(item: Item, answer: Answer | Decimal) -> None:
    """Raises Invalid, its code the item's id, where “does not apply” was said of an item that always does."""
    if answer == NOT_APPLICABLE and not item.allows_na:
        raise Invalid(
            item.id, f"“{item.topic}” has no “does not apply”.", "Choose an answer or leave it empty."
        )


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


def _read(instrument: Instrument, answers: Answers) -> Points:
    """What each question is worth, by its id; one that does not apply is left out."""
    points: dict[str, Decimal | None] = {}
    told = 0
    for item in instrument.items:
        known = [(field, answers[field.id]) for field in item.fields if answers.get(field.id) is not None]
        told += sum(field.id in answers for field in item.fields)
        if len(known) > 1:
            raise _two_branches(item, [field.topic for field, _ in known])
        field, answer = known[0] if known else (item.fields[0], None)
        _check_applies(field, answer)
        if answer != NOT_APPLICABLE:
            points[item.id] = None if answer is None else _worth(field, answer)
    if told < len(answers):
        raise _unknown(instrument, answers)
    return points


def _score(instrument: Instrument, scale: Scale, points: Points) -> Score:
    asked = [name for name in scale.items if name in points]
    missing = tuple(name for name in asked if points[name] is None)
    known = [value for name in asked if (value := points[name]) is not None]
    topics = [item.topic for item in instrument.items if item.id in missing] if missing else []
    reason = _why_not(scale.missing, topics, len(known))
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


def _unknown(instrument: Instrument, answers: Answers) -> Invalid:
    name = next(iter(answers.keys() - {field.id for field in instrument.fields}))
    return Invalid(name, f"{instrument.title} has no item “{name}”.", "Remove the answer.")


def _two_branches(item: Question, topics: list[str]) -> Invalid:
    return Invalid(
        item.id,
        f"“{item.topic}” has {len(topics)} branches answered: {', '.join(topics)}.",
        "Keep the one that applies and leave the others empty.",
    )


def _worth(item: Item, answer: object) -> Decimal:
    number = _number(item, answer)
    worth = item.points.get(number)
    if worth is not None:
        return worth
    if item.range is not None:
        offered = f"{item.range.low} to {item.range.high} in steps of {item.range.step}"
    else:
        offered = "one of " + ", ".join(str(c.answer) for c in item.choices)
    raise Invalid(item.id, f"“{item.topic}” cannot be {number!s:.40}.", f"Give {offered}, or leave it empty.")


def _number(item: Item, answer: object) -> Decimal:
    if isinstance(answer, Decimal | int | float) and not isinstance(answer, bool):
        number = Decimal(str(answer)) if isinstance(answer, float) else Decimal(answer)
        if number.is_finite():
            return number
    raise Invalid(item.id, f"“{item.topic}” needs a number.", "Choose an answer or leave it empty.")


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
