"""What became of a hip between two scores, and whether that matters."""

from dataclasses import dataclass
from decimal import Decimal

from enthesis.domain.errors import Invalid
from enthesis.domain.outcomes.formula import HUNDRED
from enthesis.domain.outcomes.instrument import Direction, Instrument, Scale
from enthesis.domain.outcomes.scoring import Score
from enthesis.domain.outcomes.threshold import Kind, Metric, OwnScale, Threshold


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """Two scores on one scale; `improvement` is positive when the hip is better, whichever way is better.

    `scale` is the instrument's own id where it has but one.
    """

    instrument: str
    scale: str = ""
    scale_variant: str
    direction: Direction
    before: Decimal
    after: Decimal

    @property
    def improvement(self) -> Decimal:
        return _gain(self.before, self.after, self.direction)

    @property
    def own_scale(self) -> OwnScale:
        """A threshold of another scale is never asked."""
        return self.instrument, self.scale or self.instrument, self.scale_variant


def change(before: Score, after: Score, instrument: Instrument) -> Change | None:
    """The change between two scores on one of the instrument's scales; None while either has no value.

    Raises Invalid when a score is of another instrument or the two are of different scales.
    """
    scale = _scale(_own(before), instrument)
    _check_scale(_own(after), _own(before))
    if before.value is None or after.value is None:
        return None
    return Change(
        instrument=instrument.id,
        scale=scale.id,
        scale_variant=scale.variant,
        direction=scale.direction,
        before=before.value,
        after=after.value,
    )


def percent_of_possible(change: Change, instrument: Instrument) -> Decimal | None:
    """The improvement in percent of the most this hip could improve, unrounded; negative when it is worse.

    None where the hip began at the best score and has no room. The best score is the scale's own end: 100.1
    for the modified Harris Hip Score, which published figures may take as 100. Raises Invalid when the change
    is of another instrument or scale.
    """
    room = _room(change.before, _scale(change.own_scale, instrument))
    return None if room <= 0 else change.improvement * HUNDRED / room


def is_reached(change: Change, threshold: Threshold, instrument: Instrument) -> bool | None:
    """Whether a hip reached a threshold: by its change, its later score or its share of the possible, as the
    threshold's kind says. None where a share is asked and there was no room.

    Raises Invalid when the threshold is of another instrument or scale.
    """
    _check_scale(change.own_scale, threshold.own_scale)
    match threshold.kind:
        case Kind.CHANGE:
            return threshold.is_met_by(change.improvement)
        case Kind.PERCENT:
            share = percent_of_possible(change, instrument)
            return None if share is None else threshold.is_met_by(share)
        case Kind.ABSOLUTE | Kind.NO_BETTER:
            return _is_in_state(change.after, threshold)


def is_mcid_reached(change: Change, threshold: Threshold) -> bool:
    """Whether the improvement is clinically important; raises Invalid on a threshold that is no MCID."""
    _check_metric(threshold, Metric.MCID)
    _check_scale(change.own_scale, threshold.own_scale)
    return threshold.is_met_by(change.improvement)


def is_pass_reached(score: Score, threshold: Threshold) -> bool | None:
    """Whether the patient's state is acceptable; None without a score. Raises Invalid on another metric."""
    _check_metric(threshold, Metric.PASS)
    return is_state_reached(score, threshold)


def is_state_reached(score: Score, threshold: Threshold) -> bool | None:
    """Whether a score alone reaches a threshold of a state; None without a score.

    Raises Invalid when the threshold asks for a change, or is of another scale.
    """
    if threshold.kind not in (Kind.ABSOLUTE, Kind.NO_BETTER):
        raise Invalid("threshold", f"{threshold.id} asks for a change, not for a state.", "Give both scores.")
    _check_scale(_own(score), threshold.own_scale)
    return None if score.value is None else _is_in_state(score.value, threshold)


def can_reach(before: Decimal, threshold: Threshold, instrument: Instrument) -> bool:
    """Whether the scale leaves room from here for the threshold; a state can always be reached.

    A hip that starts too well cannot respond by change: report the denominator with and without it.
    """
    room = _room(before, _scale(threshold.own_scale, instrument))
    match threshold.kind:
        case Kind.CHANGE:
            return threshold.is_met_by(room)
        case Kind.PERCENT:
            return room > 0
        case Kind.ABSOLUTE | Kind.NO_BETTER:
            return True


def can_reach_mcid(before: Decimal, threshold: Threshold, instrument: Instrument) -> bool:
    """Whether the scale leaves room for the change from here; raises Invalid on what is no MCID."""
    _check_metric(threshold, Metric.MCID)
    return can_reach(before, threshold, instrument)


def _own(score: Score) -> OwnScale:
    return score.instrument, score.scale, score.scale_variant


def _gain(before: Decimal, after: Decimal, direction: Direction) -> Decimal:
    return after - before if direction is Direction.HIGHER_BETTER else before - after


def _room(before: Decimal, scale: Scale) -> Decimal:
    best = scale.high if scale.direction is Direction.HIGHER_BETTER else scale.low
    return _gain(before, best, scale.direction)


def _is_in_state(value: Decimal, threshold: Threshold) -> bool:
    beyond = _gain(threshold.value.value, value, threshold.direction)
    if threshold.kind is Kind.NO_BETTER:
        beyond = -beyond
    return beyond > 0 or (beyond == 0 and threshold.inclusive)


def _scale(own: OwnScale, instrument: Instrument) -> Scale:
    known = {(instrument.id, scale.id, scale.variant): scale for scale in instrument.scales}
    if own not in known:
        raise _different(own, next(iter(known)))
    return known[own]


def _check_scale(one: OwnScale, other: OwnScale) -> None:
    if one != other:
        raise _different(one, other)


def _different(one: OwnScale, other: OwnScale) -> Invalid:
    return Invalid(
        "scale",
        f"{_named(one)} and {_named(other)} are different scales.",
        "Compare values of one instrument and one scale.",
    )


def _named(own: OwnScale) -> str:
    instrument, scale, variant = own
    return f"{instrument} ({variant})" if scale == instrument else f"{instrument}, {scale} ({variant})"


def _check_metric(threshold: Threshold, metric: Metric) -> None:
    if threshold.metric is not metric:
        raise Invalid(
            "threshold", f"{threshold.id} is no {metric.upper()}.", f"Choose a row with {metric.upper()}."
        )
