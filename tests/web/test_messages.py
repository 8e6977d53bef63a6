"""What the practice sees of its messages, and how a person ends them."""

from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from enthesis.cli.outbox.send import send_due_messages
from enthesis.delivery.messages.stop_link import StopLink
from enthesis.domain.people.patient import Reach
from enthesis.domain.practice.message import Because, Stop
from enthesis.domain.terms import Role
from enthesis.store import messages, patients
from enthesis.store.models import MessageStopRow, OutboxRow
from tests.support.cases import AT, Hip, House, a_hip, a_house
from tests.support.screen import text_of
from tests.support.sending import BOTH, agree

pytestmark = pytest.mark.django_db


@pytest.fixture
def hip(settings: Any, tmp_path: Path, time_machine: Any) -> Hip:
    settings.ENTHESIS_SMS, settings.DATA = "file", tmp_path
    settings.ENTHESIS_ORIGIN = "https://hips.example.org"
    time_machine.move_to(AT + timedelta(hours=1), tick=False)
    made = a_hip(a_house())
    agree(*BOTH)
    return made


def signed_in(house: House, role: Role) -> Client:
    from django.contrib.auth import get_user_model

    client = Client()
    client.force_login(get_user_model().objects.get(pk=house.scope(role).actor.person))
    return client


def shown(house: House, role: Role = Role.DESK) -> str:
    return text_of(signed_in(house, role).get(reverse("practice:messages")))  # type: ignore[arg-type]


def failed(kind: str = "visit_booked") -> OutboxRow:
    OutboxRow.objects.filter(kind=kind).update(status="dead", attempts=8)
    return OutboxRow.objects.get(kind=kind)


def settle(house: House, row: OutboxRow, do: str) -> Any:
    sent = {"submit_key": "one", "message": str(row.id), "do": do}
    return signed_in(house, Role.DESK).post(reverse("practice:messages"), sent)


def test_what_waits_what_was_sent_and_how_is_shown(hip: Hip) -> None:
    before = shown(hip.house)
    assert "Reminder, 2 hours ahead" in before and "Visit booked" in before
    assert "Nothing was sent in the last seven days." in before

    send_due_messages(at=AT)
    after = shown(hip.house)
    assert "Mail, 8 March 2027, 09:00" in after
    assert "Nothing has failed." in after
    assert "Ida Ferro" in after


def test_what_failed_is_tried_again_at_a_button(hip: Hip) -> None:
    row = failed()
    assert "Failed at every try 1" in shown(hip.house)

    answer = settle(hip.house, row, "again")

    assert answer.status_code == 303
    row.refresh_from_db()
    assert (row.status, row.attempts) == ("waiting", 0)


def test_what_failed_is_given_up_at_a_button_and_once(hip: Hip) -> None:
    row = failed()

    assert settle(hip.house, row, "give_up").status_code == 303
    assert settle(hip.house, row, "give_up").status_code == 303  # the same form, sent twice
    again = signed_in(hip.house, Role.DESK).post(
        reverse("practice:messages"), {"submit_key": "two", "message": str(row.id), "do": "again"}
    )
    assert again.status_code == 422
    assert "has not failed, or somebody has dealt with it" in text_of(again)  # type: ignore[arg-type]


@pytest.mark.parametrize("sent", [{}, {"do": "again"}, {"message": "x", "do": "again"}, {"do": "burn"}])
def test_a_form_that_says_nothing_is_refused(hip: Hip, sent: dict[str, str]) -> None:
    answer = signed_in(hip.house, Role.DESK).post(reverse("practice:messages"), {"submit_key": "k", **sent})
    assert answer.status_code == 422


def test_a_message_of_another_practice_is_not_there(hip: Hip) -> None:
    row = failed()
    answer = settle(a_house("south"), row, "again")
    assert answer.status_code == 404


@pytest.mark.parametrize("role", [Role.RESEARCHER, Role.AUDITOR])
def test_who_sees_no_names_sees_no_messages(hip: Hip, role: Role) -> None:
    assert signed_in(hip.house, role).get(reverse("practice:messages")).status_code == 403
    address = reverse("practice:case_messages", kwargs={"case_id": hip.case})
    assert signed_in(hip.house, role).get(address).status_code == 403


def test_whom_nothing_reaches_is_to_be_called(hip: Hip) -> None:
    contact = patients.load_contact(hip.house.desk, hip.patient)
    for reach, address in ((Reach.EMAIL, contact.email), (Reach.TEXT, contact.phone)):
        messages.save_stop(hip.house.desk, reach, address, what=Stop.ALL, why=Because.BOUNCED, at=AT)
    send_due_messages(at=AT)

    told = shown(hip.house)
    assert "Nothing reaches this person" in told
    assert "+12015550123" in told


def test_the_desk_records_that_somebody_wants_no_messages_and_takes_it_back(hip: Hip) -> None:
    desk = signed_in(hip.house, Role.DESK)
    address = reverse("practice:case_messages", kwargs={"case_id": hip.case})
    assert "News of visits and reminders." in text_of(desk.get(address))  # type: ignore[arg-type]

    assert desk.post(address, {"submit_key": "a", "do": "stop"}).status_code == 303
    told = text_of(desk.get(address))  # type: ignore[arg-type]
    assert told.count("Nothing is sent to it.") == 2
    assert "Asked for no messages, 8 March 2027, 10:00" in told
    assert send_due_messages(at=AT) == 0

    assert desk.post(address, {"submit_key": "b", "do": "allow"}).status_code == 303
    assert "Nothing is sent to it." not in text_of(desk.get(address))  # type: ignore[arg-type]
    assert desk.post(address, {"submit_key": "c", "do": "dance"}).status_code == 422


def a_link(hip: Hip) -> str:
    address = patients.load_contact(hip.house.desk, hip.patient).email
    link = StopLink(
        message=OutboxRow.objects.filter(kind="remind_2h").latest("due_at").id,
        address_hash=messages.hash_of_address(hip.house.desk, Reach.EMAIL, address),
    )
    return reverse("public:stop", kwargs={"token": link.token})


def test_opening_the_link_ends_nothing_and_its_button_does(hip: Hip) -> None:
    visitor = Client(enforce_csrf_checks=True)
    link = a_link(hip)

    asked = visitor.get(link)
    assert asked.status_code == 200 and "ferro" not in text_of(asked).casefold()  # type: ignore[arg-type]
    assert MessageStopRow.objects.count() == 0
    assert asked["Cache-Control"] == "no-store"

    done = visitor.post(link)
    assert "Reminders have ended" in text_of(done)  # type: ignore[arg-type]
    assert [row.what for row in MessageStopRow.objects.all()] == ["reminders"]

    again = text_of(visitor.get(link))  # type: ignore[arg-type]
    assert "Reminders have ended" in again and "You get no more reminders" not in again


def test_a_mail_program_ends_them_with_one_request_and_without_a_cookie(hip: Hip) -> None:
    """RFC 8058: a form with one field, no cookie, and no redirect."""
    answer = Client(enforce_csrf_checks=True).post(a_link(hip), {"List-Unsubscribe": "One-Click"})

    assert answer.status_code == 200
    assert MessageStopRow.objects.count() == 1


def test_somebody_signed_in_may_open_the_link_too(hip: Hip) -> None:
    assert signed_in(hip.house, Role.DESK).post(a_link(hip)).status_code == 200


def test_a_link_of_another_practice_ends_nothing(hip: Hip) -> None:
    elsewhere = signed_in(a_house("south"), Role.DESK)

    assert elsewhere.post(a_link(hip)).status_code == 404
    assert MessageStopRow.objects.count() == 0


def test_a_broken_link_says_so(hip: Hip) -> None:
    for broken in (a_link(hip)[:-4] + "/", reverse("public:stop", kwargs={"token": "x"})):
        answer = Client().post(broken)
        assert answer.status_code == 404
        assert "This link is not whole" in text_of(answer)  # type: ignore[arg-type]
    assert MessageStopRow.objects.count() == 0
