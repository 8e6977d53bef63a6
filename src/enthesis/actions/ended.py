"""A death, no more questions, no more research: recorded with all that follows from it, and taken back."""

from collections.abc import Collection, Sequence
from datetime import date, datetime
from uuid import UUID

from enthesis.actions.act import Done, act
from enthesis.actions.patients import end_links
from enthesis.domain.pathway.case import Case
from enthesis.domain.pathway.ended import (
    ENDS_CONTACT,
    Ended,
    EndKind,
    check_end,
    check_may_tell,
    check_taking_back,
)
from enthesis.domain.practice.booking import BookingStatus
from enthesis.domain.practice.clock import utc_to_wall
from enthesis.domain.practice.practice import Practice
from enthesis.domain.practice.task import LONGEST_WORDS, Todo
from enthesis.domain.terms import CLINICIANS, Actor, PatientId, Role
from enthesis.store import (
    bookings,
    cases,
    ended,
    follow_ups,
    merges,
    operations,
    patients,
    practice,
    tasks,
    waiting,
)
from enthesis.store.scope import Scope


@act(Role.DESK, *CLINICIANS, Role.PATIENT)
def record_end(scope: Scope, patient_id: UUID, end: Ended, *, at: datetime) -> Done:
    """The end holds for every identity of the person, and what was on its way to them stays here.

    After a death no private link works, open forms are closed, nothing is sent, and what is booked is a task
    of the desk. Whoever wants no more questions keeps visits, their reminders and the own links. A patient
    may withdraw, for the own person alone.
    """
    return end_person(scope, patient_id, end, at=at)


def end_person(scope: Scope, patient_id: UUID, end: Ended, *, case: UUID | None = None, at: datetime) -> Done:
    """As `record_end`: part of another action, before that one locks or moves a case.

    `case` where an event of that hip told it.
    """
    check_may_tell(end, is_patient=scope.actor.role is Role.PATIENT)
    patient = patients.load_patient(scope, patient_id).id
    house = _house(scope)
    main = merges.lock_person(house, patient)
    people = merges.identities_of(house, main)
    site = practice.load_practice(house)
    today = utc_to_wall(at, site.offices[0].zone).date()
    treated = cases.list_cases(house, patient=main)
    known = ended.list_ended(house, {main}).get(main, ())
    check_end(end, known, operated_on=_last_operated(treated), on=today)
    kept = ended.save_end(scope, patient, end, case=case, at=at)
    links = _end_links(house, people, at=at) if end.kind is EndKind.DIED else 0
    forms = follow_ups.save_retired(house, people) if end.kind in ENDS_CONTACT else 0
    if end.kind is EndKind.DIED:
        _ask_to_cancel(scope, site, treated, people, due_on=today, at=at)
    detail = {"kind": end.kind.value, "told_by": end.told_by.value, "links": links, "forms": forms}
    return Done(kind="ended", subject=kept, patient=patient, detail=detail)


@act(Role.DESK, *CLINICIANS)
def take_end_back(scope: Scope, end_id: UUID, *, why: str, at: datetime) -> Done:
    """The end holds no more, and stays on record with who took it back, when and why.

    Links that ended and forms that were closed stay so: the patient is invited anew.
    """
    told = ended.load_end(scope, end_id)
    merges.lock_person(scope, told.patient)
    told = ended.load_end(scope, end_id)
    check_taking_back(told, why)
    ended.save_taken_back(scope, told, why=why, at=at)
    return Done(kind="ended", subject=told.id, patient=told.patient, detail={"kind": told.ended.kind.value})


def _house(scope: Scope) -> Scope:
    """An end is of the person: who withdraws by link reaches one identity, and the others follow."""
    if scope.actor.role is not Role.PATIENT:
        return scope
    return Scope(practice=scope.practice, actor=Actor(role=Role.SYSTEM, name="Endings"))


def _last_operated(treated: Collection[Case]) -> date | None:
    return max((case.operated_on for case in treated if case.operated_on is not None), default=None)


def _end_links(scope: Scope, people: Collection[PatientId], *, at: datetime) -> int:
    return sum(end_links(scope, identity, at=at) for identity in people)


def _ask_to_cancel(
    scope: Scope,
    site: Practice,
    treated: Collection[Case],
    people: Sequence[PatientId],
    *,
    due_on: date,
    at: datetime,
) -> None:
    """The desk has a task that names what is booked; none where nothing is."""
    booked = [
        *(words for case in treated for words in _visits(scope, case, at=at)),
        *(words for case in treated for words in _operation(scope, site, case)),
        *_places(scope, people, at=at),
    ]
    if booked:
        words = f"The patient died. Cancel what is booked, without a message: {'; '.join(booked)}."
        todo = Todo(words=words[:LONGEST_WORDS], patient=people[0], due_on=due_on)
        tasks.save_task(scope, todo, owner_name="", at=at)


def _visits(scope: Scope, case: Case, *, at: datetime) -> list[str]:
    return [
        f"the visit of {booking.visit.wall_start:%-d %B %Y, %H:%M}"
        for booking in bookings.bookings_of(scope, case.id)
        if booking.status is BookingStatus.BOOKED and booking.visit.starts_at > at
    ]


def _operation(scope: Scope, site: Practice, case: Case) -> list[str]:
    booked = operations.find_standing(scope, case.id)
    if booked is None:
        return []
    return [f"the operation of {booked.theatre.words} at {site.hospital_name(booked.theatre.hospital)}"]


def _places(scope: Scope, people: Collection[PatientId], *, at: datetime) -> list[str]:
    waits = any({who.patient, who.person} & set(people) for who in waiting.list_waiting(scope, at=at))
    return ["the place on the waiting list"] if waits else []
