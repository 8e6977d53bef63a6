"""Patients the practice already has become patients here: one by one, or many at once."""

from datetime import datetime
from uuid import UUID

from enthesis.actions.act import Done, act
from enthesis.domain.errors import Invalid, Stale
from enthesis.domain.people.patient import check_birth_date, check_names
from enthesis.domain.people.registration import Line, Registering, Standing, check_lines
from enthesis.domain.practice.clock import utc_to_wall
from enthesis.domain.terms import CLINICIANS, PatientId, Role
from enthesis.store import patients, practice
from enthesis.store.scope import Scope


@act(Role.DESK, *CLINICIANS)
def register_patient(
    scope: Scope, told: Registering, *, not_these: frozenset[PatientId], at: datetime
) -> Done:
    """Patient and hips exist. `not_these` are those who are alike, whom a person looked at and ruled out.

    Raises Stale while somebody is alike who was not shown.
    """
    zone = practice.load_practice(scope).offices[0].zone
    check_birth_date(told.contact.birth_date, on=utc_to_wall(at, zone).date())
    check_names(told.contact)
    patients.wait_for_births(scope, told.contact.birth_date)
    if set(patients.list_alike(scope, told.contact)) - not_these:
        raise Stale(
            "who",
            "Somebody like this is known already, and was not shown to you.",
            "Send the form again and say who it is.",
        )
    patient = patients.save_patient(scope, told.contact, sex=told.sex, at=at)
    for side in told.hips:
        patients.save_hip(scope, patient, side)
    return Done(kind="patient", subject=patient, patient=patient, detail={"hips": len(told.hips)})


@act(Role.DESK, Role.ADMINISTRATOR, Role.SYSTEM)
def import_patients(scope: Scope, people: tuple[Registering, ...], *, at: datetime) -> Done:
    """All of them are patients, with their hips; or none, where one has become known meanwhile.

    They were read from a file and checked; what was in doubt is not among them.
    """
    if not people:
        raise Invalid("file", "There is nobody to register.", "Everybody in the file is known already.")
    for born in sorted({told.contact.birth_date for told in people}):
        patients.wait_for_births(scope, born)
    lines = tuple(Line(number=n, told=told) for n, told in enumerate(people))
    if any(one.standing is not Standing.NEW for one in check_lines(lines, patients.list_called(scope))):
        raise Stale(
            "file",
            "Somebody in the file was registered since it was checked. Nobody was registered now.",
            "Check the file again.",
        )
    patients.save_patients(scope, people, at=at)
    hips = sum(len(told.hips) for told in people)
    subject = UUID(str(scope.practice))
    return Done(kind="practice", subject=subject, detail={"patients": len(people), "hips": hips})
