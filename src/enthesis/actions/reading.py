"""Opening a patient's record is an act too, and is entered in the trail."""

from datetime import datetime
from enum import StrEnum
from uuid import UUID

from enthesis.actions.act import Done, act
from enthesis.domain.people.patient import Patient
from enthesis.domain.practice.referral import Request
from enthesis.domain.terms import CLINICIANS, SEES_CONTACT, Role
from enthesis.store import bookings, cases, patients
from enthesis.store.case_files import CaseFile, load_case_file
from enthesis.store.scope import Scope


class Listing(StrEnum):
    """A list that names people, or shows how they are reached."""

    PATIENTS = "patients"
    DUPLICATES = "duplicates"
    CALLERS = "callers"
    REQUESTS = "requests"
    WAITING = "waiting"
    CALLS = "calls"
    ATTENTION = "attention"
    FOLLOW_UP = "follow_up"
    MESSAGES = "messages"
    OPERATIONS = "operations"
    READINESS = "readiness"
    ADVERSE_EVENTS = "adverse_events"
    RECALL = "recall"


def open_case_file(scope: Scope, case_id: UUID, *, at: datetime) -> CaseFile:
    """The whole case, and the trail knows who looked."""
    _read_case(scope, case_id, at=at)
    return load_case_file(scope, case_id)


def open_patient(scope: Scope, patient_id: UUID, *, at: datetime) -> Patient:
    """The patient of whom a page shows contact, insurance or quotes, and the trail knows who looked."""
    _read_patient(scope, patient_id, at=at)
    return patients.load_patient(scope, patient_id)


def open_request(scope: Scope, request_id: UUID, *, at: datetime) -> Request:
    """The request with what its visitor told, and the trail knows who looked."""
    _read_request(scope, request_id, at=at)
    return bookings.load_request(scope, request_id)


def open_list(scope: Scope, listing: Listing, *, at: datetime) -> None:
    """The trail knows who looked at a list of people: one entry, however many are on it."""
    _read_list(scope, listing, at=at)


@act(*CLINICIANS, Role.DESK, Role.RESEARCHER, Role.AUDITOR)
def _read_case(scope: Scope, case_id: UUID, *, at: datetime) -> Done:
    case = cases.load_case(scope, case_id)
    return Done(kind="case", subject=case.id, patient=case.patient)


@act(*SEES_CONTACT)
def _read_patient(scope: Scope, patient_id: UUID, *, at: datetime) -> Done:
    patient = patients.load_patient(scope, patient_id)
    return Done(kind="patient", subject=patient.id, patient=patient.id)


@act(*SEES_CONTACT)
def _read_request(scope: Scope, request_id: UUID, *, at: datetime) -> Done:
    request = bookings.load_request(scope, request_id)
    return Done(kind="request", subject=request.id)


@act(*SEES_CONTACT)
def _read_list(scope: Scope, listing: Listing, *, at: datetime) -> Done:
    return Done(kind="practice", subject=scope.practice, detail={"list": listing.value})
