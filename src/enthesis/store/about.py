"""Whom tasks are about, by name, however many there are."""

from collections.abc import Collection
from dataclasses import dataclass
from uuid import UUID

from enthesis.domain.practice.task import Task, Todo
from enthesis.domain.terms import CaseId, PatientId, RequestId
from enthesis.store import bookings, cases, patients
from enthesis.store.scope import Scope


@dataclass(frozen=True, slots=True, kw_only=True)
class About:
    """A patient, a case or a request, by the name of the person."""

    name: str
    patient: PatientId | None = None
    case: CaseId | None = None
    request: RequestId | None = None


def abouts_of(scope: Scope, tasks: Collection[Task]) -> dict[UUID, About]:
    """Whom each task is about, by task, in a fixed number of queries; those about nobody are left out."""
    found = {task.id: task.todo for task in tasks}
    owners = {
        case.id: case.patient for case in cases.load_cases(scope, {t.case for t in found.values() if t.case})
    }
    wanted = {t.patient for t in found.values() if t.patient} | set(owners.values())
    known = patients.contacts_of(scope, set(wanted)) if scope.sees_contact else {}
    asked = (
        bookings.load_requests(scope, {t.request for t in found.values() if t.request})
        if scope.sees_contact
        else {}
    )

    def name_of(todo: Todo) -> str:
        if todo.request is not None:
            return asked[todo.request].asked.contact.name if todo.request in asked else "A request"
        patient = todo.patient or (owners[todo.case] if todo.case else None)
        return known[patient].name if patient in known else "A patient"

    return {
        task: About(name=name_of(todo), patient=todo.patient, case=todo.case, request=todo.request)
        for task, todo in found.items()
        if todo.patient or todo.case or todo.request
    }
