"""What became of a hip between two scores, and whether that matters."""

from dataclasses import dataclass
from decimal import Decimal

from enthesis.domain.errors import Invalid
from enthesis.domain.outcomes.instrument import Direction, Instrument
from enthesis.domain.outcomes.scoring import Score
from enthesis.domain.outcomes.thresholds import Kind, Metric, Threshold


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """Two scores of one instrument; `improvement` is positive when the hip is better, on every scale."""

    instrument: str
    scale_variant: str
    direction: Direction
    before: Decimal
    after: Decimal

    @property
    def improvement(self) -> Decimal:
        risen = self.after - self.before
        return risen if self.direction is Direction.HIGHER_BETTER else -risen


def change(before: Score, after: Score, instrument: Instrument) -> Change | None:
    """The change between two scores; None while either has no value.

    Raises Invalid when a score is of another instrument or scale.
    """
    for score in (before, after):
        _check_scale(score.instrument, score.scale_variant, instrument.id, instrument.scale_variant)
    if before.value is None or after.value is None:
        return None
    return Change(
        instrument=instrument.id,
        scale_variant=instrument.scale_variant,
        direction=instrument.direction,
        before=before.value,
        after=after.value,
    )


def is_reached(change: Change, threshold: Threshold) -> bool:
    """Whether a hip reached a threshold, by its change or its later score as the threshold's kind says.

    Raises Invalid when the threshold is of another instrument or scale.
    """
    _check_scale(change.instrument, change.scale_variant, threshold.instrument, threshold.scale_variant)
    if threshold.kind is Kind.CHANGE:
        return threshold.is_met_by(change.improvement)
    return _is_good_enough(change.after, threshold)


def is_mcid_reached(change: Change, threshold: Threshold) -> bool:
    """Whether the improvement is clinically important; raises Invalid on a threshold that is no MCID."""
    _check_metric(threshold, Metric.MCID)
    return is_reached(change, threshold)


def is_pass_reached(score: Score, threshold: Threshold) -> bool | None:
    """Whether the patient's state is acceptable; None without a score. Raises Invalid on another metric."""
    _check_metric(threshold, Metric.PASS)
    _check_scale(score.instrument, score.scale_variant, threshold.instrument, threshold.scale_variant)
    return None if score.value is None else _is_good_enough(score.value, threshold)


def can_reach_mcid(before: Decimal, threshold: Threshold, instrument: Instrument) -> bool:
    """Whether the scale leaves room for the change from here.

    A hip that starts too well cannot respond: report the denominator with and without it.
    """
    _check_metric(threshold, Metric.MCID)
    _check_scale(instrument.id, instrument.scale_variant, threshold.instrument, threshold.scale_variant)
    upwards = instrument.direction is Direction.HIGHER_BETTER
    return threshold.is_met_by(instrument.high - before if upwards else before - instrument.low)


def _is_good_enough(value: Decimal, threshold: Threshold) -> bool:
    limit = threshold.value.value
    if value == limit:
        return threshold.inclusive
    return value > limit if threshold.direction is Direction.HIGHER_BETTER else value < limit


def _check_metric(threshold: Threshold, metric: Metric) -> None:
    if threshold.metric is not metric:
        raise Invalid(
            "threshold", f"{threshold.id} is no {metric.upper()}.", f"Choose a row with {metric.upper()}."
        )


def _check_scale(instrument: str, variant: str, other: str, other_variant: str) -> None:
    if (instrument, variant) != (other, other_variant):
        raise Invalid(
            "scale",
            f"{instrument} ({variant}) and {other} ({other_variant}) are different scales.",
            "Compare values of one instrument and one scale.",
        )
