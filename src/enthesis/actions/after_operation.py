"""What hangs on a booked operation: its visits, or tasks where no time is free, and the call to the hospital.

Parts of the actions on operations, in their transaction.
"""

from collections.abc import Iterable, Iterator
from dataclasses import replace
from datetime import date, datetime
from itertools import islice
from uuid import UUID

from django.db import transaction

from enthesis.actions.bookings import book, cancel, move
from enthesis.domain.pathway.after_operation import AfterVisit, kind_for, nearest, visits_after
from enthesis.domain.pathway.operation import Hanging, OperationAct, OperationBooking
from enthesis.domain.practice.availability import Wanted, free_times
from enthesis.domain.practice.booking import Booking, BookingStatus, Visit, Why
from enthesis.domain.practice.claims import Taken
from enthesis.domain.practice.clock import utc_to_wall
from enthesis.domain.practice.practice import Practice
from enthesis.domain.practice.task import TaskId, Todo
from enthesis.domain.practice.visit_type import VisitType
from enthesis.domain.terms import BookingId
from enthesis.store import bookings, tasks
from enthesis.store.case_files import CaseFile
from enthesis.store.claims import list_claims
from enthesis.store.scope import Scope

MOVED = "The operation was moved."
PLANNED = "The plan asks for other visits."
CANCELLED = "The operation was cancelled."
HAVE_COME = (BookingStatus.ARRIVED, BookingStatus.ROOMED, BookingStatus.DONE)
MOST_TRIED = 10  # each was free when it was looked for, and somebody was faster


def hang(
    scope: Scope,
    site: Practice,
    file: CaseFile,
    operation: OperationBooking,
    *,
    on: date,
    why: str,
    at: datetime,
) -> tuple[Hanging, ...]:
    """Each visit after an operation of the day `on` has a time near its day, or a task to book it.

    Those no longer wanted are cancelled; `why` is what becomes of their tasks. A visit that still fits stays,
    and so does one whose patient has come, or whose day is the same: people may have moved it. The earliest
    is booked first.
    """
    old = {one.purpose: one for one in operation.visits}
    wanted = visits_after(on, file.draft)
    unhang(scope, [one for purpose, one in old.items() if purpose not in _purposes(wanted)], why, at=at)
    return tuple(
        _hung(scope, site, file, operation, one, old.get(one.purpose), why=why, at=at) for one in wanted
    )


def _purposes(wanted: Iterable[AfterVisit]) -> frozenset[str]:
    return frozenset(one.purpose for one in wanted)


def unhang(scope: Scope, visits: Iterable[Hanging], why: str, *, at: datetime) -> None:
    """Visits that are still to come are cancelled, and tasks to book them are finished with the reason."""
    for one in visits:
        booked = _booked(scope, one)
        if booked is not None and booked.status is BookingStatus.BOOKED:
            cancel(scope, booked, why=Why.PRACTICE, at=at)
        finish_task(scope, one.task, why, at=at)


def tell_hospital(
    scope: Scope,
    site: Practice,
    before: OperationBooking | None,
    after: OperationBooking,
    what: OperationAct,
    *,
    at: datetime,
) -> TaskId | None:
    """The open task to tell the hospital what it does not know yet; an earlier one is finished."""
    if before is not None and what is OperationAct.CHANGE and before.theatre == after.theatre:
        return before.call
    if before is not None:
        finish_task(scope, before.call, what.label + ".", at=at)
    if what is OperationAct.CONFIRM:
        return None
    zone = site.offices[0].zone
    todo = Todo(words=_call(site, before, after, what), case=after.case, due_on=utc_to_wall(at, zone).date())
    return tasks.save_task(scope, todo, owner_name="", at=at)


def _call(
    site: Practice, before: OperationBooking | None, after: OperationBooking, what: OperationAct
) -> str:
    name = site.hospital_name(after.theatre.hospital)
    now = after.theatre.words
    if before is None:
        return f"Have {name} confirm the operation of {now}."
    was = before.theatre.words
    if what is OperationAct.CANCEL:
        return f"Tell {name} that the operation of {was} is cancelled."
    if before.theatre.hospital != after.theatre.hospital:
        there = site.hospital_name(before.theatre.hospital)
        return f"Tell {there} that the operation of {was} is not there; have {name} confirm it for {now}."
    return f"Tell {name} that the operation of {was} is now {now}; have it confirmed."


def _hung(
    scope: Scope,
    site: Practice,
    file: CaseFile,
    operation: OperationBooking,
    wanted: AfterVisit,
    old: Hanging | None,
    *,
    why: str,
    at: datetime,
) -> Hanging:
    booked = _booked(scope, old) if old else None
    hanging = Hanging(purpose=wanted.purpose, due_on=wanted.due)
    is_same = old is not None and old.due_on == wanted.due
    if booked is not None and _stays(booked, wanted, is_same=is_same):
        return replace(hanging, booking=booked.id)
    moving = booked if booked is not None and booked.status is BookingStatus.BOOKED else None
    found = _at_free_time(scope, site, file, operation, wanted, moving, at=at)
    same = old.task if old is not None and is_same else None
    if found is None and moving is None and _is_open(scope, same):
        return replace(hanging, task=same)
    finish_task(scope, old.task if old else None, why if found is None else "A time was found.", at=at)
    if found is not None:
        return replace(hanging, booking=found)
    if moving is not None:
        cancel(scope, moving, why=Why.PRACTICE, at=at)
    return replace(hanging, task=_task(scope, file, wanted, _why_none(site, file, wanted, moving), at=at))


def _stays(booked: Booking, wanted: AfterVisit, *, is_same: bool) -> bool:
    if booked.status is BookingStatus.BOOKED:
        return is_same or wanted.has(booked.visit.wall_start.date())
    return booked.status in HAVE_COME


def _at_free_time(
    scope: Scope,
    site: Practice,
    file: CaseFile,
    operation: OperationBooking,
    wanted: AfterVisit,
    moving: Booking | None,
    *,
    at: datetime,
) -> BookingId | None:
    """The visit at the nearest time it can have; None where there is none."""
    for visit in islice(_free(scope, site, file, operation, wanted, moving, at=at), MOST_TRIED):
        try:
            with transaction.atomic():
                if moving is not None:
                    return move(scope, site, moving, visit, why=Why.PRACTICE, at=at).id
                return book(scope, site, visit, patient=file.case.patient, case=file.case.id, at=at)
        except Taken:
            continue
    return None


def _free(
    scope: Scope,
    site: Practice,
    file: CaseFile,
    operation: OperationBooking,
    wanted: AfterVisit,
    moving: Booking | None,
    *,
    at: datetime,
) -> Iterator[Visit]:
    """Free times where this hip is seen, of the surgeon or of whoever sees it there."""
    last, kind = _last(file, moving), _kind(site, wanted, moving)
    if last is None or kind is None:
        return
    search = Wanted(
        visit_type=kind.slug,
        first=wanted.first,
        last=wanted.last,
        office=last.office,
        clinician=operation.surgeon.clinician or last.clinician,
        by_desk=True,
    )
    claims = list_claims(scope, wanted.first, wanted.last)
    yield from nearest((one.visit for one in free_times(site, search, claims, now=at)), wanted)


def _last(file: CaseFile, moving: Booking | None) -> Visit | None:
    """The visit that tells where this hip is seen, and by whom."""
    if moving is not None:
        return moving.visit
    return file.bookings[-1].visit if file.bookings else None


def _kind(site: Practice, wanted: AfterVisit, moving: Booking | None) -> VisitType | None:
    """A visit that moves stays of its kind."""
    if moving is None:
        return kind_for(site, wanted.purpose)
    return next((kind for kind in site.visit_types if kind.slug == moving.visit.visit_type), None)


def _why_none(site: Practice, file: CaseFile, wanted: AfterVisit, moving: Booking | None) -> str:
    """Why `_free` found nothing."""
    if _kind(site, wanted, moving) is None:
        return (
            "the practice file names no kind of visit for it"
            if moving is None
            else "the practice file has the kind of visit no more that was booked for it"
        )
    if _last(file, moving) is None:
        return "no visit of this hip tells in which office it is seen"
    return "no time is free near it"


def _task(scope: Scope, file: CaseFile, wanted: AfterVisit, why: str, *, at: datetime) -> TaskId:
    words = (
        f"Book the visit after the operation ({wanted.title.lower()}), best on {wanted.due:%-d %B %Y}, from "
        f"{wanted.first:%-d %B} to {wanted.last:%-d %B}: {why}."
    )
    todo = Todo(words=words, case=file.case.id, due_on=wanted.due)
    return tasks.save_task(scope, todo, owner_name="", at=at)


def _booked(scope: Scope, hanging: Hanging) -> Booking | None:
    return bookings.load_booking(scope, hanging.booking) if hanging.booking else None


def _is_open(scope: Scope, task: UUID | None) -> bool:
    return task is not None and tasks.load_task(scope, task).is_open


def finish_task(scope: Scope, task: UUID | None, outcome: str, *, at: datetime) -> None:
    """A task that is still open is done, by whoever acts."""
    if task is None:
        return
    before = tasks.load_task(scope, task)
    if before.is_open:
        tasks.save_task_after(scope, before, before.finished(outcome, by_name=scope.actor.name, at=at))
