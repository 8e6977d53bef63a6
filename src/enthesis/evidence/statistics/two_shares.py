"""The difference of two shares of persons, with Newcombe's interval."""

import math

from enthesis.evidence.statistics.estimate import Estimate
from enthesis.evidence.statistics.proportion import wilson

METHOD = "difference of two proportions with Newcombe's hybrid score interval (method 10)"
ASSUMPTIONS = ("persons are independent of each other",)


def difference_of_shares(first: tuple[int, int], second: tuple[int, int]) -> Estimate:
    """The share of the first minus that of the second; each is so many of so many persons.

    Source: Newcombe 1998, Stat Med 17:873, method 10, from the Wilson intervals of both; checked against its
    table II. Nothing is told where one of them is of nobody.
    """
    one, other = wilson(*first), wilson(*second)
    n = first[1] + second[1]
    if None in (one.value, other.value):
        return Estimate(
            n=n,
            persons=n,
            value=None,
            low=None,
            high=None,
            method=METHOD,
            assumptions=ASSUMPTIONS,
            warnings=("One of the two is of nobody.",),
        )
    value = (one.value or 0.0) - (other.value or 0.0)
    return Estimate(
        n=n,
        persons=n,
        value=value,
        low=value - math.hypot(_down(one), _up(other)),
        high=value + math.hypot(_up(one), _down(other)),
        method=METHOD,
        assumptions=ASSUMPTIONS,
    )


def _down(told: Estimate) -> float:
    return (told.value or 0.0) - (told.low or 0.0)


def _up(told: Estimate) -> float:
    return (told.high or 0.0) - (told.value or 0.0)
