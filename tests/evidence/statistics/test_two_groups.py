"""Two groups beside each other: shares as published, means as the sandwich of a regression gives them."""

import math

import numpy as np
import pytest
from scipy import stats

from enthesis.evidence.statistics.two_means import clustered_difference
from enthesis.evidence.statistics.two_shares import difference_of_shares

# Newcombe 1998, Stat Med 17:873-890, table II, method 10 (score, without continuity correction).
PUBLISHED = [
    ((56, 70), (48, 80), 0.0524, 0.3339),
    ((9, 10), (3, 10), 0.1705, 0.8090),
    ((6, 7), (2, 7), 0.0582, 0.8062),
    ((5, 56), (0, 29), -0.0381, 0.1926),
    ((0, 10), (0, 20), -0.1611, 0.2775),
    ((0, 10), (0, 10), -0.2775, 0.2775),
    ((10, 10), (0, 20), 0.6791, 1.0000),
    ((10, 10), (0, 10), 0.6075, 1.0000),
]


@pytest.mark.parametrize(("first", "second", "low", "high"), PUBLISHED)
def test_the_interval_is_the_published_one(
    first: tuple[int, int], second: tuple[int, int], low: float, high: float
) -> None:
    told = difference_of_shares(first, second)
    assert told.low is not None
    assert told.high is not None
    assert (round(told.low, 4), round(told.high, 4)) == (low, high)


def test_turned_round_it_is_the_same_with_the_other_sign() -> None:
    one, other = difference_of_shares((56, 70), (48, 80)), difference_of_shares((48, 80), (56, 70))
    assert (one.value, one.low, one.high) == pytest.approx((-other.value, -other.high, -other.low))  # type: ignore[operator]


def test_nothing_is_told_of_nobody() -> None:
    told = difference_of_shares((0, 0), (3, 10))
    assert (told.value, told.low, told.warnings) == (None, None, ("One of the two is of nobody.",))


def by_regression(values: np.ndarray, group: np.ndarray, persons: np.ndarray) -> tuple[float, float]:
    """Least squares on an intercept and the group, and its cluster-robust error (CR1), from the matrices."""
    x = np.c_[np.ones(len(values)), group]
    bread = np.linalg.inv(x.T @ x)
    beta = bread @ x.T @ values
    residuals = values - x @ beta
    meat = np.zeros((2, 2))
    for person in np.unique(persons):
        score = x[persons == person].T @ residuals[persons == person]
        meat += np.outer(score, score)
    n, many = len(values), len(np.unique(persons))
    variance = bread @ meat @ bread * many / (many - 1) * (n - 1) / (n - 2)
    return float(beta[1]), math.sqrt(variance[1, 1])


@pytest.mark.parametrize("seed", range(5))
def test_means_are_compared_as_a_regression_does(seed: int) -> None:
    dice = np.random.default_rng(seed)
    values, group, persons = dice.normal(60, 15, 40), dice.integers(0, 2, 40), dice.integers(0, 28, 40)
    slope, error = by_regression(values, group, persons)
    told = clustered_difference(
        values[group == 1], persons[group == 1], values[group == 0], persons[group == 0]
    )
    reach = float(stats.t.ppf(0.975, told.persons - 1)) * error
    assert (told.value, told.low, told.high) == pytest.approx((slope, slope - reach, slope + reach))


def test_too_few_are_not_compared() -> None:
    one, two = np.array([1.0]), np.array([1.0, 2.0])
    told = clustered_difference(one, np.array([1]), two, np.array([2, 3]))
    assert (told.value, told.warnings) == (None, ("Too few hips to compare.",))
