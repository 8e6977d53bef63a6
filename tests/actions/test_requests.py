"""Booking a request: who is known keeps one record, and a hip with an open case keeps its case."""

from datetime import datetime
from uuid import UUID

import pytest

from enthesis.actions.clinic import close_case
from enthesis.actions.requests import book_consultation
from enthesis.domain.pathway.case import Closure
from enthesis.domain.terms import Side
from enthesis.store import bookings, cases, patients
from tests.support.cases import AT, House, a_house, a_request, a_visit

pytestmark = pytest.mark.django_db

LATER = datetime(2027, 3, 10, 9, 0)  # noqa: DTZ001, a wall time


def _book(house: House, *, hour: int = 9, side: Side = Side.LEFT) -> UUID:
    waiting = a_request(house, side=side)
    return book_consultation(house.desk, waiting, a_visit(LATER.replace(hour=hour)), at=AT).subject


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


def test_what_a_known_patient_says_now_is_how_they_are_reached() -> None:
    house = a_house()
    patient = cases.load_case(house.desk, _book(house)).patient
    waiting = a_request(house)
    bookings.RequestRow.objects.filter(id=waiting).update(email="new@example.org")
    book_consultation(house.desk, waiting, a_visit(LATER.replace(hour=11)), at=AT)
    assert patients.load_contact(house.desk, patient).email == "new@example.org"
