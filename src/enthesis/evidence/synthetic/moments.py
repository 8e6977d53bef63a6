"""Drawing a value that has the published mean and deviation after it was cut at the ends of its scale."""

from functools import lru_cache

import numpy as np
from scipy import optimize, stats

from enthesis.evidence.statistics.estimate import Reals
from enthesis.evidence.synthetic.truth import Spread


def placed(normal: Reals, spread: Spread) -> Reals:
    """Standard normal values on the scale: cut at its ends, they have the spread's mean and deviation."""
    mean, sd = _uncut(*(float(part.value) for part in (spread.mean, spread.sd, spread.low, spread.high)))
    return np.clip(mean + sd * normal, float(spread.low.value), float(spread.high.value))


@lru_cache(maxsize=64)
def _uncut(mean: float, sd: float, low: float, high: float) -> tuple[float, float]:
    """Mean and deviation of the normal distribution that, cut at both ends, has these."""

    def off(guess: np.ndarray) -> np.ndarray:
        got = cut_moments(guess[0], np.exp(guess[1]), low, high)
        return np.array([got[0] - mean, got[1] - sd])

    found = optimize.root(off, np.array([mean, np.log(sd)]))
    if not found.success or np.abs(off(found.x)).max() > 1e-6:
        raise ValueError(f"No normal cut at {low} and {high} has mean {mean} and deviation {sd}.")
    return float(found.x[0]), float(np.exp(found.x[1]))


def cut_moments(mean: float, sd: float, low: float, high: float) -> tuple[float, float]:
    """Mean and deviation of a normal variable whose values beyond the ends are set to the ends."""
    a, b = (low - mean) / sd, (high - mean) / sd
    below, above = stats.norm.cdf(a), stats.norm.sf(b)
    inside, at_a, at_b = 1 - below - above, stats.norm.pdf(a), stats.norm.pdf(b)
    first = low * below + high * above + mean * inside + sd * (at_a - at_b)
    second = (
        low**2 * below
        + high**2 * above
        + (mean**2 + sd**2) * inside
        + sd * ((mean + low) * at_a - (mean + high) * at_b)
    )
    return float(first), float(np.sqrt(second - first**2))
