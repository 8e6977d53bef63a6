"""Hips like this one: who is told together, at which milestone, and what so few could show.

The sizes for two groups are those of the two-sample normal approximation (Chow, Shao and Wang, Sample Size
Calculations in Clinical Research, 3.2): 63 hips each for half a standard deviation, and so on.
"""

from decimal import Decimal

import pytest

from enthesis.domain.errors import Invalid
from enthesis.domain.pathway.comparable import (
    FEWEST,
    Followed,
    alike,
    detectable,
    deviation,
    group_of,
    newest_common,
    pairs,
)


def hip(lall: str = "IV", **scores: int) -> Followed:
    told = {name.removeprefix("at_"): Decimal(value) for name, value in scores.items()}
    return Followed(lall=lall, added=frozenset(), scores=told)


@pytest.mark.parametrize(("share", "each"), [(0.3, 175), (0.4, 99), (0.5, 63), (0.6, 44), (0.8, 25)])
def test_a_share_of_the_deviation_is_shown_by_so_many_hips_and_not_by_one_less(
    share: float, each: int
) -> None:
    assert detectable(1, each, each) <= share < detectable(1, each - 1, each - 1)


@pytest.mark.parametrize(("points", "each"), [(8, 80), (9, 63), (10, 51)])
def test_a_difference_of_points_with_a_deviation_of_18(points: int, each: int) -> None:
    assert detectable(18, each, each) <= points < detectable(18, each - 1, each - 1)


def test_the_smaller_group_decides() -> None:
    assert detectable(18, 10, 1000) > detectable(18, 20, 20)


def test_an_empty_group_shows_nothing() -> None:
    with pytest.raises(Invalid, match="A group without hips shows no difference"):
        detectable(18, 0, 40)


def test_partial_tears_are_told_together_and_not_with_full_ones() -> None:
    hips = (hip("IIIA"), hip("IIIB"), hip("IV"))

    assert group_of("IIIB") == ("IIIA", "IIIB")
    assert alike(hips, "IIIA") == hips[:2]
    with pytest.raises(Invalid, match="has no type VI"):
        group_of("VI")


def test_the_newest_milestone_is_the_last_with_enough_hips() -> None:
    enough = int(FEWEST.value)
    many = [hip(baseline=50, at_1y=80)] * enough
    few = [hip(baseline=50, at_1y=80, at_2y=85)] * (enough - 1)

    assert newest_common(many + few) == "1y"
    assert newest_common([*many, *few, hip(baseline=40, at_2y=85)]) == "2y"
    assert newest_common(few) is None


def test_a_hip_without_both_scores_is_in_no_pair() -> None:
    hips = (hip(baseline=50, at_1y=80), hip(at_1y=90), hip(baseline=40), hip(baseline=55, at_1y=75))

    assert pairs(hips, "1y") == ((Decimal(50), Decimal(80)), (Decimal(55), Decimal(75)))
    assert deviation(pairs(hips, "1y")) == pytest.approx(50**0.5)
