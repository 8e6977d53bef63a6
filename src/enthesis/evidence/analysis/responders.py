"""How many hips reached what is called important: by which row, with and without those that ended early."""

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal

import numpy as np
from numpy.typing import NDArray

from enthesis.domain.outcomes.catalogue import load_instrument
from enthesis.domain.outcomes.chosen import Choices, Chosen, OwnRows, OwnWay, chosen_row
from enthesis.domain.outcomes.distribution import Way
from enthesis.domain.outcomes.from_cohort import Cohort as OwnHips
from enthesis.domain.outcomes.from_cohort import row_of_half
from enthesis.domain.outcomes.instrument import Direction, Instrument
from enthesis.domain.outcomes.threshold import Kind, Metric, Threshold
from enthesis.domain.outcomes.thresholds import thresholds_of
from enthesis.evidence.analysis.describe import numbers_of
from enthesis.evidence.analysis.scores import improvement
from enthesis.evidence.cohort import Cohort, Practice, Reals
from enthesis.evidence.columns import Flags
from enthesis.evidence.protocol import Protocol
from enthesis.evidence.statistics.estimate import Estimate
from enthesis.evidence.statistics.proportion import clustered_proportion

METRICS = (Metric.MCID, Metric.PASS, Metric.SCB, Metric.MOI)
COUNTED_KINDS = (Kind.CHANGE, Kind.ABSOLUTE, Kind.PERCENT)
WAYS = {OwnWay.BASELINE: Way.BASELINE, OwnWay.CHANGE: Way.CHANGE}
COHORT = OwnHips(population="the cohort of this study", horizon="at its latest follow-up")
Hundredths = NDArray[np.int64]


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """The row of the threshold table behind a rate, as printed in its source.

    `is_used`: the row that the study took, by its protocol or as the `origin` says by default.
    """

    id: str
    metric: str
    kind: str
    direction: str
    inclusive: bool
    value: str
    population: str
    n: int | None
    horizon: str
    method: str
    source: str
    tag: str
    is_used: bool
    origin: str
    is_fallback: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Counted:
    """A share counted both ways; neither is ever told without the other.

    `ended_fail` takes hips that ended early as not reaching it, `ended_excluded` leaves them out.
    """

    ended_fail: Estimate
    reached: int
    ended_excluded: Estimate
    reached_excluded: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Rate:
    """Every hip, and those alone that had room: `no_room` of those counted began so well that the scale left
    none for the change. `with_room` is None where every hip had room. Of a state: `there_before` of the
    `known_before` hips counted whose score before surgery is known were in it already; None of a change.
    """

    row: Row
    every: Counted
    no_room: int
    with_room: Counted | None
    there_before: int | None = None
    known_before: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class OwnThreshold:
    """Half a standard deviation of this cohort's own scores: of the first, and of the change.

    Both are made of `n_made` hips with both scores. Reached by how many of the `n` hips counted, of which
    those that ended early reach nothing; and of the `n_excluded` without them.
    """

    half_sd_before: float | None
    half_sd_change: float | None
    reached_before: int | None
    reached_change: int | None
    n: int
    n_excluded: int
    n_made: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Responders:
    """One instrument: the row of each metric that is used, then the strip over every row there is."""

    instrument: str
    title: str
    rates: tuple[Rate, ...]
    strip: tuple[Rate, ...]
    own: OwnThreshold


def responders(practice: Practice, cohort: Cohort, protocol: Protocol) -> tuple[Responders, ...]:
    return tuple(
        _of(practice, cohort, load_instrument(n), protocol.outcomes.thresholds)
        for n in protocol.outcomes.instruments
    )


def _of(practice: Practice, cohort: Cohort, instrument: Instrument, choices: Choices) -> Responders:
    persons = practice.hips.key("person")[cohort.eligible]
    used = used_rows(cohort, instrument, choices)
    strip = tuple(
        _rate(cohort, instrument, row, persons, used[metric])
        for metric in METRICS
        for row in _rows(instrument, metric, used[metric])
    )
    return Responders(
        instrument=instrument.id,
        title=instrument.title,
        rates=tuple(rate for rate in strip if rate.row.is_used),
        strip=strip,
        own=_own(cohort, instrument),
    )


def used_rows(cohort: Cohort, instrument: Instrument, choices: Choices) -> Mapping[Metric, Chosen]:
    """The row of each metric: the protocol's choice, else the default."""
    own = _own_rows(cohort, instrument)
    return {m: chosen_row(instrument, m, study=choices, own=own) for m in METRICS}


def _rows(instrument: Instrument, metric: Metric, used: Chosen) -> tuple[Threshold, ...]:
    """Every published row, and the one that is used where it is none of them."""
    told = tuple(row for row in thresholds_of(instrument, metric) if row.kind in COUNTED_KINDS)
    return told if used.row is None or used.row in told else (used.row, *told)


def _rate(
    cohort: Cohort, instrument: Instrument, row: Threshold, persons: NDArray[np.int64], used: Chosen
) -> Rate:
    known = np.isfinite(cohort.latest[instrument.id])
    if row.kind is not Kind.ABSOLUTE:
        known = known & np.isfinite(cohort.before[instrument.id])
    reached = _reaches(cohort, instrument, row) & known & ~cohort.ended
    counted = cohort.analysed & (known | cohort.ended)
    apart = cohort.analysed & known & ~cohort.ended
    full = has_no_room(cohort, instrument, row)
    no_room = int((counted & full).sum())
    before = cohort.before[instrument.id]
    is_state = row.kind is Kind.ABSOLUTE
    return Rate(
        row=_printed(row, used),
        every=_counted(reached, counted, apart, persons),
        no_room=no_room,
        with_room=_counted(reached, counted & ~full, apart & ~full, persons) if no_room else None,
        there_before=int((counted & is_in_state(before, instrument, row)).sum()) if is_state else None,
        known_before=int((counted & np.isfinite(before)).sum()),
    )


def _counted(reached: Flags, counted: Flags, apart: Flags, persons: NDArray[np.int64]) -> Counted:
    return Counted(
        ended_fail=clustered_proportion(reached[counted], persons[counted]),
        reached=int(reached[counted].sum()),
        ended_excluded=clustered_proportion(reached[apart], persons[apart]),
        reached_excluded=int(reached[apart].sum()),
    )


def _reaches(cohort: Cohort, instrument: Instrument, row: Threshold) -> Flags:
    """By whole hundredths, so that a score on the limit is on the limit."""
    limit = _hundredths(row.value.value)
    if row.kind is Kind.PERCENT:
        return _reaches_share(cohort, instrument, row)
    if row.kind is Kind.CHANGE:
        gained = _whole(improvement(cohort, instrument.id))
        return gained >= limit if row.inclusive else gained > limit
    return is_in_state(cohort.latest[instrument.id], instrument, row)


def is_in_state(scores: Reals, instrument: Instrument, row: Threshold) -> Flags:
    """Which of these scores are in the state of a row, by whole hundredths; one that is missing is not."""
    state, limit = _whole(scores), _hundredths(row.value.value)
    if instrument.direction is Direction.LOWER_BETTER:
        state, limit = -state, -limit
    return np.isfinite(scores) & ((state >= limit) if row.inclusive else (state > limit))


def _reaches_share(cohort: Cohort, instrument: Instrument, row: Threshold) -> Flags:
    """Whether the improvement in percent of the possible reaches the row; nobody without room does."""
    gained, room = improvement(cohort, instrument.id), _room(cohort, instrument)
    asked = np.isfinite(gained) & np.isfinite(room) & (room > 0)
    parts = np.where(asked, _whole(gained), 0) * 10_000
    needed = np.where(asked, _whole(room), 0) * _hundredths(row.value.value)
    return asked & ((parts >= needed) if row.inclusive else (parts > needed))


def has_no_room(cohort: Cohort, instrument: Instrument, row: Threshold) -> Flags:
    """Hips that began so well that the scale leaves no room for it; a state can always be reached."""
    if row.kind is Kind.ABSOLUTE:
        return np.zeros(len(cohort.eligible), dtype=np.bool_)
    room, limit = _whole(_room(cohort, instrument)), _hundredths(row.value.value)
    known = np.isfinite(cohort.before[instrument.id])
    if row.kind is Kind.PERCENT:
        return known & (room <= 0)
    return known & ((room < limit) if row.inclusive else (room <= limit))


def _room(cohort: Cohort, instrument: Instrument) -> Reals:
    """From the score before surgery to the best one."""
    before = cohort.before[instrument.id]
    upwards = instrument.direction is Direction.HIGHER_BETTER
    best = float(instrument.high if upwards else instrument.low)
    return best - before if upwards else before - best


def _own_rows(cohort: Cohort, instrument: Instrument) -> OwnRows:
    """The rows of half a deviation that a protocol may choose of its own cohort."""
    made = _own(cohort, instrument)
    halves = ((OwnWay.BASELINE, made.half_sd_before), (OwnWay.CHANGE, made.half_sd_change))
    scale = (instrument.id, instrument.scale.id, instrument.scale_variant)
    rows = ((way, half, _own_row(instrument, way, half, made.n_made)) for way, half in halves if half)
    return {(scale, Metric.MCID, way): row for way, _, row in rows if row is not None}


def _own_row(instrument: Instrument, way: OwnWay, half: float, n: int) -> Threshold | None:
    exact = Decimal(str(round(half, 9)))
    return row_of_half(instrument, WAYS[way], exact, n, COHORT)


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
        n_excluded=int(there.sum()),
        n_made=int(both.sum()),
    )


def _printed(row: Threshold, used: Chosen) -> Row:
    return Row(
        id=row.id,
        metric=row.metric,
        kind=row.kind,
        direction=row.direction,
        inclusive=row.inclusive,
        value=str(row.value.value),
        population=row.population,
        n=row.n,
        horizon=row.horizon,
        method=row.method,
        source=row.source,
        tag=row.value.tag,
        is_used=row == used.row,
        origin=used.origin,
        is_fallback=row.is_fallback,
    )


def _whole(values: Reals) -> Hundredths:
    """Scores in whole hundredths; a missing one as the least number there is, so that it reaches nothing."""
    least = np.iinfo(np.int64).min // 4
    return np.where(np.isfinite(values), np.round(np.nan_to_num(values) * 100), least).astype(np.int64)


def _hundredths(value: Decimal) -> int:
    return int(value * 100)
