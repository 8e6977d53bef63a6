"""The score of a scale as FHIRPath, with its missing rule: a third reader of one declaration.

It counts the weights of the coded answers, or the numbers themselves; without a score it gives nothing.
"""

from collections.abc import Iterable, Sequence
from decimal import ROUND_HALF_UP, Decimal
from typing import assert_never

from enthesis.domain.outcomes.declared import HUNDREDTH
from enthesis.domain.outcomes.formula import (
    AllNeeded,
    AtLeast,
    Formula,
    Lookup,
    Mean,
    MissingRule,
    PercentOf,
    PersonMean,
    Raw,
    Sum,
    SumTimes,
    Weighted,
)
from enthesis.domain.outcomes.instrument import Instrument, Scale
from enthesis.domain.outcomes.item import Item, Question
from enthesis.interop.questionnaire import names

POINTS, SKIPPED, TOTAL = "points", "skipped", "total"  # variables of a score
_SUM = f"%{TOTAL}"
_COUNT = f"%{POINTS}.count()"


def na_of(item: Item) -> str:
    """The linkId that says that a number on a line does not apply."""
    return f"{item.id}.{names.NA_OF_LINE}"


def variables(instrument: Instrument, scale: Scale) -> dict[str, str]:
    """What a score is made of: the points that were told, and how many items do not apply."""
    fields = [field for item in instrument.counted(scale) for field in item.fields]
    coded = [f.id for f in fields if f.range is None]
    lines = [f.id for f in fields if f.range is not None]
    skips = any(field.allows_na for field in fields)  # an answer without a weight is looked for elsewhere
    weighed = ".where(code != 'na').weight()" if skips else ".weight()"
    told = [_answers(coded, weighed)] if coded else []
    told += [_answers(lines)] if lines else []
    points = told[0] if len(told) == 1 else f"({told[0]}).combine({told[1]})"
    found = {POINTS: points}
    na = [_answers([f.id for f in fields if f.allows_na and f.range is None], ".where(code = 'na').count()")]
    na += [_answers([na_of(f) for f in fields if f.allows_na and f.range], ".where($this = true).count()")]
    if skipped := " + ".join(filter(None, na)):
        found[SKIPPED] = skipped
    return {**found, TOTAL: f"%{POINTS}.aggregate($this + $total, 0)"}


def score_expression(instrument: Instrument, scale: Scale) -> str:
    """The score, rounded to two decimals; nothing where the missing rule gives none."""
    counted = instrument.counted(scale)
    has_na = SKIPPED in variables(instrument, scale)
    asked = f"({len(counted)} - %{SKIPPED})" if has_na else str(len(counted))
    made = _value(scale.formula, counted, asked, filled=isinstance(scale.missing, PersonMean))
    return f"iif({_enough(scale.missing, asked)}, ({made}).round(2), {{}})"


def _answers(ids: Sequence[str], tail: str = "") -> str:
    if not ids:
        return ""
    named = " or ".join(f"linkId = '{one}'" for one in ids)
    return f"%resource.repeat(item).where({named}).answer.value{tail}"


def _enough(rule: MissingRule, asked: str) -> str:
    match rule:
        case AllNeeded():
            return f"{_COUNT} > 0 and {_COUNT} = {asked}"
        case AtLeast(least):
            return f"{_COUNT} >= {least.value}"
        case PersonMean(most):
            return f"{_COUNT} > 0 and {asked} - {_COUNT} <= {most.value}"
        case _:
            assert_never(rule)


def _value(formula: Formula, counted: Sequence[Question], asked: str, *, filled: bool) -> str:
    total = f"({_SUM} * {asked} / {_COUNT})" if filled else _SUM
    match formula:
        case Raw() | Sum():
            return total
        case SumTimes(factor):
            return f"{total} * {factor.value}"
        case Mean():
            return f"{_SUM} / {_COUNT}"
        case PercentOf(most):
            return f"{_SUM} * 100 / ({most.value} * {_COUNT})"
        case Lookup():
            scores = (score.quantize(HUNDREDTH, ROUND_HALF_UP) for score in formula.scores)
            return _chosen(_SUM, enumerate(scores, formula.first))
        case Weighted():
            return _weighted(formula, counted)
        case _:
            assert_never(formula)


def _weighted(formula: Weighted, counted: Sequence[Question]) -> str:
    told = (_chosen(_points_of(item), pairs) for item, pairs in zip(counted, formula.weights, strict=True))
    return " + ".join((str(formula.constant), *told))


def _points_of(item: Question) -> str:
    coded = [f.id for f in item.fields if f.range is None]
    return f"{_answers(coded)}.weight()" if coded else _answers([f.id for f in item.fields])


def _chosen(value: str, pairs: Iterable[tuple[object, Decimal]]) -> str:
    """The number that belongs to a value, from a list that holds every one."""
    *others, (_, said) = ((of, str(number)) for of, number in pairs)
    for of, number in reversed(others):
        said = f"iif({value} = {of}, {number}, {said})"
    return f"({said})" if said.startswith("-") else said
