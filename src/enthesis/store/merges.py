"""Who is also whom. Nothing is moved by it: whoever is looked for by one identity is found by all of them."""

from collections.abc import Collection
from datetime import datetime
from uuid import UUID

from django.db.models import Q

from enthesis.domain.errors import NotFound, Stale
from enthesis.domain.people.merging import Merge, MergeId, WhyMerged, WhyParted, same_person
from enthesis.domain.terms import PatientId
from enthesis.store.models import MergeRow, PatientRow
from enthesis.store.scope import Scope, rows


def save_merge(
    scope: Scope, patient: PatientId, into: PatientId, *, why: WhyMerged, words: str, at: datetime
) -> MergeId:
    """From now on `patient` is also `into`. Lock both first: `lock_people`."""
    row = MergeRow.objects.create(
        practice_id=scope.practice,
        patient_id=patient,
        into_id=into,
        why=why.value,
        words=words,
        at=at,
        by=scope.actor.person,
        by_name=scope.actor.name,
    )
    return MergeId(row.id)


def save_parted(scope: Scope, merge: Merge, *, why: WhyParted, at: datetime) -> None:
    """The merge holds no more. Raises Stale when somebody has taken it back already."""
    changed = (
        rows(scope, MergeRow)
        .filter(id=merge.id, parted_at=None)
        .update(
            why_parted=why.value,
            parted_at=at,
            parted_by=scope.actor.person,
            parted_by_name=scope.actor.name,
        )
    )
    if not changed:
        raise Stale("merge-parted", "Somebody has taken this merge back already.", "Open the patient again.")


def load_merge(scope: Scope, merge: UUID) -> Merge:
    row = rows(scope, MergeRow).filter(id=merge).first()
    if row is None:
        raise NotFound("merge", "There is no such merge in this practice.")
    return _merge(row)


def list_merges(scope: Scope, patient: UUID) -> tuple[Merge, ...]:
    """Every merge this patient was or is part of, oldest first."""
    found = rows(scope, MergeRow).filter(Q(patient_id=patient) | Q(into_id=patient)).order_by("at", "id")
    return tuple(_merge(row) for row in found)


def list_standing(scope: Scope, patients: Collection[UUID] | None = None) -> dict[PatientId, PatientId]:
    """Who is also whom now: of the whole practice, or of these patients and whoever is one of them."""
    found = rows(scope, MergeRow).filter(parted_at=None)
    if patients is not None:
        found = found.filter(Q(patient_id__in=patients) | Q(into_id__in=patients))
    return {PatientId(one): PatientId(into) for one, into in found.values_list("patient_id", "into_id")}


def main_of(scope: Scope, patient: UUID) -> PatientId:
    """The identity of a person that is kept: the patient's own where nothing was merged."""
    into = rows(scope, MergeRow).filter(patient_id=patient, parted_at=None).values_list("into_id", flat=True)
    return PatientId(into.first() or patient)


def identities_of(scope: Scope, patient: UUID) -> tuple[PatientId, ...]:
    """Every identity of the person a patient is, the one that is kept first."""
    kept = main_of(scope, patient)
    return same_person(kept, list_standing(scope, {kept}))


def lock_people(scope: Scope, *patients: UUID) -> None:
    """Until the transaction ends nobody else merges these or takes it back; in one order, so none blocks.

    SQLite's immediate transactions queue up by themselves.
    """
    list(rows(scope, PatientRow).select_for_update(no_key=True).filter(id__in=patients).order_by("id"))


def lock_person(scope: Scope, patient: UUID) -> PatientId:
    """The identity that is kept, which stays so until the transaction ends.

    Raises Stale when a merge was made or taken back at this very moment.
    """
    kept = main_of(scope, patient)
    lock_people(scope, patient, kept)
    if main_of(scope, patient) != kept:
        raise Stale(
            "patient-merged",
            "Somebody has just merged this patient with another, or taken a merge back.",
            "Open the patient again.",
        )
    return kept


def _merge(row: MergeRow) -> Merge:
    return Merge(
        id=MergeId(row.id),
        patient=PatientId(row.patient_id),
        into=PatientId(row.into_id),
        why=WhyMerged(row.why),
        words=row.words,
        at=row.at,
        by_name=row.by_name,
        why_parted=WhyParted(row.why_parted) if row.why_parted else None,
        parted_at=row.parted_at,
        parted_by_name=row.parted_by_name,
    )
