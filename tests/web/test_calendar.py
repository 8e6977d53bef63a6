"""Day, week and month: what is booked, requested, offered, free and closed, in a fixed number of queries."""

import re
from dataclasses import replace
from datetime import date, datetime, time

import pytest
from django.db import connection
from django.http import HttpResponse
from django.test.utils import CaptureQueriesContext

from enthesis.actions.bookings import cancel_booking
from enthesis.actions.closures import close_time
from enthesis.domain.practice.booking import Why
from enthesis.domain.practice.practice import Clinician, Office, Practice
from enthesis.domain.practice.session import Closure, Session
from enthesis.domain.terms import Role
from enthesis.store.practice import save_practice
from tests.support.at_the_desk import Desk, a_desk
from tests.support.cases import AT, ZONE, a_hold, a_request, a_visit, book, practice_of
from tests.support.screen import text_of

pytestmark = pytest.mark.django_db
NAME = "practice:calendar"
WEEK = ("monday", "tuesday", "wednesday", "thursday", "friday")
CELL = re.compile(r'<td class="is-([\w-]+)"(?: rowspan="(\d+)")?>')


def shown(desk: Desk, **told: str) -> HttpResponse:
    query = "&".join(f"{name}={value}" for name, value in {"on": "2027-03-09", **told}.items())
    page = desk.get(NAME, query=f"?{query}")
    assert page.status_code == 200
    return page


def table(page: HttpResponse) -> list[list[tuple[str, int]]]:
    """The looks of the cells of each row, with how many rows each spans."""
    body = page.content.decode().partition("<tbody>")[2].partition("</tbody>")[0]
    return [[(look, int(rows or 1)) for look, rows in CELL.findall(row)] for row in body.split("<tr")[1:]]


def test_a_day_shows_who_comes_and_what_is_free() -> None:
    page = shown(a_desk())
    told = text_of(page)
    assert "Tuesday, 9 March 2027" in told
    assert "Times on the clocks of the offices (America/New York)" in told
    assert "10:00 Ida Ferro Left · Consultation Booked" in told
    assert "1 booked · 15 free" in told
    assert 'aria-label="Book 09:30, The Doctor, Town"' in page.content.decode()


def test_every_row_of_the_table_is_full() -> None:
    desk = a_desk()
    desk.also("Second", 12, 15)
    for kind in ("consultation", "follow-up"):
        filled, columns = 0, 1
        left: list[int] = []
        for row in table(shown(desk, kind=kind)):
            left = [rows - 1 for rows in left if rows > 1] + [rows for _, rows in row]
            assert len(left) == columns
            filled += 1
        assert filled >= 16


def test_a_free_time_leads_to_the_telephone_with_the_time_chosen() -> None:
    page = shown(a_desk()).content.decode()
    assert "/practice/telephone/?office=town&amp;kind=consultation&amp;slot=town.doctor.20270309T1400" in page


def test_a_cancelled_visit_is_not_there_and_its_time_is_free() -> None:
    desk = a_desk()
    cancel_booking(desk.house.desk, desk.booking.id, why=Why.PATIENT, read=1, at=AT)
    told = text_of(shown(desk))
    assert "Ferro" not in told
    assert "0 booked · 16 free" in told


def test_a_visit_that_was_asked_for_says_so() -> None:
    desk = a_desk()
    a_hold(desk.house, "Bruno", hour=14)
    assert "14:00 Ida Bruno Left · Consultation Requested" in text_of(shown(desk))


def test_closed_hours_are_closed() -> None:
    desk = a_desk()
    day = date(2027, 3, 9)
    close_time(desk.house.desk, Closure(first=day, last=day, begins=time(12), ends=time(13)), at=AT)
    page = shown(desk)
    assert "Closed" in text_of(page)
    assert "1 booked · 13 free" in text_of(page)
    assert "Partly closed" in text_of(shown(desk, view="month"))


def test_a_day_without_anything_says_so() -> None:
    assert "Nobody works and nothing is booked on this day." in text_of(shown(a_desk(), on="2027-03-13"))


def test_a_week_lists_who_comes_and_leads_to_each_day() -> None:
    page = shown(a_desk(), view="week")
    told = text_of(page)
    assert "8 March 2027 to 14 March 2027" in told
    assert "1 booked 15 free 10:00 Ida Ferro" in told
    assert "view=day&amp;on=2027-03-11" in page.content.decode()


def test_a_month_counts_every_day() -> None:
    told = text_of(shown(a_desk(), view="month"))
    assert "March 2027" in told
    assert "9 1 booked 15 free" in told
    assert "Sunday 1 0 booked 2 0 booked" in told  # over: nothing of these is free


@pytest.mark.parametrize(
    "told",
    [
        {"on": "tomorrow"},
        {"view": "year"},
        {"office": "nowhere"},
        {"clinician": "nobody"},
        {"kind": "surgery"},
        {"on": "9999-12-31", "view": "month"},
        {"on": "0001-01-01", "view": "week"},
    ],
)
def test_an_odd_address_shows_a_calendar(told: dict[str, str]) -> None:
    shown(a_desk(), **told)


def test_one_clinician_and_one_office_are_shown_alone() -> None:
    desk = a_desk()
    assert "Ida Ferro" not in text_of(shown(desk, clinician="other"))
    assert "Ida Ferro" in text_of(shown(desk, clinician="doctor", office="town"))


def test_who_may_not_see_names_sees_none() -> None:
    desk = a_desk(Role.RESEARCHER)
    a_hold(desk.house, "Bruno", hour=14)
    for view in ("day", "week"):
        told = text_of(shown(desk, view=view))
        assert "Ferro" not in told and "Bruno" not in told
        assert "Name not shown" in told


def test_the_night_in_which_the_clocks_change_is_a_day_like_others() -> None:
    desk = a_desk()
    night = Session(clinician="doctor", office="town", weekday="sunday", opens=time(0), closes=time(4))
    save_practice(replace(practice_of("north"), sessions=(night,)), at=AT)
    spring, autumn = (text_of(shown(desk, on=on)) for on in ("2027-03-14", "2027-11-07"))
    assert "02:30" not in spring and "03:30 Free" in spring
    assert "01:30 Free" in autumn


SHOWN = {"day": r"Left · Consultation (?:Booked|Requested)", "week": r"Ida \w+", "month": r"9 13 booked"}


def big(slug: str) -> Practice:
    """Twelve clinicians at four offices, everybody somewhere every day."""
    plain = practice_of(slug)
    offices = ("town", "far", "north-end", "south-end")
    return replace(
        plain,
        offices=tuple(Office(slug=o, name=o.title(), state="NJ", zone=ZONE) for o in offices),
        clinicians=(
            *(Clinician(slug=f"c{n}", name=f"Doctor {n}") for n in range(11)),
            Clinician(slug="doctor", name="The Doctor"),
        ),
        sessions=tuple(
            Session(clinician=c, office=offices[(n + d) % 4], weekday=day, opens=time(9), closes=time(17))
            for n, c in enumerate([*(f"c{k}" for k in range(11)), "doctor"])
            for d, day in enumerate(WEEK)
        ),
    )


@pytest.mark.parametrize(("view", "told"), [("day", 2 * 13), ("week", 13), ("month", 1)])
def test_a_full_calendar_of_a_big_practice_asks_no_more_than_an_empty_one(view: str, told: int) -> None:
    """A day stands there twice: as a table, and for small screens as a list."""
    desk = a_desk()
    save_practice(big("north"), at=AT)
    with CaptureQueriesContext(connection) as few:
        shown(desk, view=view)
    for number in range(11):
        family = "Demo" + "abcdefghijk"[number]
        visit = replace(a_visit(datetime(2027, 3, 9, 9 + number % 8)), clinician=f"c{number}")  # noqa: DTZ001
        book(desk.house, a_request(desk.house, family), visit)
    a_hold(desk.house, "Held", hour=16)
    with CaptureQueriesContext(connection) as many:
        page = shown(desk, view=view)
    assert len(re.findall(SHOWN[view], text_of(page))) == told
    assert len(many) <= len(few) + 1  # the requests that hold a visit
    assert len(many) <= 16
