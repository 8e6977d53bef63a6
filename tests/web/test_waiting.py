"""The waiting list by private link: nothing is told before the birth date, and looking changes nothing."""

import re
from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import cast
from uuid import UUID

import pytest
import time_machine
from django.core import mail
from django.http import HttpResponse
from django.test import Client
from django.urls import reverse

from enthesis.actions.visit_links import issue_visit_link
from enthesis.actions.waiting import leave_waiting_list
from enthesis.cli.outbox.send import send_due_messages
from enthesis.domain.people.patient import Reach
from enthesis.domain.practice.booking import Booking
from enthesis.domain.practice.offer import OfferStatus
from enthesis.domain.practice.waiting import WaitingEnd
from enthesis.store import bookings, messages, offers, waiting
from enthesis.store.models import AuditRow, OfferRow, OutboxRow, WaitingRow
from tests.support.cases import AT, House
from tests.support.portal import RIGHT, WRONG
from tests.support.screen import text_of
from tests.support.waiting import (
    a_holder,
    a_small_house,
    an_asker,
    cancels,
    joins,
    listed,
    on,
    serve,
    the_offer,
)

pytestmark = pytest.mark.django_db

LINK = re.compile(r"(/w/[\w-]+/)")
PAGE = "/waiting/"


class Phone:
    """A browser whose clock stands."""

    def __init__(self, *, language: str = "en", now: datetime = AT) -> None:
        self.client, self.now = Client(headers={"accept-language": language}), now

    def get(self, url: str) -> HttpResponse:
        with time_machine.travel(self.now, tick=False):
            return cast(HttpResponse, self.client.get(url))

    def post(self, url: str, typed: Mapping[str, object]) -> HttpResponse:
        with time_machine.travel(self.now, tick=False):
            sent = {"submit_key": f"key {len(str(typed))} {self.now}", **typed}
            return cast(HttpResponse, self.client.post(url, sent))

    def enters(self, link: str) -> "Phone":
        answer = self.post(link, RIGHT)
        assert (answer.status_code, answer["Location"]) == (303, PAGE)
        return self

    def says(self, what: str, offer: UUID | str = "") -> HttpResponse:
        return self.post(PAGE, {"say": what, "offer": str(offer)})


def told_by_mail() -> str:
    """The newest message, sent as the worker does it."""
    with time_machine.travel(AT, tick=False):
        send_due_messages(at=AT)
    return str(mail.outbox[-1].body)


def link_in(message: str) -> str:
    found = LINK.search(message)
    assert found, message
    return found[1]


def an_offer() -> tuple[House, Booking, str]:
    """Tomorrow is on offer to somebody with a visit in two days, and the link is in their message."""
    house = a_small_house()
    early, late = a_holder(house, "Early", on()), a_holder(house, "Late", on(1))
    joins(house, late)
    cancels(house, early)
    serve(house)
    OutboxRow.objects.exclude(kind="offer").update(status="done")
    return house, late, link_in(told_by_mail())


def test_the_message_says_office_time_and_until_when_and_nothing_clinical() -> None:
    an_offer()
    message = mail.outbox[-1]
    assert message.subject == "An earlier time is free – North"
    until = "until Monday 8 March 2027, 11:00 AM"
    for said in ("Tuesday 9 March 2027, 10:00 AM", "office Town", until, "911"):
        assert said in message.body
    assert not re.search(r"(?i)hip|tendon|pain|hurts", str(message.body))


def test_looking_changes_nothing_and_tells_nothing_before_the_birth_date() -> None:
    house, _, link = an_offer()
    before = (AuditRow.objects.count(), list(OfferRow.objects.values()), list(WaitingRow.objects.values()))
    phone = Phone()

    page = phone.get(link)

    assert page.status_code == 200
    assert "10:00" not in text_of(page)
    assert page.headers["Referrer-Policy"] == "strict-origin"
    assert "This link does not work any more" in text_of(phone.get(PAGE))
    assert text_of(page) == text_of(phone.get("/w/nobodys/"))
    phone.enters(link)
    entered = AuditRow.objects.count()
    shown = text_of(phone.get(PAGE))
    assert "Tuesday, 9 March 2027, 10:00 AM" in shown
    assert "held until Monday 8 March 2027, 11:00 AM (New York time)" in shown
    assert "You have now: Wednesday, 10 March 2027, 10:00 AM" in shown
    assert AuditRow.objects.count() == entered == before[0] + 1
    assert (list(OfferRow.objects.values()), list(WaitingRow.objects.values())) == before[1:]
    assert the_offer(house).is_open


def test_five_wrong_birth_dates_lock_every_link_of_the_place() -> None:
    _, _, link = an_offer()
    phone = Phone()
    for left in ("4 tries are left", "3 tries", "2 tries", "1 try is left", "is now locked"):
        answer = phone.post(link, WRONG)
        assert answer.status_code == 422
        assert left in text_of(answer)
    assert "locked after five wrong tries" in text_of(phone.post(link, RIGHT))


def test_who_takes_the_time_sees_the_visit_and_a_second_press_changes_nothing() -> None:
    house, late, link = an_offer()
    phone, offer = Phone().enters(link), the_offer(house)

    answer = phone.says("accept", offer.id)

    assert (answer.status_code, answer["Location"]) == (303, PAGE)
    shown = text_of(phone.get(PAGE))
    assert "The time is yours" in shown
    assert "Tuesday, 9 March 2027, 10:00 AM" in shown
    assert bookings.load_booking(house.desk, late.id).visit == on()
    assert phone.says("accept", offer.id).status_code == 303
    again = phone.post(PAGE, {"say": "accept", "offer": str(offer.id), "submit_key": "another form"})
    assert "The time is yours" in text_of(again)
    assert bookings.load_booking(house.desk, late.id).version == 2


def test_who_declines_waits_on() -> None:
    house, late, link = an_offer()
    phone = Phone().enters(link)
    phone.says("decline", the_offer(house).id)
    assert "You are on the waiting list" in text_of(phone.get(PAGE))
    assert offers.list_offers(house.desk, AT)[0].status is OfferStatus.DECLINED
    assert bookings.load_booking(house.desk, late.id).visit == on(1)


def test_an_answer_that_comes_too_late_is_told_so() -> None:
    house, late, link = an_offer()
    phone, offer = Phone().enters(link), the_offer(house)
    phone.now = offer.until
    shown = phone.says("accept", offer.id)
    assert shown.status_code == 422
    assert "This offer is over. Nothing was changed." in text_of(shown)
    assert bookings.load_booking(house.desk, late.id).visit == on(1)


def test_somebody_elses_offer_cannot_be_answered() -> None:
    house, _, link = an_offer()
    phone, offer = Phone().enters(link), the_offer(house)
    OfferRow.objects.filter(id=offer.id).update(waiting_id=joins(house, a_holder(house, "Other", on(2))))
    assert "10:00" not in text_of(phone.says("accept", offer.id))
    assert the_offer(house).status is OfferStatus.OPEN


def test_who_leaves_is_off_the_list() -> None:
    house, late, link = an_offer()
    phone = Phone().enters(link)
    assert phone.says("leave").status_code == 303
    assert "You are off the waiting list" in text_of(phone.get(PAGE))
    assert listed(house) == []
    assert bookings.load_booking(house.desk, late.id).visit == on(1)


def test_who_came_by_the_link_of_a_visit_joins_and_is_told_by_mail() -> None:
    house = a_small_house()
    late = a_holder(house, "Late", on(2))
    token = issue_visit_link(house.desk, late.id, at=AT).secret
    OutboxRow.objects.all().update(status="done")
    phone = Phone()
    phone.post(reverse("public:visit_link", kwargs={"token": token}), RIGHT)
    assert "Tell me when an earlier time is free" in text_of(phone.get(reverse("public:visit")))

    answer = phone.post(
        reverse("public:waiting_join"), {"weekday": ["tuesday"], "half": "morning", "notice": "4"}
    )

    assert (answer.status_code, answer["Location"]) == (303, PAGE)
    shown = text_of(phone.get(PAGE))
    for fact in ("Tuesday", "In the morning", "4 hours before", "It stays yours"):
        assert fact in shown
    Phone().enters(link_in(told_by_mail()))
    again = phone.post(reverse("public:waiting_join"), {"half": "", "notice": "24"})
    assert again.status_code == 422
    assert "on the waiting list already" in text_of(again)


def test_a_wish_that_cannot_be_is_told_at_its_field() -> None:
    house = a_small_house()
    token = issue_visit_link(house.desk, a_holder(house, "Late", on(2)).id, at=AT).secret
    phone = Phone()
    phone.post(reverse("public:visit_link", kwargs={"token": token}), RIGHT)
    answer = phone.post(
        reverse("public:waiting_join"), {"notice": "4", "first": "2027-03-10", "last": "2027-03-09"}
    )
    assert answer.status_code == 422
    assert "The last day lies before the first" in text_of(answer)


def test_a_stranger_joins_nothing() -> None:
    a_small_house()
    answer = Phone().post(reverse("public:waiting_join"), {"notice": "4"})
    assert (answer.status_code, answer["Location"]) == (303, PAGE)
    assert not WaitingRow.objects.exists()


def test_who_was_taken_off_by_the_desk_is_told() -> None:
    house, _, link = an_offer()
    phone = Phone().enters(link)
    leave_waiting_list(house.desk, listed(house)[0], at=AT)
    assert waiting.find_ended(house.desk, WaitingRow.objects.get().id) is WaitingEnd.REMOVED
    assert "the practice has taken you off" in text_of(phone.get(PAGE))


def test_no_offer_leaves_after_its_end() -> None:
    house, _, _ = an_offer()
    OutboxRow.objects.filter(kind="offer").update(status="waiting")
    sent = len(mail.outbox)
    send_due_messages(at=the_offer(house).until)
    assert len(mail.outbox) == sent
    assert messages.list_left(house.desk, the_offer(house).id) == (AT,)


def test_it_is_all_there_in_spanish() -> None:
    house, _, link = an_offer()
    phone = Phone(language="es").enters(link)
    shown = text_of(phone.get(PAGE))
    assert "Se ha liberado una hora más temprana" in shown
    assert "martes" in shown.lower()
    assert "Esta oferta ha terminado" in text_of(
        replace_now(phone, the_offer(house).until + timedelta(minutes=1)).says("accept", the_offer(house).id)
    )


def replace_now(phone: Phone, now: datetime) -> Phone:
    phone.now = now
    return phone


def test_who_asked_without_a_time_joins_from_the_same_browser() -> None:
    house, phone = a_small_house(), Phone()
    request = an_asker(house, "Asker")
    assert "Tell me when a time is free" not in text_of(phone.get(reverse("public:request_sent")))
    with time_machine.travel(AT, tick=False):
        session = phone.client.session
        session["asked"], session["sent"] = str(request), "public:request_sent"
        session.save()
    phone.client.cookies["sessionid"] = session.session_key or ""
    assert "Tell me when a time is free" in text_of(phone.get(reverse("public:request_sent")))

    answer = phone.post(reverse("public:waiting_join"), {"half": "", "notice": "4"})

    assert answer.status_code == 303
    serve(house)
    phone.says("accept", the_offer(house).id)
    assert "The time is yours" in text_of(phone.get(PAGE))
    held = bookings.find_held(house.desk, request)
    assert held is not None and held.visit == on()


@pytest.mark.parametrize(
    ("has_time", "agreed", "says"),
    [
        (True, (Reach.EMAIL,), "We write to you when an earlier time is free."),
        (True, (), "We call you when an earlier time is free."),
        (False, (Reach.EMAIL,), "We write to you when a time is free."),
        (False, (), "We call you when a time is free."),
    ],
)
def test_who_joins_is_told_how_they_hear_of_a_time(
    has_time: bool, agreed: tuple[Reach, ...], says: str
) -> None:
    house = a_small_house()
    joins(
        house,
        a_holder(house, "Late", on(1), agreed=agreed) if has_time else an_asker(house, "A", agreed=agreed),
    )
    OutboxRow.objects.exclude(kind="waiting_joined").update(status="done")
    assert told_by_mail().startswith(says)


def test_who_had_no_time_is_not_told_of_an_earlier_one() -> None:
    house = a_small_house()
    joins(house, an_asker(house, "Asker"))
    serve(house)
    OutboxRow.objects.exclude(kind="offer").update(status="done")
    message = told_by_mail()
    assert mail.outbox[-1].subject == "A time is free – North"
    assert "earlier" not in message
    shown = text_of(Phone().enters(link_in(message)).get(PAGE))
    assert "A time is free" in shown and "earlier" not in shown and "may go to somebody else" in shown
