"""The desk and the private links to a visit: one is shown once, all end, tries are given back."""

import re

import pytest
from django.core.cache import cache
from django.urls import reverse

from enthesis.domain.terms import Role
from enthesis.store import bookings
from enthesis.store.models import AuditRow, LinkRow
from tests.support.cases import Hip, a_hip, a_house
from tests.support.screen import Screen, text_of
from tests.support.visitor import WHO, Visitor

pytestmark = pytest.mark.django_db
BORN = {name: WHO[name] for name in ("day", "month", "year")}


@pytest.fixture
def hip() -> Hip:
    cache.clear()
    return a_hip(a_house())


@pytest.fixture
def desk(hip: Hip) -> Screen:
    return Screen(hip.house.desk, hip)


def url(hip: Hip) -> str:
    (visit,) = bookings.bookings_of(hip.house.desk, hip.case)
    return reverse("practice:visit_link", kwargs={"booking_id": visit.id})


def shown(hip: Hip, desk: Screen, key: str = "a key") -> str:
    page = desk.post(url(hip), {"submit_key": key, "do": "link"})
    found = re.search(r"/v/[\w-]{43}/", page.content.decode())
    assert found, text_of(page)
    return found[0]


def test_a_link_is_handed_over_once_and_opens_the_visit(hip: Hip, desk: Screen) -> None:
    link = shown(hip, desk)
    assert Visitor(now=hip.now).send(link, BORN)["Location"] == reverse("public:visit")
    again = desk.post(url(hip), {"submit_key": "a key", "do": "link"})
    assert "shown already" in text_of(again) and link not in again.content.decode()
    assert "One private link leads to this visit." in text_of(desk.get(url(hip)))


def test_all_of_them_are_ended(hip: Hip, desk: Screen) -> None:
    link = shown(hip, desk)
    assert desk.post(url(hip), {"submit_key": "b", "do": "revoke"}).status_code == 303
    assert Visitor(now=hip.now).send(link, BORN)["Location"] == reverse("public:visit_ended")
    assert "No private link leads to this visit." in text_of(desk.get(url(hip)))
    assert AuditRow.objects.get(action="revoke_visit_links").detail == '{"links":1}'


def test_tries_are_given_back_where_they_are_used_up(hip: Hip, desk: Screen) -> None:
    link = shown(hip, desk)
    assert "five wrong dates" not in text_of(desk.get(url(hip)))
    visitor = Visitor(now=hip.now)
    for _ in range(5):
        visitor.send(link, {**BORN, "year": "1950"})
    assert "locked after five wrong dates of birth" in text_of(desk.get(url(hip)))
    assert desk.post(url(hip), {"submit_key": "c", "do": "tries"}).status_code == 303
    assert visitor.send(link, BORN)["Location"] == reverse("public:visit")
    assert LinkRow.objects.get().failures == 0


def test_it_is_for_those_who_book_and_for_their_own(hip: Hip) -> None:
    assert Screen(hip.house.scope(Role.RESEARCHER), hip).get(url(hip)).status_code == 403
    assert Screen(a_house("south").desk, hip).get(url(hip)).status_code == 404
