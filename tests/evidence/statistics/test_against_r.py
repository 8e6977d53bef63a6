"""Each method beside R 4.2.2 (sandwich 3.0-2). The R session stands over the numbers it printed."""

import numpy as np
import pytest

from enthesis.evidence.statistics.clustered import clustered_mean
from enthesis.evidence.statistics.paired import paired_t
from enthesis.evidence.statistics.proportion import clustered_proportion, wilson

BEFORE = np.array([52.8, 40.7, 61.6, 33.0, 70.4, 48.4, 55.0, 29.7, 66.0, 58.3])
AFTER = np.array([75.9, 62.7, 80.3, 71.5, 69.3, 86.9, 91.3, 45.1, 100.1, 80.3])
PERSON = np.array([1, 1, 2, 3, 3, 4, 5, 6, 7, 7])


def test_the_paired_t_test() -> None:
    """R: t <- t.test(after, before, paired = TRUE); print(c(t$estimate, t$conf.int, t$p.value))"""
    found = paired_t(BEFORE, AFTER)
    assert found.value == pytest.approx(24.75, rel=1e-12)
    assert (found.low, found.high) == pytest.approx((15.7991567640448, 33.7008432359552), rel=1e-12)
    assert found.p == pytest.approx(1.48726688248795e-04, rel=1e-10)


def test_the_mean_robust_to_persons() -> None:
    """R: d <- after - before; m <- lm(d ~ 1); se <- sqrt(vcovCL(m, cluster = person, type = "HC1")[1, 1])

    q <- qt(.975, 7 - 1); c(mean(d), mean(d) - q * se, mean(d) + q * se, 2 * pt(-abs(mean(d) / se), 6))
    """
    found = clustered_mean(AFTER - BEFORE, PERSON)
    assert found.value == pytest.approx(24.75, rel=1e-12)
    assert (found.low, found.high) == pytest.approx((17.9816306891522, 31.5183693108478), rel=1e-12)
    assert found.p == pytest.approx(0.00010878901218329, rel=1e-9)
    assert (found.n, found.persons) == (10, 7)
    assert found.warnings == ("Only 7 persons: the interval may be too narrow.",)


@pytest.mark.parametrize(
    ("successes", "n", "low", "high"),
    [
        (17, 19, 0.68605917288891, 0.97064143970113),
        (0, 23, 0.0, 0.143116618450427),
        (57, 84, 0.572785614338897, 0.768738768370153),
    ],
)
def test_wilsons_interval(successes: int, n: int, low: float, high: float) -> None:
    """R: prop.test(successes, n, correct = FALSE)$conf.int"""
    found = wilson(successes, n)
    assert found.value == successes / n
    assert (found.low, found.high) == pytest.approx((low, high), rel=1e-12, abs=1e-15)


def test_when_everybody_has_one_hip_persons_change_almost_nothing() -> None:
    values = np.array([True] * 17 + [False] * 2)
    alone = clustered_proportion(values, np.arange(19))
    assert (alone.low, alone.high) == (wilson(17, 19).low, wilson(17, 19).high)
    change = AFTER - BEFORE
    single = clustered_mean(change, np.arange(10))
    assert (single.low, single.high) == pytest.approx(
        (paired_t(BEFORE, AFTER).low, paired_t(BEFORE, AFTER).high)
    )


def test_two_hips_that_always_agree_count_as_one() -> None:
    values = np.array([True, False, True, True, False, True, True, False])
    twice = clustered_proportion(np.repeat(values, 2), np.repeat(np.arange(8), 2))
    once = wilson(5, 8)
    assert twice.value == once.value
    assert twice.high is not None and once.high is not None
    assert twice.high - (twice.low or 0) >= (once.high - (once.low or 0)) * 0.98


@pytest.mark.parametrize("seed", range(5))
def test_the_order_of_rows_changes_no_bit(seed: int) -> None:
    order = np.random.default_rng(seed).permutation(10)
    assert paired_t(BEFORE[order], AFTER[order]) == paired_t(BEFORE, AFTER)
    change = AFTER - BEFORE
    assert clustered_mean(change[order], PERSON[order]) == clustered_mean(change, PERSON)


def test_what_cannot_be_computed_is_said() -> None:
    one = np.array([3.0])
    assert paired_t(one, one).warnings == ("One pair has no interval.",)
    assert paired_t(one[:0], one[:0]).value is None
    assert clustered_mean(np.array([1.0, 2.0]), np.array([7, 7])).warnings == ("One person has no interval.",)
    assert paired_t(np.zeros(3), np.ones(3)).warnings == ("Every pair changed by the same.",)
    assert wilson(0, 0).warnings == ("Nobody to count.",)


def test_a_missing_value_is_refused() -> None:
    with pytest.raises(ValueError, match="missing or not finite"):
        paired_t(np.array([1.0, np.nan]), np.array([1.0, 2.0]))
