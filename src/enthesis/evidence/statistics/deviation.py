"""A standard deviation with its interval: how sure a threshold of half of it is."""

import math

import numpy as np
from scipy import stats

from enthesis.evidence.statistics.estimate import LEVEL, Estimate, Reals

METHOD = "standard deviation with the interval of the chi-square distribution"
ASSUMPTIONS = ("hips are independent of each other", "the values are nearly normal")


def deviation(values: Reals) -> Estimate:
    """The sample's standard deviation, over n - 1; no interval where there is none or it is nothing.

    Its ends are s times the root of (n - 1) over the upper and the lower point of chi-square with n - 1
    degrees of freedom. Source: Snedecor and Cochran, Statistical Methods; checked against the factors of its
    printed tables.
    """
    n = len(values)
    if n < 2:
        return _made(n, None, None, None, "One value has no deviation.")
    ordered = np.sort(values)
    mean = math.fsum(ordered) / n
    found = math.sqrt(math.fsum((ordered - mean) ** 2) / (n - 1))
    if found == 0:
        return _made(n, 0.0, None, None, "Every value is the same.")
    low, high = (
        found * math.sqrt((n - 1) / float(stats.chi2.ppf(p, n - 1)))
        for p in ((1 + LEVEL) / 2, (1 - LEVEL) / 2)
    )
    return _made(n, found, low, high)


def _made(n: int, value: float | None, low: float | None, high: float | None, *warnings: str) -> Estimate:
    return Estimate(
        n=n,
        persons=n,
        value=value,
        low=low,
        high=high,
        method=METHOD,
        assumptions=ASSUMPTIONS,
        warnings=warnings,
    )
