"""Before a booked operation the worker asks, within 90 days of it, and the window moves with the day."""

from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from enthesis.actions.contacts import list_to_call, write_contacts
from enthesis.actions.messages import stop_messages
from enthesis.domain.errors import NotAllowed
from enthesis.domain.outcomes.wording import DEMONSTRATION
from enthesis.domain.practice.task import TaskKind
from enthesis.store.contacts import list_followed
from enthesis.store.due import load_due
from enthesis.store.follow_ups import list_asked
from enthesis.store.rounds import load_asking, load_round
from enthesis.store.tasks import list_tasks
from enthesis.store.windows import list_windows
from tests.support import sending
from tests.support.cases import Hip
from tests.support.operations import a_planned_hip, a_theatre, book, cancel, change
from tests.support.sending import BOTH, Left, agree

pytestmark = pytest.mark.django_db
SURGERY = date(2027, 7, 20)
OPENS = date(2027, 4, 21)  # 90 days before
LATER = SURGERY + timedelta(days=63)


@pytest.fixture(autouse=True)
def carried(settings: Any, tmp_path: Path) -> None:
    settings.ENTHESIS_SMS, settings.DATA, settings.ENTHESIS_DEMO = "file", tmp_path, True


@pytest.fixture
def hip() -> Hip:
    made = a_planned_hip()
    sending.send(made.now)
    agree(*BOTH)
    return made


def noon(on: date) -> datetime:
    return datetime(on.year, on.month, on.day, 16, tzinfo=UTC)


def booked(hip: Hip) -> None:
    """Booked for the day, and told so."""
    book(hip, a_theatre(SURGERY))
    sending.send(hip.now)


def ask(hip: Hip, on: date) -> list[Left]:
    """What is planned on this day has left; of operations nothing waits any more."""
    write_contacts(hip.house.practice, DEMONSTRATION, at=noon(on))
    return [one for one in sending.send(noon(on)) if one.kind == "follow_up"]


def everywhere(hip: Hip, on: date) -> tuple[bool, ...]:
    """Whether it is asked: by the worklist, the planner, the windows, the round and a person."""
    desk, at = hip.house.desk, noon(on)
    return (
        any(one.case.id == hip.case for one in load_due(desk, on=on).waiting),
        any(w.is_asked_on(on) for one in list_followed(desk, at=at) for w in one.waits),
        any(w.is_asked_on(on) for w in list_windows(desk, missing={}, at=at).get(hip.case, ())),
        load_round(desk, hip.file.case.patient, at=at).has(hip.file.case.id, "baseline"),
        load_asking(desk, hip.case, "baseline", at=at).why_not() is None,
    )


def test_before_a_day_is_booked_only_a_person_asks(hip: Hip) -> None:
    on = hip.now.date()
    assert ask(hip, on) == []
    assert everywhere(hip, on) == (True, False, False, False, True)


def test_ninety_days_before_the_booked_day_the_worker_asks(hip: Hip) -> None:
    booked(hip)
    hip.now = noon(OPENS - timedelta(days=1))
    assert ask(hip, OPENS - timedelta(days=1)) == []
    assert not any(everywhere(hip, OPENS - timedelta(days=1)))
    with pytest.raises(NotAllowed, match="are not sent before 21 April 2027"):
        hip.invite()
    assert all(everywhere(hip, OPENS))
    (left,) = ask(hip, OPENS)
    assert left.to == "ida@example.org"
    assert ask(hip, OPENS + timedelta(days=1)) == []
    (window,) = list_asked(hip.house.desk, hip.case, on=OPENS)
    assert (window.opens_on, window.due_on) == (OPENS, SURGERY)


def test_a_moved_day_moves_the_window_and_what_was_sent_before_counts_no_more(hip: Hip) -> None:
    booked(hip)
    assert len(ask(hip, OPENS)) == 1
    hip.now = noon(OPENS)
    change(hip, a_theatre(LATER), reason="No bed.")
    assert not any(everywhere(hip, OPENS + timedelta(days=5)))
    assert ask(hip, OPENS + timedelta(days=5)) == []
    opens = LATER - timedelta(days=90)
    (left,) = ask(hip, opens)
    assert left.subject
    (one,) = list_followed(hip.house.desk, at=noon(opens))
    assert len(one.made) == 2
    assert all(everywhere(hip, opens))


def test_a_cancelled_operation_and_a_day_that_went_by_ask_nobody(hip: Hip) -> None:
    booked(hip)
    past = SURGERY + timedelta(days=1)
    assert everywhere(hip, past) == (True, False, False, False, True)
    assert ask(hip, past) == []
    cancel(hip)
    assert everywhere(hip, OPENS) == (True, False, False, False, True)
    assert ask(hip, OPENS) == []


def test_after_surgery_nobody_is_asked_for_it(hip: Hip) -> None:
    booked(hip)
    hip.now = noon(SURGERY) - timedelta(hours=3)
    hip.examine().tell().draft().sign().decide().start().steps().finish()
    sending.send(hip.now)
    assert not any(everywhere(hip, SURGERY))
    assert ask(hip, SURGERY) == []
    assert list_to_call(hip.house.desk, wordings=DEMONSTRATION, at=noon(SURGERY)) == ()


def test_whom_no_invitation_before_surgery_reaches_the_desk_calls(hip: Hip) -> None:
    hip.invite()
    stop_messages(hip.house.desk, hip.patient, at=hip.now)
    assert sending.send(hip.now) == []
    (todo,) = [task.todo for task in list_tasks(hip.house.desk, kind=TaskKind.TELL)]
    assert todo.case == hip.case
    assert todo.words.startswith("The questions before surgery: no message reaches them.")


def test_where_a_day_is_booked_the_list_of_calls_has_them(hip: Hip) -> None:
    booked(hip)
    hip.now = noon(OPENS)
    hip.invite()
    stop_messages(hip.house.desk, hip.patient, at=hip.now)
    sending.send(hip.now)
    assert [
        task for task in list_tasks(hip.house.desk, kind=TaskKind.TELL) if "before surgery" in task.todo.words
    ] == []
    later = noon(OPENS + timedelta(days=1))
    assert len(list_to_call(hip.house.desk, wordings=DEMONSTRATION, at=later)) == 1
