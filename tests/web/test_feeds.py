"""Calendar links: made, read by programs, ended; a wrong one looks like any address that is not there."""

from datetime import timedelta

import icalendar
import pytest
import time_machine
from django.http import HttpResponse
from django.test import Client

from enthesis.actions.bookings import cancel_booking, move_booking
from enthesis.domain.practice.booking import Why
from enthesis.domain.terms import Role
from enthesis.store import feeds
from tests.support.at_the_desk import Desk, a_desk
from tests.support.cases import AT, a_hold, a_visit
from tests.support.operations import DOCTOR, a_theatre, book, cancel, with_hospitals
from tests.support.screen import text_of

pytestmark = pytest.mark.django_db
NAME = "practice:feeds"


def make(desk: Desk, *, key: str = "make") -> str:
    """The address of a new link, below the site's own."""
    page = desk.post(NAME, {"do": "make", "clinician": "doctor", "submit_key": key})
    assert page.status_code == 200
    address = page.content.decode().partition('readonly value="')[2].partition('"')[0]
    return "/" + address.split("/", 3)[3]


def read(address: str, **headers: str) -> HttpResponse:
    with time_machine.travel(AT, tick=False):
        return Client().get(address, headers=headers)  # type: ignore[return-value]


def entries(answer: HttpResponse) -> list[icalendar.Event]:
    assert answer.status_code == 200
    return icalendar.Calendar.from_ical(answer.content).walk("VEVENT")


def test_the_link_is_shown_once_and_opens_the_calendar_without_signing_in() -> None:
    desk = a_desk()
    address = make(desk)
    assert address.startswith("/calendar/") and address.endswith(".ics")
    assert address not in desk.get(NAME).content.decode()
    answer = read(address)
    assert answer["Content-Type"] == "text/calendar; charset=utf-8"
    (event,) = entries(answer)
    assert event["SUMMARY"] == "Visit – Town"


def test_the_calendar_names_nobody() -> None:
    desk = a_desk()
    a_hold(desk.house, "Bruno", hour=14)
    text = read(make(desk)).content.decode()
    for word in ("Ida", "Ferro", "Bruno", "ida@example.org", "555", "hurts", "Left", "Consultation"):
        assert word not in text


def test_an_operation_stands_in_the_calendar_with_its_hospital_and_nothing_else() -> None:
    desk = a_desk()
    with_hospitals(desk.house)
    book(desk.hip.examine().image().classify().tell().draft(), a_theatre(), (DOCTOR,))
    address = make(desk)
    found = {str(event["SUMMARY"]): event for event in entries(read(address))}
    operation = found["Operation – General Hospital"]
    assert (operation["STATUS"], operation["SEQUENCE"]) == ("TENTATIVE", 0)
    cancel(desk.hip)
    found = {str(event["SUMMARY"]): event for event in entries(read(address))}
    operation = found["Operation – General Hospital"]
    assert (operation["STATUS"], operation["SEQUENCE"]) == ("CANCELLED", 1)
    assert "ill" not in str(operation)


def test_a_program_that_has_it_is_told_so_until_something_changes() -> None:
    desk = a_desk()
    address = make(desk)
    first = read(address)
    assert first["Cache-Control"] == "private, max-age=300"
    again = read(address, if_none_match=first["ETag"])
    assert (again.status_code, again.content) == (304, b"")

    later = AT + timedelta(minutes=5)
    move_booking(
        desk.house.desk,
        desk.booking.id,
        a_visit(desk.booking.visit.wall_start + timedelta(hours=1)),
        why=Why.PATIENT,
        read=1,
        at=later,
    )
    changed = read(address, if_none_match=first["ETag"])
    (before,), (after,) = entries(first), entries(changed)
    assert after["UID"] == before["UID"]
    assert (before["SEQUENCE"], after["SEQUENCE"]) == (0, 1)
    assert changed["Last-Modified"] == "Mon, 08 Mar 2027 14:05:00 GMT"


def test_a_cancelled_visit_says_so_and_a_requested_one_is_tentative() -> None:
    desk = a_desk()
    a_hold(desk.house, "Bruno", hour=14)
    address = make(desk)
    cancel_booking(desk.house.desk, desk.booking.id, why=Why.PATIENT, read=1, at=AT)
    assert [event["STATUS"] for event in entries(read(address))] == ["CANCELLED", "TENTATIVE"]


def test_a_wrong_link_an_ended_one_and_a_strange_address_look_alike() -> None:
    desk = a_desk()
    old, new = make(desk), make(desk, key="again")
    feed = feeds.list_feeds(desk.house.desk)[0]
    assert read(new).status_code == 200
    desk.post(NAME, {"do": "revoke", "feed": str(feed.id), "submit_key": "end"})
    told = {text_of(read(address)) for address in (old, new, "/calendar/x.ics", "/calendar/%F0%9F%A6%B4.ics")}
    assert len(told) == 1
    assert "There is no such page." in told.pop()
    assert read(new).status_code == 404
    assert "No link" in text_of(desk.get(NAME))


def test_a_form_sent_twice_shows_no_second_secret() -> None:
    desk = a_desk()
    make(desk)
    again = desk.post(NAME, {"do": "make", "clinician": "doctor", "submit_key": "make"})
    assert "This link was shown once already." in text_of(again)


@pytest.mark.parametrize("told", [{}, {"do": "make"}, {"do": "revoke"}, {"do": "x", "clinician": "doctor"}])
def test_half_a_form_does_nothing(told: dict[str, str]) -> None:
    desk = a_desk()
    assert desk.post(NAME, told).status_code == 422
    assert feeds.list_feeds(desk.house.desk) == ()


def test_a_link_for_nobody_is_not_found() -> None:
    assert a_desk().post(NAME, {"do": "make", "clinician": "nobody"}).status_code == 404


def test_who_may_not_make_links_does_not_come_in() -> None:
    assert a_desk(Role.NURSE).get(NAME).status_code == 403
