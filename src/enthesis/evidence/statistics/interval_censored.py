"""When something happened that was only seen between two visits: Turnbull's estimate of its distribution."""

from dataclasses import dataclass
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

from enthesis.evidence.statistics.estimate import Reals, check_pairs

METHOD = "Turnbull's nonparametric estimate of interval-censored times"
ASSUMPTIONS = (
    "hips are independent of each other",
    "the visits do not depend on when it happened",
)
HALF = 0.5
ENOUGH, NOTHING, MOST = 1e-9, 1e-6, 20_000


@dataclass(frozen=True, slots=True, kw_only=True)
class Times:
    """The share of hips in each stretch of time (`after`, `by`], and how many were counted.

    Within a stretch nothing is known of when; the last may be open, `by` infinite.
    """

    after: tuple[float, ...]
    by: tuple[float, ...]
    share: tuple[float, ...]
    n: int
    method: str = METHOD
    assumptions: tuple[str, ...] = ASSUMPTIONS
    warnings: tuple[str, ...] = ()

    def reached_by(self, time: float) -> tuple[float, float] | None:
        """The least and the most of the share that was there by a time; None of nobody."""
        if not self.n:
            return None
        told = list(zip(self.after, self.by, self.share, strict=True))
        least = sum(share for _, by, share in told if by <= time)
        most = sum(share for after, _, share in told if after < time)
        return least, most

    @property
    def median(self) -> tuple[float, float] | None:
        """The stretch in which half of the hips were there; None where they never were."""
        total = 0.0
        for after, by, share in zip(self.after, self.by, self.share, strict=True):
            total += share
            if total >= HALF - ENOUGH:
                return (after, by) if np.isfinite(by) else None
        return None


def turnbull(after: Reals, by: Reals) -> Times:
    """The distribution of times after one visit and by another; `by` is infinite where it was not seen.

    Self-consistency (Turnbull 1976), from equal shares, until no share moves by more than 1e-9. Checked
    against what R's interval::icfit prints of the radiotherapy arm of Finkelstein and Wolfe 1985. Raises
    ValueError where a time ends before it begins.
    """
    check_pairs(after, np.where(np.isfinite(by), by, 0.0))
    if not (by > after).all():
        raise ValueError("A time ends before it begins.")
    if not len(after):
        return Times(after=(), by=(), share=(), n=0, warnings=("Nobody to count.",))
    lefts, rights = _stretches(after, by)
    pairs, counts = np.unique(np.column_stack([after, by]), axis=0, return_counts=True)
    holds = (pairs[:, :1] <= lefts) & (rights <= pairs[:, 1:])
    share, settled = _settle(holds.astype(np.float64), counts.astype(np.float64))
    kept = share > NOTHING
    return Times(
        after=tuple(lefts[kept].tolist()),
        by=tuple(rights[kept].tolist()),
        share=tuple((share[kept] / share[kept].sum()).tolist()),
        n=len(after),
        warnings=() if settled else ("The shares did not settle.",),
    )


def _stretches(after: Reals, by: Reals) -> tuple[Reals, Reals]:
    """The innermost stretches: from a beginning to the next end with no other beginning between them."""
    points = [(value, 1) for value in np.unique(after)] + [(value, 0) for value in np.unique(by)]
    points.sort()  # an end before a beginning at the same time, as an end belongs to its stretch
    found = [
        (left, right) for (left, begins), (right, begins_too) in pairwise(points) if begins and not begins_too
    ]
    return np.array([left for left, _ in found]), np.array([right for _, right in found])


def _settle(holds: NDArray[np.float64], counts: Reals) -> tuple[Reals, bool]:
    share = np.full(holds.shape[1], 1 / holds.shape[1])
    for _step in range(MOST):
        weight = holds * share
        moved = (counts / weight.sum(axis=1)) @ weight / counts.sum()
        if np.abs(moved - share).max() < ENOUGH:
            return moved, True
        share = moved
    return share, False
