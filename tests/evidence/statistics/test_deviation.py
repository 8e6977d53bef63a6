"""The standard deviation and its interval, beside the factors that statistical tables print."""

import math

import numpy as np
import pytest

from enthesis.evidence.statistics.deviation import deviation


# Factors of s for 95 %: roots of (n - 1) over the points of chi-square that every table prints, such as
# 19.023 and 2.700 of 9 degrees of freedom (Snedecor and Cochran, Statistical Methods, table of chi-square).
@pytest.mark.parametrize(
    ("n", "upper_point", "lower_point"),
    [(5, 11.143, 0.484), (10, 19.023, 2.700), (20, 32.852, 8.907), (30, 45.722, 16.047)],
)
def test_the_interval_is_that_of_the_printed_points(n: int, upper_point: float, lower_point: float) -> None:
    values = np.arange(n, dtype=np.float64)
    made = deviation(values)
    sd = float(np.std(values, ddof=1))
    assert made.value == pytest.approx(sd)
    assert made.low == pytest.approx(sd * math.sqrt((n - 1) / upper_point), rel=2e-3)
    assert made.high == pytest.approx(sd * math.sqrt((n - 1) / lower_point), rel=2e-3)


def test_the_order_of_values_changes_nothing() -> None:
    values = np.array([50.6, 92.4, 61.1, 70.0])
    assert deviation(values) == deviation(values[::-1].copy())


@pytest.mark.parametrize(
    ("values", "warning"),
    [
        ([], "One value has no deviation."),
        ([5.0], "One value has no deviation."),
        ([5.0] * 4, "Every value is the same."),
    ],
)
def test_without_a_spread_there_is_no_interval_and_that_is_said(values: list[float], warning: str) -> None:
    made = deviation(np.array(values))
    assert (made.low, made.high, made.warnings) == (None, None, (warning,))
