"""Booking a request: who is known keeps one record, and a hip with an open case keeps its case."""

from dataclasses import replace
from datetime import datetime
from uuid import UUID

import pytest

from enthesis.actions.bookings import record_no_show
from enthesis.actions.clinic import close_case
from enthesis.actions.requests import book_consultation, request_consultation
from enthesis.domain.errors import NotAllowed, Stale
from enthesis.domain.pathway.case import Closure
from enthesis.domain.people.matching import KnownPatient, NewPatient
from enthesis.domain.terms import Side
from enthesis.store import bookings, cases, patients
from enthesis.store.audit import list_audit
from tests.support.cases import AT, House, a_contact, a_hip, a_hold, a_house, a_request, a_visit, asked, book

pytestmark = pytest.mark.django_db

LATER = datetime(2027, 3, 10, 9, 0)  # noqa: DTZ001, a wall time


def _book(house: House, *, hour: int = 9, side: Side = Side.LEFT) -> UUID:
    waiting = a_request(house, side=side)
    return book(house, waiting, a_visit(LATER.replace(hour=hour)))


def test_a_hip_with_an_open_case_keeps_it() -> None:
    house = a_house()
    first, second = _book(house), _book(house, hour=10)
    assert second == first
    assert len(bookings.bookings_of(house.desk, first)) == 2


def test_the_other_hip_of_the_same_person_has_a_case_of_its_own() -> None:
    house = a_house()
    left, right = _book(house), _book(house, hour=10, side=Side.RIGHT)
    assert left != right
    assert cases.load_case(house.desk, left).patient == cases.load_case(house.desk, right).patient


def test_a_closed_case_is_followed_by_the_next() -> None:
    house = a_house()
    first = _book(house)
    read = cases.load_case(house.surgeon, first).version
    close_case(house.surgeon, first, Closure(reason="care without surgery"), read=read, at=AT)
    assert cases.load_case(house.desk, _book(house, hour=10)).number == 2


def test_what_is_unchanged_needs_no_word_and_keeps_its_version() -> None:
    house = a_house()
    patient = cases.load_case(house.desk, _book(house)).patient
    _book(house, hour=10)
    assert patients.ContactRow.objects.filter(patient_id=patient).count() == 1
    newest = next(e for e in list_audit(house.desk) if e.action == "book_consultation")
    assert '"patient":"known"' in newest.detail


def test_a_new_contact_that_was_confirmed_is_how_they_are_reached() -> None:
    house = a_house()
    patient = cases.load_case(house.desk, _book(house)).patient
    waiting = _ask(house, email="new@example.org", phone="")
    who = KnownPatient(patient=patient, contact_confirmed=True)
    book(house, waiting, a_visit(LATER.replace(hour=11)), who=who)
    now = patients.load_contact(house.desk, patient)
    assert (now.email, now.phone) == ("new@example.org", a_contact().phone)


def test_two_people_of_one_name_and_birth_date_are_two_patients() -> None:
    house = a_house()
    first = a_hip(house)
    second = book(
        house, a_request(house), a_visit(LATER), who=NewPatient(not_these=frozenset({first.patient}))
    )
    assert cases.load_case(house.desk, second).patient != first.patient


def test_a_new_patient_is_not_made_beside_one_who_was_not_shown() -> None:
    house = a_house()
    waiting = a_request(house)
    a_hip(house)
    with pytest.raises(Stale, match="was registered"):
        book(house, waiting, a_visit(LATER), who=NewPatient())


def test_a_patient_of_another_name_or_house_is_not_chosen() -> None:
    house = a_house()
    waiting = a_request(house)
    for other in (a_hip(house, "Bruno"), a_hip(a_house("south"))):
        with pytest.raises(NotAllowed, match="another name"):
            book(house, waiting, a_visit(LATER), who=KnownPatient(patient=other.patient))
    assert [r.id for r in bookings.list_requests(house.desk)] == [waiting]


def test_a_sign_for_today_stays_on_the_request_and_stands_first() -> None:
    house = a_house()
    calm = a_request(house)
    urgent = _ask(house, flags=("wound", "weight_loss"))
    first, second = bookings.list_requests(house.desk)
    assert (first.id, second.id) == (urgent, calm)
    assert first.red_flags == ("weight_loss", "wound")
    assert (first.call_today, second.call_today) == (True, False)


def test_a_held_visit_that_was_missed_stays_missed_beside_the_next() -> None:
    house = a_house()
    request = a_hold(house)
    held = bookings.held_by(house.desk, {request})[request]
    over, later = held.visit.ends_at, a_visit(LATER)
    with pytest.raises(NotAllowed, match="nobody has said whether the patient came"):
        book_consultation(house.desk, request, later, who=NewPatient(), at=over)
    record_no_show(house.desk, held.id, read=held.version, at=over)
    case = book_consultation(house.desk, request, later, who=NewPatient(), at=over).subject
    found = bookings.bookings_of(house.desk, case)
    assert {(b.visit.starts_at, b.status.value) for b in found} == {
        (held.visit.starts_at, "no_show"),
        (later.starts_at, "booked"),
    }


def _ask(house: House, *, flags: tuple[str, ...] = (), **contact: str) -> UUID:
    told = replace(asked(), contact=replace(a_contact(), **contact))
    return request_consultation(house.visitor, told, red_flags=frozenset(flags), at=AT).subject
