"""Telephone messages and tasks: what is to be done, by whom, until when."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date, datetime
from enum import StrEnum
from typing import NewType
from uuid import UUID

from enthesis.domain.errors import Invalid, NotAllowed
from enthesis.domain.terms import CaseId, PatientId, PersonId, RequestId

TaskId = NewType("TaskId", UUID)
LONGEST_WORDS = 1000
LONGEST_CALLER = 200


class TaskKind(StrEnum):
    TASK = "task"
    CALL = "call"  # somebody telephoned
    TELL = "tell"  # somebody is to be telephoned: no message reaches them, or what they told asks for it

    @property
    def label(self) -> str:
        return {
            TaskKind.TASK: "Task",
            TaskKind.CALL: "Telephone message",
            TaskKind.TELL: "Call to make",
        }[self]


WRITTEN_DOWN = (TaskKind.TASK, TaskKind.CALL)
"""What people write down; a call to make is put on the list by what nobody could be told of."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Todo:
    """What is to be done. No `owner`: nobody has it yet. No `due_on`: whenever there is time.

    At most one of patient, case and request is what it is about.
    """

    kind: TaskKind = TaskKind.TASK
    words: str
    caller: str = ""
    owner: PersonId | None = None
    due_on: date | None = None
    patient: PatientId | None = None
    case: CaseId | None = None
    request: RequestId | None = None

    def __post_init__(self) -> None:
        if not self.words.strip():
            raise Invalid("words", "It is not said what is to be done.", "Enter it in a few words.")
        if len(self.words) > LONGEST_WORDS:
            raise Invalid("words", f"The task is longer than {LONGEST_WORDS} characters.", "Shorten it.")
        if len(self.caller) > LONGEST_CALLER:
            raise Invalid("caller", f"Who called is longer than {LONGEST_CALLER} characters.", "Shorten it.")
        if sum(about is not None for about in (self.patient, self.case, self.request)) > 1:
            raise Invalid("about", "The task is about more than one thing.", "Choose one.")


@dataclass(frozen=True, slots=True, kw_only=True)
class Task:
    """A task that was written down. `version` counts from 1 and rises with every act."""

    id: TaskId
    todo: Todo
    added_at: datetime
    added_by_name: str
    version: int
    owner_name: str = ""
    finished_at: datetime | None = None
    finished_by_name: str = ""
    outcome: str = ""

    @property
    def is_open(self) -> bool:
        return self.finished_at is None

    def is_overdue(self, on: date) -> bool:
        """Open on the day after it was due."""
        return self.is_open and self.todo.due_on is not None and self.todo.due_on < on

    def given_to(self, owner: PersonId | None, name: str, due_on: date | None) -> "Task":
        """The task with another owner or day. Raises NotAllowed once finished, Invalid when unchanged."""
        self._check_open()
        if (owner, due_on) == (self.todo.owner, self.todo.due_on):
            raise Invalid("unchanged", "Owner and day are as they were.", "Choose another owner or day.")
        todo = replace(self.todo, owner=owner, due_on=due_on)
        return replace(self, todo=todo, owner_name=name, version=self.version + 1)

    def finished(self, outcome: str, *, by_name: str, at: datetime) -> "Task":
        """The task, done. Raises NotAllowed when it was finished before."""
        self._check_open()
        if len(outcome) > LONGEST_WORDS:
            raise Invalid(
                "outcome", f"What came of it is longer than {LONGEST_WORDS} characters.", "Shorten it."
            )
        return replace(
            self, outcome=outcome, finished_at=at, finished_by_name=by_name, version=self.version + 1
        )

    def reopened(self) -> "Task":
        """The task, to be done again. Raises NotAllowed when it is open."""
        if self.is_open:
            raise NotAllowed("task-open", "This task is open.", "Finish it when it is done.")
        return replace(self, outcome="", finished_at=None, finished_by_name="", version=self.version + 1)

    def _check_open(self) -> None:
        if not self.is_open:
            raise NotAllowed(
                "task-finished",
                f"{self.finished_by_name} has finished this task.",
                "Open it again if there is more to do.",
            )


def by_due(tasks: Iterable[Task]) -> tuple[Task, ...]:
    """Those due first, then those without a day, the oldest first; finished ones last, the newest first."""
    tasks = tuple(tasks)
    todo = sorted(
        (t for t in tasks if t.is_open), key=lambda t: (t.todo.due_on or date.max, t.added_at, str(t.id))
    )
    done = sorted((t for t in tasks if t.finished_at), key=lambda t: str(t.finished_at), reverse=True)
    return (*todo, *done)
