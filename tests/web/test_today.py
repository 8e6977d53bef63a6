"""Today leads whoever looks to what they may do, and asks of visits that are over whether somebody came."""

import re
from datetime import timedelta

import pytest
from django.urls import reverse

from enthesis.actions.ended import record_end
from enthesis.domain.pathway.ended import Ended, EndKind, ToldBy
from enthesis.domain.practice.booking import BookingStatus
from enthesis.domain.terms import STAFF, Role
from enthesis.store import bookings
from tests.support.at_the_desk import Desk, a_desk
from tests.support.cases import a_hold
from tests.support.screen import Screen, form_in, text_of

pytestmark = pytest.mark.django_db
TODAY, UNSPOKEN = "/practice/", "/practice/visits/unspoken/"
MAIN = re.compile(r"<main.*</main>", re.DOTALL)


def links(desk: Desk, url: str = TODAY) -> set[str]:
    main = MAIN.search(desk.screen.get(url).content.decode())
    assert main
    return set(re.findall(r'href="(/practice/[^"#?]*)', main[0]))


def the_next_day(desk: Desk) -> Desk:
    desk.hip.now = desk.booking.visit.starts_at + timedelta(days=1)
    desk.screen = Screen(desk.house.scope(desk.role), desk.hip)
    return desk


@pytest.mark.parametrize("role", sorted(STAFF))
def test_everything_on_it_is_open_to_whoever_looks(role: Role) -> None:
    desk = a_desk(role)
    a_hold(desk.house)
    desk.also("Bruno", 12)
    desk.on_the_day()
    found = links(desk)
    assert found
    assert {url: desk.screen.get(url).status_code for url in found} == dict.fromkeys(found, 200)


def test_the_desk_says_what_happens_from_today_and_stays_there() -> None:
    desk = a_desk().on_the_day()
    for act, status in (
        ("arrive", BookingStatus.ARRIVED),
        ("room", BookingStatus.ROOMED),
        ("finish", BookingStatus.DONE),
    ):
        form = form_in(desk.screen.get(TODAY), act)
        answer = desk.screen.post(reverse("practice:visit", kwargs={"booking_id": desk.booking.id}), form)
        assert (answer.status_code, answer["Location"]) == (303, TODAY)
        assert desk.booking.status is status
    assert "Open" in text_of(desk.screen.get(TODAY))


def test_a_surgeon_goes_on_with_the_hip() -> None:
    told = a_desk(Role.SURGEON).on_the_day().screen.get(TODAY).content.decode()
    assert 'examination/">Examine</a>' in told and 'value="arrive"' not in told


def test_visits_that_are_over_are_asked_about_until_somebody_speaks() -> None:
    desk = a_desk()
    desk.also("Bruno", 12)
    assert "did they come?" not in text_of(desk.on_the_day().screen.get(TODAY))
    the_next_day(desk)
    told = desk.screen.get(TODAY)
    assert "2 visits of yesterday: did they come?" in text_of(told) and UNSPOKEN in links(desk)
    page = desk.screen.get(UNSPOKEN)
    assert "Ida Ferro" in text_of(page) and "Ida Bruno" in text_of(page)
    form = form_in(page, "miss")
    first = desk.screen.post(reverse("practice:visit", kwargs={"booking_id": desk.booking.id}), form)
    assert (first.status_code, first["Location"]) == (303, UNSPOKEN)
    assert bookings.load_booking(desk.house.desk, desk.booking.id).status is BookingStatus.NO_SHOW
    assert "1 visit of yesterday: did they come?" in text_of(desk.screen.get(TODAY))


def test_an_over_visit_is_not_moved_from_its_page() -> None:
    desk = the_next_day(a_desk())
    told = text_of(desk.get("practice:visit", booking_id=desk.booking.id))
    assert "Move to another time" not in told and "Did not come" in told


def test_who_may_not_say_it_is_not_asked() -> None:
    told = text_of(the_next_day(a_desk(Role.RESEARCHER)).screen.get(TODAY))
    assert "did they come?" not in told


def test_a_death_stands_beside_the_name_and_above_the_messages() -> None:
    desk = a_desk().on_the_day()
    day = desk.hip.now.date()
    died = Ended(kind=EndKind.DIED, on=day, told_by=ToldBy.FAMILY)
    record_end(desk.house.desk, desk.hip.patient, died, at=desk.hip.tick())
    marked = f"Died: {day.day} {day:%B %Y}"
    assert marked in text_of(desk.screen.get(TODAY))
    told = text_of(desk.screen.get(reverse("practice:case_messages", kwargs={"case_id": desk.hip.case})))
    assert marked in told
    assert "Nothing is sent to it." in told
    assert "News of visits" not in told
