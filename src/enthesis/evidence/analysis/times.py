"""How long it took to a threshold: known only between two visits, so an estimate of a distribution."""

import math
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from enthesis.domain.outcomes.catalogue import load_instrument
from enthesis.domain.outcomes.instrument import Direction, Instrument
from enthesis.domain.outcomes.threshold import Kind, Metric, Threshold
from enthesis.domain.outcomes.time_to import Interval, Seen, time_to_threshold
from enthesis.evidence.analysis.describe import MONTH
from enthesis.evidence.analysis.responders import has_no_room, used_rows
from enthesis.evidence.cohort import Cohort, Practice, Reals, Series
from enthesis.evidence.columns import Flags
from enthesis.evidence.protocol import Protocol
from enthesis.evidence.statistics.interval_censored import METHOD, Times, turnbull

METRICS = (Metric.MCID, Metric.PASS)
AT_MONTHS = (6, 12, 24)
NEVER = Interval(after=36_525, by=None)
"""Of a hip that ended before it was there: later than anybody is followed, in days."""
Visits = Mapping[int, Sequence[tuple[int, float]]]
"""Day and score of each form after surgery, earliest first, by row of the hips' table."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Reached:
    """The least and the most of the share that was there by a month, as far as visits tell."""

    month: int
    least: float
    most: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Estimated:
    """Of `n` hips, how many were there by a month; `median` are the months between which half of them were
    there, None where they never were.
    """

    n: int
    reached: tuple[Reached, ...]
    median: tuple[float, float] | None
    warnings: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class TimeTo:
    """One threshold, estimated both ways: `ended_fail` takes a hip that ended before it was there as never
    being there, `ended_open` as not there yet.

    In neither are hips that were `there` before surgery, had `no_room` or, of a change, have no score before
    it; without a score after it a hip counts where it ended.
    """

    instrument: str
    title: str
    row: str
    metric: str
    value: str
    there: int
    no_room: int
    ended_fail: Estimated
    ended_open: Estimated
    method: str


def times(practice: Practice, cohort: Cohort, protocol: Protocol) -> tuple[TimeTo, ...]:
    """Of each instrument, the rows of MCID and PASS that the study uses."""
    return tuple(
        told for name in protocol.outcomes.instruments for told in _of(practice, cohort, protocol, name)
    )


def _of(practice: Practice, cohort: Cohort, protocol: Protocol, name: str) -> Iterator[TimeTo]:
    instrument = load_instrument(name)
    used = used_rows(cohort, instrument, protocol.outcomes.thresholds)
    visits = _visits(practice.series[name])
    for metric in METRICS:
        row = used[metric].row
        if row is not None and row.kind in (Kind.CHANGE, Kind.ABSOLUTE):
            yield _time(visits, cohort, instrument, row)


def _time(visits: Visits, cohort: Cohort, instrument: Instrument, row: Threshold) -> TimeTo:
    before, full = cohort.before[instrument.id], has_no_room(cohort, instrument, row)
    there = _is_there(before, row) if row.kind is Kind.ABSOLUTE else np.zeros(len(before), dtype=np.bool_)
    asked = cohort.analysed & ~full & ~there
    if row.kind is Kind.CHANGE:
        asked = asked & np.isfinite(before)
    places = np.flatnonzero(asked)
    told = [_interval(visits, cohort, instrument, row, int(place)) for place in places]
    ended = np.isfinite(cohort.endpoint_day[places])
    failed = [
        NEVER if is_over and (one is None or one.is_censored) else one
        for one, is_over in zip(told, ended, strict=True)
    ]
    return TimeTo(
        instrument=instrument.id,
        title=instrument.title,
        row=row.id,
        metric=row.metric,
        value=str(row.value.value),
        there=int((cohort.analysed & there).sum()),
        no_room=int((cohort.analysed & full).sum()),
        ended_fail=_estimated(failed),
        ended_open=_estimated(told),
        method=METHOD,
    )


def _estimated(intervals: Sequence[Interval | None]) -> Estimated:
    made = _estimate([one for one in intervals if one is not None])
    return Estimated(
        n=made.n,
        reached=tuple(
            Reached(month=month, least=ends[0], most=ends[1])
            for month in AT_MONTHS
            if (ends := made.reached_by(month)) is not None
        ),
        median=made.median,
        warnings=made.warnings,
    )


def _is_there(scores: Reals, row: Threshold) -> Flags:
    limit = float(row.value.value)
    known = np.isfinite(scores)
    upwards = row.direction is Direction.HIGHER_BETTER
    beyond = np.where(known, scores - limit if upwards else limit - scores, -1.0)
    return known & ((beyond >= 0) if row.inclusive else (beyond > 0))


def _interval(
    visits: Visits, cohort: Cohort, instrument: Instrument, row: Threshold, place: int
) -> Interval | None:
    """Between which days one hip was first there; None without a score after surgery before its endpoint."""
    told = visits.get(int(cohort.eligible[place]), [])
    scores = np.array([score for _day, score in told], dtype=np.float64)
    reached = _has_reached(scores, cohort.before[instrument.id][place], instrument, row)
    seen = (Seen(day=day, reached=bool(there)) for (day, _score), there in zip(told, reached, strict=True))
    end = cohort.endpoint_day[place]
    return time_to_threshold(seen, endpoint=int(end) if math.isfinite(end) else None)


def _has_reached(scores: Reals, before: float, instrument: Instrument, row: Threshold) -> Flags:
    if row.kind is Kind.ABSOLUTE:
        return _is_there(scores, row)
    risen = scores - before
    gained = np.round(risen if instrument.direction is Direction.HIGHER_BETTER else -risen, 2)
    limit = float(row.value.value)
    return np.asarray(gained >= limit if row.inclusive else gained > limit, dtype=np.bool_)


def _visits(series: Series) -> Visits:
    """The scores after surgery of each hip, by day."""
    after = np.flatnonzero(~series.baseline & (series.day > 0))
    found: dict[int, list[tuple[int, float]]] = {}
    for row in after[np.lexsort((series.score[after], series.day[after]))]:
        told = int(series.day[row]), float(series.score[row])
        found.setdefault(int(series.hip[row]), []).append(told)
    return found


def _estimate(intervals: Sequence[Interval]) -> Times:
    """In the nearest whole months, so that visits of one milestone are one time; a stretch has a month.

    By day, two hips seen on the 181st and the 184th would overlap in three days, and the estimate would place
    both in them, as if that were known.
    """
    after = [round(one.after / MONTH) for one in intervals]
    by = [math.inf if one.by is None else round(one.by / MONTH) for one in intervals]
    ends = [max(end, begin + 1) for begin, end in zip(after, by, strict=True)]
    return turnbull(np.array(after, dtype=np.float64), np.array(ends, dtype=np.float64))
