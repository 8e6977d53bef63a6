"""Patients as the desk looks them up while somebody is on the telephone."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from uuid import UUID

from django.db.models import Max

from enthesis.domain.pathway.case import Case
from enthesis.domain.people.looked_up import Typed
from enthesis.domain.people.patient import Contact
from enthesis.domain.practice.booking import Booking, still_to_come
from enthesis.domain.terms import PatientId, Side
from enthesis.store.bookings import booking_of
from enthesis.store.cases import case_of
from enthesis.store.models import BookingRow, CaseRow
from enthesis.store.patients import list_called
from enthesis.store.scope import Scope, rows

A_DAY = timedelta(days=1)
NEVER = datetime(1, 1, 1, tzinfo=UTC)


@dataclass(frozen=True, slots=True, kw_only=True)
class Known:
    """A patient who may be on the telephone, with the cases, newest first."""

    patient: PatientId
    contact: Contact
    cases: tuple[Case, ...]


def find_callers(scope: Scope, typed: Typed, *, most: int) -> tuple[Known, ...]:
    """Patients whom everything typed fits, last seen first; in a fixed number of queries."""
    if typed.is_empty:
        return ()
    found = {patient: contact for patient, contact in list_called(scope) if typed.fits(contact)}
    last = _last_seen(scope, found)
    nearest = sorted(found, key=lambda p: (-last.get(p, NEVER).timestamp(), found[p].name, str(p)))[:most]
    cases = _cases(scope, nearest)
    return tuple(Known(patient=p, contact=found[p], cases=cases.get(p, ())) for p in nearest)


def list_ahead(
    scope: Scope, patients: Collection[UUID], *, at: datetime
) -> dict[tuple[PatientId, Side], tuple[Booking, ...]]:
    """The visits to come of these patients by hip, earliest first; also those whose patient is here."""
    found: dict[tuple[PatientId, Side], tuple[Booking, ...]] = {}
    booked = rows(scope, BookingRow).filter(
        patient_id__in=patients, case__isnull=False, starts_at__gt=at - A_DAY
    )
    for row in booked.select_related("case__hip").order_by("starts_at"):
        if row.case is not None and row.patient_id and still_to_come([booking_of(row)], at=at):
            hip = PatientId(row.patient_id), Side(row.case.hip.side)
            found[hip] = (*found.get(hip, ()), booking_of(row))
    return found


def _last_seen(scope: Scope, patients: Collection[UUID]) -> dict[UUID, datetime]:
    found = rows(scope, BookingRow).filter(patient_id__in=patients)
    told = found.values_list("patient_id").annotate(last=Max("starts_at"))
    return {patient: last for patient, last in told if patient is not None}


def _cases(scope: Scope, patients: Collection[UUID]) -> dict[UUID, tuple[Case, ...]]:
    found: dict[UUID, tuple[Case, ...]] = {}
    for row in (
        rows(scope, CaseRow).filter(patient_id__in=patients).select_related("hip").order_by("-opened_at")
    ):
        found[row.patient_id] = (*found.get(row.patient_id, ()), case_of(row))
    return found
