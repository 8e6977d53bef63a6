"""One declaration, two readers: the column reader and the single one give the same score, always."""

import math

import numpy as np
import pytest

from enthesis.domain.outcomes.catalogue import instruments
from enthesis.domain.outcomes.instrument import Instrument
from enthesis.domain.outcomes.item import NOT_APPLICABLE, Answer, Item
from enthesis.domain.outcomes.scoring import score_each
from enthesis.evidence.scores import score_columns
from enthesis.evidence.tables import MISSING
from enthesis.evidence.tables import NOT_APPLICABLE as PACKED_NA

MANY = 1500
ALL = list(instruments().values())


def offered(item: Item) -> list[int]:
    if item.range is not None:
        return list(range(int(item.range.low), int(item.range.high) + 1, int(item.range.step)))
    return [int(c.answer) for c in item.choices]


def random_responses(instrument: Instrument, dice: np.random.Generator) -> np.ndarray:
    """Answers of every kind: complete, with each number of items missing, with items that do not apply."""
    columns = []
    for item in instrument.items:
        chosen = dice.integers(0, len(item.fields), MANY)
        for place, field in enumerate(item.fields):
            told = dice.choice(offered(field), MANY)
            columns.append(np.where(chosen == place, told, MISSING))
    packed = np.stack(columns, axis=1)
    left_out = dice.random(packed.shape) < (dice.random(MANY) ** 3)[:, None]
    packed[left_out & (dice.random(MANY) < 0.7)[:, None]] = MISSING
    may = np.array([f.allows_na for i in instrument.items for f in i.fields])
    packed[(dice.random(packed.shape) < 0.1) & may & (packed != MISSING)] = PACKED_NA
    return packed.astype(np.int16)


def unpacked(answer: int) -> Answer:
    return {MISSING: None, PACKED_NA: NOT_APPLICABLE}.get(answer, answer)


@pytest.mark.parametrize("instrument", ALL, ids=lambda i: i.id)
def test_both_readers_agree(instrument: Instrument) -> None:
    packed = random_responses(instrument, np.random.default_rng(20261123))
    names = [f.id for f in instrument.fields]
    columns = score_columns(instrument, packed)
    scored = 0
    for place, row in enumerate(packed):
        for one in score_each(instrument, {n: unpacked(int(a)) for n, a in zip(names, row, strict=True)}):
            column = columns[one.scale]
            found = float(column.value[place])
            assert (None if math.isnan(found) else found) == (None if one.value is None else float(one.value))
            assert (column.answered[place], column.imputed[place]) == (one.answered, len(one.imputed))
            scored += one.value is not None
    assert 0 < scored < MANY * len(instrument.scales)


def test_an_answer_nobody_offers_is_refused() -> None:
    packed = np.full((1, len(instruments()["mhhs"].fields)), MISSING, dtype=np.int8)
    packed[0, 0] = 43
    with pytest.raises(ValueError, match="holds an answer it does not offer"):
        score_columns(instruments()["mhhs"], packed)
