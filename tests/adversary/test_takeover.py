"""A stranger who knows a patient's name and birth date sends a request, to be reached in their place."""

from dataclasses import replace
from uuid import UUID

import pytest
from django.core import mail

from enthesis.actions.outcomes import issue_link
from enthesis.actions.requests import book_consultation, request_consultation
from enthesis.cli.outbox.send import send_due_messages
from enthesis.domain.errors import Stale
from enthesis.domain.outcomes.wording import DEMONSTRATION
from enthesis.domain.people.matching import KnownPatient, NewPatient
from enthesis.store import cases, patients
from enthesis.store.audit import list_audit
from tests.support.cases import AT, Hip, a_contact, a_hip, a_house, a_visit, asked, book
from tests.support.fresh import together

pytestmark = pytest.mark.usefixtures("fresh_database")

STRANGER = {"email": "eve@example.net", "phone": "+12015550666"}


def of_a_stranger(hip: Hip) -> UUID:
    told = replace(asked(), contact=replace(a_contact(), language="es", **STRANGER))
    return request_consultation(hip.house.visitor, told, red_flags=frozenset(), at=AT).subject


def test_an_unconfirmed_contact_is_never_the_patients() -> None:
    hip = a_hip(a_house())
    before = patients.load_contact(hip.house.desk, hip.patient)

    book(hip.house, of_a_stranger(hip), a_visit(clinician="other"), who=KnownPatient(patient=hip.patient))

    assert patients.load_contact(hip.house.desk, hip.patient) == before
    assert patients.ContactRow.objects.filter(patient_id=hip.patient).count() == 1
    assert "not taken over" in list_audit(hip.house.desk)[0].detail


def test_no_message_of_the_patient_reaches_the_stranger() -> None:
    hip = a_hip(a_house())
    book(hip.house, of_a_stranger(hip), a_visit(clinician="other"), who=KnownPatient(patient=hip.patient))
    hip.invite()

    send_due_messages(at=hip.tick(60))

    told = [str(m.body) for m in mail.outbox if m.to == [STRANGER["email"]]]
    assert len(told) == 1  # that the request has come; it was asked for with this address
    assert "/my/link/" not in told[0]
    assert "Ida" not in told[0]
    assert any("/my/link/" in str(m.body) for m in mail.outbox if m.to == ["ida@example.org"])


def test_a_stranger_taken_for_a_new_patient_gets_an_empty_record_of_their_own() -> None:
    hip = a_hip(a_house())
    who = NewPatient(not_these=frozenset({hip.patient}))
    case = book(hip.house, of_a_stranger(hip), a_visit(clinician="other"), who=who)

    theirs = cases.load_case(hip.house.desk, case)
    assert theirs.patient != hip.patient
    assert patients.load_contact(hip.house.desk, hip.patient).email == "ida@example.org"
    assert issue_link(hip.house.desk, case, "baseline", wordings=DEMONSTRATION, at=hip.tick()).secret
    assert [c.id for c in cases.list_cases(hip.house.desk, patient=hip.patient)] == [hip.case]


def test_of_requests_of_one_unknown_person_booked_at_once_one_makes_the_patient() -> None:
    """None of the desks was shown the other's patient: all but one hear of it, none is merged or doubled."""
    house = a_house()
    desk = house.desk
    waiting = [
        request_consultation(house.visitor, asked(), red_flags=frozenset(), at=AT).subject for _ in range(4)
    ]
    visits = [a_visit(a_visit().wall_start.replace(hour=9 + n)) for n in range(4)]

    results = together(4, lambda n: book_consultation(desk, waiting[n], visits[n], who=NewPatient(), at=AT))

    assert sum(isinstance(r, Stale) for r in results) == 3
    assert len(cases.list_cases(desk)) == 1
