"""Tasks: what is to be done, by whom and until when; done, and opened again."""

from datetime import date, timedelta
from typing import Any
from uuid import UUID

import pytest

from enthesis.domain.errors import Invalid, NotAllowed
from enthesis.domain.practice.task import Task, TaskId, Todo, by_due
from enthesis.domain.terms import CaseId, PatientId, PersonId
from tests.support.cases import AT

DUE = date(2027, 3, 8)
ME = PersonId(UUID(int=9))


def task(number: int = 1, **todo: Any) -> Task:
    return Task(
        id=TaskId(UUID(int=number)),
        todo=Todo(**{"words": "Call back", **todo}),
        added_at=AT,
        added_by_name="Desk",
        version=1,
    )


@pytest.mark.parametrize(
    ("told", "sentence"),
    [
        ({"words": " "}, "It is not said what is to be done"),
        ({"words": "x" * 1001}, "longer than 1000 characters"),
        ({"caller": "x" * 201}, "Who called is longer than 200 characters"),
        ({"patient": PatientId(UUID(int=1)), "case": CaseId(UUID(int=2))}, "about more than one thing"),
    ],
)
def test_what_cannot_be_a_task(told: dict[str, Any], sentence: str) -> None:
    with pytest.raises(Invalid, match=sentence):
        task(**told)


def test_a_task_is_overdue_on_the_day_after() -> None:
    assert [task(due_on=DUE).is_overdue(DUE + timedelta(days=n)) for n in (0, 1)] == [False, True]
    assert not task().is_overdue(date(2100, 1, 1))
    assert not task(due_on=DUE).finished("", by_name="Me", at=AT).is_overdue(date(2100, 1, 1))


def test_a_finished_task_is_finished_once_and_can_be_opened_again() -> None:
    done = task().finished("She will come.", by_name="Desk", at=AT)

    assert (done.outcome, done.version) == ("She will come.", 2)
    with pytest.raises(NotAllowed, match="Desk has finished this task"):
        done.finished("", by_name="Other", at=AT)
    with pytest.raises(NotAllowed, match="Desk has finished this task"):
        done.given_to(ME, "Me", None)
    again = done.reopened()
    assert (again.is_open, again.outcome, again.version) == (True, "", 3)
    with pytest.raises(NotAllowed, match="This task is open"):
        again.reopened()


def test_a_task_goes_to_another_owner_or_day() -> None:
    given = task().given_to(ME, "Me", DUE)

    assert (given.todo.owner, given.owner_name, given.todo.due_on) == (ME, "Me", DUE)
    with pytest.raises(Invalid, match="Owner and day are as they were"):
        given.given_to(ME, "Me", DUE)


def test_what_is_due_first_stands_first_and_what_is_done_last() -> None:
    late, soon, never = task(1, due_on=DUE + timedelta(days=1)), task(2, due_on=DUE), task(3)
    done = task(4).finished("", by_name="Desk", at=AT)

    assert by_due([done, never, late, soon]) == (soon, late, never, done)
