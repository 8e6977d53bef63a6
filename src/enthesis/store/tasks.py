"""Telephone messages and tasks."""

from datetime import date, datetime
from uuid import UUID

from django.db.models import QuerySet

from enthesis.domain.errors import NotFound, Stale
from enthesis.domain.practice.task import Task, TaskId, TaskKind, Todo, by_due
from enthesis.domain.terms import CaseId, PatientId, PersonId, RequestId
from enthesis.store.models import TaskRow
from enthesis.store.scope import Scope, rows

MOST_FINISHED = 100


def save_task(scope: Scope, todo: Todo, *, owner_name: str, at: datetime) -> TaskId:
    row = TaskRow.objects.create(
        practice_id=scope.practice,
        kind=todo.kind.value,
        words=todo.words,
        caller=todo.caller,
        owner=todo.owner,
        owner_name=owner_name,
        due_on=todo.due_on,
        patient_id=todo.patient,
        case_id=todo.case,
        request_id=todo.request,
        added_at=at,
        added_by=scope.actor.person,
        added_by_name=scope.actor.name,
    )
    return TaskId(row.id)


def save_task_after(scope: Scope, before: Task, after: Task) -> None:
    """Compare and set: raises Stale when somebody was faster."""
    finished = after.finished_at is not None
    changed = (
        rows(scope, TaskRow)
        .filter(id=before.id, version=before.version)
        .update(
            version=after.version,
            owner=after.todo.owner,
            owner_name=after.owner_name,
            due_on=after.todo.due_on,
            finished_at=after.finished_at,
            finished_by=scope.actor.person if finished else None,
            finished_by_name=after.finished_by_name,
            outcome=after.outcome,
        )
    )
    if not changed:
        raise Stale("task-moved-on", "Somebody else has just changed this task.", "Look at it again.")


def load_task(scope: Scope, task: UUID) -> Task:
    row = rows(scope, TaskRow).filter(id=task).first()
    if row is None:
        raise NotFound("task", "There is no such task in this practice.")
    return _task(row)


def list_tasks(
    scope: Scope,
    *,
    owner: PersonId | None = None,
    unassigned: bool = False,
    due_before: date | None = None,
    finished: bool = False,
    patients: tuple[PatientId, ...] = (),
    kind: TaskKind | None = None,
) -> tuple[Task, ...]:
    """The open tasks, those due first; or the newest `MOST_FINISHED` finished ones.

    Of an owner, of nobody, due before a day, about these patients, or of a kind, where that is asked.
    """
    found: QuerySet[TaskRow] = rows(scope, TaskRow).filter(finished_at__isnull=not finished)
    if owner is not None:
        found = found.filter(owner=owner)
    if unassigned:
        found = found.filter(owner=None)
    if due_before is not None:
        found = found.filter(due_on__lt=due_before)
    if kind is not None:
        found = found.filter(kind=kind.value)
    if patients:
        found = found.filter(patient_id__in=patients) | found.filter(case__patient_id__in=patients)
    if finished:
        found = found.order_by("-finished_at")[:MOST_FINISHED]
    return by_due(_task(row) for row in found)


def _task(row: TaskRow) -> Task:
    return Task(
        id=TaskId(row.id),
        todo=Todo(
            kind=TaskKind(row.kind),
            words=row.words,
            caller=row.caller,
            owner=PersonId(row.owner) if row.owner else None,
            due_on=row.due_on,
            patient=PatientId(row.patient_id) if row.patient_id else None,
            case=CaseId(row.case_id) if row.case_id else None,
            request=RequestId(row.request_id) if row.request_id else None,
        ),
        added_at=row.added_at,
        added_by_name=row.added_by_name,
        version=row.version,
        owner_name=row.owner_name,
        finished_at=row.finished_at,
        finished_by_name=row.finished_by_name,
        outcome=row.outcome,
    )
