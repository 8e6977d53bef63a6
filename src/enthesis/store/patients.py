"""Patients and how they are reached: two tables, joined only for those who may see contact details."""

from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from django.db import connection

from enthesis.domain.errors import NotFound, Stale
from enthesis.domain.people.patient import Contact, Patient, Reach, Sex
from enthesis.domain.terms import HipId, PatientId, Side
from enthesis.store.codec import decode, encode
from enthesis.store.models import ContactRow, HipRow, PatientRow, RequestRow
from enthesis.store.scope import Scope, check_reaches_contact, rows


@dataclass(frozen=True, slots=True, kw_only=True)
class ContactInForce:
    """How a patient is reached now; `version` counts from 1 and rises with every change."""

    version: int
    contact: Contact


def save_patient(scope: Scope, contact: Contact, *, sex: Sex = Sex.UNKNOWN, at: datetime) -> PatientId:
    row = PatientRow.objects.create(practice_id=scope.practice, sex=sex.value, registered_at=at)
    save_contact(scope, PatientId(row.id), contact, at=at)
    return PatientId(row.id)


def save_contact(
    scope: Scope, patient: PatientId, contact: Contact, *, at: datetime, read: int | None = None
) -> None:
    """The contact is in force from now on; earlier versions stay.

    Raises Stale where a newer version than `read` is in force. Who changes the same patient waits here.
    """
    list(rows(scope, PatientRow).select_for_update(no_key=True).filter(id=patient))
    last = rows(scope, ContactRow).filter(patient_id=patient).order_by("-version").first()
    if read is not None and last is not None and last.version != read:
        raise Stale(
            "contact-moved-on",
            "Someone changed how this patient is reached since you opened it "
            f"(you read version {read}, it is at {last.version}).",
            "Look at what is new, then record yours again.",
        )
    ContactRow.objects.create(
        practice_id=scope.practice,
        patient_id=patient,
        version=last.version + 1 if last else 1,
        given=contact.given,
        family=contact.family,
        birth_date=contact.birth_date,
        email=contact.email,
        phone=contact.phone,
        language=contact.language,
        agreed=encode(contact.agreed),
        at=at,
        by=scope.actor.person,
    )


def load_patient(scope: Scope, patient: UUID) -> Patient:
    row = rows(scope, PatientRow).filter(id=patient).first()
    if row is None:
        raise NotFound("patient", "There is no such patient in this practice.")
    return Patient(id=PatientId(row.id), sex=Sex(row.sex))


def load_contact(scope: Scope, patient: UUID) -> Contact:
    return load_contact_in_force(scope, patient).contact


def load_contact_in_force(scope: Scope, patient: UUID) -> ContactInForce:
    """The newest contact and its version, which a form sends back as what was read."""
    check_reaches_contact(scope)
    row = rows(scope, ContactRow).filter(patient_id=patient).order_by("-version").first()
    if row is None:
        raise NotFound("patient", "There is no such patient in this practice.")
    return ContactInForce(version=row.version, contact=contact_of(row))


def list_born_on(scope: Scope, birth_date: date) -> dict[PatientId, Contact]:
    """The contact in force of every patient of that birth date."""
    check_reaches_contact(scope)
    ever = rows(scope, ContactRow).filter(birth_date=birth_date).values_list("patient_id", flat=True)
    in_force = contacts_of(scope, set(ever))
    return {PatientId(p): contact for p, contact in in_force.items() if contact.birth_date == birth_date}


def wait_for_births(scope: Scope, birth_date: date) -> None:
    """Until this transaction ends, nobody else registers a patient of that birth date who waits here too.

    SQLite's immediate transactions queue up by themselves.
    """
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            key = f"births {scope.practice} {birth_date.isoformat()}"
            cursor.execute("SELECT pg_advisory_xact_lock(hashtextextended(%s, 0))", [key])


def contacts_of(scope: Scope, patients: set[UUID]) -> dict[UUID, Contact]:
    """The contact in force of each patient, in one query."""
    check_reaches_contact(scope)
    found = rows(scope, ContactRow).filter(patient_id__in=patients).order_by("version")
    return {row.patient_id: contact_of(row) for row in found}


def contact_of(row: ContactRow | RequestRow) -> Contact:
    """How a row says somebody is called and reached."""
    return Contact(
        given=row.given,
        family=row.family,
        birth_date=row.birth_date,
        email=row.email,
        phone=row.phone,
        language=row.language,
        agreed=decode(row.agreed, tuple[Reach, ...]),
    )


def save_hip(scope: Scope, patient: PatientId, side: Side) -> HipId:
    """The hip of that side; made when it is first met."""
    row, _ = HipRow.objects.get_or_create(practice_id=scope.practice, patient_id=patient, side=side.value)
    return HipId(row.id)
