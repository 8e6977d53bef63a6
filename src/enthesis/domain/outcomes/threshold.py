"""What a published row of clinical importance says: a value, a range nobody may cut by, or nothing found."""

from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum
from typing import TypeAlias

from enthesis.domain.errors import Invalid
from enthesis.domain.outcomes.instrument import Direction
from enthesis.domain.terms import Sourced, Tag

OwnScale: TypeAlias = tuple[str, str, str]
"""Instrument, scale and variant: what tells one scale from every other."""


class Metric(StrEnum):
    MCID = "mcid"  # minimal clinically important difference
    PASS = "pass"  # noqa: S105, not a password: patient acceptable symptom state
    SCB = "scb"  # substantial clinical benefit
    MOI = "moi"  # maximal outcome improvement
    NORMAL = "normal"  # a state its source calls so
    ABNORMAL = "abnormal"  # a state its source calls so


class Kind(StrEnum):
    CHANGE = "change"  # the improvement reaches the value
    ABSOLUTE = "absolute"  # the later score reaches the value
    NO_BETTER = "no_better"  # the later score is no better than the value
    PERCENT = "percent"  # the improvement in percent of the possible one reaches the value


@dataclass(frozen=True, slots=True, kw_only=True)
class Printed:
    """What every row says. `set_id` names the publication's set; `horizon` and `method` are empty where none
    was found, and `n` None.

    `scale` is the instrument's own id where it has but one. A fallback is of other and younger patients.
    `note` is what a reader must know or a clinician answer.
    """

    set_id: str
    instrument: str
    scale: str = ""
    scale_variant: str
    direction: Direction
    metric: Metric
    kind: Kind
    population: str
    is_fallback: bool = False
    n: int | None
    horizon: str
    method: str = ""
    note: str = ""

    @property
    def id(self) -> str:
        """Set, metric and scale: unique in the table."""
        return f"{self.set_id}/{self.metric}/{self.scale or self.instrument}"

    @property
    def own_scale(self) -> OwnScale:
        """Values of another scale are never compared with this row."""
        return self.instrument, self.scale or self.instrument, self.scale_variant


@dataclass(frozen=True, slots=True, kw_only=True)
class Accuracy:
    """How well a cut told patients apart, as printed beside it."""

    sensitivity: Sourced
    specificity: Sourced
    area: Sourced


@dataclass(frozen=True, slots=True, kw_only=True)
class Threshold(Printed):
    """A row with a value: a positive magnitude, whichever way is better.

    `inclusive` is False where the source asks for more than the value. `achieved` is the share of its own
    cohort that reached it, in percent.
    """

    value: Sourced
    inclusive: bool = True
    achieved: Sourced | None = None
    accuracy: Accuracy | None = None

    def __post_init__(self) -> None:
        if not self.value.value > 0:
            raise ValueError(f"{self.id} is {self.value.value}: give a positive magnitude.")
        if (self.value.unit == "%") != (self.kind is Kind.PERCENT):
            raise ValueError(f"{self.id} is of kind {self.kind} in {self.value.unit}: only percent is in %.")

    @property
    def source(self) -> str:
        return self.value.source

    def is_met_by(self, improved: Decimal) -> bool:
        """Whether a magnitude on which more is better reaches the value."""
        return improved >= self.value.value if self.inclusive else improved > self.value.value


@dataclass(frozen=True, slots=True, kw_only=True)
class PrintedRange(Printed):
    """A row whose source prints a range. It is no cut until somebody chooses one."""

    low: Sourced
    high: Sourced

    @property
    def source(self) -> str:
        return self.low.source

    def cut_at(self, value: Sourced) -> Threshold:
        """The row with the value somebody chose, whose note says why.

        Raises Invalid for a value outside the range or one that claims to be published.
        """
        if not self.low.value <= value.value <= self.high.value:
            raise Invalid(
                "value",
                f"{value.value} is not in the range printed for {self.id}, {self.low.value} to "
                f"{self.high.value}.",
                "Choose a value of the range.",
            )
        if value.tag is not Tag.PROPOSED or not value.note.strip():
            raise Invalid(
                "value",
                f"{self.id} is printed as a range, and a cut in it is a choice of this practice or study.",
                "Tag it as a proposal and note the reason.",
            )
        return Threshold(
            set_id=self.set_id,
            instrument=self.instrument,
            scale=self.scale,
            scale_variant=self.scale_variant,
            direction=self.direction,
            metric=self.metric,
            kind=self.kind,
            population=self.population,
            is_fallback=self.is_fallback,
            n=self.n,
            horizon=self.horizon,
            method=self.method,
            note=self.note,
            value=value,
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class Unfound(Printed):
    """A row that was published and whose value was not found: never guessed, listed by name."""

    source: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Default:
    """Which set is used for an instrument and metric unless a practice or study chose another: a proposal."""

    instrument: str
    metric: Metric
    set_id: str
    note: str
    tag: Tag = Tag.PROPOSED
    source: str = ""

    @property
    def id(self) -> str:
        return f"{self.metric}/{self.instrument}"

    @property
    def text(self) -> str:
        return self.set_id

    @property
    def needs_review(self) -> bool:
        return self.tag.needs_review
