"""Whom no message reaches about what the practice changed is on the list to be called."""

from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from django.core import mail

from enthesis.actions import bookings as acts
from enthesis.actions.triage import decline_request
from enthesis.delivery.messages.failures import Refused
from enthesis.domain.practice.booking import Why
from enthesis.domain.practice.task import Task, TaskKind
from enthesis.domain.practice.triage import WhyDeclined
from enthesis.domain.terms import PatientId
from enthesis.store import bookings, patients, tasks
from enthesis.store.models import RequestRow
from tests.support import sending
from tests.support.cases import AT, Hip, House, a_hip, a_hold, a_house, a_visit
from tests.support.sending import BOTH, agree

pytestmark = pytest.mark.django_db
LATER = a_visit().wall_start.replace(hour=15)


@pytest.fixture(autouse=True)
def carried(settings: Any, tmp_path: Path) -> None:
    settings.ENTHESIS_SMS, settings.DATA = "file", tmp_path


def by_telephone_only(hip: Hip) -> Hip:
    contact = replace(patients.load_contact(hip.house.desk, hip.patient), email="", phone="+12015550123")
    patients.save_contact(hip.house.desk, PatientId(hip.patient), contact, at=AT)
    return hip


def calls(house: House) -> tuple[Task, ...]:
    return tasks.list_tasks(house.desk, kind=TaskKind.TELL)


def move(hip: Hip, *, why: Why = Why.PRACTICE) -> None:
    (booking,) = bookings.bookings_of(hip.house.desk, hip.case)
    acts.move_booking(
        hip.house.desk, booking.id, a_visit(LATER), why=why, read=booking.version, at=hip.tick()
    )


def test_who_gave_only_a_telephone_number_and_agreed_to_nothing_is_called() -> None:
    hip = by_telephone_only(a_hip(a_house()))
    move(hip)
    (call,) = calls(hip.house)
    assert call.todo.words == (
        "Visit moved: it is now Tuesday 9 March 2027, 15:00, Town. No message reaches them."
    )
    assert call.todo.case == hip.case
    assert [one.kind for one in sending.send(hip.tick())] == ["request_received"]
    assert len(calls(hip.house)) == 1  # found out twice, called once


def test_a_call_that_was_made_is_not_asked_for_again_as_the_message_gives_up() -> None:
    hip = by_telephone_only(a_hip(a_house()))
    move(hip)
    (call,) = calls(hip.house)
    tasks.save_task_after(hip.house.desk, call, call.finished("Told her.", by_name="Desk", at=hip.tick()))
    sending.send(hip.tick())
    assert calls(hip.house) == ()


def test_who_agreed_to_text_messages_is_written_to() -> None:
    hip = by_telephone_only(a_hip(a_house()))
    agree(*BOTH)
    move(hip)
    assert calls(hip.house) == ()
    assert "visit_moved" in {one.kind for one in sending.send(hip.tick())}


def test_what_they_asked_for_themselves_needs_no_call() -> None:
    hip = by_telephone_only(a_hip(a_house()))
    move(hip, why=Why.PATIENT)
    assert calls(hip.house) == ()


def test_a_mail_that_comes_back_becomes_a_call(monkeypatch: pytest.MonkeyPatch) -> None:
    hip = a_hip(a_house())
    sending.send(hip.tick())

    def refuse(message: mail.EmailMultiAlternatives) -> None:
        raise Refused("RCPT 550")

    monkeypatch.setattr("enthesis.delivery.messages.mail.hand_over", refuse)
    move(hip)
    assert calls(hip.house) == ()
    sending.send(hip.tick())
    (call,) = calls(hip.house)
    assert call.todo.words.startswith("Visit moved: it is now Tuesday 9 March 2027, 15:00, Town.")


def test_a_request_declined_with_its_time_is_called_about() -> None:
    house = a_house()
    request = a_hold(house, "Bruno", hour=14)
    RequestRow.objects.filter(id=request).update(email="")
    decline_request(house.desk, request, why=WhyDeclined.OUTSIDE, words="", at=AT)
    (call,) = calls(house)
    assert call.todo.words.startswith("Visit cancelled: off is Tuesday 9 March 2027, 14:00, Town.")
    assert call.todo.request == request
