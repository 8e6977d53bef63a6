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
    can_reach,
    can_reach_mcid,
    change,
    is_mcid_reached,
    is_pass_reached,
    is_reached,
    is_state_reached,
    percent_of_possible,
)
from enthesis.domain.outcomes.instrument import Direction, Instrument
from enthesis.domain.outcomes.scoring import Score
from enthesis.domain.outcomes.threshold import Kind, Threshold
from enthesis.domain.outcomes.thresholds import THRESHOLDS

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
MOI = ROWS["FAIS-MOI/moi/mhhs"]
PAIN_MOI = ROWS["FAIS-MOI/moi/vas-pain-10"]
SCB_CHANGE = ROWS["FAIS-10Y/scb/mhhs"]
SCB_STATE = ROWS["GM-RUSH-PROMIS/scb/mhhs"]
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
    assert is_reached(changed(MHHS, "90", "60"), PASS, MHHS)


def test_acceptable_pain_is_at_or_below_the_value() -> None:
    pain = replace(
        scored(PAIN, "36.8"), instrument="vas-pain-100", scale="vas-pain-100", scale_variant="0-100"
    )
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


@pytest.mark.parametrize(
    ("instrument", "before", "after", "percent"),
    [
        (MHHS, "50.1", "75.1", "50"),
        (MHHS, "60.1", "100.1", "100"),
        (MHHS, "60.1", "40.1", "-50"),
        (PAIN, "8", "2", "75"),
        (PAIN, "4", "6", "-50"),
        (PAIN, "10", "0", "100"),
    ],
)
def test_the_share_of_the_possible_improvement(
    instrument: Instrument, before: str, after: str, percent: str
) -> None:
    assert percent_of_possible(changed(instrument, before, after), instrument) == Decimal(percent)


@pytest.mark.parametrize(("instrument", "best"), [(MHHS, "100.1"), (PAIN, "0")])
def test_without_room_there_is_no_share_and_nothing_is_reached(instrument: Instrument, best: str) -> None:
    moi = MOI if instrument is MHHS else PAIN_MOI
    stayed = changed(instrument, best, best)
    assert percent_of_possible(stayed, instrument) is None
    assert is_reached(stayed, moi, instrument) is None
    assert not can_reach(Decimal(best), moi, instrument)
    assert can_reach(Decimal(5), moi, instrument)


@given(before=VALUES, after=VALUES)
def test_no_hip_improves_by_more_than_is_possible(before: Decimal, after: Decimal) -> None:
    for instrument in (MHHS, PAIN):
        share = percent_of_possible(changed(instrument, before, after), instrument)
        assert share is None or share <= 100


@pytest.mark.parametrize(("after", "reached"), [("54.79", False), ("54.80", True), ("54.81", True)])
def test_the_most_possible_is_reached_at_its_percent(after: str, reached: bool) -> None:
    start = MHHS.high - 100  # leaves a room of 100 points: points are percent
    assert is_reached(changed(MHHS, start, start + Decimal(after)), MOI, MHHS) is reached


def test_pain_reaches_the_most_possible_by_falling() -> None:
    assert is_reached(changed(PAIN, "10", "4"), PAIN_MOI, PAIN) is True
    assert is_reached(changed(PAIN, "10", "5"), PAIN_MOI, PAIN) is False
    assert is_reached(changed(PAIN, "5", "9"), PAIN_MOI, PAIN) is False


def test_a_benefit_is_a_change_or_a_state_as_its_row_says() -> None:
    high_start = changed(MHHS, "70", "80")
    assert is_reached(high_start, SCB_STATE, MHHS) is True
    assert is_reached(high_start, SCB_CHANGE, MHHS) is False
    low_start = changed(MHHS, "20", "54")
    assert is_reached(low_start, SCB_STATE, MHHS) is False
    assert is_reached(low_start, SCB_CHANGE, MHHS) is True


def test_a_state_no_better_than_the_value_ends_at_it() -> None:
    ihot = ROWS["FAIS-IHOT12-1Y/abnormal/ihot-12"]
    state = replace(scored(MHHS, "56"), instrument="ihot-12", scale="ihot-12", scale_variant="0-100")
    assert ihot.kind is Kind.NO_BETTER
    assert is_state_reached(state, ihot) is True
    assert is_state_reached(replace(state, value=Decimal("56.01")), ihot) is False
    assert is_state_reached(replace(state, value=None), ihot) is None


def test_a_state_is_not_asked_of_a_change() -> None:
    with pytest.raises(Invalid, match="asks for a change, not for a state"):
        is_state_reached(scored(MHHS, "80"), MCID)


def test_a_state_can_be_reached_from_anywhere() -> None:
    assert can_reach(Decimal("100.1"), SCB_STATE, MHHS)
    assert not can_reach(Decimal("66.2"), SCB_CHANGE, MHHS)
    assert can_reach(Decimal("66.1"), SCB_CHANGE, MHHS)


@pytest.mark.parametrize(
    "row", [t for t in THRESHOLDS if t.kind in (Kind.CHANGE, Kind.ABSOLUTE)], ids=lambda t: t.id
)
def test_from_the_worst_to_the_best_reaches_every_row_and_back_none(row: Threshold) -> None:
    worst, best = (0, 100) if row.direction is Direction.HIGHER_BETTER else (100, 0)
    better = Change(
        instrument=row.instrument,
        scale_variant=row.scale_variant,
        direction=row.direction,
        before=Decimal(worst),
        after=Decimal(best),
    )
    assert is_reached(better, row, MHHS) is True
    assert is_reached(replace(better, before=better.after, after=better.before), row, MHHS) is False


def test_scales_of_one_instrument_are_told_apart() -> None:
    two = replace(
        MHHS,
        scales=(
            replace(MHHS.scale, id="physical", variant="x1.1"),
            replace(MHHS.scale, id="mental", variant="mental"),
        ),
    )
    first, second = (
        replace(scored(MHHS, "50"), scale=scale.id, scale_variant=scale.variant) for scale in two.scales
    )
    found = change(first, replace(first, value=Decimal(70)), two)
    assert found is not None
    assert found.scale == "physical"
    with pytest.raises(Invalid, match=r"mhhs, mental \(mental\) and mhhs, physical \(x1.1\) are different"):
        change(first, second, two)
    with pytest.raises(Invalid, match="different scales"):
        is_mcid_reached(found, MCID)
