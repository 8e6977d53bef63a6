"""Sends what is due, one message after the other, each under a lease, each judged by what holds as it leaves.

Nothing is lost: a message leaves the outbox only after it was taken. It may arrive twice in one case that
nobody can tell from the other: when the line breaks, or we are killed, between the last byte and the answer
to it. It is then the same message by its Message-ID.
"""

import logging
from collections.abc import Mapping
from datetime import datetime

from django.conf import settings
from django.db import transaction

from enthesis.actions.attention import OVERDUE
from enthesis.actions.intake import INVITED
from enthesis.actions.messages import ask_to_call, ways_to
from enthesis.actions.operation_messages import CALLED, ask_to_call_of
from enthesis.actions.outcomes import ask_to_call_before
from enthesis.cli.outbox import asking, attention, following, intake, operations, visits, waiting
from enthesis.cli.outbox.draft import Compose, Draft, named
from enthesis.cli.outbox.pauses import Pauses
from enthesis.delivery.messages import mail, sms
from enthesis.delivery.messages.failures import Away, NotSent, Refused, Unwanted
from enthesis.delivery.messages.mail import Mail
from enthesis.domain.pathway.ended import may_be_written_to
from enthesis.domain.people.patient import Reach
from enthesis.domain.practice.message import Because, Event, Sort, Stop
from enthesis.domain.practice.practice import Practice
from enthesis.domain.practice.reminders import KIND, reminder_leaves
from enthesis.domain.practice.send_window import news_leaves, next_open
from enthesis.domain.terms import Actor, PracticeId, Role
from enthesis.store import bookings, ended, messages, practice, work
from enthesis.store.contacts_made import CONTACT, INVITATION
from enthesis.store.instruments import site_instruments
from enthesis.store.operations import load_operation
from enthesis.store.scope import Scope
from enthesis.store.work import MOST_SENDINGS, Leased

log = logging.getLogger(__name__)

NEAR = "near"  # why a reminder is dropped: too near another message, or too near the visit

COMPOSE: Mapping[str, Compose] = {
    "request_received": asking.request_received,
    "visit_booked": visits.booked,
    "visit_moved": visits.moved,
    "visit_cancelled": visits.cancelled,
    "operation_booked": operations.booked,
    "operation_moved": operations.moved,
    "operation_cancelled": operations.cancelled,
    "invitation": asking.invitation,
    CONTACT: following.contact,
    INVITED: intake.invited,
    "waiting_joined": waiting.joined,
    "offer": waiting.offered,
    OVERDUE: attention.overdue,
}


def send_due_messages(*, at: datetime, pauses: Pauses | None = None) -> int:
    """Sends every message that is due; how many went out. What fails is tried again later."""
    pauses, sent = pauses or Pauses(), 0
    while (leased := work.lease_message(at=at)) is not None:
        sent += _settled(leased, pauses, at=at)
    return sent


def send_next_message(pauses: Pauses, *, at: datetime) -> bool:
    """Deals with the message that has been due longest; whether there was one."""
    leased = work.lease_message(at=at)
    if leased is None:
        return False
    _settled(leased, pauses, at=at)
    return True


def _settled(leased: Leased, pauses: Pauses, *, at: datetime) -> bool:
    """Whether it went out. Whatever is raised becomes another try later, and is told."""
    scope = Scope(practice=PracticeId(leased.practice), actor=Actor(role=Role.SYSTEM, name="Worker"))
    try:
        with site_instruments(scope):
            return _send(scope, leased, pauses, at=at)
    except Exception as problem:
        why = problem.why if isinstance(problem, NotSent) else type(problem).__name__
        log.warning("A message of kind %s was not sent on try %d: %s.", leased.kind, leased.attempts, why)
        _fail(scope, leased, why, at=at)
        return False


def _send(scope: Scope, leased: Leased, pauses: Pauses, *, at: datetime) -> bool:
    """Whether it went out; else it is settled, or put off to when it may. Raises where it failed."""
    site = practice.load_practice(scope)
    draft = _unless_died(scope, _compose(leased.kind)(scope, site, leased, at))
    leaves = _leaves(scope, draft, leased.kind, at=at) if draft is not None else None
    if leaves is not None and settings.ENTHESIS_SENDS_AT_NIGHT:
        leaves = at
    if draft is None or leaves is None:
        dropped = draft is not None and draft.sort is Sort.REMINDER
        return _finish(scope, leased, Event.MOOT, why=NEAR if dropped else "", at=at)
    if leaves > at:
        work.put_off_message(leased, until=leaves)
        return False
    why = ""
    for way in ways_to(scope, draft.contact, draft.sort, text_first=draft.text_first):
        if (until := pauses.until(way, at=at)) is not None:
            work.put_off_message(leased, until=until)
            return False
        try:
            _carry(draft, way, leased)
        except Away as away:
            log.warning("%s is away: %s.", way.label, away.why)
            work.put_off_message(leased, until=pauses.begin(way, at=at))
            return False
        except (Refused, Unwanted) as refused:
            why = refused.why
            _stop(scope, leased, draft, way, refused, at=at)
        else:
            pauses.end(way)
            _finish(scope, leased, Event.SENT, way=way, at=at)
            return True
    return _call(scope, site, leased, draft, why, at=at)


def _unless_died(scope: Scope, draft: Draft | None) -> Draft | None:
    """The draft; None for somebody of whom a death is on record."""
    if draft is None or draft.patient is None:
        return draft
    ends = ended.list_ended(scope, {draft.patient})
    return draft if may_be_written_to(end for told in ends.values() for end in told) else None


def _compose(kind: str) -> Compose:
    return visits.reminder if kind.startswith(KIND) else COMPOSE[kind]


def _leaves(scope: Scope, draft: Draft, kind: str, *, at: datetime) -> datetime | None:
    """When it may leave; None where it may not any more. A reminder of no visit keeps to the send window."""
    if draft.sort is Sort.REMINDER and draft.visit is None:
        return next_open(at, draft.zone)
    match draft.sort:
        case Sort.ANSWER:
            return at
        case Sort.NEWS:
            starts_at = draft.visit.starts_at if draft.visit else draft.known_by
            return news_leaves(due_at=at, starts_at=starts_at, zone=draft.zone, now=at)
        case Sort.OFFER:
            return next_open(at, draft.zone)
        case Sort.REMINDER:
            assert draft.visit is not None and draft.subject is not None  # noqa: S101  a reminder of a visit
            left = messages.list_left(scope, draft.subject)
            return reminder_leaves(draft.visit, kind, now=at, left=left)


def _carry(draft: Draft, way: Reach, leased: Leased) -> None:
    match draft.write(way):
        case Mail() as written:
            mail.send(written, id=leased.id)
        case written:
            sms.send(written, id=leased.id)


def _stop(scope: Scope, leased: Leased, draft: Draft, way: Reach, refused: NotSent, *, at: datetime) -> None:
    """Nothing more goes to that address until it is allowed again or the person has another."""
    address = draft.contact.email if way is Reach.EMAIL else draft.contact.phone
    why = Because.ASKED if isinstance(refused, Unwanted) else Because.BOUNCED
    with transaction.atomic():
        messages.save_stop(scope, way, address, what=Stop.ALL, why=why, at=at)
        messages.save_event(scope, leased.id, Event.BOUNCED, way=way, why=refused.why, at=at)


def _finish(
    scope: Scope, leased: Leased, event: Event, *, way: Reach | None = None, why: str = "", at: datetime
) -> bool:
    """The message is settled and what became of it kept; whether it went out.

    Where another worker took it over meanwhile nothing is kept: what becomes of it is that one's to tell.
    """
    with transaction.atomic():
        if work.finish_message(leased):
            messages.save_event(scope, leased.id, event, way=way, why=why, at=at)
    return event is Event.SENT


def _call(scope: Scope, site: Practice, leased: Leased, draft: Draft, why: str, *, at: datetime) -> bool:
    """Nothing reaches them: the message is settled, and of the practice's own change the desk has a call."""
    with transaction.atomic():
        if work.finish_message(leased):
            messages.save_event(scope, leased.id, Event.NO_WAY, why=why, at=at)
            if draft.sort is Sort.NEWS and not leased.body.get("calls"):
                _ask_to_call(scope, site, leased, draft, at=at)
    return False


def _ask_to_call(scope: Scope, site: Practice, leased: Leased, draft: Draft, *, at: datetime) -> None:
    if leased.kind in CALLED:
        operation = load_operation(scope, named(leased, "operation"))
        ask_to_call_of(scope, site, operation, leased.kind, at=at)
    elif leased.kind == INVITATION:
        ask_to_call_before(scope, named(leased, "case"), str(leased.body["milestone"]), at=at)
    elif draft.subject is not None:
        ask_to_call(scope, site, bookings.load_booking(scope, draft.subject), leased.kind, at=at)


def _fail(scope: Scope, leased: Leased, why: str, *, at: datetime) -> None:
    last = leased.attempts >= MOST_SENDINGS
    with transaction.atomic():
        if work.fail_message(leased, why, at=at):
            messages.save_event(scope, leased.id, Event.DEAD if last else Event.FAILED, why=why, at=at)
