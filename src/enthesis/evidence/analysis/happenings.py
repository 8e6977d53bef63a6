"""What happened to the eligible hips: further operations with their times, complications by grade."""

from dataclasses import dataclass

import numpy as np

from enthesis.domain.outcomes.event_grade import Grade
from enthesis.domain.outcomes.event_type import OPERATIONS, EventType
from enthesis.evidence.analysis.describe import MONTH
from enthesis.evidence.cohort import Cohort, Practice
from enthesis.evidence.statistics.estimate import Estimate
from enthesis.evidence.statistics.proportion import clustered_proportion


@dataclass(frozen=True, slots=True, kw_only=True)
class Operated:
    """A further operation: how many hips, and how many months after the first one."""

    kind: str
    title: str
    share: Estimate
    hips: int
    months: tuple[float, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Complication:
    kind: str
    title: str
    hips: int
    by_grade: tuple[tuple[str, int], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Happenings:
    """Over all eligible hips: of one without a later score it may be known that it was operated on."""

    hips: int
    operations: tuple[Operated, ...]
    complications: tuple[Complication, ...]
    any_complication: Estimate


def happenings(practice: Practice, cohort: Cohort) -> Happenings:
    place = np.full(len(practice.hips), -1, dtype=np.intp)
    place[cohort.eligible] = np.arange(len(cohort.eligible))
    hip = place[practice.event_hip]
    kinds = np.array(practice.events.word("kind").spelled(), dtype=object)
    ours = hip >= 0
    persons = practice.hips.key("person")[cohort.eligible]
    is_operation = np.isin(kinds, [kind.value for kind in OPERATIONS])
    suffered = np.zeros(len(cohort.eligible), dtype=np.bool_)
    suffered[hip[ours & ~is_operation]] = True
    return Happenings(
        hips=len(cohort.eligible),
        operations=tuple(
            _operated(practice, kind, hip, ours & (kinds == kind.value), persons)
            for kind in EventType
            if kind in OPERATIONS
        ),
        complications=tuple(
            _complication(practice, kind, hip, here)
            for kind in EventType
            if kind not in OPERATIONS and (here := ours & (kinds == kind.value)).any()
        ),
        any_complication=clustered_proportion(suffered, persons),
    )


def _operated(
    practice: Practice, kind: EventType, hip: np.ndarray, here: np.ndarray, persons: np.ndarray
) -> Operated:
    had = np.zeros(len(persons), dtype=np.bool_)
    had[hip[here]] = True
    days = np.sort(practice.events.number("day")[here])
    return Operated(
        kind=kind,
        title=kind.label,
        share=clustered_proportion(had, persons),
        hips=int(had.sum()),
        months=tuple(round(float(day) / MONTH, 1) for day in days),
    )


def _complication(practice: Practice, kind: EventType, hip: np.ndarray, here: np.ndarray) -> Complication:
    grades = practice.events.word("grade").taken(here).spelled()
    told = [(str(grade.value), grades.count(grade.value)) for grade in Grade if grade.value in grades]
    if unknown := grades.count(None):
        told.append(("not graded", unknown))
    return Complication(kind=kind, title=kind.label, hips=len(np.unique(hip[here])), by_grade=tuple(told))
