"""What a patient is told of the own operation: that it is planned for a day, is on another, is cancelled."""

from datetime import date, datetime

from enthesis.actions.messages import ways_to
from enthesis.domain.pathway.case import Case
from enthesis.domain.pathway.operation import OperationAct, OperationBooking
from enthesis.domain.practice.clock import utc_to_wall
from enthesis.domain.practice.message import Sort
from enthesis.domain.practice.practice import Practice
from enthesis.domain.practice.task import TaskKind, Todo
from enthesis.store import patients, tasks, work
from enthesis.store.scope import Scope

KINDS = {
    OperationAct.BOOK: "operation_booked",
    OperationAct.MOVE: "operation_moved",
    OperationAct.CANCEL: "operation_cancelled",
}
"""Each act of which the patient is told; another time or team of the same day is for the hospital to tell."""
CALLED = {
    "operation_booked": "Operation booked: it is on",
    "operation_moved": "Operation moved: it is now on",
    "operation_cancelled": "Operation cancelled: off is",
}


def write_of_operation(
    scope: Scope,
    site: Practice,
    case: Case,
    before: OperationBooking | None,
    after: OperationBooking,
    what: OperationAct,
    *,
    at: datetime,
) -> None:
    """A message about the operation is on its way, once for each act; where none reaches them, a call.

    Part of an action, in its transaction. It is to be known before the earlier day and the new one.
    """
    kind = KINDS.get(what)
    if kind is None:
        return
    calls = not ways_to(scope, patients.load_contact(scope, case.patient), Sort.NEWS)
    body: dict[str, object] = {
        "case": str(case.id),
        "operation": str(after.id),
        "at": at.isoformat(),
        "before": min(after.on, before.on if before else after.on).isoformat(),
        "visits": before is not None and any(one.booking for one in before.visits),
        "calls": calls,
    }
    work.save_message(scope, subject=after.id, kind=kind, version=after.version, body=body, due_at=at)
    if calls:
        ask_to_call_of(scope, site, after, kind, at=at)


def ask_to_call_of(
    scope: Scope, site: Practice, operation: OperationBooking, kind: str, *, at: datetime
) -> None:
    """Who cannot be written to about the operation is on the list to be called.

    Part of what found out, in its transaction. Of a day that is over nobody needs to be told.
    """
    if is_over(operation.on, operation, at=at):
        return
    where = f"{operation.on:%A %-d %B %Y}, {site.hospital_name(operation.theatre.hospital)}"
    todo = Todo(
        kind=TaskKind.TELL,
        words=f"{CALLED[kind]} {where}. No message reaches them.",
        due_on=utc_to_wall(at, operation.theatre.zone).date(),
        case=operation.case,
    )
    tasks.save_task(scope, todo, owner_name="", at=at)


def is_over(day: date, operation: OperationBooking, *, at: datetime) -> bool:
    """Whether a day is over at the hospital."""
    return day < utc_to_wall(at, operation.theatre.zone).date()
