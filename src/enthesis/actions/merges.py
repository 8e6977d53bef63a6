"""Two patients who are one: a person says so, and may take it back. Nothing is moved by either."""

from datetime import datetime
from uuid import UUID

from enthesis.actions.act import Done, act
from enthesis.actions.patients import end_links
from enthesis.domain.people.merging import (
    WhyMerged,
    WhyParted,
    check_can_merge,
    check_merge_words,
)
from enthesis.domain.terms import CLINICIANS, PatientId, Role
from enthesis.store import merges, patients
from enthesis.store.scope import Scope


@act(Role.DESK, *CLINICIANS)
def merge_patients(
    scope: Scope, patient_id: UUID, into_id: UUID, *, why: WhyMerged, words: str = "", at: datetime
) -> Done:
    """`patient_id` is also `into_id`: called and reached as that one, found with that one's hips and visits.

    Every row keeps its identity, so signatures stand and the merge can be taken back exactly. No private
    link of either works any more.
    """
    check_merge_words(words)
    patient, into = _both(scope, patient_id, into_id)
    check_can_merge(patient, into, merges.list_standing(scope))
    ended = end_links(scope, patient, at=at) + end_links(scope, into, at=at)
    merge = merges.save_merge(scope, patient, into, why=why, words=words, at=at)
    detail = {"other": str(patient), "why": why.value, "links": ended}
    return Done(kind="merge", subject=merge, patient=into, detail=detail)


@act(Role.DESK, *CLINICIANS)
def part_patients(scope: Scope, merge_id: UUID, *, why: WhyParted, at: datetime) -> Done:
    """They are two patients again, each with what was the own before. No private link of either works."""
    merge = merges.load_merge(scope, merge_id)
    patient, into = _both(scope, merge.patient, merge.into)
    merges.save_parted(scope, merge, why=why, at=at)
    ended = end_links(scope, patient, at=at) + end_links(scope, into, at=at)
    detail = {"other": str(patient), "why": why.value, "links": ended}
    return Done(kind="merge", subject=merge.id, patient=into, detail=detail)


def _both(scope: Scope, patient_id: UUID, into_id: UUID) -> tuple[PatientId, PatientId]:
    """Both patients, whom nobody else books, registers or merges until the transaction ends."""
    found = tuple(patients.load_patient(scope, one).id for one in (patient_id, into_id))
    for born in sorted({patients.load_own_contact(scope, one).birth_date for one in found}):
        patients.wait_for_births(scope, born)
    merges.lock_people(scope, *found)
    return found[0], found[1]
