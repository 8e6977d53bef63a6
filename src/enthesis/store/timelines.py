"""The timelines of operated hips: what is in force, what ends it, and what was in force before."""

from collections.abc import Collection, Mapping, Sequence
from datetime import date, datetime
from itertools import groupby
from typing import NamedTuple
from uuid import UUID

from django.db.models import F, QuerySet

from enthesis.domain.outcomes.adverse_event import AdverseEvent
from enthesis.domain.outcomes.endpoint import EndpointKind
from enthesis.domain.pathway.case import Case, Entry
from enthesis.domain.pathway.corrections import EnteredInError
from enthesis.domain.pathway.follow_up import FollowUp
from enthesis.domain.pathway.timeline import (
    FormerWindows,
    RetiredBecause,
    Timeline,
    endpoints_in,
    timelines,
)
from enthesis.domain.terms import PatientId
from enthesis.store import cases, merges
from enthesis.store.ended import list_ended
from enthesis.store.models import CaseRow, FollowUpRow
from enthesis.store.scope import Scope, rows


class _Operated(NamedTuple):
    """What is read of an operated case."""

    id: UUID
    patient_id: UUID
    side: str
    on: date
    number: int


def list_timelines(
    scope: Scope, case: UUID | None = None, *, told: Sequence[Entry[object]] | None = None
) -> dict[UUID, tuple[Timeline, ...]]:
    """The timelines of every operated case, or of one, by what is recorded now; no answers are looked at.

    `told` are the entries of that one case where they are read already.
    """
    operated = rows(scope, CaseRow).filter(operated_on__isnull=False)
    found = _read(operated if case is None else operated.filter(id=case))
    if not found:
        return {}
    ends = list_ended(scope, None if case is None else {row.patient_id for row in found})
    again = _operated_again(scope, operated, found)
    events = _events(scope, case) if case is None or told is None else {case: told}
    return {
        row.id: timelines(
            row.on,
            endpoints_in(events.get(row.id, ())),
            ends.get(PatientId(row.patient_id), ()),
            operated_again_on=again.get(row.id),
        )
        for row in found
    }


def list_former(scope: Scope, case: UUID) -> tuple[FormerWindows, ...]:
    """The windows that were in force and hold no more, those retired first before the others."""
    found = rows(scope, FollowUpRow).filter(case_id=case, retired=True)
    ordered = found.order_by(F("retired_at").asc(nulls_first=True), "surgery_on", "made_at", "due_on")
    sets = groupby(ordered, key=lambda row: (row.retired_at, row.surgery_on, row.made_at))
    return tuple(_former(list(told)) for _, told in sets)


def moved_cases(scope: Scope, cases: Collection[UUID] | None = None) -> set[UUID]:
    """The cases, of all or of these, whose day of surgery was corrected once."""
    found = rows(scope, FollowUpRow).filter(retired_because=RetiredBecause.SURGERY_MOVED.value)
    if cases is not None:
        found = found.filter(case_id__in=cases)
    return set(found.values_list("case_id", flat=True).distinct())


def save_timelines(
    scope: Scope, case: Case, wanted: Sequence[Timeline], *, because: RetiredBecause, at: datetime
) -> bool:
    """The windows of these timelines are in force; others are retired and stay. Whether anything changed.

    Lock the case first.
    """
    standing = rows(scope, FollowUpRow).filter(case_id=case.id, retired=False)
    known = {(on, origin) for on, origin in standing.values_list("surgery_on", "origin")}
    asked = {(one.surgery_on, one.origin or ""): one for one in wanted}
    for on, origin in known - set(asked):
        gone = standing.filter(surgery_on=on, origin=origin)
        gone.update(retired=True, retired_at=at, retired_because=because.value)
    fresh = [one for key, one in asked.items() if key not in known]
    FollowUpRow.objects.bulk_create(
        _row(scope, case, one, window, at=at) for one in fresh for window in one.windows
    )
    return bool(fresh) or known != set(asked)


def _row(scope: Scope, case: Case, timeline: Timeline, window: FollowUp, *, at: datetime) -> FollowUpRow:
    return FollowUpRow(
        practice_id=scope.practice,
        patient_id=case.patient,
        case_id=case.id,
        milestone=window.milestone,
        surgery_on=timeline.surgery_on,
        opens_on=window.opens_on,
        due_on=window.due_on,
        closes_on=window.closes_on,
        origin=timeline.origin.value if timeline.origin else "",
        made_at=at,
    )


def _former(told: list[FollowUpRow]) -> FormerWindows:
    first = told[0]
    return FormerWindows(
        surgery_on=first.surgery_on,
        origin=EndpointKind(first.origin) if first.origin else None,
        windows=tuple(
            FollowUp(
                milestone=row.milestone,
                opens_on=row.opens_on,
                due_on=row.due_on,
                closes_on=row.closes_on,
                surgery_on=row.surgery_on,
            )
            for row in told
        ),
        made_at=first.made_at,
        retired_at=first.retired_at,
        because=RetiredBecause(first.retired_because) if first.retired_because else None,
    )


def _events(scope: Scope, case: UUID | None) -> Mapping[UUID, Sequence[Entry[object]]]:
    """The adverse events of each case with their corrections, and which were taken back."""
    if case is not None:
        return {case: cases.list_entries(scope, case)}
    told: dict[UUID, list[Entry[object]]] = {}
    for kind in (AdverseEvent, EnteredInError):
        for owner, entry in cases.entries_of(scope, kind):
            told.setdefault(owner, []).append(entry)
    return told


def _operated_again(
    scope: Scope, operated: QuerySet[CaseRow], found: Collection[_Operated]
) -> Mapping[UUID, date]:
    """By case the day of the next operation of its hip here, under whichever identity of the person."""
    into = merges.list_standing(scope, {row.patient_id for row in found} if len(found) == 1 else None)
    people = {row.patient_id for row in found} | set(into) | set(into.values())
    days: dict[tuple[UUID, str], list[tuple[date, int]]] = {}
    for row in _read(operated.filter(patient_id__in=people)) if len(found) == 1 else found:
        days.setdefault(_hip(row, into), []).append((row.on, row.number))
    return {
        row.id: min(later)[0]
        for row in found
        if (later := [one for one in days[_hip(row, into)] if one > (row.on, row.number)])
    }


def _hip(row: _Operated, into: Mapping[PatientId, PatientId]) -> tuple[UUID, str]:
    return (into.get(PatientId(row.patient_id), row.patient_id), row.side)


def _read(operated: QuerySet[CaseRow]) -> list[_Operated]:
    columns = ("id", "patient_id", "hip__side", "operated_on", "number")
    return [_Operated(*told) for told in operated.values_list(*columns)]
