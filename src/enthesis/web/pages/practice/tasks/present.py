from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from uuid import UUID

from django.urls import reverse

from enthesis.domain.practice.task import Task
from enthesis.store.about import About
from enthesis.web.pages.practice.tasks.form import TaskForm
from enthesis.web.shell.present import day
from enthesis.web.shell.task_words import about_link


class Shown(StrEnum):
    """Which tasks the list shows."""

    OPEN = "open"
    MINE = "mine"
    NOBODYS = "unassigned"
    OVERDUE = "overdue"
    DONE = "done"

    @property
    def label(self) -> str:
        return {
            Shown.OPEN: "All open",
            Shown.MINE: "Mine",
            Shown.NOBODYS: "Nobody's yet",
            Shown.OVERDUE: "Overdue",
            Shown.DONE: "Done",
        }[self]


@dataclass(frozen=True, slots=True, kw_only=True)
class TaskRow:
    words: str
    kind: str
    caller: str
    owner: str
    due: str
    is_overdue: bool
    about: str
    about_href: str
    href: str


@dataclass(frozen=True, slots=True, kw_only=True)
class TasksPage:
    rows: tuple[TaskRow, ...]
    tabs: tuple[tuple[str, str, bool], ...]
    form: TaskForm
    about: str


def present(
    found: tuple[Task, ...],
    abouts: Mapping[UUID, About],
    form: TaskForm,
    about: str,
    *,
    shown: Shown,
    on: date,
) -> TasksPage:
    here = reverse("practice:tasks")
    return TasksPage(
        rows=tuple(_row(task, abouts.get(task.id), on) for task in found),
        tabs=tuple((s.label, f"{here}?show={s.value}", s is shown) for s in Shown),
        form=form,
        about=about,
    )


def _row(task: Task, about: About | None, on: date) -> TaskRow:
    who, href = about_link(about)
    late = task.is_overdue(on)
    due = day(task.todo.due_on) if task.todo.due_on else "–"
    return TaskRow(
        words=task.todo.words,
        kind=task.todo.kind.label,
        caller=task.todo.caller,
        owner=task.owner_name or "nobody yet",
        due=f"{due}, overdue" if late else due,
        is_overdue=late,
        about=who,
        about_href=href,
        href=reverse("practice:task", kwargs={"task_id": task.id}),
    )
