"""The waiting list: people join and leave it, and wait no longer for what is over."""

from datetime import date, datetime
from secrets import token_urlsafe
from uuid import UUID

from enthesis.actions.act import Done, act
from enthesis.actions.offers import LISTERS, end_offer
from enthesis.domain.errors import Invalid, NotAllowed, Stale
from enthesis.domain.pathway.stages import Stage
from enthesis.domain.practice.booking import BookingStatus
from enthesis.domain.practice.offer import OfferAct
from enthesis.domain.practice.practice import Practice
from enthesis.domain.practice.waiting import Subject, WaitingEnd, Wish
from enthesis.domain.terms import STAFF, Actor, PatientId, Role, WaitingId
from enthesis.store import bookings, cases, practice, waiting, waiting_links, work
from enthesis.store.scope import Scope
from enthesis.store.waiting_links import WaitingLink, save_waiting_link

CALL = "Call the practice."


@act(Role.VISITOR, Role.PATIENT, *LISTERS)
def join_waiting_list(scope: Scope, subject: Subject, wish: Wish, *, at: datetime) -> Done:
    """Whoever the visit, request or case is of waits for an earlier time from now on, and is told so.

    The secret of the receipt opens their place on the list.
    """
    site = practice.load_practice(scope)
    joined, token = join(scope, site, subject, wish, at=at)
    patient = waiting.load_waiting(scope, joined, at=at).patient
    return Done(kind="waiting", subject=joined, patient=patient, secret=token)


def join(
    scope: Scope, site: Practice, subject: Subject, wish: Wish, *, at: datetime
) -> tuple[WaitingId, str]:
    """As `join_waiting_list`, part of another action, in its transaction. Gives the token of a link, too."""
    wish.check_known(site)
    patient = _check_can_wait(scope, subject, wish, at=at)
    joined = waiting.save_waiting(scope, subject, wish, patient=patient, at=at)
    body = {"waiting": str(joined), **subject.named}
    work.save_message(scope, subject=joined, kind="waiting_joined", version=1, body=body, due_at=at)
    token = token_urlsafe(32)
    save_waiting_link(scope, joined, token=token, at=at)
    return joined, token


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


@act(Role.VISITOR, once=False)
def confirm_waiting_birth_date(scope: Scope, link: WaitingLink, birth_date: date, *, at: datetime) -> Done:
    """The holder of a link to the list knows the birth date; five wrong tries on all links of it end them."""
    waiting_links.lock_waiting_tries(link)
    if not waiting_links.waiting_tries_left(link):
        return _tried(link, NotAllowed("link-locked", "This link is locked after five wrong tries.", CALL))
    house = Scope(practice=link.practice, actor=Actor(role=Role.SYSTEM, name="Links"))
    who = waiting.load_waiting(house, link.waiting, at=at)
    if waiting.reach_of_waiting(house, who).birth_date == birth_date:
        waiting_links.save_waiting_success(link)
        return _tried(link, None)
    waiting_links.save_waiting_failure(link)
    left = waiting_links.waiting_tries_left(link)
    remedy = _tries(left) if left else "The link is now locked: call the practice."
    return _tried(link, NotAllowed("wrong-birth-date", "That is not the date of birth we have.", remedy))


def _tried(link: WaitingLink, refusal: NotAllowed | None) -> Done:
    detail = {"right": refusal is None}
    return Done(kind="link", subject=link.id, patient=link.patient, detail=detail, refusal=refusal)


def _tries(left: int) -> str:
    return "1 try is left." if left == 1 else f"{left} tries are left."
