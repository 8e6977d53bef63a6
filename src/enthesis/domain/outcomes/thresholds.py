"""Published thresholds of clinical importance after gluteus medius repair. A threshold is never a constant.

The same measure has five published MCIDs in this population, so every responder rate names its row. Values
are positive magnitudes; `direction` says which way is better. Scales of 0–10 and 0–100 are different
instruments: no threshold for pain on 0–10 was found, and none is made by dividing by ten. Sets whose values
were not found (GM-AHI-RTA-2021, GM-ENDO-RUSH-5Y-2022) are absent.
"""

from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum

from enthesis.domain.outcomes.instrument import Direction, Instrument
from enthesis.domain.terms import Sourced, Tag

VERSION = "1"  # raised with every change of a row or a default


class Metric(StrEnum):
    MCID = "mcid"  # minimal clinically important difference
    PASS = "pass"  # noqa: S105, not a password: patient acceptable symptom state
    SCB = "scb"  # substantial clinical benefit
    MOI = "moi"  # maximal outcome improvement


class Kind(StrEnum):
    CHANGE = "change"  # the improvement reaches the value
    ABSOLUTE = "absolute"  # the later score reaches the value


@dataclass(frozen=True, slots=True, kw_only=True)
class Threshold:
    """One published row. `set_id` names the publication's set; `method` is empty where none was found.

    `inclusive` is False where the source asks for more than the value.
    """

    set_id: str
    instrument: str
    scale_variant: str
    direction: Direction
    metric: Metric
    kind: Kind
    value: Sourced
    population: str
    n: int
    horizon: str
    method: str = ""
    inclusive: bool = True

    def __post_init__(self) -> None:
        if not self.value.value > 0:
            raise ValueError(f"{self.id} is {self.value.value}: give a positive magnitude.")

    @property
    def id(self) -> str:
        """Set, metric and instrument: unique in the table."""
        return f"{self.set_id}/{self.metric}/{self.instrument}"

    @property
    def source(self) -> str:
        return self.value.source

    def is_met_by(self, improved: Decimal) -> bool:
        """Whether a magnitude on which more is better reaches the value."""
        return improved >= self.value.value if self.inclusive else improved > self.value.value


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
        return self.tag in (Tag.RECALLED, Tag.PROPOSED)


@dataclass(frozen=True, slots=True)
class _Cohort:
    set_id: str
    source: str
    population: str
    n: int
    horizon: str


@dataclass(frozen=True, slots=True)
class _Scale:
    instrument: str
    variant: str
    direction: Direction


def _row(
    cohort: _Cohort,
    scale: _Scale,
    metric: Metric,
    kind: Kind,
    value: str,
    method: str = "",
    *,
    inclusive: bool = True,
) -> Threshold:
    return Threshold(
        set_id=cohort.set_id,
        instrument=scale.instrument,
        scale_variant=scale.variant,
        direction=scale.direction,
        metric=metric,
        kind=kind,
        value=Sourced(value, "{score}", tag="V", source=cohort.source),
        population=cohort.population,
        n=cohort.n,
        horizon=cohort.horizon,
        method=method,
        inclusive=inclusive,
    )


MHHS = _Scale("mhhs", "x1.1", Direction.HIGHER_BETTER)
PAIN_100 = _Scale("vas-pain-100", "0-100", Direction.LOWER_BETTER)

AHI_ISO = _Cohort("GM-AHI-ISO-2021", "S1", "isolated endoscopic repair", 23, "2 years or more")
OPEN_RUSH = _Cohort("GM-OPEN-RUSH-2023", "S9", "open repair", 25, "2 years")
RUSH_PROMIS = _Cohort("GM-RUSH-PROMIS", "S11", "gluteus medius repair", 107, "2 years or more")
OPEN_HSS = _Cohort("GM-OPEN-HSS-2021", "S12", "open repair", 47, "37.8 ± 27.9 months")
ENDO_LONG = _Cohort("GM-ENDO-5-10Y", "S20", "endoscopic repair", 64, "5 to 10 years")
PRP_TRIAL = _Cohort("GT-PRP-RCT", "S48", "gluteal tendinopathy", 80, "")

DISTRIBUTION = "distribution"
ANCHOR = "anchor, receiver operating curve"
CHANGE, ABSOLUTE = Kind.CHANGE, Kind.ABSOLUTE

THRESHOLDS: tuple[Threshold, ...] = (
    _row(AHI_ISO, MHHS, Metric.MCID, CHANGE, "5.8", "calculated for the study"),
    _row(OPEN_RUSH, MHHS, Metric.MCID, CHANGE, "6.2", DISTRIBUTION),
    _row(OPEN_RUSH, MHHS, Metric.PASS, ABSOLUTE, "60.0", ANCHOR),
    _row(RUSH_PROMIS, MHHS, Metric.MCID, CHANGE, "9.0"),
    _row(RUSH_PROMIS, MHHS, Metric.PASS, ABSOLUTE, "64.3"),
    _row(RUSH_PROMIS, MHHS, Metric.SCB, ABSOLUTE, "71.5"),
    _row(OPEN_HSS, MHHS, Metric.MCID, CHANGE, "9.9"),
    _row(ENDO_LONG, MHHS, Metric.MCID, CHANGE, "8.7", "half the standard deviation of the change"),
    _row(PRP_TRIAL, MHHS, Metric.MCID, CHANGE, "8", "used by the trial", inclusive=False),
    _row(PRP_TRIAL, MHHS, Metric.PASS, ABSOLUTE, "74", "used by the trial"),
    _row(OPEN_RUSH, PAIN_100, Metric.MCID, CHANGE, "14.0", DISTRIBUTION),
    _row(OPEN_RUSH, PAIN_100, Metric.PASS, ABSOLUTE, "36.8", ANCHOR),
    _row(RUSH_PROMIS, PAIN_100, Metric.MCID, CHANGE, "16.1"),
    _row(RUSH_PROMIS, PAIN_100, Metric.PASS, ABSOLUTE, "34.9"),
    _row(RUSH_PROMIS, PAIN_100, Metric.SCB, ABSOLUTE, "28.1"),
)

# Open to each practice and study.
DEFAULTS: tuple[Default, ...] = (
    Default(
        instrument="mhhs",
        metric=Metric.MCID,
        set_id="GM-AHI-ISO-2021",
        note="Is the threshold of isolated endoscopic repair the one to use?",
    ),
    Default(
        instrument="mhhs",
        metric=Metric.PASS,
        set_id="GM-OPEN-RUSH-2023",
        note="That series gives no PASS. Is the one of open repair at two years the one to use?",
    ),
)


def thresholds_of(instrument: Instrument, metric: Metric) -> tuple[Threshold, ...]:
    """Every row for this instrument on its own scale, in the order of the table; for a sensitivity strip."""
    own = (instrument.id, instrument.scale_variant, metric)
    return tuple(t for t in THRESHOLDS if (t.instrument, t.scale_variant, t.metric) == own)


def default_threshold(instrument: Instrument, metric: Metric) -> Threshold | None:
    """The row used unless a practice or study chose another; None where no published value was found."""
    chosen = {d.set_id for d in DEFAULTS if (d.instrument, d.metric) == (instrument.id, metric)}
    return next((t for t in thresholds_of(instrument, metric) if t.set_id in chosen), None)
