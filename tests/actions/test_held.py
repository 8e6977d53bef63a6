"""A request that holds a time: nobody else gets it, and it becomes the visit of the hip."""

from dataclasses import replace
from datetime import datetime

import pytest
from django.db import IntegrityError, transaction

from enthesis.actions.bookings import cancel_booking
from enthesis.actions.requests import book_consultation, request_consultation
from enthesis.domain.errors import NotAllowed
from enthesis.domain.people.matching import NewPatient
from enthesis.domain.people.patient import Reach
from enthesis.domain.practice.booking import BookingStatus, Why
from enthesis.domain.practice.claims import Taken
from enthesis.domain.practice.referral import Asker, HowLong, PreviousCare, RequestStatus
from enthesis.domain.terms import Role
from enthesis.store import bookings, cases, lists, patients
from enthesis.store.models import BookingRow
from tests.support.cases import AT, House, a_hold, a_house, a_request, a_visit, asked

pytestmark = pytest.mark.django_db

AT_TWO = datetime(2027, 3, 9, 14, 0)  # noqa: DTZ001, a wall time
AT_THREE = AT_TWO.replace(hour=15)


def _accept(house: House, request, visit=None):  # type: ignore[no-untyped-def]
    return book_consultation(house.desk, request, visit, who=NewPatient(), at=AT).subject


def test_a_held_time_is_nobody_elses() -> None:
    house = a_house()
    a_hold(house)
    with pytest.raises(Taken, match="has just been taken"):
        request_consultation(house.desk, asked("Other"), red_flags=frozenset(), visit=a_visit(AT_TWO), at=AT)
    assert len(bookings.list_requests(house.desk)) == 1


def test_a_visitor_gets_only_what_is_offered() -> None:
    house = a_house()
    at_night = a_visit(AT_TWO.replace(hour=22))
    with pytest.raises(Taken, match="is not free"):
        request_consultation(house.visitor, asked(), red_flags=frozenset(), visit=at_night, at=AT)
    assert not bookings.list_requests(house.desk)


def test_the_held_visit_becomes_that_of_the_hip() -> None:
    house = a_house()
    request = a_hold(house)
    held = bookings.find_held(house.desk, request)
    assert held is not None and held.is_held
    case = _accept(house, request)
    (visit,) = bookings.bookings_of(house.desk, case)
    assert (visit.id, visit.visit, visit.request) == (held.id, held.visit, None)
    assert not visit.is_held
    assert bookings.find_held(house.desk, request) is None
    assert bookings.load_request(house.desk, request).status is RequestStatus.BOOKED


def test_the_desk_may_put_it_at_another_time() -> None:
    house = a_house()
    request = a_hold(house)
    case = _accept(house, request, a_visit(AT_THREE))
    (visit,) = bookings.bookings_of(house.desk, case)
    assert visit.visit.wall_start == AT_THREE
    assert [change.act.value for change in bookings.list_changes(house.desk, visit.id)] == ["book", "move"]
    assert a_hold(house, "Next")  # the earlier time is free again


def test_without_a_held_time_one_must_be_chosen() -> None:
    house = a_house()
    with pytest.raises(NotAllowed, match="holds no time"):
        _accept(house, a_request(house))


def test_a_held_visit_that_is_cancelled_leaves_the_request_waiting() -> None:
    house = a_house()
    request = a_hold(house)
    held = bookings.find_held(house.desk, request)
    assert held is not None
    cancel_booking(house.desk, held.id, why=Why.PRACTICE, read=held.version, at=AT)
    assert bookings.load_booking(house.desk, held.id).status is BookingStatus.CANCELLED
    assert bookings.find_held(house.desk, request) is None
    assert bookings.load_request(house.desk, request).status is RequestStatus.WAITING


def test_it_is_in_the_list_of_the_day_with_the_name_it_was_asked_in() -> None:
    house = a_house()
    a_hold(house, "Held")
    (seen,) = lists.list_visits(house.desk, AT, AT.replace(year=2028))
    assert seen.listed is None and seen.asking is not None
    assert seen.asking.asked.contact.family == "Held"
    (unnamed,) = lists.list_visits(house.scope(Role.RESEARCHER), AT, AT.replace(year=2028))
    assert unnamed.asking is None


def test_whoever_it_is_for_is_reached_as_the_request_says_then_as_the_record_does() -> None:
    house = a_house()
    request = a_hold(house)
    held = bookings.find_held(house.desk, request)
    assert held is not None
    assert bookings.reach_of(house.desk, held).family == "Held"
    case = _accept(house, request)
    patient = cases.load_case(house.desk, case).patient
    known = patients.load_contact(house.desk, patient)
    patients.save_contact(house.desk, patient, replace(known, email="new@example.org"), at=AT)
    now = bookings.load_booking(house.desk, held.id)
    assert bookings.reach_of(house.desk, now).email == "new@example.org"


def test_what_was_told_is_kept_and_what_was_agreed_goes_with_the_patient() -> None:
    house = a_house()
    told = asked()
    told = replace(
        told,
        contact=replace(told.contact, agreed=(Reach.EMAIL, Reach.TEXT)),
        how_long=HowLong.UNDER_A_YEAR,
        care=(PreviousCare.PHYSIOTHERAPY,),
        asker=Asker(name="Ada Ferro", relation="daughter"),
    )
    request = request_consultation(house.visitor, told, red_flags=frozenset(), at=AT).subject
    assert bookings.load_request(house.desk, request).asked == told
    case = _accept(house, request, a_visit())
    contact = patients.load_contact(house.desk, cases.load_case(house.desk, case).patient)
    assert contact.agreed == (Reach.EMAIL, Reach.TEXT)


def test_the_table_refuses_a_visit_of_nobody() -> None:
    house = a_house()
    held = bookings.find_held(house.desk, a_hold(house))
    assert held is not None
    with pytest.raises(IntegrityError), transaction.atomic():
        BookingRow.objects.filter(id=held.id).update(request=None)
