"""How a patient is called and reached, put right."""

from dataclasses import fields
from datetime import datetime
from uuid import UUID

from enthesis.actions.act import Done, act
from enthesis.domain.errors import Invalid
from enthesis.domain.people.patient import Contact, check_birth_date, check_names
from enthesis.domain.practice.clock import utc_to_wall
from enthesis.domain.terms import CLINICIANS, PatientId, Role
from enthesis.store import cases, links, merges, patients, practice
from enthesis.store.scope import Scope

ENDS_LINKS = frozenset({"birth_date", "email", "phone"})  # what opens a private link, and where it went


@act(Role.DESK, *CLINICIANS)
def correct_contact(scope: Scope, patient_id: UUID, contact: Contact, *, read: int, at: datetime) -> Done:
    """The contact is in force, the earlier versions stay; the trail names the fields, never what they hold.

    `read` is the version the caller saw; raises Stale when a newer one is in force, Invalid when nothing is
    different. With another birth date, mail address or telephone no private link of the patient works any
    more.
    """
    patient = merges.lock_person(scope, patients.load_patient(scope, patient_id).id)
    zone = practice.load_practice(scope).offices[0].zone
    check_birth_date(contact.birth_date, on=utc_to_wall(at, zone).date())
    before = patients.load_contact_in_force(scope, patient)
    if before.contact.name != contact.name:
        check_names(contact)
    patients.save_contact(scope, patient, contact, read=read, at=at)
    changed = _changed(before.contact, contact)
    ended = _end_links(scope, patient, at=at) if ENDS_LINKS & set(changed) else 0
    return Done(
        kind="patient",
        subject=patient,
        patient=patient,
        detail={"changed": changed, "version": before.version + 1, "links": ended},
    )


def _changed(before: Contact, after: Contact) -> list[str]:
    """The names of the fields that are different."""
    found = [f.name for f in fields(Contact) if getattr(before, f.name) != getattr(after, f.name)]
    if not found:
        raise Invalid("unchanged", "Nothing is different from what was recorded.", "Change what was wrong.")
    return found


def _end_links(scope: Scope, patient: PatientId, *, at: datetime) -> int:
    """Every link of the person, under whichever identity; how many that were."""
    return sum(end_links(scope, identity, at=at) for identity in merges.identities_of(scope, patient))


def end_links(scope: Scope, patient: PatientId, *, at: datetime) -> int:
    """Every private link of the patient, wherever it leads, has ended: part of an action."""
    cases.lock_cases_of(scope, patient)
    return links.save_revoked_of_patient(scope, patient, at=at)
