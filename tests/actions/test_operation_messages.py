"""What a patient is told of the own operation: once for each act, in the own language, not after the end."""

from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from enthesis.actions.clinic import close_case
from enthesis.actions.messages import stop_messages
from enthesis.domain.pathway.case import Closure
from enthesis.domain.practice.task import TaskKind
from enthesis.store.models import ContactRow
from enthesis.store.tasks import list_tasks
from tests.support import sending
from tests.support.cases import Hip
from tests.support.operations import ON, a_planned_hip, a_theatre, book, cancel, change
from tests.support.sending import Left

pytestmark = pytest.mark.django_db
LATER = ON + timedelta(days=14)
EVENING = datetime(2027, 3, 23, 2, 30, tzinfo=UTC)  # the eve of the operation, after the send window


@pytest.fixture(autouse=True)
def carried(settings: Any, tmp_path: Path) -> None:
    settings.ENTHESIS_SMS, settings.DATA = "", tmp_path
    settings.ENTHESIS_ORIGIN = "https://hips.example.org"


@pytest.fixture
def hip() -> Hip:
    made = a_planned_hip()
    sending.send(made.tick())
    return made


def sent(hip: Hip, at: datetime | None = None) -> list[Left]:
    """The messages of the operation that leave now, and no others."""
    return [one for one in sending.send(at or hip.tick()) if one.kind.startswith("operation_")]


def calls(hip: Hip) -> list[str]:
    return [task.todo.words for task in list_tasks(hip.house.desk, kind=TaskKind.TELL)]


def test_a_patient_is_told_once_that_the_operation_is_planned_moved_and_cancelled(hip: Hip) -> None:
    book(hip)
    (told,) = sent(hip)
    assert told.subject.startswith("Your operation – ")
    assert told.body.startswith(
        "Your operation is planned for Tuesday 23 March 2027 at General Hospital. The hospital tells you the "
        "time and how to prepare.\n\nIf you have questions, please call "
    )
    change(hip, a_theatre(LATER, hospital="harbor"), reason="The hospital has no room.")
    (told,) = sent(hip)
    assert told.body.startswith("Your operation is now planned for Tuesday 6 April 2027 at Harbor Hospital.")
    cancel(hip)
    (told,) = sent(hip)
    assert told.body.startswith(
        "Your operation on Tuesday 6 April 2027 at Harbor Hospital is cancelled, and with it the visits that "
        "were to follow it.\n"
    )
    assert sent(hip) == [] == calls(hip)


def test_another_time_of_the_same_day_is_for_the_hospital_to_tell(hip: Hip) -> None:
    book(hip)
    sent(hip)
    change(hip, a_theatre(minutes=90))
    assert sent(hip) == []


def test_what_a_later_message_tells_is_not_told_before_it(hip: Hip) -> None:
    book(hip)
    change(hip, a_theatre(LATER), reason="The hospital has no room.")
    (told,) = sent(hip)
    assert "now planned for Tuesday 6 April 2027" in told.body


def test_an_operation_booked_anew_is_told_though_an_earlier_one_had_moved(hip: Hip) -> None:
    book(hip)
    change(hip, a_theatre(LATER), reason="The hospital has no room.")
    cancel(hip)
    book(hip)
    assert [one.kind for one in sent(hip)] == ["operation_cancelled", "operation_booked"]


def test_whose_case_has_ended_is_told_nothing_more(hip: Hip) -> None:
    book(hip)
    cancel(hip)
    died = Closure(reason="The patient died.")
    close_case(hip.house.surgeon, hip.case, died, read=hip.read, at=hip.tick())
    assert sent(hip) == []


def test_who_asked_for_no_messages_gets_none_and_is_called(hip: Hip) -> None:
    stop_messages(hip.house.desk, hip.patient, at=hip.tick())
    book(hip)
    assert sent(hip) == []
    assert calls(hip) == [
        "Operation booked: it is on Tuesday 23 March 2027, General Hospital. No message reaches them."
    ]


def test_it_is_told_in_spanish_to_whoever_reads_spanish(hip: Hip) -> None:
    ContactRow._default_manager.update(language="es")
    book(hip)
    (told,) = sent(hip)
    assert told.subject.startswith("Su operación – ")
    assert told.body.startswith(
        "Su operación está prevista para el martes 23 de marzo de 2027 en General Hospital. El hospital le "
        "dirá la hora y cómo prepararse."
    )


def test_what_is_cancelled_on_the_eve_does_not_wait_for_the_morning_of_the_operation(hip: Hip) -> None:
    book(hip)
    sent(hip)
    hip.now = EVENING
    cancel(hip)
    assert [one.kind for one in sent(hip)] == ["operation_cancelled"]
