"""What every method returns: an estimate with its interval, and how it was made."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Reals = NDArray[np.float64]
Keys = NDArray[np.int64]

LEVEL = 0.95


@dataclass(frozen=True, slots=True, kw_only=True)
class Estimate:
    """`n` values of `persons` people; `p` is two-sided, None where nothing was tested.

    `low`, `high` and `p` are None where they cannot be computed; a warning says why.
    """

    n: int
    persons: int
    value: float | None
    low: float | None
    high: float | None
    p: float | None = None
    level: float = LEVEL
    method: str
    assumptions: tuple[str, ...] = ()
    warnings: tuple[str, ...] = ()


def check_pairs(first: Reals, second: Reals | Keys) -> None:
    """Raises ValueError unless both are one-dimensional, of one length, and the first is finite."""
    if first.ndim != 1 or first.shape != second.shape:
        raise ValueError(f"Values of shape {first.shape} do not belong to keys of shape {second.shape}.")
    if not np.isfinite(first).all():
        raise ValueError("A value is missing or not finite: take it out and count it before this.")
