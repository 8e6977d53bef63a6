"""What messages are about. A message names no patient: it is the patient's by its subject."""

from collections.abc import Collection, Iterable, Iterator
from uuid import UUID

from enthesis.store.models import BookingRow, CaseRow, OfferRow, OperationRow, PatientRow, WaitingRow
from enthesis.store.scope import Scope, rows


def subjects_of(scope: Scope, patient: UUID) -> frozenset[UUID]:
    """Everything of a patient that a message may be about, the patient too."""
    mine = (
        rows(scope, CaseRow).filter(patient_id=patient).values_list("id", flat=True),
        rows(scope, BookingRow).filter(patient_id=patient).values_list("id", flat=True),
        rows(scope, OperationRow).filter(patient_id=patient).values_list("id", flat=True),
        rows(scope, WaitingRow).filter(patient_id=patient).values_list("id", flat=True),
        rows(scope, OfferRow).filter(patient_id=patient).values_list("id", flat=True),
    )
    return frozenset((patient, *(one for found in mine for one in found)))


def patients_about(scope: Scope, subjects: Collection[UUID]) -> dict[UUID, UUID]:
    """Whose each subject of a message is; what belongs to no patient is left out."""
    patients = rows(scope, PatientRow).filter(id__in=subjects).values_list("id", flat=True)
    whose = {one: one for one in patients}
    for found in _owned(scope, subjects):
        whose |= {subject: patient for subject, patient in found if patient is not None}
    return whose


def _owned(scope: Scope, subjects: Collection[UUID]) -> Iterator[Iterable[tuple[UUID, UUID | None]]]:
    yield rows(scope, CaseRow).filter(id__in=subjects).values_list("id", "patient_id")
    yield rows(scope, BookingRow).filter(id__in=subjects).values_list("id", "patient_id")
    yield rows(scope, OperationRow).filter(id__in=subjects).values_list("id", "patient_id")
    yield rows(scope, WaitingRow).filter(id__in=subjects).values_list("id", "patient_id")
    yield rows(scope, OfferRow).filter(id__in=subjects).values_list("id", "patient_id")
