"""Operations are booked, moved, confirmed and cancelled, and what hangs on them is rebuilt with them."""

from datetime import date, datetime
from uuid import UUID

from enthesis.actions.act import Done, act
from enthesis.actions.after_operation import (
    CANCELLED,
    MOVED,
    PLANNED,
    finish_task,
    hang,
    tell_hospital,
    unhang,
)
from enthesis.actions.operation_messages import write_of_operation
from enthesis.domain.errors import Invalid, NotAllowed, Stale
from enthesis.domain.pathway.case import Case
from enthesis.domain.pathway.operation import (
    Member,
    OperationAct,
    OperationBooking,
    Theatre,
    change_between,
    check_ahead,
    check_not_begun,
    check_team,
)
from enthesis.domain.pathway.operation_day import check_asked, check_nobody_away, theatre_as_begun
from enthesis.domain.pathway.surgery import Start
from enthesis.domain.practice.clock import utc_to_wall
from enthesis.domain.practice.practice import Practice
from enthesis.domain.terms import SURGEONS, Role
from enthesis.store import bookings, case_files, cases, operations, people, practice
from enthesis.store.case_files import CaseFile
from enthesis.store.locks import Line, wait_in
from enthesis.store.scope import Scope

PLANNERS = (Role.DESK, *SURGEONS, Role.ASSISTANT)


@act(*PLANNERS)
def book_operation(
    scope: Scope,
    case_id: UUID,
    theatre: Theatre,
    team: tuple[Member, ...],
    *,
    all_the_same: bool = False,
    at: datetime,
) -> Done:
    """The operation stands in the book, its team's time is claimed, and its visits are booked with it.

    A visit for which no time is free is a task. `all_the_same`: also at a weekend, or while the practice is
    closed. The plan need not be signed for it; without its signature no surgery begins.
    """
    file, site = _locked(scope, case_id), practice.load_practice(scope)
    if file.draft is None:
        raise NotAllowed("no-plan", "No plan is drafted for this hip.", "Draft the plan first.")
    if operations.find_standing(scope, case_id) is not None:
        raise operations.booked_already()
    _check(scope, site, theatre, team, all_the_same=all_the_same, at=at)
    made = operations.save_operation(scope, file.case, theatre, team)
    operations.save_operation_change(scope, file.case, made, OperationAct.BOOK, at=at)
    return _rebuilt(scope, site, file, None, made, OperationAct.BOOK, at=at)


@act(*PLANNERS)
def change_operation(
    scope: Scope,
    operation_id: UUID,
    theatre: Theatre,
    team: tuple[Member, ...],
    *,
    reason: str = "",
    all_the_same: bool = False,
    read: int,
    at: datetime,
) -> Done:
    """The operation is as said now. On another day or in another hospital it has moved, and says why.

    The new time is claimed before the old one is left. Its visits move with the day, unless they still fit.
    """
    file, before = _locked_as_read(scope, operation_id, read)
    site, what = practice.load_practice(scope), change_between(before, theatre, team)
    _check(scope, site, theatre, team, all_the_same=all_the_same, at=at)
    after = before.after(what, theatre=theatre, team=team, reason=reason)
    _lock_visits(scope, before)
    operations.save_operation_after(scope, before, after)
    operations.save_operation_change(scope, file.case, after, what, reason=reason, at=at)
    return _rebuilt(scope, site, file, before, after, what, at=at)


@act(*PLANNERS)
def confirm_operation(scope: Scope, operation_id: UUID, *, read: int, at: datetime) -> Done:
    """The hospital has confirmed the day."""
    file, before = _locked_as_read(scope, operation_id, read)
    after = before.after(OperationAct.CONFIRM)
    operations.save_operation_after(scope, before, after)
    operations.save_operation_change(scope, file.case, after, OperationAct.CONFIRM, at=at)
    call = tell_hospital(scope, practice.load_practice(scope), before, after, OperationAct.CONFIRM, at=at)
    operations.save_hanging(scope, after.id, after.visits, call=call)
    return _done(file.case, after, OperationAct.CONFIRM)


@act(*PLANNERS)
def cancel_operation(scope: Scope, operation_id: UUID, *, reason: str, read: int, at: datetime) -> Done:
    """The operation is off, its team's time is free, and the visits that hung on it are cancelled."""
    file, before = _locked_as_read(scope, operation_id, read)
    after = before.after(OperationAct.CANCEL, reason=reason)
    _lock_visits(scope, before)
    operations.save_operation_after(scope, before, after)
    operations.save_operation_change(scope, file.case, after, OperationAct.CANCEL, reason=reason, at=at)
    site = practice.load_practice(scope)
    write_of_operation(scope, site, file.case, before, after, OperationAct.CANCEL, at=at)
    unhang(scope, before.visits, CANCELLED, at=at)
    call = tell_hospital(scope, site, before, after, OperationAct.CANCEL, at=at)
    operations.save_hanging(scope, after.id, (), call=call)
    return _done(file.case, after, OperationAct.CANCEL)


def finish_operation(scope: Scope, file: CaseFile, start: Start, *, on: date, at: datetime) -> None:
    """The booking of an operation that was done is done: part of an action, in its transaction.

    Done on another day than booked, the booking tells that day, and what hangs on it moves to `on`, the day
    of surgery. The caller has waited in `lock_operations`.
    """
    before = operations.find_standing(scope, file.case.id)
    if before is None:
        return
    _lock_visits(scope, before)
    after = before.after(OperationAct.FINISH, theatre=theatre_as_begun(before, start))
    operations.save_operation_after(scope, before, after)
    operations.save_operation_change(scope, file.case, after, OperationAct.FINISH, at=at)
    visits = before.visits
    if on != before.on:
        visits = hang(scope, practice.load_practice(scope), file, after, on=on, why=MOVED, at=at)
    finish_task(scope, before.call, OperationAct.FINISH.label + ".", at=at)
    operations.save_hanging(scope, after.id, visits, call=None)


def follow_plan(scope: Scope, file: CaseFile, *, at: datetime) -> None:
    """What hangs on a booked operation is what its plan asks for: part of an action, in its transaction.

    The caller has waited in `lock_operations`.
    """
    booked = operations.find_standing(scope, file.case.id)
    if booked is None:
        return
    _lock_visits(scope, booked)
    visits = hang(scope, practice.load_practice(scope), file, booked, on=booked.on, why=PLANNED, at=at)
    operations.save_hanging(scope, booked.id, visits, call=booked.call)


def lock_operations(scope: Scope, case_id: UUID) -> None:
    """Until the transaction ends nobody moves this case on, and no operation is booked, moved, cancelled."""
    wait_in(Line.OPERATIONS, scope.practice)
    cases.lock_case(scope, case_id)


def check_none_stands(scope: Scope, case: UUID) -> None:
    """Raises NotAllowed for a case whose operation is still booked."""
    standing = operations.find_standing(scope, case)
    if standing is not None:
        raise NotAllowed(
            "operation-booked",
            f"An operation is booked for {standing.on:%-d %B %Y}.",
            "Cancel it first: its visits hang on it.",
        )


def _locked(scope: Scope, case_id: UUID) -> CaseFile:
    """The case, whose operation has not begun; until the transaction ends nobody moves it on."""
    lock_operations(scope, case_id)
    file = case_files.load_case_file(scope, case_id)
    check_not_begun(file.case.stage)
    return file


def _locked_as_read(scope: Scope, operation_id: UUID, read: int) -> tuple[CaseFile, OperationBooking]:
    """The case and its booking; raises Stale for a version that is no longer the newest."""
    file = _locked(scope, operations.load_operation(scope, operation_id).case)
    booking = operations.load_operation(scope, operation_id)
    if booking.version != read:
        raise Stale(
            "operation-moved-on",
            f"Somebody changed this booking since you opened it (you read version {read}, "
            f"it is at {booking.version}).",
            "Look at it, then do yours again.",
        )
    return file, booking


def _lock_visits(scope: Scope, operation: OperationBooking) -> None:
    """Rows before ticks: see `store.locks`."""
    for booking in sorted(one.booking for one in operation.visits if one.booking):
        bookings.lock_booking(scope, booking)


def _check(
    scope: Scope,
    site: Practice,
    theatre: Theatre,
    team: tuple[Member, ...],
    *,
    all_the_same: bool,
    at: datetime,
) -> None:
    """Raises where hospital, day or team cannot be, or the day is asked about."""
    if site.hospital(theatre.hospital).zone != theatre.zone:
        raise NotAllowed("zone", "The clock of this hospital is another one now.", "Load the page again.")
    check_ahead(theatre, today=utc_to_wall(at, theatre.zone).date(), at=at)
    check_team(team)
    active = {person.id for person in people.list_people(scope) if person.active}
    for member in team:
        if member.person is not None and member.person not in active:
            raise Invalid("team", f"{member.name} has no account in this practice.", "Choose somebody else.")
        if member.clinician:
            site.clinician(member.clinician)
    check_nobody_away(site, theatre, team)
    check_asked(site, theatre, all_the_same=all_the_same)


def _rebuilt(
    scope: Scope,
    site: Practice,
    file: CaseFile,
    before: OperationBooking | None,
    after: OperationBooking,
    what: OperationAct,
    *,
    at: datetime,
) -> Done:
    """What hangs on the operation stands as the operation now does, and the patient is told of its day."""
    write_of_operation(scope, site, file.case, before, after, what, at=at)
    visits = hang(scope, site, file, after, on=after.on, why=MOVED, at=at)
    call = tell_hospital(scope, site, before, after, what, at=at)
    operations.save_hanging(scope, after.id, visits, call=call)
    without = sum(one.booking is None for one in visits)
    return _done(file.case, after, what, visits=len(visits), without_time=without)


def _done(case: Case, after: OperationBooking, what: OperationAct, **counted: int) -> Done:
    detail = {"act": what.value, "version": after.version, "hospital": after.theatre.hospital, **counted}
    return Done(kind="operation", subject=after.id, patient=case.patient, detail=detail)
