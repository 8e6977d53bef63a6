"""What a practice's own hips make: bands of enough people only, thresholds of enough hips only."""

from datetime import date
from decimal import Decimal
from statistics import quantiles, stdev
from uuid import UUID

import pytest

from enthesis.domain.outcomes.catalogue import load_instrument
from enthesis.domain.outcomes.chosen import OwnWay, ThresholdChoice
from enthesis.domain.outcomes.own_cohort import MadeRow, OwnCohort
from enthesis.domain.outcomes.threshold import Kind, Metric
from enthesis.domain.terms import PatientId, Tag
from enthesis.evidence.analysis.own_cohorts import own_cohorts
from enthesis.evidence.analysis.own_hips import Given, OwnHip

ON = date(2026, 11, 23)
MHHS, PAIN = load_instrument("mhhs"), load_instrument("vas-pain-100")
SCALE = ("mhhs", MHHS.scale_variant)
HAPPY = ("satisfaction-10", load_instrument("satisfaction-10").scale_variant)


def hip(n: int, *given: Given, lall: str = "II", person: int | None = None, **other: Given) -> OwnHip:
    more = {HAPPY: (other["happy"],)} if other else {}
    return OwnHip(PatientId(UUID(int=n if person is None else person)), lall, {SCALE: given, **more})


def before(score: float) -> Given:
    return Given("baseline", -20, score)


def year(score: float, day: int = 366) -> Given:
    return Given("1y", day, score)


def made(*hips: OwnHip, choices: tuple[ThresholdChoice, ...] = ()) -> OwnCohort:
    return next(c for c in own_cohorts(hips, choices, on=ON) if c.instrument == "mhhs")


def way(cohort: OwnCohort, wanted: OwnWay) -> MadeRow:
    return next(m for m in cohort.made if m.way is wanted)


def test_a_band_is_the_median_and_the_quartiles_of_the_last_score_of_each_hip() -> None:
    scores = [Decimal(40 + 3 * n) for n in range(12)]
    hips = [hip(n, year(0.0, 310), year(float(s))) for n, s in enumerate(scores)]
    (spread,) = made(*hips).bands[0].spreads
    assert [spread.lower, spread.median, spread.upper] == quantiles(scores, n=4, method="inclusive")
    assert (spread.milestone, spread.day, spread.hips, spread.persons) == ("1y", 366, 12, 12)


def test_nothing_is_told_of_fewer_than_ten_people_however_many_hips_they_have() -> None:
    nine = [hip(n, year(50.0), person=n % 9) for n in range(18)]
    assert made(*nine).bands == ()
    assert made(*nine).band_of() is None
    assert made(*nine, hip(99, year(50.0))).bands[0].spreads[0].persons == 10


def test_hips_that_are_alike_have_a_band_of_their_own_and_stand_in_for_nobody_else() -> None:
    like = [hip(n, before(40.0), year(60.0), lall="IV") for n in range(10)]
    cohort = made(*like, *(hip(50 + n, before(50.0), lall="I") for n in range(10)))
    assert [band.types for band in cohort.bands] == [(), ("I", "II"), ("IV",)]
    assert cohort.band_of("IV") == cohort.bands[2]
    assert cohort.band_of("I") == cohort.bands[0]  # they answered at one milestone only
    assert cohort.band_of("V") == cohort.band_of("") == cohort.bands[0]


def test_half_the_deviation_both_ways_of_the_same_hips() -> None:
    first = [30.0 + n for n in range(30)]
    later = [60.0 + 2 * n if n % 2 else 70.0 for n in range(30)]
    hips = [hip(n, before(b), year(a)) for n, (b, a) in enumerate(zip(first, later, strict=True))]
    alone = hip(99, before(99.0))  # no later score: in neither
    cohort = made(*hips, alone)
    gains = [a - b for b, a in zip(first, later, strict=True)]
    for wanted, values in ((OwnWay.BASELINE, first), (OwnWay.CHANGE, gains)):
        found = way(cohort, wanted)
        assert found.n == 30 and found.row is not None
        assert float(found.row.value.value) == pytest.approx(stdev(values) / 2, abs=0.005)
        assert found.row.value.tag is Tag.DERIVED
        assert found.low is not None and found.high is not None
        assert found.low < found.row.value.value < found.high
        assert cohort.rows[cohort.own_scale, Metric.MCID, wanted] == found.row


def test_too_few_hips_make_no_threshold_and_it_says_how_many_there_are() -> None:
    cohort = made(*(hip(n, before(40.0 + n), year(60.0)) for n in range(29)))
    assert way(cohort, OwnWay.CHANGE).row is None
    assert way(cohort, OwnWay.CHANGE).why_not == (
        "Too few: 29 hips with a score before and later, and 30 are needed."
    )
    early = [hip(n, before(40.0 + n), Given("6m", 183, 60.0)) for n in range(40)]
    assert way(made(*early), OwnWay.CHANGE).n == 0


def test_hips_that_are_all_alike_make_none_either() -> None:
    cohort = made(*(hip(n, before(40.0), year(60.0)) for n in range(30)))
    assert way(cohort, OwnWay.BASELINE).why_not == "All of these hips are alike."


ANCHOR = ThresholdChoice(
    scale="mhhs",
    metric=Metric.PASS,
    row=OwnWay.ANCHOR,
    anchor="satisfaction-10",
    yes_from=Decimal(8),
)


def test_an_anchor_cuts_where_it_tells_the_satisfied_from_the_others() -> None:
    hips = [
        hip(n, before(40.0), year(score), happy=Given("1y", 366, 9.0 if score > 70 else 4.0))
        for n, score in enumerate([60.0, 64.0, 68.0] * 6 + [72.0, 76.0, 80.0] * 6)
    ]
    found = way(made(*hips, choices=(ANCHOR,)), OwnWay.ANCHOR)
    assert found.row is not None and found.row.accuracy is not None
    assert (found.row.value.value, found.row.metric, found.row.kind) == (
        Decimal(70),
        Metric.PASS,
        Kind.ABSOLUTE,
    )
    assert found.row.accuracy.sensitivity.value == found.row.accuracy.specificity.value == 1
    change = ThresholdChoice(
        scale="mhhs", metric=Metric.MCID, row=OwnWay.ANCHOR, anchor="satisfaction-10", yes_from=Decimal(8)
    )
    found = way(made(*hips, choices=(change,)), OwnWay.ANCHOR)
    assert found.row is not None and (found.row.value.value, found.row.kind) == (Decimal(30), Kind.CHANGE)


def test_an_anchor_that_nearly_everybody_answers_alike_makes_no_threshold() -> None:
    hips = [
        hip(n, before(40.0), year(60.0 + n), happy=Given("1y", 366, 9.0 if n > 8 else 4.0)) for n in range(40)
    ]
    found = way(made(*hips, choices=(ANCHOR,)), OwnWay.ANCHOR)
    assert (found.row, found.n) == (None, 40)
    assert found.why_not == "Too few: only 9 hips gave one of the two answers, and 10 are needed."
