"""How many hips reached what is called important: by which row, with and without those that ended early."""

from dataclasses import dataclass
from decimal import Decimal

import numpy as np
from numpy.typing import NDArray

from enthesis.domain.outcomes.catalogue import load_instrument
from enthesis.domain.outcomes.instrument import Direction, Instrument
from enthesis.domain.outcomes.threshold import Kind, Metric, Threshold
from enthesis.domain.outcomes.thresholds import default_threshold, thresholds_of
from enthesis.evidence.analysis.describe import numbers_of
from enthesis.evidence.analysis.scores import improvement
from enthesis.evidence.cohort import Cohort, Practice, Reals
from enthesis.evidence.columns import Flags
from enthesis.evidence.protocol import Protocol
from enthesis.evidence.statistics.estimate import Estimate
from enthesis.evidence.statistics.proportion import clustered_proportion

METRICS = (Metric.MCID, Metric.PASS)
Hundredths = NDArray[np.int64]


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """The row of the threshold table behind a rate, as printed in its source."""

    id: str
    metric: str
    kind: str
    value: str
    population: str
    n: int | None
    horizon: str
    method: str
    source: str
    is_default: bool
    is_fallback: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Rate:
    """`all_counted` takes hips that ended early as not reaching it, `ended_excluded` leaves them out.

    `no_room` of those counted started so well that the scale left no room for the change.
    """

    row: Row
    all_counted: Estimate
    reached: int
    ended_excluded: Estimate
    reached_excluded: int
    no_room: int


@dataclass(frozen=True, slots=True, kw_only=True)
class OwnThreshold:
    """Half a standard deviation of this cohort's own scores: of the first, and of the change.

    Reached by how many of the n hips counted; hips that ended early count as not reaching it.
    """

    half_sd_before: float | None
    half_sd_change: float | None
    reached_before: int | None
    reached_change: int | None
    n: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Responders:
    """One instrument: the default row of each metric first, then the strip over every published row."""

    instrument: str
    title: str
    rates: tuple[Rate, ...]
    strip: tuple[Rate, ...]
    own: OwnThreshold


def responders(practice: Practice, cohort: Cohort, protocol: Protocol) -> tuple[Responders, ...]:
    return tuple(_of(practice, cohort, load_instrument(n)) for n in protocol.outcomes.instruments)


def _of(practice: Practice, cohort: Cohort, instrument: Instrument) -> Responders:
    persons = practice.hips.key("person")[cohort.eligible]
    defaults = {m: default_threshold(instrument, m) for m in METRICS}
    strip = tuple(
        _rate(cohort, instrument, row, persons, is_default=row == defaults[metric])
        for metric in METRICS
        for row in thresholds_of(instrument, metric)
        if row.kind in (Kind.CHANGE, Kind.ABSOLUTE)
    )
    return Responders(
        instrument=instrument.id,
        title=instrument.title,
        rates=tuple(rate for rate in strip if rate.row.is_default),
        strip=strip,
        own=_own(cohort, instrument),
    )


def _rate(
    cohort: Cohort, instrument: Instrument, row: Threshold, persons: NDArray[np.int64], *, is_default: bool
) -> Rate:
    known = np.isfinite(cohort.latest[instrument.id])
    if row.kind is Kind.CHANGE:
        known = known & np.isfinite(cohort.before[instrument.id])
    reached = _reaches(cohort, instrument, row) & known & ~cohort.ended
    counted = cohort.analysed & (known | cohort.ended)
    apart = cohort.analysed & known & ~cohort.ended
    return Rate(
        row=_printed(row, is_default=is_default),
        all_counted=clustered_proportion(reached[counted], persons[counted]),
        reached=int(reached[counted].sum()),
        ended_excluded=clustered_proportion(reached[apart], persons[apart]),
        reached_excluded=int(reached[apart].sum()),
        no_room=int((counted & _has_no_room(cohort, instrument, row)).sum()),
    )


def _reaches(cohort: Cohort, instrument: Instrument, row: Threshold) -> Flags:
    """By whole hundredths, so that a score on the limit is on the limit."""
    limit = _hundredths(row.value.value)
    if row.kind is Kind.CHANGE:
        gained = _whole(improvement(cohort, instrument.id))
        return gained >= limit if row.inclusive else gained > limit
    state = _whole(cohort.latest[instrument.id])
    if instrument.direction is Direction.LOWER_BETTER:
        state, limit = -state, -limit
    return state >= limit if row.inclusive else state > limit


def _has_no_room(cohort: Cohort, instrument: Instrument, row: Threshold) -> Flags:
    if row.kind is not Kind.CHANGE:
        return np.zeros(len(cohort.eligible), dtype=np.bool_)
    before = cohort.before[instrument.id]
    upwards = instrument.direction is Direction.HIGHER_BETTER
    best = float(instrument.high if upwards else instrument.low)
    room = best - before if upwards else before - best
    return np.isfinite(before) & (_whole(room) < _hundredths(row.value.value))


def _own(cohort: Cohort, instrument: Instrument) -> OwnThreshold:
    gained = improvement(cohort, instrument.id)
    both = np.isfinite(gained) & cohort.analysed
    halves = [
        half / 2 if (half := numbers_of(values[both], "", "").sd) is not None else None
        for values in (cohort.before[instrument.id], gained)
    ]
    there = both & ~cohort.ended
    reached = [None if h is None else int((gained[there] >= h).sum()) for h in halves]
    return OwnThreshold(
        half_sd_before=halves[0],
        half_sd_change=halves[1],
        reached_before=reached[0],
        reached_change=reached[1],
        n=int((cohort.analysed & (both | cohort.ended)).sum()),
    )


def _printed(row: Threshold, *, is_default: bool) -> Row:
    return Row(
        id=row.id,
        metric=row.metric,
        kind=row.kind,
        value=str(row.value.value),
        population=row.population,
        n=row.n,
        horizon=row.horizon,
        method=row.method,
        source=row.source,
        is_default=is_default,
        is_fallback=row.is_fallback,
    )


def _whole(values: Reals) -> Hundredths:
    """Scores in whole hundredths; a missing one as the least number there is, so that it reaches nothing."""
    least = np.iinfo(np.int64).min // 4
    return np.where(np.isfinite(values), np.round(np.nan_to_num(values) * 100), least).astype(np.int64)


def _hundredths(value: Decimal) -> int:
    return int(value * 100)
