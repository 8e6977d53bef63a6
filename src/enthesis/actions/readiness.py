"""Before an operation: clearances are asked for and come in, and somebody looks whether the kit is there."""

from datetime import date, datetime
from uuid import UUID

from enthesis.actions.act import Done, act
from enthesis.domain.errors import NotFound
from enthesis.domain.pathway.case import Case, latest
from enthesis.domain.pathway.operation import OperationBooking
from enthesis.domain.pathway.plan import Plan
from enthesis.domain.pathway.readiness.clearance import ClearanceTold, check_kind, check_may_tell
from enthesis.domain.pathway.readiness.judge import check_is_before
from enthesis.domain.pathway.readiness.kit import KitCheck, check_lasts, labelled, need_called
from enthesis.domain.practice.clock import utc_to_wall
from enthesis.domain.terms import CLINICIANS, AttachmentId, Role
from enthesis.store import attachments, cases, operations, practice, readiness
from enthesis.store.scope import Scope

TELLERS = (Role.DESK, *CLINICIANS)


@act(*TELLERS)
def tell_clearance(scope: Scope, case_id: UUID, told: ClearanceTold, *, read: int, at: datetime) -> Done:
    """A clearance was asked for, came in, was refused, or is not needed, for the day that is planned now.

    `read` is how many such statements the caller saw. Raises NotFound for a kind the practice does not know
    or a file of another case, NotAllowed, coded `state`, for what is not this role's to say.
    """
    check_may_tell(told, scope.actor.role)
    case, booked = _load(scope, case_id)
    check_kind(told.kind, practice.load_practice(scope).clearance_kinds)
    _check_file(scope, case, told.file)
    planned_for = booked.on if booked else None
    readiness.save_clearance_told(scope, case, told, read=read, planned_for=planned_for, at=at)
    detail = {"kind": told.kind, "state": told.state.value, "file": told.file is not None}
    return Done(kind="case", subject=case.id, patient=case.patient, detail=detail)


@act(*TELLERS)
def check_kit(scope: Scope, case_id: UUID, check: KitCheck, *, read: int, at: datetime) -> Done:
    """Somebody looked: it is there, ordered or missing. A scanned label gives lot and last day.

    `needed` is what the newest plan says of it, whatever the caller sent. Raises NotFound for what that plan
    does not need, Invalid for what would be expired on the day.
    """
    case, booked = _load(scope, case_id)
    plan = latest(cases.list_entries(scope, case.id), Plan)
    need = need_called(plan.value if plan else None, check.need)
    today = _today(scope, booked, at=at)
    seen = labelled(check, on=today)
    check_lasts(seen, until=booked.on if booked else today)
    readiness.save_kit_check(scope, case, need.checked(seen), read=read, at=at)
    detail = {"need": need.id, "state": check.state.value}
    return Done(kind="case", subject=case.id, patient=case.patient, detail=detail)


def _load(scope: Scope, case_id: UUID) -> tuple[Case, OperationBooking | None]:
    """The case, locked until the transaction ends, and its operation, if one is booked."""
    cases.lock_case(scope, case_id)
    case = cases.load_case(scope, case_id)
    check_is_before(case.stage)
    return case, operations.find_operation(scope, case.id)


def _today(scope: Scope, booked: OperationBooking | None, *, at: datetime) -> date:
    zone = booked.theatre.zone if booked else practice.load_practice(scope).offices[0].zone
    return utc_to_wall(at, zone).date()


def _check_file(scope: Scope, case: Case, file: AttachmentId | None) -> None:
    if file is None:
        return
    found = attachments.load_attachment(scope, file)
    if found.case != case.id or not found.stands:
        raise NotFound("file", "There is no such file in this case.", "Choose one of its files.")
