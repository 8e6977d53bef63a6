"""The difference of two means over hips, whose interval knows that two hips of one person are alike."""

import math

import numpy as np
from scipy import stats

from enthesis.evidence.statistics.estimate import LEVEL, Estimate, Keys, Reals, check_pairs

METHOD = "difference of means with a variance robust to persons (CR1), t with persons − 1 degrees of freedom"
ASSUMPTIONS = ("persons are independent of each other", "both means are nearly normal over persons")


def clustered_difference(first: Reals, persons: Keys, second: Reals, others: Keys) -> Estimate:
    """The mean of the first minus that of the second; a person may have hips in both.

    Variance: G/(G−1) · (n−1)/(n−2) · Σ(sum over a person's hips of ±(value − mean of its group) / n of its
    group)², as the sandwich of a regression on the group gives it.
    Source: Liang and Zeger 1986. None of it is told where a group has fewer than two hips, or all are of one
    person.
    """
    check_pairs(first, persons)
    check_pairs(second, others)
    n, groups = len(first) + len(second), len(np.unique(np.r_[persons, others]))
    if min(len(first), len(second)) < 2 or groups < 2:
        return _without(n, groups, "Too few hips to compare.")
    value = math.fsum(first) / len(first) - math.fsum(second) / len(second)
    pulls = np.r_[
        (first - math.fsum(first) / len(first)) / len(first),
        -(second - math.fsum(second) / len(second)) / len(second),
    ]
    of_person = np.bincount(np.unique(np.r_[persons, others], return_inverse=True)[1], weights=pulls)
    error = math.sqrt(groups / (groups - 1) * (n - 1) / (n - 2) * math.fsum(of_person**2))
    reach = float(stats.t.ppf((1 + LEVEL) / 2, groups - 1)) * error
    return Estimate(
        n=n,
        persons=groups,
        value=value,
        low=value - reach,
        high=value + reach,
        p=float(2 * stats.t.sf(abs(value / error), groups - 1)) if error else None,
        method=METHOD,
        assumptions=ASSUMPTIONS,
    )


def _without(n: int, groups: int, warning: str) -> Estimate:
    return Estimate(
        n=n,
        persons=groups,
        value=None,
        low=None,
        high=None,
        method=METHOD,
        assumptions=ASSUMPTIONS,
        warnings=(warning,),
    )
