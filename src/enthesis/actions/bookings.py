"""Visits are booked, moved, cancelled and kept: one transaction each, and no time is ever given twice."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime, timedelta
from itertools import islice
from uuid import UUID

from enthesis.actions.act import Done, act
from enthesis.actions.messages import write_of_visit, write_reminders_again
from enthesis.domain.errors import Invalid, NotAllowed, Stale
from enthesis.domain.pathway.stages import Stage
from enthesis.domain.practice.availability import Wanted, free_times, is_in_session, is_offered
from enthesis.domain.practice.booking import Booking, BookingAct, Visit, Why, booked_until, check_times
from enthesis.domain.practice.claims import Taken, offering
from enthesis.domain.practice.offer import on_offer
from enthesis.domain.practice.practice import Practice
from enthesis.domain.practice.rooming import check_room, rooms_in_use
from enthesis.domain.terms import CLINICIANS, STAFF, BookingId, CaseId, PatientId, RequestId, Role
from enthesis.store import bookings, cases, links, practice
from enthesis.store.claims import check_free, list_claims
from enthesis.store.offers import find_offer_in_way
from enthesis.store.scope import Scope

BOOKERS = (Role.DESK, *CLINICIANS)
NEXT_FREE = 3
LOOK_AHEAD = timedelta(days=28)
HALF_A_DAY = timedelta(hours=12)


@act(*BOOKERS)
def book_visit(scope: Scope, case_id: UUID, visit: Visit, *, at: datetime) -> Done:
    """A case that goes on has one more visit, its time is claimed, and a message is on its way."""
    return book_for(scope, case_id, visit, at=at)


def book_for(scope: Scope, case_id: UUID, visit: Visit, *, at: datetime) -> Done:
    """As `book_visit`, part of another action, in its transaction."""
    cases.lock_case(scope, case_id)
    case = cases.load_case(scope, case_id)
    if case.stage is Stage.CLOSED:
        raise NotAllowed("case-closed", "This case is closed.", "Book a request for the next one instead.")
    site = practice.load_practice(scope)
    booking = book(scope, site, visit, patient=case.patient, case=case.id, at=at)
    return Done(kind="booking", subject=booking, patient=case.patient, detail={"office": visit.office})


@act(*BOOKERS)
def move_booking(
    scope: Scope,
    booking_id: UUID,
    visit: Visit,
    *,
    why: Why,
    read: int,
    outside: bool = False,
    at: datetime,
) -> Done:
    """The visit is at another time or office, the old time is free again, and a message is on its way.

    The new time is claimed before the old one is left: a visit that cannot move stays where it is, and the
    refusal names the next free times. `outside`: also while closed or outside every session.
    """
    check_in_session(scope, visit, outside=outside)
    before = load_as_read(scope, booking_id, read)
    after = move(scope, practice.load_practice(scope), before, visit, why=why, at=at)
    return _told(scope, after, why)


@act(*BOOKERS)
def cancel_booking(scope: Scope, booking_id: UUID, *, why: Why, read: int, at: datetime) -> Done:
    """The visit is off, its time is free at once, and a message is on its way."""
    return _change(scope, booking_id, BookingAct.CANCEL, why=why, read=read, message="visit_cancelled", at=at)


@act(*BOOKERS)
def record_arrival(scope: Scope, booking_id: UUID, *, read: int, at: datetime) -> Done:
    """The patient is here."""
    return _change(scope, booking_id, BookingAct.ARRIVE, read=read, at=at)


@act(*BOOKERS)
def record_rooming(scope: Scope, booking_id: UUID, room: str, *, read: int, at: datetime) -> Done:
    """The patient is in this room of the office; empty where the practice names no rooms there."""
    before = load_as_read(scope, booking_id, read)
    starts = before.visit.starts_at
    beside = bookings.list_bookings(scope, starts - HALF_A_DAY, starts + HALF_A_DAY)
    site = practice.load_practice(scope)
    check_room(site, before, room, rooms_in_use(beside, but=before))
    after = before.after(BookingAct.ROOM, at=at).in_room(room)
    bookings.save_booking_after(scope, site, before, after)
    _record(scope, after, BookingAct.ROOM, why=None, message="", at=at)
    return _told(scope, after, None)


@act(*BOOKERS)
def record_no_show(scope: Scope, booking_id: UUID, *, read: int, at: datetime) -> Done:
    """The time of the visit came and the patient did not."""
    return _change(scope, booking_id, BookingAct.MISS, read=read, at=at)


@act(*BOOKERS)
def finish_visit(scope: Scope, booking_id: UUID, *, read: int, at: datetime) -> Done:
    """The patient was seen and has left."""
    return _change(scope, booking_id, BookingAct.FINISH, read=read, at=at)


@act(*BOOKERS)
def reopen_visit(scope: Scope, booking_id: UUID, *, read: int, at: datetime) -> Done:
    """What was recorded of the visit's course was wrong: it is booked as before, and remembered as before."""
    done = _change(scope, booking_id, BookingAct.REOPEN, read=read, at=at)
    since = booked_until(bookings.list_changes(scope, booking_id)[:-1]) or at
    site, booking = practice.load_practice(scope), bookings.load_booking(scope, booking_id)
    write_reminders_again(scope, site, booking, since=since, at=at)
    return done


def check_in_session(scope: Scope, visit: Visit, *, outside: bool) -> None:
    """Raises NotAllowed for a time while closed or outside every session, unless it was asked for so."""
    site = practice.load_practice(scope)
    if outside or is_in_session(site, visit):
        return
    raise NotAllowed(
        "outside",
        f"{site.clinician(visit.clinician).name} sees nobody at {site.office(visit.office).name} on "
        f"{visit.wall_start:%A %d %B %Y, %H:%M}: it is closed, or outside every session.",
        "Choose another time, or tick that it is to be booked all the same.",
    )


def check_can_book(scope: Scope, site: Practice, visit: Visit, *, at: datetime) -> None:
    """Whether the visit could be booked now, before anything is made for it.

    Raises Taken with the next free times where somebody else has the time.
    """
    _check_visit(site, visit, at=at)
    with _naming_free_times(scope, site, visit, at=at):
        check_free(scope, site, visit)


def book(
    scope: Scope,
    site: Practice,
    visit: Visit,
    *,
    patient: PatientId | None = None,
    case: CaseId | None = None,
    request: RequestId | None = None,
    at: datetime,
) -> BookingId:
    """The visit is in the book with a message on its way: part of an action, in its transaction.

    Raises Taken with the next free times where somebody else has the time.
    """
    _check_visit(site, visit, at=at)
    with _naming_free_times(scope, site, visit, at=at):
        booking = bookings.save_booking(scope, site, visit, patient=patient, case=case, request=request)
    made = bookings.load_booking(scope, booking)
    bookings.save_change(scope, made, BookingAct.BOOK, patient=patient, at=at)
    write_of_visit(scope, site, made, "visit_booked", answers=True, at=at)
    return booking


def move(scope: Scope, site: Practice, before: Booking, visit: Visit, *, why: Why, at: datetime) -> Booking:
    """The visit is at another time, with a message on its way: part of an action, in its transaction."""
    if visit == before.visit:
        raise Invalid("unchanged", "The visit is at this time already.", "Choose another time.")
    if visit.visit_type != before.visit.visit_type:
        raise Invalid("visit_type", "A visit that moves stays of its kind.", "Cancel it and book another.")
    _check_visit(site, visit, at=at)
    after = before.after(BookingAct.MOVE, at=at).at(visit)
    with _naming_free_times(scope, site, visit, at=at):
        bookings.save_booking_after(scope, site, before, after)
    links.save_until(scope, after)
    _record(scope, after, BookingAct.MOVE, why=why, message="visit_moved", at=at)
    return after


def check_offered(scope: Scope, site: Practice, visit: Visit, *, at: datetime) -> None:
    """Whoever is not of the practice books only what is offered to patients.

    Raises Taken with the next free times.
    """
    day = visit.wall_start.date()
    if scope.actor.role in STAFF or is_offered(site, visit, list_claims(scope, day, day), now=at):
        return
    with _naming_free_times(scope, site, visit, at=at):
        raise Taken("time-taken", f"{visit.wall_start:%H:%M} is not free.", "Choose another free time.")


def cancel(scope: Scope, before: Booking, *, why: Why, at: datetime) -> None:
    """The visit is off, its time is free and its links have ended: part of an action, in its transaction."""
    after = before.after(BookingAct.CANCEL, at=at)
    bookings.save_booking_after(scope, practice.load_practice(scope), before, after)
    _record(scope, after, BookingAct.CANCEL, why=why, message="visit_cancelled", at=at)


def _change(
    scope: Scope,
    booking_id: UUID,
    what: BookingAct,
    *,
    read: int,
    at: datetime,
    why: Why | None = None,
    message: str = "",
) -> Done:
    before = load_as_read(scope, booking_id, read)
    after = before.after(what, at=at)
    bookings.save_booking_after(scope, practice.load_practice(scope), before, after)
    _record(scope, after, what, why=why, message=message, at=at)
    return _told(scope, after, why)


def load_as_read(scope: Scope, booking_id: UUID, read: int) -> Booking:
    """The visit; raises Stale for a version that is no longer the newest."""
    booking = bookings.load_booking(scope, booking_id)
    if booking.version != read:
        raise Stale(
            "booking-moved-on",
            f"Somebody changed this visit since you opened it (you read version {read}, "
            f"it is at {booking.version}).",
            "Look at it, then do yours again.",
        )
    return booking


def _record(
    scope: Scope, after: Booking, what: BookingAct, *, why: Why | None, message: str, at: datetime
) -> None:
    bookings.save_change(scope, after, what, why=why, patient=_patient(scope, after), at=at)
    if what is BookingAct.CANCEL:
        links.save_revoked_of_visit(scope, after.id, at=at)
    if message:
        answers = (why is not None and why.is_patients) or scope.actor.role not in STAFF
        site = practice.load_practice(scope)
        write_of_visit(scope, site, after, message, answers=answers, at=at)


def _told(scope: Scope, after: Booking, why: Why | None) -> Done:
    detail = {"version": after.version, "office": after.visit.office, **({"why": why.value} if why else {})}
    detail |= {"room": after.room} if after.room else {}
    return Done(kind="booking", subject=after.id, patient=_patient(scope, after), detail=detail)


def _patient(scope: Scope, booking: Booking) -> PatientId | None:
    return cases.load_case(scope, booking.case).patient if booking.case is not None else None


def _check_visit(site: Practice, visit: Visit, *, at: datetime) -> None:
    """The visit is one this practice offers, and it is not over."""
    site.clinician(visit.clinician)
    kind = site.visit_type(visit.visit_type)
    if visit.minutes != kind.minutes or visit.zone != site.office(visit.office).zone:
        raise NotAllowed(
            "visit-changed", "This visit is no longer offered like this.", "Choose a time again."
        )
    check_times(visit)
    if visit.starts_at < at:
        raise NotAllowed("visit-past", "That time is already over.", "Choose a later time.")


@contextmanager
def _naming_free_times(scope: Scope, site: Practice, visit: Visit, *, at: datetime) -> Iterator[None]:
    """A refusal names the nearest times from the wanted one on: there, else anywhere."""
    try:
        yield
    except Taken as taken:
        held = find_offer_in_way(scope, site, visit) if scope.actor.role in STAFF else None
        why = on_offer(held) if held else taken
        raise offering(why, visit, _next_free(scope, site, visit, at=at), site) from None


def _next_free(scope: Scope, site: Practice, visit: Visit, *, at: datetime) -> tuple[Visit, ...]:
    first = visit.wall_start.date()
    last = first + LOOK_AHEAD
    claims = list_claims(scope, first, last)

    def free(office: str, clinician: str) -> Iterator[Visit]:
        wanted = Wanted(
            visit_type=visit.visit_type,
            first=first,
            last=last,
            office=office,
            clinician=clinician,
            by_desk=scope.actor.role in STAFF,
        )
        found = (one.visit for one in free_times(site, wanted, claims, now=at))
        return islice((one for one in found if one.starts_at >= visit.starts_at), NEXT_FREE)

    return tuple(free(visit.office, visit.clinician)) or tuple(free("", ""))
