"""What hangs on a booked operation: its visits, or tasks where no time is free, and the call to the hospital.

Parts of the actions on operations, in their transaction.
"""

from collections.abc import Iterable, Iterator
from dataclasses import replace
from datetime import datetime
from itertools import islice
from uuid import UUID

from django.db import transaction

from enthesis.actions.bookings import book, cancel, move
from enthesis.domain.pathway.after_operation import AfterVisit, kind_for, nearest, visits_after
from enthesis.domain.pathway.operation import Held, OperationAct, OperationBooking, Theatre
from enthesis.domain.practice.availability import Wanted, free_times
from enthesis.domain.practice.booking import Booking, BookingStatus, Visit, Why
from enthesis.domain.practice.claims import Taken
from enthesis.domain.practice.clock import utc_to_wall
from enthesis.domain.practice.practice import Practice
from enthesis.domain.practice.task import TaskId, Todo
from enthesis.domain.terms import BookingId
from enthesis.store import bookings, tasks
from enthesis.store.case_files import CaseFile
from enthesis.store.claims import list_claims
from enthesis.store.scope import Scope

MOST_TRIED = 10  # each was free when it was looked for, and somebody was faster


def hang(
    scope: Scope, site: Practice, file: CaseFile, operation: OperationBooking, *, at: datetime
) -> tuple[Held, ...]:
    """Each visit of this operation has a time near its day, or a task; those no longer wanted are cancelled.

    A visit that still fits stays, and so does one whose patient has come. The earliest is booked first.
    """
    old = {held.purpose: held for held in operation.visits}
    wanted = visits_after(operation.on, file.draft)
    unhang(scope, [held for p, held in old.items() if p not in {w.purpose for w in wanted}], MOVED, at=at)
    return tuple(_held(scope, site, file, operation, one, old.get(one.purpose), at=at) for one in wanted)


MOVED = "The operation was moved."


def unhang(scope: Scope, visits: Iterable[Held], why: str, *, at: datetime) -> None:
    """Visits that are still to come are cancelled, and tasks to book them are finished with the reason."""
    for held in visits:
        booked = _booked(scope, held)
        if booked is not None and booked.status is BookingStatus.BOOKED:
            cancel(scope, booked, why=Why.PRACTICE, at=at)
        _finish(scope, held.task, why, at=at)


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
        _finish(scope, before.call, what.label + ".", at=at)
    if what is OperationAct.CONFIRM:
        return None
    zone = site.offices[0].zone
    todo = Todo(words=_call(site, before, after, what), case=after.case, due_on=utc_to_wall(at, zone).date())
    return tasks.save_task(scope, todo, owner_name="", at=at)


def theatre_words(site: Practice, theatre: Theatre) -> str:
    """1 December 2026, 07:30, 120 minutes."""
    told = [f"{theatre.on:%-d %B %Y}"]
    told += [f"{theatre.begins:%H:%M}"] if theatre.begins else []
    told += [f"{theatre.minutes} minutes"] if theatre.minutes else []
    return ", ".join(told)


def _call(
    site: Practice, before: OperationBooking | None, after: OperationBooking, what: OperationAct
) -> str:
    name = _hospital(site, after.theatre.hospital)
    now = theatre_words(site, after.theatre)
    if before is None:
        return f"Have {name} confirm the operation of {now}."
    was = theatre_words(site, before.theatre)
    if what is OperationAct.CANCEL:
        return f"Tell {name} that the operation of {was} is cancelled."
    if before.theatre.hospital != after.theatre.hospital:
        there = _hospital(site, before.theatre.hospital)
        return f"Tell {there} that the operation of {was} is not there; have {name} confirm it for {now}."
    return f"Tell {name} that the operation of {was} is now {now}; have it confirmed."


def _hospital(site: Practice, slug: str) -> str:
    return next((one.name for one in site.hospitals if one.slug == slug), slug)


def _held(
    scope: Scope,
    site: Practice,
    file: CaseFile,
    operation: OperationBooking,
    wanted: AfterVisit,
    old: Held | None,
    *,
    at: datetime,
) -> Held:
    booked = _booked(scope, old) if old else None
    held = Held(purpose=wanted.purpose, due_on=wanted.due)
    if booked is not None and _stays(booked, wanted):
        return replace(held, booking=booked.id)
    moving = booked if booked is not None and booked.status is BookingStatus.BOOKED else None
    found = _at_free_time(scope, site, file, operation, wanted, moving, at=at)
    same = old.task if old is not None and old.due_on == wanted.due else None
    if found is None and moving is None and _is_open(scope, same):
        return replace(held, task=same)
    _finish(scope, old.task if old else None, MOVED if found is None else "A time was found.", at=at)
    if found is not None:
        return replace(held, booking=found)
    if moving is not None:
        cancel(scope, moving, why=Why.PRACTICE, at=at)
    return replace(held, task=_task(scope, site, file, wanted, at=at))


def _stays(booked: Booking, wanted: AfterVisit) -> bool:
    if booked.status is BookingStatus.CANCELLED:
        return False
    return booked.status is not BookingStatus.BOOKED or wanted.has(booked.visit.wall_start.date())


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
    last = moving.visit if moving else (file.bookings[-1].visit if file.bookings else None)
    slug = moving.visit.visit_type if moving else ""
    kind = next((k for k in site.visit_types if k.slug == slug), None) or kind_for(site, wanted.purpose)
    if last is None or kind is None or (moving is not None and kind.slug != slug):
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


def _task(scope: Scope, site: Practice, file: CaseFile, wanted: AfterVisit, *, at: datetime) -> TaskId:
    why = (
        "no time is free near it"
        if kind_for(site, wanted.purpose)
        else "the practice file names no kind of visit for it"
    )
    words = (
        f"Book the visit after the operation ({wanted.title.lower()}), best on {wanted.due:%-d %B %Y}, from "
        f"{wanted.first:%-d %B} to {wanted.last:%-d %B}: {why}."
    )
    todo = Todo(words=words, case=file.case.id, due_on=wanted.due)
    return tasks.save_task(scope, todo, owner_name="", at=at)


def _booked(scope: Scope, held: Held) -> Booking | None:
    return bookings.load_booking(scope, held.booking) if held.booking else None


def _is_open(scope: Scope, task: UUID | None) -> bool:
    return task is not None and tasks.load_task(scope, task).is_open


def _finish(scope: Scope, task: UUID | None, outcome: str, *, at: datetime) -> None:
    """A task that is still open is done, by whoever acts."""
    if task is None:
        return
    before = tasks.load_task(scope, task)
    if before.is_open:
        tasks.save_task_after(scope, before, before.finished(outcome, by_name=scope.actor.name, at=at))
