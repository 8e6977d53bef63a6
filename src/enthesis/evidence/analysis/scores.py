"""How the hips did: scores before and at the latest follow-up, their change, and what lies between."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

import numpy as np

from enthesis.domain.outcomes.catalogue import load_instrument
from enthesis.domain.outcomes.instrument import Direction
from enthesis.domain.outcomes.schedule import milestone_called
from enthesis.evidence.analysis.describe import Numbers, numbers_of
from enthesis.evidence.cohort import Cohort, Practice, Reals, last_scores
from enthesis.evidence.protocol import Protocol
from enthesis.evidence.statistics.clustered import clustered_mean
from enthesis.evidence.statistics.estimate import Estimate
from enthesis.evidence.statistics.paired import paired_t

Test = Callable[[Reals, Reals], Estimate]
TESTS: Mapping[str, Test] = {"paired_t": paired_t}


@dataclass(frozen=True, slots=True, kw_only=True)
class Outcome:
    """One instrument over the hips that have both scores. A positive change is an improvement, on any scale.

    `change` knows that two hips of one person are alike; `naive`, as the published series did, does not.
    """

    instrument: str
    title: str
    variant: str
    lower_is_better: bool
    before: Numbers
    latest: Numbers
    change: Estimate
    change_sd: float | None
    naive: Estimate


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """The scores at one milestone, of the eligible hips that answered there: of each hip its last one."""

    milestone: str
    title: str
    day: float
    n: int
    low: float
    lower_quartile: float
    median: float
    upper_quartile: float
    high: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Course:
    instrument: str
    title: str
    places: tuple[Place, ...]


def outcomes(practice: Practice, cohort: Cohort, protocol: Protocol) -> tuple[Outcome, ...]:
    return tuple(_outcome(practice, cohort, protocol, name) for name in protocol.outcomes.instruments)


def improvement(cohort: Cohort, name: str) -> Reals:
    """Of each eligible hip, positive when it is better; NaN where a score is missing."""
    risen = cohort.latest[name] - cohort.before[name]
    better = load_instrument(name).direction is Direction.HIGHER_BETTER
    return np.round(risen if better else -risen, 2)


def _outcome(practice: Practice, cohort: Cohort, protocol: Protocol, name: str) -> Outcome:
    instrument = load_instrument(name)
    change = improvement(cohort, name)
    both = np.isfinite(change) & cohort.analysed
    persons = practice.hips.key("person")[cohort.eligible][both]
    told = numbers_of(change[both], "", "")
    return Outcome(
        instrument=name,
        title=instrument.title,
        variant=instrument.scale_variant,
        lower_is_better=instrument.direction is Direction.LOWER_BETTER,
        before=numbers_of(cohort.before[name][both], "before", "points"),
        latest=numbers_of(cohort.latest[name][both], "latest", "points"),
        change=clustered_mean(change[both], persons),
        change_sd=told.sd,
        naive=TESTS[protocol.outcomes.naive_test](np.zeros(int(both.sum())), change[both]),
    )


def courses(practice: Practice, cohort: Cohort, protocol: Protocol) -> tuple[Course, ...]:
    """Each instrument over time, before any endpoint; milestones without an answer are left out."""
    return tuple(_course(practice, cohort, protocol, name) for name in protocol.outcomes.instruments)


def _course(practice: Practice, cohort: Cohort, protocol: Protocol, name: str) -> Course:
    series = practice.series[name]
    ends = np.full(len(practice.hips), -np.inf)
    ends[cohort.eligible] = cohort.endpoint_day
    counts = series.day < ends[series.hip]
    places = []
    for milestone in protocol.outcomes.over_time:
        if milestone not in series.milestones:
            continue
        here = counts & (series.milestone == series.milestones.index(milestone))
        scores, days = last_scores(series, here, len(practice.hips))
        if here.any():
            places.append(_place(milestone, scores[np.isfinite(scores)], days[np.isfinite(scores)]))
    return Course(instrument=name, title=load_instrument(name).title, places=tuple(places))


def _place(milestone: str, scores: Reals, days: Reals) -> Place:
    low, lower, median, upper, high = np.percentile(np.sort(scores), (0, 25, 50, 75, 100))
    return Place(
        milestone=milestone,
        title=milestone_called(milestone).title,
        day=float(np.median(days)),
        n=len(scores),
        low=float(low),
        lower_quartile=float(lower),
        median=float(median),
        upper_quartile=float(upper),
        high=float(high),
    )
