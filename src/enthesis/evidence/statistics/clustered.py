"""A mean over hips whose interval knows that two hips of one person are alike."""

import math

import numpy as np
from scipy import stats

from enthesis.evidence.statistics.estimate import LEVEL, Estimate, Keys, Reals, check_pairs

METHOD = "mean with a variance robust to persons (CR1), t with persons − 1 degrees of freedom"
ASSUMPTIONS = ("persons are independent of each other", "the mean is nearly normal over persons")
FEW_PERSONS = 30  # below it the interval of a robust variance is known to be too narrow


def clustered_mean(values: Reals, persons: Keys) -> Estimate:
    """The mean of values over hips, its interval from sums over persons; `p` against a mean of 0.

    Variance: G/(G−1) · Σ(sum of residuals of a person)² / n², G persons, n hips.
    Source: Liang and Zeger 1986; checked against R's sandwich::vcovCL(lm(x ~ 1), cluster, type = "HC1").
    """
    check_pairs(values, persons)
    order = np.lexsort((values, persons))  # the result does not depend on the order of rows
    values, persons = values[order], persons[order]
    n, groups = len(values), len(np.unique(persons))
    if n == 0:
        return _without(0, 0, None, "No values.")
    mean = math.fsum(values) / n
    if groups == 1:
        return _without(n, groups, mean, "One person has no interval.")
    error = robust_error(values - mean, persons)
    if error == 0:
        return _without(n, groups, mean, "Every person has the same mean.")
    reach = float(stats.t.ppf((1 + LEVEL) / 2, groups - 1)) * error
    return Estimate(
        n=n,
        persons=groups,
        value=mean,
        low=mean - reach,
        high=mean + reach,
        p=float(2 * stats.t.sf(abs(mean / error), groups - 1)),
        method=METHOD,
        assumptions=ASSUMPTIONS,
        warnings=(f"Only {groups} persons: the interval may be too narrow.",) if groups < FEW_PERSONS else (),
    )


def robust_error(residuals: Reals, persons: Keys) -> float:
    """The standard error of a mean from its residuals, rows of one person standing together."""
    begins = np.flatnonzero(np.r_[True, persons[1:] != persons[:-1]])
    sums = np.add.reduceat(residuals, begins)
    groups = len(begins)
    return math.sqrt(groups / (groups - 1) * math.fsum(sums**2)) / len(residuals)


def _without(n: int, groups: int, value: float | None, warning: str) -> Estimate:
    return Estimate(
        n=n,
        persons=groups,
        value=value,
        low=None,
        high=None,
        method=METHOD,
        assumptions=ASSUMPTIONS,
        warnings=(warning,),
    )
