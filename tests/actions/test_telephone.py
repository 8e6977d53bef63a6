"""Booked on the telephone: a known hip has one more visit, a new caller a request, a case and a visit."""

import json
from dataclasses import replace
from datetime import datetime

import pytest

from enthesis.actions import clinic
from enthesis.actions.telephone import book_by_telephone
from enthesis.domain.errors import NotAllowed, Stale
from enthesis.domain.pathway.case import Closure
from enthesis.domain.practice.booking import BookingStatus
from enthesis.domain.practice.caller import KnownCaller, NewCaller
from enthesis.domain.practice.claims import Taken
from enthesis.domain.practice.referral import RequestStatus
from enthesis.domain.terms import PatientId, Side
from enthesis.store import bookings, cases, work
from enthesis.store.audit import list_audit
from tests.support.cases import AT, Hip, House, a_contact, a_hip, a_house, a_visit

pytestmark = pytest.mark.django_db
ELEVEN = a_visit(datetime(2027, 3, 9, 11, 0))  # noqa: DTZ001  a wall time


def somebody(family: str = "Nuovo", side: Side = Side.RIGHT) -> NewCaller:
    return NewCaller(contact=a_contact(family), side=side, reason="It hurts on the stairs.")


def known(hip: Hip, side: Side = Side.LEFT) -> KnownCaller:
    return KnownCaller(patient=PatientId(hip.patient), side=side)


@pytest.fixture
def house() -> House:
    return a_house()


def test_a_new_caller_has_a_case_a_visit_and_one_message(house: House) -> None:
    case = book_by_telephone(house.desk, somebody(), ELEVEN, at=AT).subject

    (booking,) = bookings.bookings_of(house.desk, case)
    assert (booking.visit, booking.status) == (ELEVEN, BookingStatus.BOOKED)
    (request,) = bookings.list_requests(house.desk, status=RequestStatus.BOOKED)
    assert request.asked.reason == "It hurts on the stairs."
    assert request.case == case
    assert work.count_messages(booking.id, "visit_booked") == 1
    assert work.count_messages(request.id, "request_received") == 0


def test_a_known_hip_has_one_more_visit_and_no_request(house: House) -> None:
    hip = a_hip(house)
    before = len(bookings.list_requests(house.desk, status=RequestStatus.BOOKED))

    assert book_by_telephone(house.desk, known(hip), ELEVEN, at=AT).subject == hip.case

    assert [b.visit for b in bookings.bookings_of(house.desk, hip.case)][-1] == ELEVEN
    assert len(bookings.list_requests(house.desk, status=RequestStatus.BOOKED)) == before


def test_the_other_hip_of_a_known_patient_begins_a_case(house: House) -> None:
    hip = a_hip(house)
    case = book_by_telephone(house.desk, known(hip, Side.RIGHT), ELEVEN, at=AT).subject

    assert case != hip.case
    found = cases.load_case(house.desk, case)
    assert (found.patient, found.side) == (hip.patient, Side.RIGHT)


def test_a_closed_hip_begins_another_case(house: House) -> None:
    hip = a_hip(house)
    clinic.close_case(
        house.surgeon,
        hip.case,
        Closure(reason="Exercise was enough."),
        read=hip.read,
        at=hip.tick(),
    )
    assert book_by_telephone(house.desk, known(hip), ELEVEN, at=hip.tick()).subject != hip.case


def test_the_same_form_twice_books_once(house: House) -> None:
    scope = replace(house.desk, submit="a key")
    first = book_by_telephone(scope, somebody(), ELEVEN, at=AT)
    again = book_by_telephone(scope, somebody(), ELEVEN, at=AT)

    assert again.subject == first.subject and again.repeated
    assert len(bookings.bookings_of(house.desk, first.subject)) == 1


def test_a_taken_time_leaves_nothing_behind_and_names_others(house: House) -> None:
    a_hip(house)  # at ten
    with pytest.raises(Taken, match="The next free times: Tuesday 09 March 2027, 10:30"):
        book_by_telephone(house.desk, somebody(), a_visit(), at=AT)
    assert bookings.list_requests(house.desk) == ()
    assert len(cases.list_cases(house.desk)) == 1


def test_a_new_caller_of_a_known_name_and_birth_date_is_decided_by_a_person(house: House) -> None:
    hip = a_hip(house)
    with pytest.raises(Stale, match="somebody of this name and date of birth was registered"):
        book_by_telephone(house.desk, somebody("Ferro"), ELEVEN, at=AT)
    another = replace(somebody("Ferro"), not_these=frozenset({PatientId(hip.patient)}))
    case = book_by_telephone(house.desk, another, ELEVEN, at=AT).subject
    assert cases.load_case(house.desk, case).patient != hip.patient


def test_a_sign_that_needs_emergency_care_is_answered_and_not_filed(house: House) -> None:
    with pytest.raises(NotAllowed):
        book_by_telephone(house.desk, somebody(), ELEVEN, red_flags=frozenset({"clot"}), at=AT)
    assert bookings.list_requests(house.desk) == ()


def test_a_sign_for_today_stands_on_the_request(house: House) -> None:
    book_by_telephone(house.desk, somebody(), ELEVEN, red_flags=frozenset({"weight_loss"}), at=AT)
    (request,) = bookings.list_requests(house.desk, status=RequestStatus.BOOKED)
    assert request.red_flags == ("weight_loss",)


def test_the_trail_tells_the_call_and_what_it_did_in_one_entry(house: House) -> None:
    case = book_by_telephone(house.desk, somebody(), ELEVEN, at=AT).subject
    (booking,) = bookings.bookings_of(house.desk, case)
    (request,) = bookings.list_requests(house.desk, status=RequestStatus.BOOKED)

    (entry,) = [one for one in list_audit(house.desk) if one.at == AT and one.subject == case]

    assert entry.action == "book_by_telephone"
    assert json.loads(entry.detail) == {
        "begins": True,
        "booking": str(booking.id),
        "call_today": False,
        "holds": True,
        "office": "town",
        "patient": "new",
        "request": str(request.id),
    }
