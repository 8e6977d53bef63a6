"""Times on offer to people on the waiting list: made, told, accepted, declined, passed on, taken back."""

from datetime import datetime
from uuid import UUID

from enthesis.actions.act import Done, act
from enthesis.actions.bookings import book, move
from enthesis.actions.messages import ways_to
from enthesis.domain.errors import Invalid, NotAllowed, Stale
from enthesis.domain.practice.booking import Visit, Why
from enthesis.domain.practice.message import Sort
from enthesis.domain.practice.offer import Offer, OfferAct, Way, held_until
from enthesis.domain.practice.practice import Practice
from enthesis.domain.practice.send_window import is_open
from enthesis.domain.practice.turns import RESTS, Turn, first_for, is_kept, next_turn
from enthesis.domain.practice.waiting import Waiting, WaitingEnd
from enthesis.domain.terms import CLINICIANS, Actor, Role
from enthesis.store import bookings, cases, messages, offers, patients, practice, waiting, work
from enthesis.store.claims import list_claims
from enthesis.store.scope import Scope

LISTERS = (Role.DESK, *CLINICIANS)
LONGEST_REASON = 500


@act(Role.SYSTEM)
def offer_in_turn(
    scope: Scope, waiting_id: UUID, visit: Visit, *, at_night: bool = False, at: datetime
) -> Done:
    """The time is on offer to them and held. Raises Stale when it is no longer their turn for it."""
    waiting.wait_for_turns(scope)
    turn = find_turn(scope, at_night=at_night, at=at)
    if turn is None or (turn.waiting.id, turn.visit) != (waiting_id, visit):
        raise Stale("turn-passed", "It is no longer their turn for this time.", "Look whose turn it is.")
    return _offered(scope, turn.waiting, visit, at=at)


@act(*LISTERS)
def offer_now(
    scope: Scope, waiting_id: UUID, visit: Visit, *, reason: str = "", at_night: bool = False, at: datetime
) -> Done:
    """The desk offers a free time to somebody. Out of order it says why."""
    if len(reason) > LONGEST_REASON:
        raise Invalid("reason", f"The reason is longer than {LONGEST_REASON} characters.", "Shorten it.")
    waiting.wait_for_turns(scope)
    site, listed = practice.load_practice(scope), waiting.list_waiting(scope, at=at)
    who = waiting.load_waiting(scope, waiting_id, at=at)
    _check_can_offer(site, who, visit, at_night=at_night, at=at)
    first = first_for(listed, visit, now=at)
    if first is not None and first.id != who.id and not reason.strip():
        raise Invalid(
            "reason",
            "Somebody else is first in order for this time.",
            "Say why it is offered out of order, or offer it to the first.",
        )
    return _offered(scope, who, visit, reason=reason.strip(), at=at)


@act(*LISTERS)
def record_offer_call(scope: Scope, offer_id: UUID, *, at: datetime) -> Done:
    """Somebody told the person on the telephone: from now on the time is held for two hours."""
    before = offers.lock_offer(scope, offer_id)
    return _settled(scope, before, before.called(at=at))


@act(*LISTERS)
def pass_offer_on(scope: Scope, offer_id: UUID, *, at: datetime) -> Done:
    """Nobody could be reached on the telephone: the time goes to whoever is next."""
    before = offers.lock_offer(scope, offer_id)
    return _settled(scope, before, before.after(OfferAct.MISS, at=at))


@act(*LISTERS)
def withdraw_offer(scope: Scope, offer_id: UUID, *, at: datetime) -> Done:
    """The time is free again, and for a quarter of an hour it is offered to nobody."""
    before = offers.lock_offer(scope, offer_id)
    return _settled(scope, before, before.after(OfferAct.WITHDRAW, at=at))


@act(Role.VISITOR, Role.PATIENT, *LISTERS)
def decline_offer(scope: Scope, offer_id: UUID, *, at: datetime) -> Done:
    """The time goes to whoever is next; they stay on the list."""
    before = offers.lock_offer(scope, offer_id)
    return _settled(scope, before, before.after(OfferAct.DECLINE, at=at))


@act(Role.VISITOR, Role.PATIENT, *LISTERS)
def accept_offer(scope: Scope, offer_id: UUID, *, at: datetime) -> Done:
    """The visit they had is at this time and its old time is free; who had none has it now."""
    is_moot = _wait_for_hip(scope, offers.load_offer(scope, offer_id).waiting, at=at)
    before = offers.lock_offer(scope, offer_id)
    after = before.after(OfferAct.ACCEPT, at=at)
    site = practice.load_practice(scope)
    who = waiting.load_waiting(scope, before.waiting, at=at)
    _check_still_there(site, who, before, is_moot=is_moot, at=at)
    offers.save_offer_after(scope, before, after)
    booking = _take(scope, site, who, before.visit, at=at)
    waiting.save_waiting_ended(scope, who, WaitingEnd.PLACED, at=at)
    detail = {"booking": str(booking), "office": before.visit.office}
    return Done(kind="offer", subject=before.id, patient=who.patient, detail=detail)


@act(Role.SYSTEM)
def end_lapsed_offer(scope: Scope, offer_id: UUID, *, at: datetime) -> Done:
    """Nobody answered in time, or the practice no longer keeps the time: it goes on to whoever is next."""
    before = offers.lock_offer(scope, offer_id)
    if at < before.until and not is_kept(practice.load_practice(scope), before.visit, now=at):
        return _settled(scope, before, before.after(OfferAct.DROP, at=at))
    unsent = before.way is Way.MESSAGE and not messages.list_left(scope, before.id)
    act_ = OfferAct.MISS if unsent or before.must_be_called else OfferAct.LAPSE
    return _settled(scope, before, before.after(act_, at=at))


def find_turn(scope: Scope, *, at_night: bool = False, at: datetime) -> Turn | None:
    """Whose turn it is now, and for which time. `at_night` also while nobody is told anything."""
    listed = [one for one in waiting.list_waiting(scope, at=at) if not one.is_over]
    if not any(not one.offered and not one.is_silent for one in listed):
        return None
    spans = [one.wanted(now=at) for one in listed]
    first, last = min(s.first for s in spans), max(s.last for s in spans)
    return next_turn(
        practice.load_practice(scope),
        listed,
        list_claims(scope, first, last),
        now=at,
        resting=offers.list_rested(scope, at - RESTS),
        at_night=at_night,
    )


def end_offer(scope: Scope, who: Waiting, what: OfferAct, *, at: datetime) -> None:
    """An offer that is open to them is over: part of an action, in its transaction."""
    found = offers.find_offer_of(scope, who.id)
    if found is not None:
        before = offers.lock_offer(scope, found.id)
        if before.is_open:
            over = what is OfferAct.DECLINE and at >= before.until
            offers.save_offer_after(scope, before, before.after(OfferAct.LAPSE if over else what, at=at))


def way_to(scope: Scope, who: Waiting) -> Way:
    """How an offer reaches them: by a message they agreed to, else the desk calls."""
    contact = waiting.reach_of_waiting(scope, who)
    return Way.MESSAGE if ways_to(scope, contact, Sort.OFFER) else Way.CALL


def _offered(scope: Scope, who: Waiting, visit: Visit, *, reason: str = "", at: datetime) -> Done:
    site = practice.load_practice(scope)
    way, until = way_to(scope, who), held_until(at, visit.zone)
    made = offers.save_offer(scope, site, who, visit, way=way, reason=reason, at=at, until=until)
    if way is Way.MESSAGE:
        body = {"offer": str(made.id), **who.subject.named}
        work.save_message(scope, subject=made.id, kind="offer", version=1, body=body, due_at=at)
    detail = {"office": visit.office, "way": way.value, "out_of_order": bool(reason)}
    return Done(kind="offer", subject=made.id, patient=who.patient, detail=detail)


def _settled(scope: Scope, before: Offer, after: Offer) -> Done:
    offers.save_offer_after(scope, before, after)
    who = offers.patient_of(scope, before.id)
    return Done(kind="offer", subject=before.id, patient=who, detail={"status": after.status.value})


def _take(scope: Scope, site: Practice, who: Waiting, visit: Visit, *, at: datetime) -> UUID:
    """The visit at the time that was offered, moved there or new. Raises Stale where it has just changed."""
    if who.has is not None:
        return move(scope, site, who.has, visit, why=Why.PATIENT, at=at).id
    if who.subject.request is not None:
        waiting.save_request_placed(scope, who.subject.request)
        return book(scope, site, visit, request=who.subject.request, at=at)
    return book(scope, site, visit, patient=who.patient, case=who.subject.case, at=at)


def _wait_for_hip(scope: Scope, place: UUID, *, at: datetime) -> bool:
    """Until the transaction ends nobody books for the request that waits, or closes the case.

    Whether the hip of the request holds another time: it gets no second one, and they need not know why.
    """
    house = Scope(practice=scope.practice, actor=Actor(role=Role.SYSTEM, name="Waiting list"))
    found = waiting.find_waiting(house, place, at=at)
    if found is None:
        return False
    if found.subject.case is not None:
        cases.lock_case(house, found.subject.case)
    if found.subject.request is None or found.has is not None:
        return False
    asked = bookings.load_request(house, found.subject.request).asked
    patients.wait_for_births(house, asked.contact.birth_date)
    return bookings.is_holding(house, asked.contact, asked.side, at=at)


def _check_still_there(site: Practice, who: Waiting, offer: Offer, *, is_moot: bool, at: datetime) -> None:
    """There is still a visit to move, or something to book for, and the practice keeps the time."""
    later = who.has is None or offer.visit.starts_at < who.has.visit.starts_at
    if is_moot or who.is_over or not later:
        raise NotAllowed(
            "offer-moot",
            "The visit this time was offered for has changed meanwhile.",
            "Nothing was changed. Call the practice if you need another time.",
        )
    if not is_kept(site, offer.visit, now=at):
        raise NotAllowed(
            "offer-moot",
            "The practice cannot keep this time any more.",
            "Your visit stays as it was, and you stay on the list.",
        )


def _check_can_offer(site: Practice, who: Waiting, visit: Visit, *, at_night: bool, at: datetime) -> None:
    if who.offered:
        raise NotAllowed("offered-already", "Another time is on offer to them now.", "Wait for the answer.")
    if not at_night and not is_open(at, visit.zone):
        raise NotAllowed(
            "night", "It is night at that office.", "Times are offered from 08:00 to 20:00 there."
        )
    if not who.can_be_offered(visit, now=at) or not is_kept(site, visit, now=at):
        raise NotAllowed(
            "does-not-fit",
            "This time does not fit what they wait for, or is too near.",
            "Choose another time, or book it on the telephone.",
        )
