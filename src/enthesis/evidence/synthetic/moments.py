"""Drawing a value that has the published mean and deviation after it was cut at the ends of its scale.

A value is written in steps; what is met are the moments of what is written. Correlations are met likewise:
two normal variables are drawn more alike than what is left of them, cut and rounded, shall be.
"""

from dataclasses import dataclass
from functools import lru_cache

import numpy as np
from scipy import optimize, stats

from enthesis.evidence.statistics.estimate import Reals
from enthesis.evidence.synthetic.truth import Spread

TERMS = 60  # of the series of a correlation


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Placing:
    """A standard normal value z becomes `center + size * z`, cut at the ends; its exponential if `skewed`.

    Written, it is one of `values`: the next one from each of `cuts` (values of z) on.
    """

    center: float
    size: float
    low: float
    high: float
    skewed: bool
    values: Reals
    cuts: Reals

    def of(self, normal: Reals) -> Reals:
        """On the scale, before it is rounded."""
        found = self.center + self.size * normal
        return np.clip(np.exp(found) if self.skewed else found, self.low, self.high)

    def written(self, normal: Reals) -> Reals:
        """On the scale, in its steps."""
        return np.asarray(self.values[np.searchsorted(self.cuts, normal)])

    @property
    def moments(self) -> tuple[float, float]:
        """Mean and deviation of what is written."""
        return _moments(self.values, self.cuts)

    @property
    def jumps(self) -> Reals:
        return np.diff(self.values)


def placing(spread: Spread, *, step: float, skewed: bool = False) -> Placing:
    """The placing whose written values have the spread's mean and deviation.

    Raises ValueError where the ends leave no room for them.
    """
    mean, sd, low, high = (float(p.value) for p in (spread.mean, spread.sd, spread.low, spread.high))
    return _placing(mean, sd, low, high, step, skewed)


@lru_cache(maxsize=256)
def _placing(mean: float, sd: float, low: float, high: float, step: float, skewed: bool) -> Placing:
    values = np.asarray(low + step * np.arange(round((high - low) / step) + 1), dtype=np.float64)
    edges = np.asarray(values[:-1] + step / 2, dtype=np.float64)
    if skewed:
        edges = np.log(edges)
    like = (np.log(mean), sd / mean) if skewed else (mean, sd)

    def off(guess: Reals) -> Reals:
        got = _moments(values, (edges - guess[0]) / np.exp(guess[1]))
        return np.array([got[0] - mean, got[1] - sd])

    found = optimize.root(off, np.array([like[0], np.log(like[1])]), tol=1e-10)
    if np.abs(off(found.x)).max() > 1e-6:
        raise ValueError(f"Nothing between {low:g} and {high:g} has mean {mean:g} and deviation {sd:g}.")
    center, size = float(found.x[0]), float(np.exp(found.x[1]))
    return Placing(
        center=center,
        size=size,
        low=low,
        high=high,
        skewed=skewed,
        values=values,
        cuts=(edges - center) / size,
    )


def _moments(values: Reals, cuts: Reals) -> tuple[float, float]:
    likely = -np.diff(np.r_[1.0, stats.norm.sf(cuts), 0.0])
    mean = float(likely @ values)
    return mean, float(np.sqrt(likely @ (values - mean) ** 2))


def alike(wanted: float, first: Placing, second: Placing) -> float:
    """The correlation of two normal variables which, written by these placings, correlate as wanted.

    Raises ValueError where no two can correlate so strongly.
    """
    terms = _series(first) * _series(second)
    powers = np.arange(1, TERMS + 1)
    most = first.moments[1] * second.moments[1]

    def off(rho: float) -> float:
        return float(terms @ rho**powers) / most - wanted

    if not off(-0.999) <= 0 <= off(0.999):
        raise ValueError(f"Two values cut like these cannot correlate by {wanted:g}.")
    return float(optimize.brentq(off, -0.999, 0.999))


def _series(placing: Placing) -> Reals:
    """Coefficients of the written value in Hermite polynomials of unit variance, the constant left out."""
    before, here = np.zeros(len(placing.cuts)), np.ones(len(placing.cuts))
    weights = placing.jumps * stats.norm.pdf(placing.cuts)
    found = np.empty(TERMS)
    for n in range(1, TERMS + 1):
        found[n - 1] = weights @ here / np.sqrt(n)
        before, here = here, (placing.cuts * here - np.sqrt(n - 1) * before) / np.sqrt(n)
    return found
