"""A share of hips with Wilson's interval; over persons, with the number of hips their alikeness leaves."""

import math

import numpy as np
from scipy import stats

from enthesis.evidence.statistics.clustered import robust_error
from enthesis.evidence.statistics.estimate import LEVEL, Estimate, Keys, check_pairs

NAIVE = "proportion with Wilson's interval"
METHOD = "proportion with Wilson's interval at the effective number of hips (person-robust variance)"
INDEPENDENT = ("hips are independent of each other",)
ASSUMPTIONS = ("persons are independent of each other",)


def wilson(successes: int, n: int) -> Estimate:
    """The share of successes among n hips taken as independent.

    Source: Wilson 1927; checked against R's prop.test(correct = FALSE).
    """
    if not 0 <= successes <= n:
        raise ValueError(f"{successes} of {n} is no share.")
    if n == 0:
        return Estimate(
            n=0,
            persons=0,
            value=None,
            low=None,
            high=None,
            method=NAIVE,
            assumptions=INDEPENDENT,
            warnings=("Nobody to count.",),
        )
    low, high = _interval(successes / n, n)
    return Estimate(
        n=n, persons=n, value=successes / n, low=low, high=high, method=NAIVE, assumptions=INDEPENDENT
    )


def clustered_proportion(successes: np.ndarray, persons: Keys) -> Estimate:
    """The share of hips that succeeded, persons taken as alike in themselves.

    The effective number of hips is n · p(1−p)/n over the person-robust variance, never above n.
    Source: Dean and Pagano 2015, J Surv Stat Methodol 3:484 (recalled).
    """
    values = successes.astype(np.float64)
    check_pairs(values, persons)
    n, groups = len(values), len(np.unique(persons))
    if n == 0:
        return wilson(0, 0)
    share = math.fsum(values) / n
    low, high = _interval(share, _effective(values, persons, share, groups))
    return Estimate(
        n=n, persons=groups, value=share, low=low, high=high, method=METHOD, assumptions=ASSUMPTIONS
    )


def _effective(values: np.ndarray, persons: Keys, share: float, groups: int) -> float:
    n = len(values)
    if groups in (1, n) or share in (0.0, 1.0):
        return groups
    order = np.lexsort((values, persons))
    error = robust_error(values[order] - share, persons[order])
    return min(n, share * (1 - share) / error**2) if error else groups


def _interval(share: float, n: float) -> tuple[float, float]:
    z = float(stats.norm.ppf((1 + LEVEL) / 2))
    middle = (share + z * z / (2 * n)) / (1 + z * z / n)
    reach = z / (1 + z * z / n) * math.sqrt(share * (1 - share) / n + z * z / (4 * n * n))
    return max(0.0, middle - reach), min(1.0, middle + reach)
