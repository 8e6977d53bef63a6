"""What one score says of one threshold: reached or not, and every reason for which it says nothing."""

from decimal import Decimal

import pytest

from enthesis.domain.outcomes.catalogue import load_instrument
from enthesis.domain.outcomes.detectable import detectable_change
from enthesis.domain.outcomes.meaning import Hip, Said, Visit, is_within_error, judge_visit, time_to
from enthesis.domain.outcomes.scoring import Score
from enthesis.domain.outcomes.thresholds import load_threshold
from enthesis.domain.outcomes.time_to import Interval

MHHS, PAIN = load_instrument("mhhs"), load_instrument("vas-pain-100")
MCID = load_threshold("GM-AHI-ISO-2021/mcid/mhhs")  # 5.8
PASS = load_threshold("GM-OPEN-RUSH-2023/pass/mhhs")  # 60.0
MOI = load_threshold("FAIS-MOI/moi/mhhs")  # 54.8 % of the possible


def at(day: int, value: str | None, *, counts: bool = True, name: str = "mhhs") -> Visit:
    instrument = load_instrument(name)
    score = Score(
        instrument=name,
        instrument_version=instrument.version,
        scale=instrument.scale.id,
        scale_variant=instrument.scale_variant,
        value=None if value is None else Decimal(value),
        answered=0,
    )
    return Visit(day=day, score=score, counts=counts, is_before=day <= 0)


def said(*visits: Visit, endpoint: int | None = None) -> tuple[Said, Said]:
    hip = Hip(visits=visits, endpoint=endpoint)
    return judge_visit(hip, visits[-1], MCID, MHHS), judge_visit(hip, visits[-1], PASS, MHHS)


BEGAN = at(-30, "50")


@pytest.mark.parametrize(
    ("visits", "endpoint", "mcid", "state"),
    [
        ((BEGAN, at(370, "55.8")), None, Said.REACHED, Said.NOT_REACHED),
        ((BEGAN, at(370, "55.79")), None, Said.NOT_REACHED, Said.NOT_REACHED),
        ((at(370, "60"),), None, Said.NO_BASELINE, Said.REACHED),
        ((at(-30, "50", counts=False), at(370, "60")), None, Said.NO_BASELINE, Said.REACHED),
        ((at(-30, None), at(370, "60")), None, Said.NO_BASELINE, Said.REACHED),
        ((BEGAN, at(370, None)), None, Said.NO_SCORE, Said.NO_SCORE),
        ((BEGAN, at(299, "90")), None, Said.TOO_EARLY, Said.TOO_EARLY),
        ((BEGAN, at(300, "90")), None, Said.REACHED, Said.REACHED),
        ((BEGAN, at(500, "90", counts=False)), None, Said.NOT_COUNTED, Said.NOT_COUNTED),
        ((BEGAN, at(370, "90")), 370, Said.AFTER_ENDPOINT, Said.AFTER_ENDPOINT),
        ((BEGAN, at(369, "90")), 370, Said.REACHED, Said.REACHED),
        ((at(-9, "94.4"), at(370, "100.1")), None, Said.NO_ROOM, Said.REACHED),
        ((at(-9, "94.3"), at(370, "100.1")), None, Said.REACHED, Said.REACHED),
        ((BEGAN,), None, Said.BEFORE_SURGERY, Said.BEFORE_SURGERY),
    ],
)
def test_a_score_says_reached_or_not_or_why_it_says_nothing(
    visits: tuple[Visit, ...], endpoint: int | None, mcid: Said, state: Said
) -> None:
    assert said(*visits, endpoint=endpoint) == (mcid, state)


def test_a_share_of_the_possible_counts_what_was_left_before_surgery() -> None:
    hip = Hip(visits=(BEGAN, at(370, "77.4"), at(740, "77.5")))  # 54.69 % and 54.89 % of 50.1 points
    told = [judge_visit(hip, visit, MOI, MHHS) for visit in hip.visits[1:]]
    assert told == [Said.NOT_REACHED, Said.REACHED]


def test_the_score_compared_with_is_the_last_one_before_surgery_that_counts() -> None:
    hip = Hip(visits=(at(-20, "50"), at(-80, "30"), at(-3, "70", counts=False)))
    assert hip.before is not None and hip.before.value == 50


def test_less_pain_is_better() -> None:
    row = load_threshold("GM-RUSH-PROMIS/mcid/vas-pain-100")  # 16.1
    hip = Hip(visits=(at(-5, "60", name="vas-pain-100"), at(370, "43.9", name="vas-pain-100")))
    assert judge_visit(hip, hip.visits[1], row, PAIN) is Said.REACHED
    full = Hip(visits=(at(-5, "16", name="vas-pain-100"), at(370, "0", name="vas-pain-100")))
    assert judge_visit(full, full.visits[1], row, PAIN) is Said.NO_ROOM


def test_the_time_lies_between_two_visits_and_early_ones_tell_it_too() -> None:
    hip = Hip(visits=(BEGAN, at(91, "52"), at(183, "70"), at(370, "70")))
    assert time_to(hip, MCID, MHHS) == time_to(hip, PASS, MHHS) == Interval(after=91, by=183)


@pytest.mark.parametrize(
    ("visits", "endpoint", "interval"),
    [
        ((BEGAN, at(91, "51"), at(183, "90", counts=False), at(370, "90")), None, Interval(after=91, by=370)),
        ((BEGAN, at(91, "51"), at(370, "90")), 300, Interval(after=91, by=None)),
        ((at(91, "70"), at(370, "90")), None, None),
        ((at(-9, "97"), at(370, "98")), None, None),
        ((BEGAN,), None, None),
    ],
)
def test_no_time_is_told_of_what_cannot_be_reached_and_none_after_an_endpoint(
    visits: tuple[Visit, ...], endpoint: int | None, interval: Interval | None
) -> None:
    assert time_to(Hip(visits=visits, endpoint=endpoint), MCID, MHHS) == interval


def test_a_change_smaller_than_error_is_told_as_such_only_where_the_error_is_known() -> None:
    known = detectable_change(load_instrument("ihot-12"))  # 8.92
    assert [is_within_error(Decimal(n), known) for n in ("8.91", "-8.91", "8.92", "-9")] == [
        True,
        True,
        False,
        False,
    ]
    assert is_within_error(Decimal(1), detectable_change(MHHS)) is None
