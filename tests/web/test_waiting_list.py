"""The desk's page of the waiting list: who waits, what is on offer, and what the desk says happened."""

from datetime import timedelta
from typing import cast
from uuid import UUID

import pytest
import time_machine
from django.contrib.auth import get_user_model
from django.http import HttpResponse
from django.test import Client
from django.urls import reverse

from enthesis.domain.people.patient import Reach
from enthesis.domain.practice.offer import OfferStatus
from enthesis.domain.terms import Role
from enthesis.store import bookings, offers, waiting
from tests.support.cases import AT, House, a_hip
from tests.support.screen import text_of
from tests.support.waiting import (
    a_holder,
    a_small_house,
    abolish,
    an_asker,
    cancels,
    joins,
    listed,
    on,
    serve,
    the_offer,
    told,
)

pytestmark = pytest.mark.django_db

LIST, ADD = "/practice/waiting-list/", "/practice/waiting-list/add/"


class Desk:
    def __init__(self, house: House, role: Role = Role.DESK) -> None:
        self.client, self.sent = Client(), 0
        with time_machine.travel(AT, tick=False):
            person = house.scope(role).actor.person
            assert person
            self.client.force_login(get_user_model().objects.get(pk=person))

    def get(self, url: str) -> HttpResponse:
        with time_machine.travel(AT, tick=False):
            return cast(HttpResponse, self.client.get(url))

    def post(self, url: str, **typed: object) -> HttpResponse:
        self.sent += 1
        with time_machine.travel(AT, tick=False):
            return cast(HttpResponse, self.client.post(url, {"submit_key": f"key {self.sent}", **typed}))

    def says(self, act: str, about: UUID) -> HttpResponse:
        return self.post(LIST, act=act, about=str(about))


@pytest.fixture
def house() -> House:
    return a_small_house()


def an_offer(house: House, *, agreed: tuple[Reach, ...] = (Reach.EMAIL,)) -> UUID:
    """Somebody waits with a visit in two days, and tomorrow is on offer to them."""
    place = joins(house, a_holder(house, "Late", on(1), agreed=agreed), now=AT - timedelta(hours=1))
    assert serve(house) == 1
    return place


def test_the_list_says_who_waits_for_what_and_what_is_held_until_when(house: House) -> None:
    an_offer(house)
    joins(house, a_holder(house, "Behind", on(2)))
    shown = text_of(Desk(house).get(LIST))
    assert shown.index("1. Ida Late") < shown.index("2. Ida Behind")
    assert "Has 10 March 2027, 10:00, Town" in shown
    assert "On offer: 9 March 2027, 10:00, Town , held until 8 March 2027, 11:00" in shown


def test_who_waits_for_what_the_practice_has_no_more_is_left_to_the_desk(house: House) -> None:
    place = an_offer(house)
    abolish(house, "consultation")
    desk = Desk(house)

    shown = text_of(desk.get(LIST))

    assert "The practice no longer has what they wait for. Ask them, and put them on the list anew." in shown
    assert "visit: consultation" in shown
    assert desk.get(f"{LIST}{place}/offer/").status_code == 200
    serve(house)
    assert "Offer a time" not in text_of(desk.get(LIST))
    assert desk.says("removed", place).status_code == 303
    assert "Nobody waits." in text_of(desk.get(LIST))


def test_an_empty_list_says_how_somebody_gets_on_it(house: House) -> None:
    assert "Nobody waits." in text_of(Desk(house).get(LIST))


def test_who_is_to_be_called_stands_there_with_the_number_and_what_can_come_of_it(house: House) -> None:
    an_offer(house, agreed=())
    desk = Desk(house)
    number = told("Late").contact.phone
    assert f"Agreed to no message. Call: (201) 555-{number[-4:]}" in text_of(desk.get(LIST))

    assert desk.says("called", the_offer(house).id).status_code == 303

    assert the_offer(house).called_at == AT
    assert "Call:" not in text_of(desk.get(LIST))


@pytest.mark.parametrize(
    ("act", "status"),
    [
        ("accepted", OfferStatus.ACCEPTED),
        ("declined", OfferStatus.DECLINED),
        ("taken_back", OfferStatus.WITHDRAWN),
        ("passed", OfferStatus.UNTOLD),
    ],
)
def test_the_desk_says_what_came_of_an_offer(house: House, act: str, status: OfferStatus) -> None:
    an_offer(house, agreed=())
    desk, offer = Desk(house), the_offer(house)
    assert desk.says(act, offer.id).status_code == 303
    assert offers.load_offer(house.desk, offer.id).status is status
    assert status.label in text_of(desk.get(LIST))
    again = desk.says(act, offer.id)
    assert again.status_code == 422
    assert "This offer is over." in text_of(again)


def test_somebody_is_taken_off(house: House) -> None:
    place = an_offer(house)
    assert Desk(house).says("removed", place).status_code == 303
    assert listed(house) == []


def test_the_desk_puts_a_visit_a_request_and_a_hip_on_the_list(house: House) -> None:
    desk = Desk(house)
    held = a_holder(house, "Held", on(3))
    request, case = an_asker(house, "Asker"), a_hip(house, "Known", visit=on(6)).case
    wish = {"half": "", "clinician": "", "notice": "24"}
    for query, name in (
        (f"booking={held.id}", "Held"),
        (f"request={request}", "Asker"),
        (f"case={case}", "Known"),
    ):
        assert f"Ida {name}" in text_of(desk.get(f"{ADD}?{query}"))
        assert desk.post(f"{ADD}?{query}", **wish).status_code == 303
    assert len(listed(house)) == 3
    kept = bookings.bookings_of(house.desk, case)[-1]
    (of_case,) = [one for one in waiting.list_waiting(house.desk, at=AT) if one.subject.case]
    assert of_case.has is not None and of_case.has.id == kept.id
    again = desk.post(f"{ADD}?booking={held.id}", **wish)
    assert again.status_code == 422
    assert "on the waiting list already" in text_of(again)


@pytest.mark.parametrize("told", ["", "?booking=nobody", "?case="])
def test_without_somebody_named_it_says_where_to_begin(house: House, told: str) -> None:
    assert "Open a visit, a request or a hip" in text_of(Desk(house).get(f"{ADD}{told}"))


def test_a_visit_and_a_request_lead_to_the_list(house: House) -> None:
    desk = Desk(house)
    held, request = a_holder(house, "Held", on(3)), an_asker(house, "Asker")
    for page in (
        reverse("practice:visit", kwargs={"booking_id": held.id}),
        reverse("practice:request", kwargs={"request_id": request}),
    ):
        assert f"{ADD}?".encode() in desk.get(page).content


def test_out_of_order_needs_a_reason_and_says_who_is_first(house: House) -> None:
    early = a_holder(house, "Early", on())
    joins(house, a_holder(house, "First", on(1)), now=AT - timedelta(hours=1))
    second = joins(house, a_holder(house, "Second", on(2)))
    cancels(house, early)
    desk, page = Desk(house), reverse("practice:waiting_offer", kwargs={"waiting_id": second})
    assert "first in order: Ida First" in text_of(desk.get(page))
    slot = "town@doctor@20270309T1500"

    refused = desk.post(page, slot=slot)
    assert refused.status_code == 422
    assert "Somebody else is first in order" in text_of(refused)
    assert desk.post(page, slot=slot, reason="Needs it for work.").status_code == 303

    assert (the_offer(house).waiting, the_offer(house).reason) == (second, "Needs it for work.")
    gone = desk.post(reverse("practice:waiting_offer", kwargs={"waiting_id": listed(house)[0]}), slot=slot)
    assert "This time is no longer free" in text_of(gone)


def test_who_sees_no_names_sees_no_list(house: House) -> None:
    assert Desk(house, Role.RESEARCHER).get(LIST).status_code == 403
