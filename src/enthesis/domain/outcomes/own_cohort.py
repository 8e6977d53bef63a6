"""What a practice's own hips did on one scale: the band of a curve, and the rows they make of themselves.

Nothing is told of fewer people than `FEWEST`: a quartile of three hips is three hips.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from enthesis.domain.outcomes.chosen import OwnWay
from enthesis.domain.outcomes.threshold import Metric, OwnScale, Threshold
from enthesis.domain.terms import Sourced

FEWEST = Sourced(
    10, "{persons}", tag="P", note="From how many people on is the band of a cohort shown at a milestone?"
)
FEWEST_FOR_ROW = Sourced(
    30,
    "{hips}",
    tag="P",
    note="From how many hips with both scores on may a practice take a threshold from its own cohort?",
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Spread:
    """The scores at one milestone: median and quartiles of `hips` of `persons`; `day` is their median day."""

    milestone: str
    day: int
    hips: int
    persons: int
    lower: Decimal
    median: Decimal
    upper: Decimal


@dataclass(frozen=True, slots=True, kw_only=True)
class Band:
    """The milestones at which enough people answered, earliest first.

    `types` are the Lall types that were taken together; none of them named means every operated hip.
    """

    types: tuple[str, ...] = ()
    spreads: tuple[Spread, ...] = ()

    @property
    def is_course(self) -> bool:
        """Whether it goes on over time: one milestone alone shows no course, and is not drawn."""
        return len(self.spreads) > 1

    def up_to(self, day: int) -> "Band":
        """As far as a hip was followed, and the one milestone after it."""
        ahead = next((s.day for s in self.spreads if s.day > day), day)
        return Band(types=self.types, spreads=tuple(s for s in self.spreads if s.day <= ahead))


@dataclass(frozen=True, slots=True, kw_only=True)
class MadeRow:
    """A row that the own hips made, with its interval; without one, why not. `n` hips had what it needs."""

    way: OwnWay
    metric: Metric
    n: int
    row: Threshold | None = None
    low: Decimal | None = None
    high: Decimal | None = None
    interval: str = ""
    why_not: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class OwnCohort:
    """One scale of the practice as its records stood on a day.

    `with_labels` is True in a demonstration only: answers to labels of our own were counted.
    """

    instrument: str
    scale: str
    scale_variant: str
    on: date
    bands: tuple[Band, ...]
    made: tuple[MadeRow, ...] = ()
    with_labels: bool = False

    @property
    def own_scale(self) -> OwnScale:
        return self.instrument, self.scale, self.scale_variant

    def band_of(self, lall: str = "") -> Band | None:
        """The band of the hips like one of this Lall type, else of every operated hip; None where too few.

        Like hips are told alone from a second milestone on: one alone is no curve.
        """
        like = next((b for b in self.bands if lall and lall in b.types and len(b.spreads) > 1), None)
        every = next((b for b in self.bands if not b.types and b.spreads), None)
        return like or every

    @property
    def rows(self) -> Mapping[tuple[OwnScale, Metric, OwnWay], Threshold]:
        """The rows it made, as a choice finds them."""
        return {(self.own_scale, m.metric, m.way): m.row for m in self.made if m.row is not None}
