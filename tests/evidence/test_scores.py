"""One declaration, two readers: the column reader and the single one give the same score, always."""

from dataclasses import replace
from decimal import Decimal

import numpy as np
import pytest

from enthesis.domain.outcomes.catalogue import instruments
from enthesis.domain.outcomes.formula import AtLeast, PersonMean
from enthesis.domain.outcomes.instrument import Instrument
from enthesis.domain.outcomes.item import Choice, Item
from enthesis.evidence.scores import score_columns
from enthesis.evidence.tables import MISSING
from tests.support.readers import differences
from tests.support.responses import patterns, random_responses

ALL = list(instruments().values())


@pytest.mark.parametrize("instrument", ALL, ids=lambda i: i.id)
def test_both_readers_agree(instrument: Instrument, responses_each: int) -> None:
    packed = random_responses(instrument, np.random.default_rng(20261123), responses_each)
    assert differences(instrument, packed) == []


@pytest.mark.parametrize("instrument", ALL, ids=lambda i: i.id)
def test_responses_hold_every_count_of_missing_items_and_scores_of_both_kinds(instrument: Instrument) -> None:
    many = list(patterns(instrument))
    packed = random_responses(instrument, np.random.default_rng(1), len(many))
    for scale, scored in zip(instrument.scales, score_columns(instrument, packed).values(), strict=True):
        assert set(scored.answered) == set(range(len(scale.items) + 1))
        has = ~np.isnan(scored.value)
        assert has.any()
        assert not has.all()
        match scale.missing:
            case AtLeast(least):
                assert scored.answered[has].min() == least.value
            case PersonMean(most):
                assert set(scored.imputed[has]) == set(range(int(most.value) + 1))


def test_an_answer_nobody_offers_is_refused() -> None:
    packed = np.full((1, len(instruments()["mhhs"].fields)), MISSING, dtype=np.int8)
    packed[0, 0] = 43
    with pytest.raises(ValueError, match="holds an answer it does not offer"):
        score_columns(instruments()["mhhs"], packed)


def test_points_that_are_no_whole_numbers_are_refused_and_not_cut_off() -> None:
    mhhs = instruments()["mhhs"]
    assert isinstance(mhhs.items[0], Item)
    first = replace(
        mhhs.items[0], choices=(Choice(44, "None"), Choice(0, "Most"), Choice(Decimal("2.5"), "Odd"))
    )
    packed = np.full((1, len(mhhs.fields)), MISSING, dtype=np.int8)
    with pytest.raises(ValueError, match="no whole numbers"):
        score_columns(replace(mhhs, items=(first, *mhhs.items[1:])), packed)
