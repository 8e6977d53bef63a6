"""Rows that a cohort makes of its own scores, and what change is more than error."""

from dataclasses import replace
from decimal import Decimal

import pytest

from enthesis.domain.errors import Invalid
from enthesis.domain.outcomes.catalogue import instruments, load_instrument
from enthesis.domain.outcomes.change import Change, is_reached
from enthesis.domain.outcomes.detectable import DETECTABLE, detectable_change
from enthesis.domain.outcomes.distribution import Way
from enthesis.domain.outcomes.from_cohort import Cohort, row_by_anchor, row_by_deviation
from enthesis.domain.outcomes.instrument import Direction
from enthesis.domain.outcomes.threshold import Accuracy, Kind, Metric
from enthesis.domain.outcomes.thresholds import DEFAULTS, THRESHOLDS
from enthesis.domain.terms import Sourced, Tag

MHHS, PAIN = load_instrument("mhhs"), load_instrument("vas-pain-100")
OURS = Cohort(population="hips of this practice", horizon="2 years or more")
FOUND = Accuracy(
    sensitivity=Sourced("80", "%", tag="D"),
    specificity=Sourced("70", "%", tag="D"),
    area=Sourced("0.8", "1", tag="D"),
)


def scores(*values: str) -> list[Decimal]:
    return [Decimal(v) for v in values]


def test_half_a_deviation_by_hand() -> None:
    """40, 50, 60, 70: variance 500 / 3, deviation 12.9099, half 6.4550."""
    row = row_by_deviation(MHHS, Way.BASELINE, scores("40", "50", "60", "70"), OURS)
    assert row is not None
    assert (row.id, row.kind, row.n) == ("THIS-COHORT-half_sd_of_baseline/mcid/mhhs", Kind.CHANGE, 4)
    assert (str(row.value.value), row.value.tag) == ("6.45", Tag.DERIVED)
    assert row.method == "half the standard deviation of the scores before surgery"


def test_the_two_ways_are_two_rows() -> None:
    ids = {row.id for way in Way if (row := row_by_deviation(MHHS, way, scores("1", "9"), OURS))}
    assert len(ids) == 2


@pytest.mark.parametrize("values", [[], ["50"], ["50", "50"], ["50", "50.001"]])
def test_scores_that_hardly_differ_make_no_row(values: list[str]) -> None:
    assert row_by_deviation(MHHS, Way.CHANGE, scores(*values), OURS) is None


def test_a_row_of_the_cohort_judges_its_own_scale_alone_and_in_its_direction() -> None:
    row = row_by_anchor(PAIN, Metric.PASS, Kind.ABSOLUTE, Decimal("34.5"), FOUND, n=60, cohort=OURS)
    assert row is not None
    assert (row.direction, row.accuracy) == (Direction.LOWER_BETTER, FOUND)
    for after, reached in (("34", True), ("35", False)):
        change = Change(
            instrument=PAIN.id,
            scale_variant=PAIN.scale_variant,
            direction=PAIN.direction,
            before=Decimal(80),
            after=Decimal(after),
        )
        assert is_reached(change, row, PAIN) is reached
    other = replace(change, instrument="vas-pain-10", scale_variant="0-10", after=Decimal(3))
    with pytest.raises(Invalid, match="are different scales"):
        is_reached(other, row, load_instrument("vas-pain-10"))


@pytest.mark.parametrize(
    ("metric", "kind"),
    [(Metric.MCID, Kind.ABSOLUTE), (Metric.PASS, Kind.CHANGE), (Metric.MOI, Kind.PERCENT)],
)
def test_what_no_anchor_makes_is_refused(metric: Metric, kind: Kind) -> None:
    with pytest.raises(Invalid, match=f"An anchor makes no {metric.upper()} of kind {kind}"):
        row_by_anchor(MHHS, metric, kind, Decimal(5), FOUND, n=60, cohort=OURS)


def test_a_change_below_nothing_makes_no_row() -> None:
    assert row_by_anchor(MHHS, Metric.MCID, Kind.CHANGE, Decimal("-2"), FOUND, n=60, cohort=OURS) is None


def test_no_row_of_a_cohort_is_published_or_a_default() -> None:
    assert not [t.id for t in THRESHOLDS if t.set_id.startswith("THIS-COHORT")]
    assert not [d.id for d in DEFAULTS if d.set_id.startswith("THIS-COHORT")]


def test_the_published_detectable_changes() -> None:
    told = {d.id: (str(d.change.value), str(d.reliability.value), d.change.source, d.n) for d in DETECTABLE}
    assert told == {
        "hos-adl": ("3", "0.98", "S98", 126),
        "hos-sss": ("3", "0.92", "S98", 126),
        "ihot-12": ("8.92", "0.976", "S99c", None),
    }
    for name in told:
        row = detectable_change(load_instrument(name))
        assert row is not None
        assert row.id == name
        assert row.is_floor is (name == "ihot-12")
    assert detectable_change(MHHS) is None
    assert told.keys() <= instruments().keys()
