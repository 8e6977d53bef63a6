"""Booked on the telephone: a known hip has one more visit, a new caller a request, a case and a visit."""

import json
from dataclasses import replace
from datetime import datetime, timedelta

import pytest

from enthesis.actions import clinic
from enthesis.actions.bookings import cancel_booking, record_arrival
from enthesis.actions.telephone import book_by_telephone
from enthesis.domain.errors import Invalid, NotAllowed, Stale
from enthesis.domain.pathway.case import Closure
from enthesis.domain.practice.booking import BookingStatus, Why
from enthesis.domain.practice.caller import KnownCaller, NewCaller
from enthesis.domain.practice.claims import Taken
from enthesis.domain.practice.referral import RequestStatus
from enthesis.domain.practice.session import Closure as Closing
from enthesis.domain.terms import PatientId, Side
from enthesis.store import bookings, cases, closures, work
from enthesis.store.audit import list_audit
from enthesis.store.triage import list_uncalled
from tests.support.cases import AT, Hip, House, a_contact, a_hip, a_house, a_visit

pytestmark = pytest.mark.django_db
ELEVEN = a_visit(datetime(2027, 3, 9, 11, 0))  # noqa: DTZ001  a wall time


def somebody(family: str = "Nuovo", side: Side = Side.RIGHT) -> NewCaller:
    contact = a_contact(family)
    if family != "Ferro":
        contact = replace(contact, given="Nora")  # nobody is like her
    return NewCaller(contact=contact, side=side, reason="It hurts on the stairs.")


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

    assert book_by_telephone(house.desk, known(hip), ELEVEN, one_more=True, at=AT).subject == hip.case

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
    with pytest.raises(Stale, match="Somebody like this is known already, and was not shown to you"):
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


def test_somebody_alike_who_was_not_shown_is_not_registered_again(house: House) -> None:
    hip = a_hip(house)
    slip = NewCaller(contact=replace(a_contact(), given="Ira"), side=Side.LEFT)
    with pytest.raises(Stale, match="Choose whether it is one of them"):
        book_by_telephone(house.desk, slip, ELEVEN, at=AT)
    ruled_out = replace(slip, not_these=frozenset({PatientId(hip.patient)}))
    case = book_by_telephone(house.desk, ruled_out, ELEVEN, at=AT).subject
    assert cases.load_case(house.desk, case).patient != hip.patient


def test_a_hip_with_a_visit_to_come_is_booked_again_only_when_one_more_is_asked_for(house: House) -> None:
    hip = a_hip(house)
    with pytest.raises(NotAllowed, match="This hip has a visit on Tuesday 09 March 2027, 10:00 already"):
        book_by_telephone(house.desk, known(hip), ELEVEN, at=AT)
    assert len(bookings.bookings_of(house.desk, hip.case)) == 1


def test_a_hip_whose_patient_is_in_the_room_is_not_booked_again_unasked(house: House) -> None:
    hip = a_hip(house)
    (visit,) = bookings.bookings_of(house.desk, hip.case)
    late = visit.visit.ends_at + timedelta(minutes=5)
    record_arrival(house.desk, visit.id, read=visit.version, at=visit.visit.starts_at)
    with pytest.raises(NotAllowed, match="This hip has a visit on"):
        book_by_telephone(house.desk, known(hip), ELEVEN, at=late)


def test_a_hip_whose_visit_is_off_or_over_is_booked_unasked(house: House) -> None:
    hip = a_hip(house)
    (visit,) = bookings.bookings_of(house.desk, hip.case)
    cancel_booking(house.desk, visit.id, why=Why.PATIENT, read=visit.version, at=AT)
    assert book_by_telephone(house.desk, known(hip), ELEVEN, at=AT).subject == hip.case


def test_a_sign_of_a_known_hip_stands_on_a_request_too(house: House) -> None:
    hip = a_hip(house)
    flags = frozenset({"weight_loss"})
    case = book_by_telephone(house.desk, known(hip), ELEVEN, red_flags=flags, one_more=True, at=AT).subject
    assert case == hip.case
    (request,) = list_uncalled(house.desk)
    assert (request.case, request.red_flags) == (hip.case, ("weight_loss",))


def test_a_time_that_was_closed_meanwhile_is_booked_only_when_it_is_asked_for(house: House) -> None:
    day = ELEVEN.wall_start.date()
    closures.save_closure(house.desk, Closing(first=day, last=day), at=AT)
    with pytest.raises(NotAllowed, match="it is closed, or outside every session"):
        book_by_telephone(house.desk, somebody(), ELEVEN, at=AT)
    assert book_by_telephone(house.desk, somebody(), ELEVEN, outside=True, at=AT).subject


def test_a_time_outside_every_session_is_booked_only_when_it_is_asked_for(house: House) -> None:
    evening = a_visit(datetime(2027, 3, 9, 18, 0))  # noqa: DTZ001  a wall time
    with pytest.raises(NotAllowed, match="The Doctor sees nobody at Town on Tuesday 09 March 2027, 18:00"):
        book_by_telephone(house.desk, somebody(), evening, at=AT)
    assert book_by_telephone(house.desk, somebody(), evening, outside=True, at=AT).subject


@pytest.mark.parametrize("given", ["=cmd|x <script>", "No\u202era", "+1", "@home", "No\u200bra", "?!"])
def test_a_name_that_would_not_read_as_it_was_typed_is_refused(house: House, given: str) -> None:
    told = NewCaller(contact=replace(a_contact("Nuovo"), given=given), side=Side.LEFT)
    with pytest.raises(Invalid, match=r"invisible character in the name|does not look like a name"):
        book_by_telephone(house.desk, told, ELEVEN, at=AT)
    assert cases.list_cases(house.desk) == ()
