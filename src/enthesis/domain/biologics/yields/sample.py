"""Mean and spread of what was measured before, and where the next one is expected."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from math import sqrt

from enthesis.domain.biologics.yields.student import two_sided
from enthesis.domain.terms import Sourced

LEVEL = Sourced(
    95, "%", tag="P", note="How many of a hundred further preparations shall lie within what is expected?"
)
_WHOLE = Decimal(100)


@dataclass(frozen=True, slots=True, kw_only=True)
class Sample:
    """`spread` is the standard deviation of the sample (n − 1); `count` is how many were measured."""

    mean: Decimal
    spread: Decimal
    count: int

    def __post_init__(self) -> None:
        if self.count < 2 or self.spread < 0:
            raise ValueError("A sample has two values or more, and no negative spread.")


@dataclass(frozen=True, slots=True, kw_only=True)
class Interval:
    low: Decimal
    high: Decimal

    def __contains__(self, value: Decimal) -> bool:
        return self.low <= value <= self.high

    def times(self, factor: Decimal) -> "Interval":
        return Interval(low=self.low * factor, high=self.high * factor)


def sample_of(values: Sequence[Decimal]) -> Sample | None:
    """Mean and standard deviation of these values; None of fewer than two, which have no spread."""
    count = len(values)
    if count < 2:
        return None
    mean = sum(values, Decimal(0)) / count
    squares = sum(((v - mean) ** 2 for v in values), Decimal(0))
    return Sample(mean=mean, spread=(squares / (count - 1)).sqrt(), count=count)


def prediction_interval(sample: Sample, level: Sourced = LEVEL, *, most: Decimal | None = None) -> Interval:
    """Where the next single value lies with this chance: mean ± t × spread × √(1 + 1/n).

    It holds for values that scatter normally; it never reaches below zero, nor above `most`.
    """
    t = two_sided(float(level.value / _WHOLE), freedom=sample.count - 1)
    reach = sample.spread * Decimal(t * sqrt(1 + 1 / sample.count))
    high = sample.mean + reach
    return Interval(low=max(sample.mean - reach, Decimal(0)), high=high if most is None else min(high, most))
