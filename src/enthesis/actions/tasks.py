"""Telephone messages and tasks: written down, given to somebody, done, opened again."""

from datetime import date, datetime, timedelta
from uuid import UUID

from enthesis.actions.act import Done, act
from enthesis.domain.errors import Invalid, Stale
from enthesis.domain.practice.clock import utc_to_wall
from enthesis.domain.practice.task import Task, Todo
from enthesis.domain.terms import CLINICIANS, PersonId, Role
from enthesis.store import bookings, cases, patients, people, practice, tasks
from enthesis.store.scope import Scope

LONGEST_AGO = timedelta(days=31)  # a day farther back is a slip
WORKERS = (Role.DESK, *CLINICIANS, Role.ADMINISTRATOR)


@act(*WORKERS)
def add_task(scope: Scope, todo: Todo, *, at: datetime) -> Done:
    """The task is on the list, with its owner if it has one."""
    _check_about(scope, todo)
    _check_day(scope, todo.due_on, at=at)
    name = _name_of(scope, todo.owner)
    task = tasks.save_task(scope, todo, owner_name=name, at=at)
    patient = todo.patient or (cases.load_case(scope, todo.case).patient if todo.case else None)
    detail = {"kind": todo.kind.value, "given": todo.owner is not None, "due": todo.due_on is not None}
    return Done(kind="task", subject=task, patient=patient, detail=detail)


@act(*WORKERS)
def assign_task(
    scope: Scope, task_id: UUID, *, owner: PersonId | None, due_on: date | None, read: int, at: datetime
) -> Done:
    """The task has this owner, or none, and this day, or none."""
    before = _load(scope, task_id, read)
    if due_on != before.todo.due_on:
        _check_day(scope, due_on, at=at)
    name = "" if owner is None else _name_of(scope, owner)
    return _save(scope, before, before.given_to(owner, name, due_on))


@act(*WORKERS)
def finish_task(scope: Scope, task_id: UUID, *, outcome: str, read: int, at: datetime) -> Done:
    """The task is done, with what came of it."""
    before = _load(scope, task_id, read)
    return _save(scope, before, before.finished(outcome, by_name=scope.actor.name, at=at))


@act(*WORKERS)
def reopen_task(scope: Scope, task_id: UUID, *, read: int, at: datetime) -> Done:
    """The task is to be done again."""
    before = _load(scope, task_id, read)
    return _save(scope, before, before.reopened())


def _load(scope: Scope, task_id: UUID, read: int) -> Task:
    task = tasks.load_task(scope, task_id)
    if task.version != read:
        raise Stale(
            "task-moved-on",
            f"Somebody changed this task since you opened it (you read version {read}, "
            f"it is at {task.version}).",
            "Look at it, then do yours again.",
        )
    return task


def _save(scope: Scope, before: Task, after: Task) -> Done:
    tasks.save_task_after(scope, before, after)
    return Done(kind="task", subject=after.id, patient=after.todo.patient, detail={"version": after.version})


def _name_of(scope: Scope, owner: PersonId | None) -> str:
    """The owner's name. Raises Invalid for somebody who has no active account here."""
    if owner is None:
        return ""
    for person in people.list_people(scope):
        if person.id == owner and person.active:
            return person.name
    raise Invalid("owner", "The owner has no account in this practice.", "Choose somebody else.")


def _check_day(scope: Scope, due_on: date | None, *, at: datetime) -> None:
    """Raises Invalid for a day long over on the clock of the first office; what was missed may be noted."""
    today = utc_to_wall(at, practice.load_practice(scope).offices[0].zone).date()
    if due_on is not None and due_on < today - LONGEST_AGO:
        raise Invalid(
            "due_on", f"{due_on:%-d %B %Y} is long over: nothing can be due then.", "Correct the day."
        )


def _check_about(scope: Scope, todo: Todo) -> None:
    """What the task is about is there. Raises NotFound where it is not."""
    if todo.patient is not None:
        patients.load_patient(scope, todo.patient)
    if todo.case is not None:
        cases.load_case(scope, todo.case)
    if todo.request is not None:
        bookings.load_request(scope, todo.request)
