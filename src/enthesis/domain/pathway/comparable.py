"""Hips of this practice that are like the one a plan is made for, and what so few of them could show.

They describe and advise nothing: whoever got a product was chosen for it, so groups are not alike.
"""

import math
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from statistics import NormalDist, stdev

from enthesis.domain.errors import Invalid
from enthesis.domain.examination.schemes import scheme_called
from enthesis.domain.outcomes.schedule import MILESTONES, milestone_called
from enthesis.domain.pathway.invitation import BEFORE_SURGERY
from enthesis.domain.pathway.rehabilitation import LALL
from enthesis.domain.terms import Option, Sourced, Tag, Wording

FEWEST = Sourced(10, "1", tag="P", note="From how many hips on is a mean shown beside a plan?")
ALPHA, POWER = 0.05, 0.8
GROUPS: tuple[tuple[str, ...], ...] = (("I", "II"), ("IIIA", "IIIB"), ("IV",), ("V",))
LIKE = Wording(
    text="Types I and II, types IIIA and IIIB, type IV and type V are groups of their own.",
    tag=Tag.PROPOSED,
    note="Which Lall types are alike enough to be told together beside a plan?",
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Followed:
    """One operated hip: its type, what was added, and its score at each milestone that has one."""

    lall: str
    added: frozenset[Option]
    scores: Mapping[str, Decimal]

    def pair(self, milestone: str) -> tuple[Decimal, Decimal] | None:
        """The score before surgery and at a milestone; None where one of them is missing."""
        before, after = self.scores.get(BEFORE_SURGERY), self.scores.get(milestone)
        return None if before is None or after is None else (before, after)


def group_of(lall: str) -> tuple[str, ...]:
    """The types that are told together with this one. Raises `Invalid` for a type there is not."""
    code = scheme_called(LALL).level(lall).code
    return next(group for group in GROUPS if code in group)


def alike(hips: Iterable[Followed], lall: str) -> tuple[Followed, ...]:
    """The hips of the same group of types."""
    group = group_of(lall)
    return tuple(hip for hip in hips if hip.lall in group)


def newest_common(hips: Sequence[Followed]) -> str | None:
    """The latest milestone at which enough hips have a score and one before surgery; None while none has."""
    told = [m.id for m in MILESTONES if m.id != BEFORE_SURGERY and len(pairs(hips, m.id)) >= FEWEST.value]
    return told[-1] if told else None


def pairs(hips: Iterable[Followed], milestone: str) -> tuple[tuple[Decimal, Decimal], ...]:
    """Scores before surgery and at a milestone, of every hip that has both."""
    milestone_called(milestone)
    return tuple(pair for hip in hips if (pair := hip.pair(milestone)) is not None)


def detectable(deviation: float, one: int, other: int) -> float:
    """The smallest true difference of two means that groups of these sizes would show, by ALPHA and POWER.

    (z of 1 - alpha/2 + z of power) times the deviation times the root of 1/n + 1/m: the two-sample normal
    approximation, two-sided (S. Chow, J. Shao, H. Wang, Sample Size Calculations in Clinical Research, 3.2).
    Raises `Invalid` for an empty group.
    """
    if min(one, other) < 1:
        raise Invalid("group", "A group without hips shows no difference.", "Compare groups that have hips.")
    normal = NormalDist()
    reach = normal.inv_cdf(1 - ALPHA / 2) + normal.inv_cdf(POWER)
    return reach * deviation * math.sqrt(1 / one + 1 / other)


def deviation(changes: Sequence[tuple[Decimal, Decimal]]) -> float:
    """The standard deviation of the changes, of two pairs or more."""
    return stdev(float(after - before) for before, after in changes)
