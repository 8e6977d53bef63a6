"""An outline scores nothing until a site brings weights that fit it. All weights here are made up."""

import math
from collections.abc import Callable
from dataclasses import replace
from decimal import Decimal

import numpy as np
import pytest

from enthesis.domain.errors import Invalid, NotFound
from enthesis.domain.outcomes.catalogue import (
    FOLDER,
    OUTLINES,
    instruments,
    instruments_of,
    load_instrument,
    load_outline,
    outlines,
)
from enthesis.domain.outcomes.formula import Lookup, Weighted
from enthesis.domain.outcomes.instrument import Instrument, Use
from enthesis.domain.outcomes.outline import Asked, Brought, Outline, SiteWeights, with_weights
from enthesis.domain.outcomes.scoring import score, score_each
from enthesis.domain.outcomes.threshold import Metric
from enthesis.domain.outcomes.thresholds import thresholds_of
from enthesis.domain.terms import Tag
from enthesis.evidence.scores import score_columns
from tests.support.responses import random_responses, unpacked

ALL = list(outlines().values())
FIVE = (1, 2, 3, 4, 5)


def counted(outline: Outline, names: tuple[str, ...]) -> list[Asked]:
    return [i for i in outline.items if isinstance(i, Asked) and (i.id in names or not names)]


def made_up(outline: Outline) -> SiteWeights:
    """Weights of the right shape that mean nothing."""
    scales: dict[str, Lookup | Weighted] = {}
    for scale in outline.scales:
        match getattr(scale, "brings", None):
            case Brought.TABLE:
                n = len(outline.items)
                ends = range(n, 5 * n + 1)
                scales[scale.id] = Lookup(n, " ".join(f"{20 + k}.5" for k in ends), tag="V", source="made up")
            case Brought.WEIGHTS:
                items = counted(outline, scale.items)
                scales[scale.id] = Weighted(
                    constant=Decimal(100),
                    weights=tuple(
                        tuple((Decimal(k), Decimal(k - 1) * Decimal("-5.12345")) for k in FIVE) for _ in items
                    ),
                    tag=Tag.VERIFIED,
                    source="made up",
                )
    return SiteWeights(
        instrument=outline.id,
        version=outline.version,
        licence="an agreement of nobody",
        source="a table of nobody",
        scales=scales,
        answers={i.id: FIVE for i in outline.items if isinstance(i, Asked) and not i.answers},
        value_set="XX" if outline.by_value_set else "",
    )


def completed(name: str) -> Instrument:
    return with_weights(load_outline(name), made_up(load_outline(name)))


def test_the_outlines_are_these_and_are_no_instruments() -> None:
    assert " ".join(outlines()) == (
        "eq-5d-5l promis-pain-interference promis-physical-function sf-12-v1 sf-12-v2 vr-12"
    )
    assert not outlines().keys() & instruments().keys()
    assert FOLDER != OUTLINES


@pytest.mark.parametrize("outline", ALL, ids=lambda o: o.id)
class TestEveryOutline:
    def test_it_is_scored_by_nobody_without_weights(self, outline: Outline) -> None:
        with pytest.raises(NotFound) as refused:
            load_instrument(outline.id)
        assert refused.value.sentence == (
            f"“{outline.title}” is scored only by weights that belong to its holder, and none came with this "
            "site."
        )
        assert refused.value.remedy == "Declare the weights under the site's own licence."

    def test_no_practice_may_offer_it_by_default(self, outline: Outline) -> None:
        assert outline.use in (Use.PERMISSION, Use.LICENCE)
        assert not completed(outline.id).is_open

    def test_it_ships_no_weight(self, outline: Outline) -> None:
        bare = replace(made_up(outline), scales={})
        with pytest.raises(
            Invalid, match=r"is scored by its holder's (table|weights), and this site brought"
        ):
            with_weights(outline, bare)

    def test_with_weights_both_readers_agree(self, outline: Outline) -> None:
        instrument = completed(outline.id)
        packed = random_responses(instrument, np.random.default_rng(7), 300)
        columns = score_columns(instrument, packed)
        scored = 0
        for place, row in enumerate(packed):
            for one in score_each(instrument, unpacked(instrument, row)):
                found = float(columns[one.scale].value[place])
                assert (None if math.isnan(found) else found) == (
                    None if one.value is None else float(one.value)
                )
                scored += one.value is not None
        assert scored

    def test_a_missing_answer_gives_no_score(self, outline: Outline) -> None:
        instrument = completed(outline.id)
        best = {f.id: f.choices[0].answer if f.choices else 100 for f in instrument.fields}
        for one, scale in zip(score_each(instrument, best), instrument.scales, strict=True):
            assert one.value is not None
            again = {s.scale: s.value for s in score_each(instrument, {**best, scale.items[0]: None})}
            assert again[scale.id] is None


def test_a_site_has_its_own_instruments_beside_those_of_the_house() -> None:
    site = instruments_of([made_up(load_outline("vr-12"))])
    assert site.keys() - instruments().keys() == {"vr-12"}
    assert list(site) == sorted(site)
    with pytest.raises(NotFound, match="“mhhs” takes no weights of a site"):
        instruments_of([replace(made_up(load_outline("vr-12")), instrument="mhhs")])


def test_weights_are_added_to_the_constant_by_hand() -> None:
    """100 − (1 + 4) × 5.12345 = 74.38275."""
    told = dict.fromkeys((f"dimension-{n}" for n in range(1, 6)), 1) | {"dimension-1": 2, "dimension-5": 5}
    index, today = score_each(completed("eq-5d-5l"), {**told, "today": 70})
    assert (index.value, index.scale_variant) == (Decimal("74.38"), "index-x100:XX")
    assert (today.value, today.scale_variant) == (Decimal("70.00"), "0-100")


def test_a_state_worse_than_dead_is_below_nothing_and_rounded_away_from_it() -> None:
    """100 − 5 × 4 × 5.12345 = −2.469; with a constant of 100 and steps of 5.01025 it is −0.205."""
    outline = load_outline("eq-5d-5l")
    brought = made_up(outline)
    formula = Weighted(
        constant=Decimal(100),
        weights=(tuple((Decimal(k), (1 - k) * Decimal("5.01025")) for k in FIVE),) * 5,
        tag=Tag.VERIFIED,
        source="made up",
    )
    worst = {f"dimension-{n}": 5 for n in range(1, 6)}
    assert score_each(completed("eq-5d-5l"), worst)[0].value == Decimal("-2.47")
    half = with_weights(outline, replace(brought, scales={"eq-5d-5l-index": formula}))
    assert score_each(half, worst)[0].value == Decimal("-0.21")
    packed = np.array([[5, 5, 5, 5, 5, -128]], dtype=np.int16)
    assert score_columns(half, packed)["eq-5d-5l-index"].value[0] == -0.21


def test_published_rows_meet_the_scales_of_a_licensed_site() -> None:
    function = completed("promis-physical-function")
    assert [str(t.value.value) for t in thresholds_of(function, Metric.MCID)] == ["3.5"]
    pain = completed("promis-pain-interference")
    assert [str(t.value.value) for t in thresholds_of(pain, Metric.PASS)] == ["56.0"]
    assert {t.direction for t in thresholds_of(pain)} == {pain.direction}
    assert score(function, dict.fromkeys((f"function-{n}" for n in range(1, 11)), 5)).value == Decimal(
        "70.50"
    )


EQ, SF, FORM = load_outline("eq-5d-5l"), load_outline("sf-12-v2"), load_outline("promis-physical-function")


def _index(brought: SiteWeights, change: Callable[[Weighted], Weighted]) -> SiteWeights:
    formula = brought.scales["eq-5d-5l-index"]
    assert isinstance(formula, Weighted)
    return replace(brought, scales={"eq-5d-5l-index": change(formula)})


@pytest.mark.parametrize(
    ("outline", "brought", "said"),
    [
        (SF, made_up(load_outline("sf-12-v1")), "These weights are of sf-12-v1 version 1, not of sf-12-v2"),
        (SF, replace(made_up(SF), version="2"), "not of sf-12-v2 version 1"),
        (SF, replace(made_up(SF), licence=" "), "The weights of SF-12, version 2 name no licence"),
        (SF, replace(made_up(SF), source=""), "name no source"),
        (SF, replace(made_up(SF), answers={}), "“Question 1” of SF-12, version 2 needs the printed numbers"),
        (SF, replace(made_up(SF), answers={**made_up(SF).answers, "item-3": (1, 1)}), "each once"),
        (SF, replace(made_up(SF), answers={**made_up(SF).answers, "item-3": (1, 2)}), "item-3 are not those"),
        (SF, replace(made_up(SF), value_set="US"), "has no value sets of countries"),
        (SF, replace(made_up(SF), scales={**made_up(SF).scales, "pcs": made_up(SF).scales["sf-12-v2-pcs"]}),
         "has no scale “pcs”"),
        (EQ, replace(made_up(EQ), value_set=""), "differ by country, and no value set is named"),
        (EQ, replace(made_up(EQ), answers={"dimension-1": (1, 2, 3)}), "no answers of dimension-1 open"),
        (EQ, _index(made_up(EQ), lambda w: replace(w, constant=Decimal(1))), "are worth 1.00000, not 100"),
        (EQ, _index(made_up(EQ), lambda w: replace(w, weights=w.weights[1:])), "for 4 items, and 5 count"),
        (EQ, replace(made_up(EQ), scales={"eq-5d-5l-index": Lookup(1, "1 2", tag="P")}), "holder's weights"),
        (FORM, replace(made_up(FORM), scales={FORM.id: Lookup(1, "1 2", tag="P")}),
         "its table goes from 1 to 2, its points from 10 to 50"),
    ],
)  # fmt: skip
def test_weights_that_do_not_fit_are_refused_in_words(
    outline: Outline, brought: SiteWeights, said: str
) -> None:
    with pytest.raises(Invalid) as refused:
        with_weights(outline, brought)
    assert said in refused.value.sentence
    assert refused.value.remedy.endswith(".")
