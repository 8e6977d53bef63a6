"""The telephone rings while others of the same birth date book on the web: nobody waits in a ring."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime, timedelta

import pytest

from enthesis.actions.act import Receipt
from enthesis.actions.requests import request_consultation
from enthesis.actions.telephone import book_by_telephone
from enthesis.domain.errors import NotAllowed, Stale
from enthesis.domain.practice.booking import Visit
from enthesis.domain.practice.caller import KnownCaller, NewCaller
from enthesis.domain.terms import PatientId, Side
from enthesis.store import bookings
from enthesis.store.audit import find_break
from tests.support.cases import AT, House, a_contact, a_house, a_visit, asked
from tests.support.fresh import together
from tests.support.registering import register

pytestmark = pytest.mark.usefixtures("fresh_database")

TEN = datetime(2027, 3, 9, 10, 0)  # noqa: DTZ001  a wall time
ROUNDS = 5


def at(day: int, place: int) -> Visit:
    return a_visit(TEN + timedelta(days=day, minutes=30 * place))


def calls(house: House, family: str, visit: Visit) -> Receipt:
    told = NewCaller(contact=replace(a_contact(family), given=family), side=Side.LEFT, reason="It hurts.")
    return book_by_telephone(house.desk, told, visit, at=AT)


def books(house: House, family: str, visit: Visit) -> Receipt:
    contact = replace(a_contact(family), email=f"{family.lower()}@example.org", phone="")
    told = replace(asked(family), contact=contact)
    return request_consultation(house.visitor, told, red_flags=frozenset(), visit=visit, at=AT)


def check_all_done(results: Sequence[object]) -> None:
    assert [one for one in results if not isinstance(one, Receipt)] == []


def both(house: House, turn: int) -> list[Receipt | Exception]:
    return together(2, lambda n: (calls if n else books)(house, f"Hip{turn}{n}", at(n, turn)))


def test_one_on_the_telephone_and_one_on_the_web_are_both_booked() -> None:
    house = a_house()
    assert house.desk.sees_contact  # signed in before the race
    for turn in range(ROUNDS):
        check_all_done(both(house, turn))
    assert find_break() is None


def test_many_of_one_birth_date_are_all_booked() -> None:
    house = a_house()
    assert house.desk.sees_contact

    check_all_done(together(12, lambda n: (calls if n % 2 else books)(house, f"Hip{n}", at(n % 2, n))))

    assert len(bookings.list_bookings(house.desk, AT, AT + timedelta(days=30))) == 12
    assert find_break() is None


def test_two_who_book_the_same_hip_at_once_do_not_both_book_it_unasked() -> None:
    house = a_house()
    for turn in range(ROUNDS):
        patient = register(house, given=f"Hip{turn}")
        told = KnownCaller(patient=PatientId(patient), side=Side.LEFT)

        results = together(
            2, lambda n, told=told, turn=turn: book_by_telephone(house.desk, told, at(n, turn), at=AT)
        )

        (refused,) = [one for one in results if not isinstance(one, Receipt)]
        assert isinstance(refused, NotAllowed) and refused.code == "one_more"


def test_two_who_register_the_same_caller_at_once_make_one_patient() -> None:
    house = a_house()
    assert house.desk.sees_contact
    for turn in range(ROUNDS):
        results = together(2, lambda n, turn=turn: calls(house, f"Twin{turn}", at(n, turn)))

        (refused,) = [one for one in results if not isinstance(one, Receipt)]
        assert isinstance(refused, Stale) and refused.code == "who"
