"""How far two readers agree on ordered grades: weighted kappa, with its number and its interval."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from math import sqrt
from statistics import NormalDist

from enthesis.domain.terms import Sourced

LEAST = Sourced(
    30,
    "{hips}",
    tag="P",
    note="From how many hips read twice may an interval be told? Its formula holds for large numbers.",
)
TWO_SIDED = NormalDist().inv_cdf(0.975)  # of a 95 % interval

Weigh = Callable[[int, int], float]


class Weights(StrEnum):
    """What a disagreement costs: as far as the grades lie apart, or the square of it."""

    LINEAR = "linear"
    QUADRATIC = "quadratic"

    def over(self, levels: int) -> Weigh:
        """The credit of a pair of grades: 1 where they are the same, 0 at the two ends of the scale."""
        power, most = 1 if self is Weights.LINEAR else 2, levels - 1
        return lambda a, b: 1 - (abs(a - b) / most) ** power


@dataclass(frozen=True, slots=True, kw_only=True)
class Kappa:
    """Agreement beyond chance over `n` pairs, 1 at its best; `same` of them are exactly alike.

    `value` is None where it cannot be told, and `why` says so. `low` and `high` are the ends of a 95 %
    interval by the large-sample error of Fleiss, Cohen and Everitt; None for fewer than `LEAST` pairs.
    """

    n: int
    same: int
    value: float | None = None
    low: float | None = None
    high: float | None = None
    why: str = ""


def weighted_kappa(pairs: Sequence[tuple[int, int]], *, levels: int, weights: Weights) -> Kappa:
    """Of grades 0 to `levels` - 1, one pair a hip. Raises ValueError for a grade that is none of them."""
    if any(not 0 <= grade < levels for pair in pairs for grade in pair):
        raise ValueError(f"A grade is not one of the {levels}.")
    counts = {(a, b): 0 for a in range(levels) for b in range(levels)}
    for pair in pairs:
        counts[pair] += 1
    return kappa_of(counts, levels=levels, weigh=weights.over(levels))


def kappa_of(counts: Mapping[tuple[int, int], int], *, levels: int, weigh: Weigh) -> Kappa:
    """Of a square table of counts, by the reader of the row and of the column."""
    n, same = sum(counts.values()), sum(counts[i, i] for i in range(levels))
    if n == 0:
        return Kappa(n=0, same=0, why="No hip was read twice.")
    share = {cell: count / n for cell, count in counts.items()}
    rows = [sum(share[i, j] for j in range(levels)) for i in range(levels)]
    columns = [sum(share[i, j] for i in range(levels)) for j in range(levels)]
    seen = sum(weigh(i, j) * p for (i, j), p in share.items())
    chance = sum(weigh(i, j) * rows[i] * columns[j] for i, j in share)
    if 1 - chance < 1e-12:
        return Kappa(n=n, same=same, why="Both readers gave every hip the same grade: chance explains it.")
    value = (seen - chance) / (1 - chance)
    if n < LEAST.value:
        return Kappa(n=n, same=same, value=value)
    error = _error(share, rows, columns, weigh, value, chance, n)
    return Kappa(
        n=n,
        same=same,
        value=value,
        low=max(-1.0, value - TWO_SIDED * error),
        high=min(1.0, value + TWO_SIDED * error),
    )


def _error(
    share: Mapping[tuple[int, int], float],
    rows: Sequence[float],
    columns: Sequence[float],
    weigh: Weigh,
    value: float,
    chance: float,
    n: int,
) -> float:
    """The large-sample standard error (Fleiss, Cohen and Everitt 1969)."""
    levels = range(len(rows))
    by_row = [sum(weigh(i, j) * columns[j] for j in levels) for i in levels]
    by_column = [sum(weigh(i, j) * rows[i] for i in levels) for j in levels]
    spread = sum(
        p * (weigh(i, j) - (by_row[i] + by_column[j]) * (1 - value)) ** 2 for (i, j), p in share.items()
    )
    variance = (spread - (value - chance * (1 - value)) ** 2) / (n * (1 - chance) ** 2)
    return sqrt(max(0.0, variance))
