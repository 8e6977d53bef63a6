"""The second reader of an instrument: a column of millions is scored at once, to the same hundredth.

`domain.outcomes.scoring` scores one response; a test proves that both agree. Sums are whole numbers and
fractions of them, so that rounding half up is exact.
"""

import math
from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction
from functools import lru_cache
from typing import assert_never

import numpy as np
from numpy.typing import NDArray

from enthesis.domain.outcomes.formula import (
    AllNeeded,
    AtLeast,
    Lookup,
    Mean,
    PercentOf,
    PersonMean,
    Raw,
    Sum,
    SumTimes,
    Weighted,
)
from enthesis.domain.outcomes.instrument import Instrument, Scale
from enthesis.domain.outcomes.item import Item
from enthesis.evidence.tables import MISSING, NOT_APPLICABLE

Whole = NDArray[np.int64]
Small = NDArray[np.int16]
Packed = NDArray[np.int8] | NDArray[np.int16]


@dataclass(frozen=True, slots=True, kw_only=True)
class Scored:
    """One scale of many responses: `value` is NaN where the rule gives no score."""

    value: NDArray[np.float64]
    answered: Whole
    imputed: Whole


def score_columns(instrument: Instrument, answers: Packed) -> Mapping[str, Scored]:
    """Every scale of responses packed as the snapshot keeps them: a row a response, a column a field.

    Raises ValueError for an answer that the instrument does not offer, or for two branches answered.
    """
    blocks = range(0, max(len(answers), 1), _BLOCK)
    told = [_score_block(instrument, answers[first : first + _BLOCK]) for first in blocks]
    if len(told) == 1:
        return told[0]
    return {scale.id: _joined([block[scale.id] for block in told]) for scale in instrument.scales}


_BLOCK = 1 << 15  # rows whose columns stay near the processor while they are added up
_MISSING, _MOOT, _REFUSED = -2, -1, -3  # in place of points, which are never negative


def _score_block(instrument: Instrument, answers: Packed) -> Mapping[str, Scored]:
    columns = iter(np.ascontiguousarray(answers.T))
    points = {}
    for item in instrument.items:
        branches = [_points(field, next(columns)) for field in item.fields]
        points[item.id] = branches[0]
        if len(branches) > 1:
            if (np.sum([b >= 0 for b in branches], axis=0) > 1).any():
                raise ValueError(f"{instrument.id}: item {item.id} has two branches answered.")
            points[item.id] = np.max(branches, axis=0)
    return {scale.id: _scored(scale, [points[name] for name in scale.items]) for scale in instrument.scales}


def _joined(blocks: list[Scored]) -> Scored:
    return Scored(
        value=np.concatenate([block.value for block in blocks]),
        answered=np.concatenate([block.answered for block in blocks]),
        imputed=np.concatenate([block.imputed for block in blocks]),
    )


def _points(field: Item, answers: Packed) -> Small:
    table = _table(field)
    points: Small = table[np.subtract(answers, MISSING, dtype=np.int16)]
    if points.min(initial=0) == _REFUSED:
        raise ValueError(f"{field.id} holds an answer it does not offer.")
    return points


@lru_cache(maxsize=256)
def _table(field: Item) -> Small:
    """Points by packed answer, the lowest possible one first."""
    table = np.full(256, _REFUSED, dtype=np.int16)
    table[0] = _MISSING
    if field.allows_na:
        table[NOT_APPLICABLE - MISSING] = _MOOT
    if field.range is not None:
        offered = np.arange(int(field.range.low), int(field.range.high) + 1, int(field.range.step))
        table[offered - MISSING] = offered
    for choice in field.choices:
        if choice.answer != int(choice.answer) or choice.weight != int(choice.weight):
            raise ValueError(
                f"{field.id} has points that are no whole numbers: the column reader adds those."
            )
        table[int(choice.answer) - MISSING] = int(choice.weight)
    return table


def _scored(scale: Scale, columns: list[Small]) -> Scored:
    rows = len(columns[0])
    few, none, total = np.zeros(rows, np.int16), np.zeros(rows, np.int16), np.zeros(rows, np.int32)
    for points in columns:
        few += (points >= 0).view(np.int8)
        none += (points == _MISSING).view(np.int8)
        total += np.maximum(points, 0)
    answered, missing, summed = few.astype(np.int64), none.astype(np.int64), total.astype(np.int64)
    has, imputed = _allowed(scale, answered, missing)
    if isinstance(scale.formula, Weighted):
        hundredths = _weighed(scale.formula, columns)
    else:
        hundredths = _hundredths(scale.formula, summed, np.maximum(answered, 1), answered + imputed)
    return Scored(
        value=np.where(has, hundredths / 100, np.nan), answered=answered, imputed=np.where(has, imputed, 0)
    )


def _allowed(scale: Scale, answered: Whole, missing: Whole) -> tuple[NDArray[np.bool_], Whole]:
    some, none = answered > 0, np.zeros_like(answered)
    match scale.missing:
        case AllNeeded():
            return some & (missing == 0), none
        case AtLeast(least):
            return some & (answered >= int(least.value)), none
        case PersonMean(most):
            return some & (missing <= int(most.value)), missing
        case _:
            assert_never(scale.missing)


def _hundredths(
    formula: Raw | Sum | SumTimes | Mean | PercentOf | Lookup, total: Whole, answered: Whole, filled: Whole
) -> Whole:
    """The score in hundredths, half up; `filled` counts the answered and the imputed items."""
    match formula:
        case Raw():
            return total * 100
        case Sum():
            return _halves_up(total * filled * 100, answered)
        case SumTimes(factor):
            times = Fraction(factor.value)
            return _halves_up(total * filled * 100 * times.numerator, answered * times.denominator)
        case Mean():
            return _halves_up(total * 100, answered)
        case PercentOf(most):
            return _halves_up(total * 100 * 100, answered * int(most.value))
        case Lookup():
            table = np.array([_rounded(score) for score in map(Fraction, formula.scores)])
            inside = np.clip(total - formula.first, 0, len(table) - 1)
            return np.asarray(table[inside])
        case _:
            assert_never(formula)


def _weighed(formula: Weighted, columns: list[Small]) -> Whole:
    """Whole numbers over a common denominator; rows with a missing answer hold any number.

    A score may be below nothing: half is rounded away from it, as `Decimal` does.
    """
    told = [weight for pairs in formula.weights for _, weight in pairs]
    parts = math.lcm(*(Fraction(number).denominator for number in (formula.constant, *told)))
    over = np.full(len(columns[0]), int(Fraction(formula.constant) * parts), dtype=np.int64)
    for own, pairs in zip(columns, formula.weights, strict=True):
        known = {int(answer): int(Fraction(weight) * parts) for answer, weight in pairs}
        table = np.array([known.get(n, 0) for n in range(max(known) + 1)], dtype=np.int64)
        over += table[np.maximum(own, 0)]
    return np.asarray(np.sign(over) * _halves_up(np.abs(over) * 100, np.full_like(over, parts)))


def _halves_up(over: Whole, under: Whole) -> Whole:
    return np.asarray((2 * over + under) // (2 * under))


def _rounded(score: Fraction) -> int:
    return int((2 * score * 100 + 1) // 2)
