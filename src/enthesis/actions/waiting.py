"""The waiting list: people join and leave it, and wait no longer for what is over."""

from datetime import datetime
from uuid import UUID

from enthesis.actions.act import Done, act
from enthesis.actions.offers import LISTERS, end_offer
from enthesis.domain.errors import Invalid, NotAllowed, Stale
from enthesis.domain.pathway.stages import Stage
from enthesis.domain.practice.booking import BookingStatus
from enthesis.domain.practice.offer import OfferAct
from enthesis.domain.practice.practice import Practice
from enthesis.domain.practice.waiting import Subject, WaitingEnd, Wish
from enthesis.domain.terms import STAFF, PatientId, Role, WaitingId
from enthesis.store import bookings, cases, practice, waiting, work
from enthesis.store.scope import Scope


@act(Role.VISITOR, Role.PATIENT, *LISTERS)
def join_waiting_list(scope: Scope, subject: Subject, wish: Wish, *, at: datetime) -> Done:
    """Whoever the visit, request or case is of waits for an earlier time from now on, and is told so."""
    site = practice.load_practice(scope)
    joined = join(scope, site, subject, wish, at=at)
    patient = waiting.load_waiting(scope, joined, at=at).patient
    return Done(kind="waiting", subject=joined, patient=patient)


def join(scope: Scope, site: Practice, subject: Subject, wish: Wish, *, at: datetime) -> WaitingId:
    """As `join_waiting_list`, part of another action, in its transaction."""
    wish.check_known(site)
    patient = _check_can_wait(scope, subject, wish, at=at)
    joined = waiting.save_waiting(scope, subject, wish, patient=patient, at=at)
    body = {"waiting": str(joined), **subject.named}
    work.save_message(scope, subject=joined, kind="waiting_joined", version=1, body=body, due_at=at)
    return joined


@act(Role.VISITOR, Role.PATIENT, *LISTERS)
def leave_waiting_list(scope: Scope, waiting_id: UUID, *, at: datetime) -> Done:
    """They wait no longer; a time that was on offer to them is free again."""
    who = waiting.load_waiting(scope, waiting_id, at=at)
    by_staff = scope.actor.role in STAFF
    end_offer(scope, who, OfferAct.WITHDRAW if by_staff else OfferAct.DECLINE, at=at)
    end = WaitingEnd.REMOVED if by_staff else WaitingEnd.LEFT
    waiting.save_waiting_ended(scope, who, end, at=at)
    return Done(kind="waiting", subject=who.id, patient=who.patient, detail={"end": end.value})


@act(Role.SYSTEM)
def end_waiting(scope: Scope, waiting_id: UUID, *, at: datetime) -> Done:
    """What they waited for took place or is no longer asked for: they are off the list."""
    who = waiting.load_waiting(scope, waiting_id, at=at)
    if not who.is_over:
        raise Stale("waiting-goes-on", "They wait for something again.", "Leave them on the list.")
    end_offer(scope, who, OfferAct.DROP, at=at)
    waiting.save_waiting_ended(scope, who, WaitingEnd.OVER, at=at)
    return Done(kind="waiting", subject=who.id, patient=who.patient, detail={"end": WaitingEnd.OVER.value})


def _check_can_wait(scope: Scope, subject: Subject, wish: Wish, *, at: datetime) -> PatientId | None:
    """There is something to wait for; the patient whose it is, where that is known."""
    if subject.booking is not None:
        booking = bookings.load_booking(scope, subject.booking)
        if booking.status is not BookingStatus.BOOKED or booking.visit.starts_at <= at:
            raise _nothing("This visit is over or off: there is nothing to wait for.")
        if booking.visit.visit_type != wish.visit_type:
            raise Invalid("visit_type", "An earlier visit is of the same kind.", "Wait for that kind.")
        return cases.load_case(scope, booking.case).patient if booking.case else None
    if subject.request is not None:
        if not waiting.is_asking(scope, subject.request):
            raise _nothing("This request is settled: there is nothing to wait for.")
        return None
    case = cases.load_case(scope, subject.case) if subject.case else None
    if case is None or case.stage is Stage.CLOSED:
        raise _nothing("This case is closed: there is nothing to wait for.")
    return case.patient


def _nothing(what: str) -> NotAllowed:
    return NotAllowed("nothing-to-wait-for", what, "Ask for a visit.")
