"""Rows of a table of thresholds that a cohort makes of its own scores: derived, and named so.

A cohort's own row stands beside the published ones and is no default: it moves with every hip that is added.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal

from enthesis.domain.errors import Invalid
from enthesis.domain.outcomes.declared import HUNDREDTH
from enthesis.domain.outcomes.distribution import METHODS, Way, mcid_of
from enthesis.domain.outcomes.instrument import Instrument
from enthesis.domain.outcomes.threshold import Accuracy, Kind, Metric, Threshold
from enthesis.domain.terms import Sourced, Tag

SET_ID = "THIS-COHORT"
FROM_ANCHOR = "anchor, receiver operating curve, Youden"
BY_ANCHOR = frozenset(
    {
        (Metric.MCID, Kind.CHANGE),
        (Metric.PASS, Kind.ABSOLUTE),
        (Metric.SCB, Kind.ABSOLUTE),
        (Metric.SCB, Kind.CHANGE),
    }
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Cohort:
    """Whose scores they are: in words, and how long after surgery the later ones were taken."""

    population: str
    horizon: str


def row_by_deviation(
    instrument: Instrument, way: Way, values: Sequence[Decimal], cohort: Cohort
) -> Threshold | None:
    """An MCID of half a standard deviation, as the way says, to two decimals.

    `instrument` has one scale; see `by_scale`. None where the values make none.
    """
    value = mcid_of(way, values)
    return None if value is None else row_of_half(instrument, way, value, len(values), cohort)


def row_of_half(instrument: Instrument, way: Way, half: Decimal, n: int, cohort: Cohort) -> Threshold | None:
    """An MCID of a half that was computed of `n` hips elsewhere; None where it rounds to nothing."""
    if not _rounded(half):
        return None
    words = METHODS[way].text.text
    return _row(instrument, Metric.MCID, Kind.CHANGE, f"{SET_ID}-{way}", half, words, n, cohort)


def row_by_anchor(
    instrument: Instrument,
    metric: Metric,
    kind: Kind,
    cut: Decimal,
    accuracy: Accuracy,
    *,
    n: int,
    cohort: Cohort,
) -> Threshold | None:
    """A row of the cut that a receiver operating curve found, with how well it tells patients apart.

    `instrument` has one scale; see `by_scale`. None where the cut is no positive magnitude to two decimals.
    Raises Invalid for what no anchor makes: an MCID of a state, a PASS of a change, a share of the possible.
    """
    if (metric, kind) not in BY_ANCHOR:
        raise Invalid(
            "kind",
            f"An anchor makes no {metric.upper()} of kind {kind}.",
            "Ask it for an MCID of changes, a PASS of later scores, or an SCB of either.",
        )
    if _rounded(cut) <= 0:
        return None
    set_id = f"{SET_ID}-anchor-{kind}"
    return _row(instrument, metric, kind, set_id, cut, FROM_ANCHOR, n, cohort, accuracy)


def _row(
    instrument: Instrument,
    metric: Metric,
    kind: Kind,
    set_id: str,
    value: Decimal,
    method: str,
    n: int,
    cohort: Cohort,
    accuracy: Accuracy | None = None,
) -> Threshold:
    scale = instrument.scale
    return Threshold(
        set_id=set_id,
        instrument=instrument.id,
        scale=scale.id,
        scale_variant=scale.variant,
        direction=scale.direction,
        metric=metric,
        kind=kind,
        population=cohort.population,
        n=n,
        horizon=cohort.horizon,
        method=method,
        note="Made of this cohort's own scores; published nowhere.",
        value=Sourced(_rounded(value), "{score}", tag=Tag.DERIVED, note=f"{method}, of {n} hips"),
        accuracy=accuracy,
    )


def _rounded(value: Decimal) -> Decimal:
    return value.quantize(HUNDREDTH, ROUND_HALF_UP)
