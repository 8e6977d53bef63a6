"""One visit's page: what can be said of it now, what happened to it, and where it moves."""

from dataclasses import replace
from datetime import datetime

import pytest
from django.http import HttpResponse

from enthesis.domain.practice.booking import BookingStatus
from enthesis.domain.practice.resource import Room
from enthesis.domain.terms import Role
from enthesis.store import bookings
from enthesis.store.practice import save_practice
from tests.support.at_the_desk import Desk, a_desk, slots
from tests.support.cases import AT, a_hip, a_hold, a_house, practice_of
from tests.support.screen import Screen, text_of

pytestmark = pytest.mark.django_db


def say(desk: Desk, act: str, **told: object) -> HttpResponse:
    version = told.pop("version", desk.booking.version)
    return desk.post("practice:visit", {"act": act, "version": version, **told}, booking_id=desk.booking.id)


def page(desk: Desk) -> str:
    return text_of(desk.get("practice:visit", booking_id=desk.booking.id))


def test_a_visit_to_come_can_be_moved_and_cancelled_only() -> None:
    told = page(a_desk())
    assert "Ida Ferro Tuesday, 9 March 2027, 10:00 (America/New York) Booked" in told
    assert "Move to another time" in told and "Cancel the visit" in told
    assert "Arrived" not in told and "Did not come" not in told


def test_its_course_from_arrival_to_the_end() -> None:
    desk = a_desk().on_the_day()
    for act, status in (
        ("arrive", BookingStatus.ARRIVED),
        ("room", BookingStatus.ROOMED),
        ("finish", BookingStatus.DONE),
        ("reopen", BookingStatus.BOOKED),
        ("miss", BookingStatus.NO_SHOW),
    ):
        assert say(desk, act, submit_key=act).status_code == 303
        assert desk.booking.status is status
    told = page(desk)
    for word in ("Did not come", "Opened again", "Seen, and gone", "Taken to a room", "Booked"):
        assert word in told
    assert "Desk" in told


def test_a_room_is_chosen_by_name() -> None:
    desk = a_desk().on_the_day()
    rooms = tuple(Room(slug=f"r{n}", name=f"Room {n}", office="town", kind="exam") for n in (1, 2))
    save_practice(replace(practice_of("north"), rooms=rooms), at=AT)
    say(desk, "arrive")
    assert "Room 1" in page(desk)
    assert say(desk, "room", room="r2", submit_key="two").status_code == 303
    assert "In Room 2" in page(desk)
    answer = say(desk, "room", room="nowhere", submit_key="three")
    assert answer.status_code == 422
    assert "This room is not at the office of the visit." in text_of(answer)


def test_a_stale_page_is_told_so() -> None:
    desk = a_desk().on_the_day()
    say(desk, "arrive")
    answer = say(desk, "finish", version=1, submit_key="late")
    assert answer.status_code == 409
    assert "Somebody changed this visit since you opened it" in text_of(answer)


def test_the_same_press_twice_is_one_arrival() -> None:
    desk = a_desk().on_the_day()
    assert [say(desk, "arrive", version=1).status_code for _ in range(2)] == [303, 303]
    assert desk.booking.version == 2


def test_what_is_not_possible_now_is_a_sentence() -> None:
    answer = say(a_desk(), "miss")
    assert answer.status_code == 422
    assert "This visit has not begun, so nobody can have missed it." in text_of(answer)


def test_a_cancellation_says_why() -> None:
    desk = a_desk()
    assert "Choose why it is cancelled." in text_of(say(desk, "cancel", why=""))
    assert say(desk, "cancel", why="practice", submit_key="two").status_code == 303
    told = page(desk)
    assert "Cancelled" in told and "The practice cannot keep the time" in told
    assert "Nothing more can be said about this visit here." in told


@pytest.mark.parametrize("act", ["", "explode", "book", "move"])
def test_an_unknown_act_is_refused(act: str) -> None:
    answer = say(a_desk(), act)
    assert answer.status_code == 422
    assert "Choose what happened." in text_of(answer)


def test_messages_and_where_they_stand_are_shown() -> None:
    assert "Visit booked" in page(a_desk())


def test_a_held_visit_names_who_asked_and_leads_to_the_request() -> None:
    desk = a_desk()
    request = a_hold(desk.house, "Bruno", hour=14)
    held = bookings.held_by(desk.house.desk, {request})[request]
    told = text_of(desk.get("practice:visit", booking_id=held.id))
    assert "Ida Bruno" in told and "Requested" in told and "Say who it is" in told


def test_who_may_only_read_sees_no_button_and_no_name() -> None:
    desk = a_desk(Role.RESEARCHER).on_the_day()
    told = page(desk)
    assert "Arrived" not in told and "Ferro" not in told
    answer = say(desk, "arrive")
    assert answer.status_code == 422
    assert "Record arrival is not open to the role" in text_of(answer)


def test_an_unknown_visit_is_not_found() -> None:
    desk = a_desk()
    other = a_desk_of_another_practice()
    assert desk.get("practice:visit", booking_id=other.booking.id).status_code == 404


def a_desk_of_another_practice() -> Desk:
    hip = a_hip(a_house("south"))
    return Desk(hip.house, hip, Screen(hip.house.desk, hip))


def move(desk: Desk, slot: str, **told: object) -> HttpResponse:
    sent = {"version": desk.booking.version, "why": "patient", "slot": slot, **told}
    return desk.post("practice:move_visit", sent, booking_id=desk.booking.id)


def test_a_visit_moves_to_a_free_time() -> None:
    desk = a_desk()
    free = slots(desk.get("practice:move_visit", booking_id=desk.booking.id))
    assert "town.doctor.20270309T1500" not in free  # its own
    assert move(desk, "town.doctor.20270310T1400").status_code == 303
    assert desk.booking.visit.wall_start == datetime(2027, 3, 10, 9, 0)  # noqa: DTZ001  a wall time
    assert "Moved" in page(desk)


def test_a_visit_moves_outside_every_session_only_when_that_is_ticked() -> None:
    desk = a_desk()
    evening = "town.doctor.20270310T2300"
    answer = move(desk, evening)
    assert answer.status_code == 422
    assert "it is closed, or outside every session" in text_of(answer)
    assert slots(answer)[0] == evening
    assert desk.booking.version == 1

    assert move(desk, evening, outside="on", submit_key="another").status_code == 303
    assert desk.booking.visit.wall_start == datetime(2027, 3, 10, 18, 0)  # noqa: DTZ001  a wall time


def test_a_time_taken_meanwhile_names_the_next_ones_and_the_visit_stays() -> None:
    desk = a_desk()
    desk.also("Second", 11)
    answer = move(desk, "town.doctor.20270309T1600")
    assert answer.status_code == 422
    assert "11:00 has just been taken. The next free times: Tuesday 09 March 2027, 11:30" in text_of(answer)
    assert desk.booking.version == 1


@pytest.mark.parametrize("slot", ["", "x", "town.doctor.never", "a.b.c.d"])
def test_a_time_nobody_can_read_is_a_sentence(slot: str) -> None:
    answer = move(a_desk(), slot)
    assert answer.status_code == 422
    told = text_of(answer)
    assert "Choose a free time." in told or "The time that was sent cannot be read." in told


def test_a_time_at_an_office_that_is_not_there_is_not_found() -> None:
    assert move(a_desk(), "moon.doctor.20270310T1400").status_code == 404


def test_a_move_from_a_stale_page_is_told_so() -> None:
    assert move(a_desk(), "town.doctor.20270310T1400", version=9).status_code == 409
