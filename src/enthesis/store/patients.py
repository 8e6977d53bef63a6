"""Patients and how they are reached: two tables, joined only for those who may see contact details."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from itertools import takewhile
from uuid import UUID

from django.db.models import Q, QuerySet

from enthesis.domain.errors import NotFound, Stale
from enthesis.domain.pathway.stages import Stage
from enthesis.domain.people.likeness import Known, Sign, births_near
from enthesis.domain.people.matching import Match, is_namesake
from enthesis.domain.people.patient import Contact, Patient, Reach, Sex
from enthesis.domain.people.registration import Registering
from enthesis.domain.terms import HipId, PatientId, Side
from enthesis.store import merges
from enthesis.store.codec import decode, encode
from enthesis.store.locks import Line, wait_in
from enthesis.store.models import CaseRow, ContactRow, HipRow, PatientRow, RequestRow
from enthesis.store.scope import Scope, check_reaches_contact, rows


@dataclass(frozen=True, slots=True, kw_only=True)
class ContactInForce:
    """How a patient is reached now; `version` counts from 1 and rises with every change.

    Of a patient who is also another one it is that one's.
    """

    version: int
    contact: Contact


@dataclass(frozen=True, slots=True, kw_only=True)
class Agreement:
    """What somebody said yes to, if to anything, with the version of the contact that first said so."""

    version: int
    agreed: tuple[Reach, ...]
    at: datetime
    by: UUID | None


def save_patient(scope: Scope, contact: Contact, *, sex: Sex = Sex.UNKNOWN, at: datetime) -> PatientId:
    row = PatientRow.objects.create(practice_id=scope.practice, sex=sex.value, registered_at=at)
    save_contact(scope, PatientId(row.id), contact, at=at)
    return PatientId(row.id)


def save_patients(scope: Scope, people: Sequence[Registering], *, at: datetime) -> None:
    """Everybody is a patient, with contact and hips, in three statements however many they are."""
    made = [
        (PatientRow(practice_id=scope.practice, sex=told.sex.value, registered_at=at), told)
        for told in people
    ]
    PatientRow.objects.bulk_create([row for row, _ in made], batch_size=500)
    ContactRow.objects.bulk_create(
        [_contact_row(scope, row.id, told.contact, version=1, at=at) for row, told in made], batch_size=500
    )
    HipRow.objects.bulk_create(
        [
            HipRow(practice_id=scope.practice, patient_id=row.id, side=side.value)
            for row, told in made
            for side in told.hips
        ],
        batch_size=500,
    )


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
    version = last.version + 1 if last else 1
    _contact_row(scope, patient, contact, version=version, at=at).save(force_insert=True)


def _contact_row(scope: Scope, patient: UUID, contact: Contact, *, version: int, at: datetime) -> ContactRow:
    return ContactRow(
        practice_id=scope.practice,
        patient_id=patient,
        version=version,
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


def load_patients(scope: Scope, wanted: Collection[UUID]) -> dict[UUID, Patient]:
    """Several patients in one query."""
    found = rows(scope, PatientRow).filter(id__in=wanted)
    return {row.id: Patient(id=PatientId(row.id), sex=Sex(row.sex)) for row in found}


def load_contact(scope: Scope, patient: UUID) -> Contact:
    return load_contact_in_force(scope, patient).contact


def load_contact_in_force(scope: Scope, patient: UUID) -> ContactInForce:
    """The newest contact and its version, which a form sends back as what was read."""
    check_reaches_contact(scope)
    load_patient(scope, patient)
    row = _contact_rows(scope, {merges.main_of(scope, patient)}).order_by("-version").first()
    if row is None:
        raise NotFound("patient", "There is no such patient in this practice.")
    return ContactInForce(version=row.version, contact=contact_of(row))


def load_agreement(scope: Scope, patient: UUID) -> Agreement:
    """What the patient agrees to now, with the version of the contact that first said so."""
    check_reaches_contact(scope)
    load_patient(scope, patient)
    found = list(_contact_rows(scope, {merges.main_of(scope, patient)}).order_by("-version"))
    if not found:
        raise NotFound("patient", "There is no such patient in this practice.")
    first = [*takewhile(lambda row: row.agreed == found[0].agreed, found)][-1]
    return Agreement(version=first.version, agreed=contact_of(first).agreed, at=first.at, by=first.by)


def load_own_contact(scope: Scope, patient: UUID) -> Contact:
    """How a patient was called and reached under this very identity, whoever else the patient is."""
    check_reaches_contact(scope)
    row = rows(scope, ContactRow).filter(patient_id=patient).order_by("-version").first()
    if row is None:
        raise NotFound("patient", "There is no such patient in this practice.")
    return contact_of(row)


def list_born_on(scope: Scope, birth_date: date) -> dict[PatientId, Contact]:
    """The contact in force of every patient of that birth date.

    Whoever is also another one is there only under another name or birth date than that one's, and is
    reached as that one is.
    """
    check_reaches_contact(scope)
    ever = set(rows(scope, ContactRow).filter(birth_date=birth_date).values_list("patient_id", flat=True))
    merged, reached = merges.list_standing(scope, ever), contacts_of(scope, ever)
    found: dict[PatientId, Contact] = {}
    for patient, called in _newest(rows(scope, ContactRow).filter(patient_id__in=ever)).items():
        if called.birth_date != birth_date:
            continue
        if patient not in merged:
            found[PatientId(patient)] = called
        elif not is_namesake(called, reached[patient]):
            called_so = replace(reached[patient], given=called.given, family=called.family)
            found[PatientId(patient)] = replace(called_so, birth_date=birth_date)
    return found


def list_contacts(scope: Scope) -> dict[PatientId, Contact]:
    """The contact in force of every patient of the practice; whoever was registered twice is there once."""
    check_reaches_contact(scope)
    merged = merges.list_standing(scope)
    found = _newest(rows(scope, ContactRow))
    return {PatientId(p): contact for p, contact in found.items() if p not in merged}


def list_called(scope: Scope) -> tuple[tuple[PatientId, Contact], ...]:
    """Every patient by every name in force, also by that of whoever is also another one: to look in."""
    check_reaches_contact(scope)
    return _called(scope)


def _called(scope: Scope, patients: set[UUID] | None = None) -> tuple[tuple[PatientId, Contact], ...]:
    """By the name in force of each identity: every one, or these."""
    merged, found = merges.list_standing(scope, patients), rows(scope, ContactRow)
    newest = _newest(found if patients is None else found.filter(patient_id__in=patients))
    return tuple((merged.get(PatientId(p), PatientId(p)), contact) for p, contact in newest.items())


def list_alike(scope: Scope, told: Contact) -> dict[PatientId, tuple[Sign, ...]]:
    """Known patients who may be the person told of, each with what speaks for it, the surest first."""
    check_reaches_contact(scope)
    ways = Q(birth_date__in=births_near(told.birth_date))  # nobody is alike who shares none of these
    if told.phone:
        ways |= Q(phone=told.phone)
    if told.email:
        ways |= Q(email__iexact=told.email)
    called = _called(scope, set(rows(scope, ContactRow).filter(ways).values_list("patient_id", flat=True)))
    found: dict[PatientId, tuple[Sign, ...]] = {}
    for place, signs in Known({n: contact for n, (_, contact) in enumerate(called)}).like(told):
        found.setdefault(called[place][0], signs)
    return found


def list_near(
    scope: Scope, told: Contact, matches: Sequence[Match]
) -> tuple[tuple[PatientId, Contact, tuple[Sign, ...]], ...]:
    """Known patients who may be the person told of and are none of the matches, with what speaks for it."""
    shown = {merges.main_of(scope, match.patient) for match in matches}
    found = {p: signs for p, signs in list_alike(scope, told).items() if p not in shown}
    known = contacts_of(scope, set(found))
    return tuple((p, known[p], signs) for p, signs in found.items() if p in known)


def wait_for_births(scope: Scope, birth_date: date) -> None:
    """Until this transaction ends, nobody else registers a patient of that birth date who waits here too."""
    wait_in(Line.BIRTHS, f"{scope.practice} {birth_date.isoformat()}")


def contacts_of(scope: Scope, patients: set[UUID]) -> dict[UUID, Contact]:
    """The contact in force of each patient; of one who is also another, that one's. In two queries."""
    check_reaches_contact(scope)
    merged = merges.list_standing(scope, patients)
    kept: dict[UUID, UUID] = {patient: merged.get(PatientId(patient), patient) for patient in patients}
    found = _newest(_contact_rows(scope, set(kept.values())))
    return {patient: found[main] for patient, main in kept.items() if main in found}


def _contact_rows(scope: Scope, mains: set[UUID]) -> QuerySet[ContactRow]:
    """The contacts of identities that are kept. A patient who is also another one reaches that one's."""
    own = scope.actor.patient
    if own is None:
        return rows(scope, ContactRow).filter(patient_id__in=mains)
    reached = mains & {merges.main_of(scope, own)}
    return ContactRow.objects.filter(practice_id=scope.practice, patient_id__in=reached)


def _newest(found: QuerySet[ContactRow]) -> dict[UUID, Contact]:
    """The contact in force by identity."""
    return {row.patient_id: contact_of(row) for row in found.order_by("version")}


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
    """The hip of that side; made when it is first met.

    Somebody who was registered twice may have two of one side: it is the one with an open case, else the one
    of the identity that is kept, else the other.
    """
    own = merges.identities_of(scope, patient)
    found = rows(scope, HipRow).filter(patient_id__in=own, side=side.value).order_by("id")
    if hips := {row.id: own.index(PatientId(row.patient_id)) for row in found}:
        going_on = rows(scope, CaseRow).filter(hip_id__in=hips).exclude(stage=Stage.CLOSED.value)
        with_case = set(going_on.values_list("hip_id", flat=True))
        return HipId(min(hips, key=lambda hip: (hip not in with_case, hips[hip])))
    row, _ = HipRow.objects.get_or_create(practice_id=scope.practice, patient_id=own[0], side=side.value)
    return HipId(row.id)


def list_hips_of(scope: Scope, patient: UUID) -> dict[HipId, Side]:
    """Every hip of a person that was registered, under whichever identity."""
    found = rows(scope, HipRow).filter(patient_id__in=merges.identities_of(scope, patient)).order_by("side")
    return {HipId(row.id): Side(row.side) for row in found}
