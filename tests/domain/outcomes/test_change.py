"""Change, thresholds, and the traps between them: direction, scale, ceiling."""

from dataclasses import replace
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from enthesis.domain.errors import Invalid
from enthesis.domain.outcomes.catalogue import load_instrument
from enthesis.domain.outcomes.change import (
    Change,
    can_reach_mcid,
    change,
    is_mcid_reached,
    is_pass_reached,
    is_reached,
)
from enthesis.domain.outcomes.instrument import Direction, Instrument
from enthesis.domain.outcomes.scoring import Score
from enthesis.domain.outcomes.thresholds import (
    DEFAULTS,
    THRESHOLDS,
    Kind,
    Metric,
    Threshold,
    default_threshold,
    thresholds_of,
)

MHHS = load_instrument("mhhs")
PAIN = load_instrument("vas-pain-10")
ROWS = {t.id: t for t in THRESHOLDS}
MCID = ROWS["GM-AHI-ISO-2021/mcid/mhhs"]
PASS = ROWS["GM-OPEN-RUSH-2023/pass/mhhs"]
PAIN_MCID_100 = ROWS["GM-OPEN-RUSH-2023/mcid/vas-pain-100"]
PAIN_PASS_100 = ROWS["GM-OPEN-RUSH-2023/pass/vas-pain-100"]
PAIN_MCID_10 = replace(
    PAIN_MCID_100, instrument="vas-pain-10", scale_variant="0-10"
)  # for tests: none is published
VALUES = st.decimals(0, 10, places=1)


def scored(instrument: Instrument, value: str | Decimal | None) -> Score:
    return Score(
        instrument=instrument.id,
        instrument_version=instrument.version,
        scale=instrument.scale.id,
        scale_variant=instrument.scale_variant,
        value=None if value is None else Decimal(value),
        answered=0,
    )


def changed(instrument: Instrument, before: str | Decimal, after: str | Decimal) -> Change:
    found = change(scored(instrument, before), scored(instrument, after), instrument)
    assert found is not None
    return found


def test_a_higher_hip_score_and_a_lower_pain_are_both_better() -> None:
    assert changed(MHHS, "54.0", "78.1").improvement == Decimal("24.1")
    assert changed(PAIN, "5.9", "3.6").improvement == Decimal("2.3")
    assert changed(PAIN, "3", "7").improvement == -4


@given(before=VALUES, after=VALUES)
def test_the_way_back_undoes_the_change(before: Decimal, after: Decimal) -> None:
    for instrument in (MHHS, PAIN):
        assert (
            changed(instrument, before, after).improvement == -changed(instrument, after, before).improvement
        )


@pytest.mark.parametrize(("before", "after"), [(None, "50"), ("50", None), (None, None)])
def test_without_both_scores_there_is_no_change(before: str | None, after: str | None) -> None:
    assert change(scored(MHHS, before), scored(MHHS, after), MHHS) is None


@pytest.mark.parametrize(
    ("after", "reached"), [("55.79", False), ("55.80", True), ("55.81", True), ("40", False)]
)
def test_mcid_is_reached_at_the_value(after: str, reached: bool) -> None:
    assert is_mcid_reached(changed(MHHS, "50", after), MCID) is reached


def test_a_rise_in_pain_is_no_response() -> None:
    pain = Change(
        instrument="vas-pain-100", scale_variant="0-100", direction=Direction.LOWER_BETTER,
        before=Decimal(20), after=Decimal(60),
    )  # fmt: skip
    assert not is_mcid_reached(pain, PAIN_MCID_100)
    assert is_mcid_reached(replace(pain, before=Decimal(60), after=Decimal(46)), PAIN_MCID_100)
    assert not is_mcid_reached(replace(pain, before=Decimal(60), after=Decimal("46.1")), PAIN_MCID_100)


def test_more_than_the_value_where_the_source_says_more() -> None:
    trial = ROWS["GT-PRP-RCT/mcid/mhhs"]
    assert not is_mcid_reached(changed(MHHS, "50", "58"), trial)
    assert is_mcid_reached(changed(MHHS, "50", "58.01"), trial)


def test_acceptable_state_looks_at_the_later_score_alone() -> None:
    assert is_pass_reached(scored(MHHS, "60"), PASS) is True
    assert is_pass_reached(scored(MHHS, "59.99"), PASS) is False
    assert is_pass_reached(scored(MHHS, None), PASS) is None
    assert is_reached(changed(MHHS, "90", "60"), PASS)


def test_acceptable_pain_is_at_or_below_the_value() -> None:
    pain = replace(scored(PAIN, "36.8"), instrument="vas-pain-100", scale_variant="0-100")
    assert is_pass_reached(pain, PAIN_PASS_100) is True
    assert is_pass_reached(replace(pain, value=Decimal("36.9")), PAIN_PASS_100) is False


def test_pain_on_ten_never_meets_a_threshold_on_a_hundred() -> None:
    with pytest.raises(Invalid, match="different scales"):
        is_mcid_reached(changed(PAIN, "9", "1"), PAIN_MCID_100)
    with pytest.raises(Invalid, match="different scales"):
        is_pass_reached(scored(PAIN, "3"), PAIN_PASS_100)


def test_raw_and_multiplied_scores_are_never_compared() -> None:
    raw = replace(scored(MHHS, "69"), scale_variant="raw91")
    with pytest.raises(Invalid, match="raw91"):
        change(raw, scored(MHHS, "75.9"), MHHS)


def test_a_pass_is_no_mcid() -> None:
    with pytest.raises(Invalid, match="is no MCID"):
        is_mcid_reached(changed(MHHS, "50", "80"), PASS)
    with pytest.raises(Invalid, match="is no PASS"):
        is_pass_reached(scored(MHHS, "80"), MCID)


@pytest.mark.parametrize(
    ("before", "room"), [("94.3", True), ("94.31", False), ("100.1", False), ("0", True)]
)
def test_a_hip_that_starts_too_well_cannot_respond(before: str, room: bool) -> None:
    assert can_reach_mcid(Decimal(before), MCID, MHHS) is room


@given(before=VALUES)
def test_the_guard_agrees_with_the_best_possible_change(before: Decimal) -> None:
    best = changed(PAIN, before, "0")
    assert can_reach_mcid(before, PAIN_MCID_10, PAIN) is is_mcid_reached(best, PAIN_MCID_10)
    top = changed(MHHS, before + 90, MHHS.high)
    assert can_reach_mcid(before + 90, MCID, MHHS) is is_mcid_reached(top, MCID)


class TestTable:
    def test_rows_are_told_apart(self) -> None:
        assert len(ROWS) == len(THRESHOLDS)

    @pytest.mark.parametrize("row", THRESHOLDS, ids=lambda t: t.id)
    def test_every_row_is_positive_and_verified_with_its_source(self, row: Threshold) -> None:
        assert row.value.value > 0
        assert row.value.tag == "V"
        assert row.source
        assert row.population
        assert row.n > 0
        assert row.kind is (Kind.CHANGE if row.metric is Metric.MCID else Kind.ABSOLUTE)

    def test_states_are_the_published_ones(self) -> None:
        states = {t.id: str(t.value.value) for t in THRESHOLDS if t.kind is Kind.ABSOLUTE}
        assert states == {
            "GM-OPEN-RUSH-2023/pass/mhhs": "60.0",
            "GM-OPEN-RUSH-2023/pass/vas-pain-100": "36.8",
            "GM-RUSH-PROMIS/pass/mhhs": "64.3",
            "GM-RUSH-PROMIS/pass/vas-pain-100": "34.9",
            "GM-RUSH-PROMIS/scb/mhhs": "71.5",
            "GM-RUSH-PROMIS/scb/vas-pain-100": "28.1",
            "GT-PRP-RCT/pass/mhhs": "74",
        }

    def test_pain_on_a_hundred_has_two_published_mcids(self) -> None:
        rows = [t for t in THRESHOLDS if (t.instrument, t.metric) == ("vas-pain-100", Metric.MCID)]
        assert {t.set_id: str(t.value.value) for t in rows} == {
            "GM-OPEN-RUSH-2023": "14.0",
            "GM-RUSH-PROMIS": "16.1",
        }

    def test_the_same_measure_has_five_published_mcids_after_repair(self) -> None:
        rows = [t for t in thresholds_of(MHHS, Metric.MCID) if t.set_id != "GT-PRP-RCT"]
        assert {str(t.value.value) for t in rows} == {"5.8", "6.2", "8.7", "9.0", "9.9"}

    def test_defaults(self) -> None:
        assert default_threshold(MHHS, Metric.MCID) is MCID
        assert default_threshold(MHHS, Metric.PASS) is PASS
        assert default_threshold(MHHS, Metric.MOI) is None
        for default in DEFAULTS:
            assert f"{default.set_id}/{default.metric}/{default.instrument}" in ROWS
            assert default.needs_review

    def test_nothing_is_published_for_pain_on_ten(self) -> None:
        assert all(thresholds_of(PAIN, metric) == () for metric in Metric)
        assert default_threshold(PAIN, Metric.MCID) is None

    def test_no_row_of_another_variant_is_offered(self) -> None:
        assert thresholds_of(replace(MHHS, scales=(replace(MHHS.scale, variant="raw91"),)), Metric.MCID) == ()

    def test_a_negative_magnitude_is_refused(self) -> None:
        with pytest.raises(ValueError, match="positive magnitude"):
            replace(MCID, value=type(MCID.value)("-1", "{score}", tag="V", source="S1"))
