"""Private links at the door, pages that nobody keeps, and public pages on which everybody is a visitor."""

import re
from dataclasses import replace

import pytest
import time_machine
from django.conf import settings
from django.contrib.auth import get_user_model
from django.core.cache import cache
from django.urls import reverse

from enthesis.actions.waiting_links import issue_waiting_link
from enthesis.domain.terms import Role
from enthesis.store import waiting
from enthesis.store.models import AuditRow, LinkRow, WaitingRow
from enthesis.store.practice import save_practice
from tests.support.cases import AT, House, a_hip, a_house, practice_of
from tests.support.portal import RIGHT, WRONG
from tests.support.screen import Screen, text_of
from tests.support.visitor import Visitor
from tests.support.waiting import a_small_house, an_asker, joins

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def fresh() -> None:
    cache.clear()


def browser_that_asked(house: House) -> Visitor:
    """Its request has no time, and its session knows it."""
    visitor = Visitor()
    with time_machine.travel(AT, tick=False):
        session = visitor.client.session
        session["asked"] = str(an_asker(house, "Asker"))
        session.save()
    visitor.client.cookies["sessionid"] = session.session_key or ""
    return visitor


@pytest.mark.parametrize("to", ["visit", "waiting", "forms"])
def test_every_private_link_is_tried_only_so_often_from_one_address(
    to: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(settings.ACCOUNT_RATE_LIMITS, "visit_link", "2/10m/ip")
    page = {"visit": "public:visit_link", "waiting": "public:waiting_link", "forms": "portal:link"}[to]
    a_house()
    visitor = Visitor()
    statuses = [visitor.post(page, RIGHT, token=f"made-up-{n}").status_code for n in range(3)]
    assert statuses == [303, 303, 429]
    assert "Too much has been sent" in text_of(visitor.post(page, RIGHT, token="made-up"))


@pytest.mark.parametrize("address", ["/w/token/", "/waiting/", "/waiting/join/", "/v/token/", "/my/link/t/"])
def test_nothing_keeps_a_page_behind_a_private_link(address: str) -> None:
    a_house()
    assert Visitor().open(address)["Cache-Control"] == "no-store"


def test_what_is_the_same_for_everybody_may_be_kept() -> None:
    a_house()
    assert "Cache-Control" not in Visitor().open("/")
    assert Visitor().open("/no/such/page/")["Cache-Control"] == "no-store"


def test_who_is_signed_in_and_books_on_the_public_pages_is_shown_the_visit() -> None:
    house, visitor = a_house(), Visitor()
    with time_machine.travel(AT, tick=False):
        person = house.desk.actor.person
        visitor.client.force_login(get_user_model().objects.get(pk=person))

    link = visitor.books()

    assert "Your visit is booked" in text_of(visitor.open(f"{link}booked/"))
    acts = AuditRow.objects.filter(action__in=("request_consultation", "issue_own_link"))
    assert {(row.action, row.role) for row in acts} == {
        ("request_consultation", "visitor"),
        ("issue_own_link", "visitor"),
    }


def test_who_lost_the_answer_and_sends_again_sees_their_place() -> None:
    house = a_small_house()
    visitor = browser_that_asked(house)
    join = {"half": "", "notice": "4"}
    assert visitor.post("public:waiting_join", join)["Location"] == "/waiting/"
    with time_machine.travel(AT, tick=False):
        session = visitor.client.session
        del session["waiting"]  # as if the first answer had never come
        session.save()

    assert visitor.post("public:waiting_join", join)["Location"] == "/waiting/"

    assert "You are on the waiting list" in text_of(visitor.get("public:waiting"))
    assert (WaitingRow.objects.count(), LinkRow.objects.count()) == (1, 2)


def test_a_link_that_was_ended_closes_the_page_of_whoever_is_in() -> None:
    house = a_small_house()
    place = joins(house, an_asker(house, "Asker"))
    visitor = Visitor()
    token = issue_waiting_link(house.scope(Role.SYSTEM), place, at=AT).secret
    assert visitor.post("public:waiting_link", RIGHT, token=token)["Location"] == "/waiting/"
    assert "You are on the waiting list" in text_of(visitor.get("public:waiting"))

    LinkRow.objects.update(revoked_at=AT)

    assert "This link does not work any more" in text_of(visitor.get("public:waiting"))
    assert visitor.post("public:waiting_link", RIGHT, token=token)["Location"] == "/waiting/"
    assert "This link does not work any more" in text_of(visitor.get("public:waiting"))


def test_the_kind_of_visit_of_a_request_is_one_that_patients_book_wherever_it_stands() -> None:
    site = practice_of("north")
    house = House(save_practice(replace(site, visit_types=site.visit_types[::-1]), at=AT))
    assert browser_that_asked(house).post("public:waiting_join", {"half": "", "notice": "4"})
    (place,) = waiting.list_waiting(house.desk, at=AT)
    assert place.wish.visit_type == "consultation"

    desk, asker = Screen(house.desk, a_hip(house, visit=None)), an_asker(house, "Other")
    add = reverse("practice:waiting_add")
    sent = {"submit_key": "a", "half": "", "clinician": "", "notice": "24"}
    assert desk.post(f"{add}?request={asker}", sent).status_code == 303
    assert {one.wish.visit_type for one in waiting.list_waiting(house.desk, at=AT)} == {"consultation"}
    shown = text_of(desk.get(reverse("practice:book", kwargs={"request_id": asker})))
    assert "14:30" in shown and "14:15" not in shown  # times of half an hour, not of a follow-up


def test_the_desk_hands_a_link_to_the_list_over_gives_tries_back_and_ends_them() -> None:
    house = a_small_house()
    place = joins(house, an_asker(house, "Asker"))
    desk = Screen(house.desk, a_hip(house, "Other"))
    page = reverse("practice:waiting_link", kwargs={"waiting_id": place})
    assert page in desk.get(reverse("practice:waiting_list")).content.decode()
    shown = desk.post(page, {"submit_key": "a", "do": "link"}).content.decode()
    found = re.search(r"/w/[\w-]{43}/", shown)
    assert found and "One private link leads to this place." in shown
    assert "shown already" in text_of(desk.post(page, {"submit_key": "a", "do": "link"}))

    visitor = Visitor()
    for _ in range(5):
        assert visitor.send(found[0], WRONG).status_code == 422
    assert "locked after five wrong dates of birth" in text_of(desk.get(page))
    assert desk.post(page, {"submit_key": "b", "do": "tries"})["Location"] == page
    assert visitor.send(found[0], RIGHT).status_code == 303
    assert "You are on the waiting list" in text_of(visitor.get("public:waiting"))

    assert desk.post(page, {"submit_key": "c", "do": "revoke"})["Location"] == page
    assert "No private link leads to this place." in text_of(desk.get(page))
    assert "This link does not work any more" in text_of(visitor.get("public:waiting"))
    assert Screen(house.scope(Role.RESEARCHER), desk.hip).get(page).status_code == 403
    assert Screen(a_house("south").desk, desk.hip).get(page).status_code == 404
