"""A patient who is here is taken to a room of the office."""

from dataclasses import replace
from datetime import datetime, timedelta

import pytest

from enthesis.actions import bookings as acts
from enthesis.domain.errors import NotAllowed, Stale
from enthesis.domain.practice.booking import Booking, BookingStatus
from enthesis.domain.practice.resource import Room
from enthesis.store import bookings
from enthesis.store.audit import list_audit
from enthesis.store.practice import save_practice
from tests.support.cases import AT, Hip, House, a_hip, a_house, a_request, a_visit, book, practice_of

pytestmark = pytest.mark.django_db
ROOMS = tuple(Room(slug=f"r{n}", name=f"Room {n}", office="town", kind="exam") for n in (1, 2))
NOW = AT + timedelta(days=1)


def with_rooms() -> House:
    house = a_house()
    save_practice(replace(practice_of("north"), rooms=ROOMS), at=AT)
    return house


def arrived(house: House, case: object, *, at: datetime = NOW) -> Booking:
    booking = the_visit(house, case)
    acts.record_arrival(house.desk, booking.id, read=booking.version, at=at)
    return the_visit(house, case)


def the_visit(house: House, case: object) -> Booking:
    return bookings.bookings_of(house.desk, case)[-1]  # type: ignore[arg-type]


def take(house: House, booking: Booking, room: str) -> None:
    acts.record_rooming(house.nurse, booking.id, room, read=booking.version, at=NOW)


def another(house: House, *, day: int = 9) -> object:
    return book(house, a_request(house, "Second"), a_visit(datetime(2027, 3, day, 11)))  # noqa: DTZ001


def test_the_room_is_kept_until_the_visit_is_opened_again() -> None:
    house = with_rooms()
    hip = a_hip(house)
    take(house, arrived(house, hip.case), "r1")
    roomed = the_visit(house, hip.case)
    assert (roomed.status, roomed.room) == (BookingStatus.ROOMED, "r1")
    assert '"room":"r1"' in list_audit(house.desk)[0].detail

    take(house, roomed, "r2")
    acts.finish_visit(house.desk, roomed.id, read=roomed.version + 1, at=NOW)
    done = the_visit(house, hip.case)
    assert (done.status, done.room) == (BookingStatus.DONE, "r2")
    acts.reopen_visit(house.desk, done.id, read=done.version, at=NOW)
    assert the_visit(house, hip.case).room == ""


def test_where_the_practice_names_no_rooms_none_is_asked() -> None:
    house = a_house()
    hip = a_hip(house)
    take(house, arrived(house, hip.case), "")
    assert the_visit(house, hip.case).status is BookingStatus.ROOMED


def test_a_room_somebody_is_in_is_refused_until_that_visit_is_done() -> None:
    house = with_rooms()
    first, second = a_hip(house), another(house)
    take(house, arrived(house, first.case), "r1")
    waits = arrived(house, second)
    with pytest.raises(NotAllowed, match="Somebody else is in Room 1"):
        take(house, waits, "r1")
    in_it = the_visit(house, first.case)
    acts.finish_visit(house.desk, in_it.id, read=in_it.version, at=NOW)
    take(house, waits, "r1")
    assert the_visit(house, second).room == "r1"


def test_who_was_left_in_a_room_yesterday_is_in_nobodys_way() -> None:
    house = with_rooms()
    yesterday, today = a_hip(house), another(house, day=10)
    take(house, arrived(house, yesterday.case), "r1")
    take(house, arrived(house, today, at=NOW + timedelta(days=1)), "r1")
    assert the_visit(house, today).room == "r1"


@pytest.mark.parametrize("room", ["", "elsewhere"])
def test_only_a_room_of_the_office_will_do(room: str) -> None:
    house = with_rooms()
    hip = a_hip(house)
    with pytest.raises(NotAllowed, match="This room is not at the office of the visit"):
        take(house, arrived(house, hip.case), room)


def test_who_is_not_here_is_in_no_room() -> None:
    house = with_rooms()
    hip = a_hip(house)
    with pytest.raises(NotAllowed, match="is booked and cannot be taken to a room"):
        take(house, the_visit(house, hip.case), "r1")


def test_a_stale_page_takes_nobody_to_a_room() -> None:
    house = with_rooms()
    hip: Hip = a_hip(house)
    seen = arrived(house, hip.case)
    take(house, seen, "r1")
    with pytest.raises(Stale, match="Somebody changed this visit since you opened it"):
        take(house, seen, "r2")
