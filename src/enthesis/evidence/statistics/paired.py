"""Student's paired t test: the mean change of hips taken as independent of each other."""

import math

import numpy as np
from scipy import stats

from enthesis.evidence.statistics.estimate import LEVEL, Estimate, Reals, check_pairs

METHOD = "paired t test, two-sided"
ASSUMPTIONS = ("hips are independent of each other", "the mean change is nearly normal")


def paired_t(before: Reals, after: Reals) -> Estimate:
    """Mean of `after - before` with its interval; `p` against no change.

    One pair gives no interval; pairs that all changed by the same give none either.
    Source: Student 1908; checked against R's t.test(paired = TRUE).
    """
    check_pairs(before, after)
    check_pairs(after, before)
    change = np.sort(after - before)  # sums do not depend on the order of rows
    n = len(change)
    if n == 0:
        return _without(n, None, "No pairs.")
    mean = math.fsum(change) / n
    if n == 1:
        return _without(n, mean, "One pair has no interval.")
    error = _deviation(change, mean) / math.sqrt(n)
    if error == 0:
        return _without(n, mean, "Every pair changed by the same.")
    reach = float(stats.t.ppf((1 + LEVEL) / 2, n - 1)) * error
    return Estimate(
        n=n,
        persons=n,
        value=mean,
        low=mean - reach,
        high=mean + reach,
        p=float(2 * stats.t.sf(abs(mean / error), n - 1)),
        method=METHOD,
        assumptions=ASSUMPTIONS,
    )


def _deviation(values: Reals, mean: float) -> float:
    return math.sqrt(math.fsum((values - mean) ** 2) / (len(values) - 1))


def _without(n: int, value: float | None, warning: str) -> Estimate:
    return Estimate(
        n=n,
        persons=n,
        value=value,
        low=None,
        high=None,
        method=METHOD,
        assumptions=ASSUMPTIONS,
        warnings=(warning,),
    )
