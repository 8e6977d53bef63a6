"""Which row of the table is used for a scale: as a study or practice chose, else the default.

A choice names a published row, a cut in a printed range with its reason, or a way to make a row of the
practice's own hips.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum
from itertools import chain

from enthesis.domain.errors import Invalid, NotFound
from enthesis.domain.outcomes.catalogue import instruments
from enthesis.domain.outcomes.instrument import Instrument
from enthesis.domain.outcomes.threshold import Metric, OwnScale, Threshold
from enthesis.domain.outcomes.thresholds import PRINTED_RANGES, default_threshold, load_threshold
from enthesis.domain.terms import Sourced


class OwnWay(StrEnum):
    """How a row is made of a practice's own hips; each is derived and published nowhere."""

    BASELINE = "this-cohort/half_sd_of_baseline"
    CHANGE = "this-cohort/half_sd_of_change"
    ANCHOR = "this-cohort/anchor"

    @property
    def metrics(self) -> tuple[Metric, ...]:
        """Half a deviation is a change, and so an MCID; an anchor also cuts states."""
        return (Metric.MCID, Metric.PASS) if self is OwnWay.ANCHOR else (Metric.MCID,)


class Origin(StrEnum):
    """Who decided on the row."""

    DEFAULT = "default"  # nobody: the proposal of the table
    PRACTICE = "practice"
    STUDY = "study"


class Lack(StrEnum):
    """Why there is no row."""

    NOT_FOUND = "not_found"  # none was found that could be taken without a choice
    NOT_MADE = "not_made"  # the practice's own hips make none: too few, or nobody computed it yet


@dataclass(frozen=True, slots=True, kw_only=True)
class ThresholdChoice:
    """The row for one scale and metric. `scale` is the instrument's own id where it has but one.

    `row` is the id of a row or an `OwnWay`. Of a printed range it also needs `cut` and `because`; an anchor
    needs the scale of its question and from which score on the answer is yes. Raises Invalid.
    """

    scale: str
    metric: Metric
    row: str
    cut: Decimal | None = None
    because: str = ""
    anchor: str = ""
    yes_from: Decimal | None = None

    def __post_init__(self) -> None:
        scale = _scale_called(self.scale)
        if self.own_way is not None:
            return self._check_own(self.own_way)
        self._check_row(scale)

    @property
    def own_way(self) -> OwnWay | None:
        return OwnWay(self.row) if self.row in set(OwnWay) else None

    @property
    def published(self) -> Threshold | None:
        """The row of the table, a range cut where it was chosen; None for one of the own hips."""
        if self.own_way is not None:
            return None
        printed = next((r for r in PRINTED_RANGES if r.id == self.row), None)
        if printed is None:
            return load_threshold(self.row)
        if self.cut is None:
            raise Invalid(
                "row", f"{self.row} is printed as a range, not a value.", "Choose a cut in it, and say why."
            )
        return printed.cut_at(Sourced(self.cut, "{score}", tag="P", note=self.because))

    def _check_own(self, way: OwnWay) -> None:
        if self.metric not in way.metrics:
            raise Invalid(
                "metric",
                f"“{way}” makes no {self.metric.upper()}.",
                f"It makes {', '.join(m.upper() for m in way.metrics)}.",
            )
        if way is OwnWay.ANCHOR and (not self.anchor or self.yes_from is None):
            raise Invalid(
                "anchor",
                f"The anchor of {self.metric.upper()} on {self.scale} does not say what it asks.",
                "Name the scale of its question (anchor) and from which score on it is a yes (yes_from).",
            )
        if self.anchor:
            self._check_anchor()

    def _check_anchor(self) -> None:
        """The question is another scale, and some of its answers are a yes and some are not."""
        asked = _scale_called(self.anchor)
        if asked == _scale_called(self.scale):
            raise Invalid(
                "anchor",
                f"{self.anchor} cannot be the anchor of its own threshold.",
                "Name the scale of another question.",
            )
        scale = next(s for s in instruments()[asked[0]].scales if s.id == asked[1])
        if self.yes_from is not None and not scale.low < self.yes_from <= scale.high:
            raise Invalid(
                "yes_from",
                f"{self.anchor} goes from {scale.low} to {scale.high}: from {self.yes_from} on, every answer "
                "would be alike.",
                "Say from which of its scores on the answer is a yes.",
            )

    def _check_row(self, scale: OwnScale) -> None:
        try:
            found = self.published
        except NotFound as problem:
            raise Invalid("row", problem.sentence, problem.remedy) from None
        if found is None or (found.own_scale, found.metric) != (scale, self.metric):
            raise Invalid(
                "row",
                f"{self.row} is no {self.metric.upper()} of {self.scale}.",
                "Choose a row of this scale and metric.",
            )


Choices = Sequence[ThresholdChoice]


@dataclass(frozen=True, slots=True, kw_only=True)
class Chosen:
    """The row that is used and who decided on it; without a row, why there is none."""

    metric: Metric
    row: Threshold | None
    origin: Origin
    lack: Lack | None = None
    way: OwnWay | None = None


OwnRows = Mapping[tuple[OwnScale, Metric, OwnWay], Threshold]


def chosen_row(
    instrument: Instrument,
    metric: Metric,
    *,
    practice: Choices = (),
    study: Choices = (),
    own: OwnRows | None = None,
) -> Chosen:
    """The row for the instrument's only scale: the study's, else the practice's, else the default.

    `own` are the rows that the practice's hips made.
    """
    for origin, choices in ((Origin.STUDY, study), (Origin.PRACTICE, practice)):
        for choice in choices:
            if (choice.scale, choice.metric) == (instrument.scale.id, metric):
                return _as_chosen(choice, instrument, origin, own or {})
    row = default_threshold(instrument, metric)
    lack = Lack.NOT_FOUND if row is None else None
    return Chosen(metric=metric, row=row, origin=Origin.DEFAULT, lack=lack)


def _as_chosen(choice: ThresholdChoice, instrument: Instrument, origin: Origin, own: OwnRows) -> Chosen:
    way, row = choice.own_way, choice.published
    if way is not None:
        scale = (instrument.id, instrument.scale.id, instrument.scale_variant)
        row = own.get((scale, choice.metric, way))
    lack = Lack.NOT_MADE if row is None else None
    return Chosen(metric=choice.metric, row=row, origin=origin, lack=lack, way=way)


def check_choices(choices: Iterable[ThresholdChoice]) -> None:
    """Raises Invalid where two are for one scale and metric."""
    seen: set[tuple[str, Metric]] = set()
    for choice in choices:
        if (choice.scale, choice.metric) in seen:
            raise Invalid(
                "thresholds",
                f"Two rows are chosen for {choice.metric.upper()} on {choice.scale}.",
                "Keep one of them.",
            )
        seen.add((choice.scale, choice.metric))


def _scale_called(name: str) -> OwnScale:
    scales = chain.from_iterable(((i.id, s) for s in i.scales) for i in instruments().values())
    for instrument, scale in scales:
        if scale.id == name:
            return instrument, scale.id, scale.variant
    raise Invalid("scale", f"There is no scale “{name}”.", "Use the id of an instrument or of its scale.")


EXAMPLES: tuple[tuple[str, str, Metric, str], ...] = (
    ("a published row", "mhhs", Metric.MCID, "GM-RUSH-PROMIS/mcid/mhhs"),
    ("of other patients, which somebody chose", "nahs", Metric.PASS, "FAIS-10Y/pass/nahs"),
    ("half the deviation of the own changes", "hos-adl", Metric.MCID, OwnWay.CHANGE),
)
"""Name, scale, metric, row."""
