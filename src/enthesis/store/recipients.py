"""Whom messages are for: the patient as reached now, else whoever asked for the visit."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from uuid import UUID

from enthesis.domain.people.patient import Contact
from enthesis.domain.terms import CaseId, PatientId, RequestId
from enthesis.store.messages import Logged
from enthesis.store.models import BookingRow, CaseRow, RequestRow
from enthesis.store.patients import contact_of, contacts_of
from enthesis.store.scope import Scope, check_reaches_contact, rows


@dataclass(frozen=True, slots=True, kw_only=True)
class Recipient:
    """`patient` is None for somebody who has only asked; `office` where the visit or the request is."""

    contact: Contact
    patient: PatientId | None = None
    case: CaseId | None = None
    request: RequestId | None = None
    office: str = ""


def find_recipient(scope: Scope, message: Logged) -> Recipient | None:
    """Whom one message is for; None where its body names nobody we know."""
    return list_recipients(scope, (message,)).get(message.id)


def list_recipients(scope: Scope, messages: Collection[Logged]) -> dict[UUID, Recipient]:
    """Whom each message is for, in a handful of queries; one that names nobody is left out."""
    check_reaches_contact(scope)
    bookings: dict[UUID | None, BookingRow]
    requests: dict[UUID | None, RequestRow]
    cases: dict[UUID | None, CaseRow]
    bookings = {b.id: b for b in rows(scope, BookingRow).filter(id__in=_named(messages, "booking"))}
    asked = _named(messages, "request") | {b.request_id for b in bookings.values() if b.request_id}
    requests = {r.id: r for r in rows(scope, RequestRow).filter(id__in=asked)}
    cases = {c.id: c for c in rows(scope, CaseRow).filter(id__in=_named(messages, "case"))}
    patients = {b.patient_id for b in bookings.values()} | {c.patient_id for c in cases.values()}
    contacts = contacts_of(scope, {p for p in patients if p is not None})

    def find(message: Logged) -> Recipient | None:
        if booking := bookings.get(_id(message, "booking")):
            if booking.patient_id is None:
                return _asking(requests.get(booking.request_id), booking.office)
            return _patient(contacts, booking.patient_id, booking.case_id, booking.office)
        if case := cases.get(_id(message, "case")):
            return _patient(contacts, case.patient_id, case.id, "")
        return _asking(requests.get(_id(message, "request")), "")

    found = {message.id: find(message) for message in messages}
    return {message: recipient for message, recipient in found.items() if recipient is not None}


def _patient(
    contacts: dict[UUID, Contact], patient: UUID, case: UUID | None, office: str
) -> Recipient | None:
    if patient not in contacts:
        return None
    return Recipient(
        contact=contacts[patient],
        patient=PatientId(patient),
        case=CaseId(case) if case else None,
        office=office,
    )


def _asking(row: RequestRow | None, office: str) -> Recipient | None:
    if row is None:
        return None
    return Recipient(contact=contact_of(row), request=RequestId(row.id), office=office or row.office)


def _named(messages: Iterable[Logged], name: str) -> set[UUID]:
    return {found for message in messages if (found := _id(message, name)) is not None}


def _id(message: Logged, name: str) -> UUID | None:
    told = message.body.get(name)
    return UUID(str(told)) if told else None
