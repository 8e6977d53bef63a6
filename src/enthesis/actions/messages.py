"""Messages that wait to leave: written with the act that causes them, tried again, given up, stopped."""

from datetime import datetime
from uuid import UUID

from enthesis.actions.act import Done, act
from enthesis.delivery.messages import sms
from enthesis.domain.people.patient import Contact, Reach
from enthesis.domain.practice.booking import Booking, BookingStatus
from enthesis.domain.practice.clock import utc_to_wall
from enthesis.domain.practice.message import Because, Sort, Stop, ways
from enthesis.domain.practice.practice import Practice
from enthesis.domain.practice.reminders import KIND, reminders_of
from enthesis.domain.practice.send_window import news_leaves
from enthesis.domain.practice.task import TaskKind, Todo
from enthesis.domain.terms import CLINICIANS, PatientId, Role
from enthesis.store import bookings, messages, patients, tasks, work
from enthesis.store.recipients import find_recipient
from enthesis.store.scope import Scope

TELLERS = (Role.DESK, *CLINICIANS, Role.ADMINISTRATOR)
CALLED = {"visit_moved": "Visit moved", "visit_cancelled": "Visit cancelled"}
"""What somebody is called about whom no message reaches: the practice changed it, and they do not know."""


@act(*TELLERS)
def try_message_again(scope: Scope, message_id: UUID, *, at: datetime) -> Done:
    """A message that failed at every try waits again, as if it had never been tried."""
    messages.save_tried_again(scope, message_id, at=at)
    return _done(scope, message_id)


@act(*TELLERS)
def give_up_message(scope: Scope, message_id: UUID, *, at: datetime) -> Done:
    """A message that failed at every try is settled: the person was told otherwise, or need not be."""
    messages.save_given_up(scope, message_id, at=at)
    return _done(scope, message_id)


@act(*TELLERS)
def stop_messages(scope: Scope, patient_id: UUID, *, at: datetime) -> Done:
    """Nothing is sent any more to the addresses this patient has now: the person asked for it."""
    patient, contact = _reached(scope, patient_id)
    for reach, address in ((Reach.EMAIL, contact.email), (Reach.TEXT, contact.phone)):
        if address:
            messages.save_stop(scope, reach, address, what=Stop.ALL, why=Because.ASKED, at=at)
    return Done(kind="patient", subject=patient, patient=patient)


@act(*TELLERS)
def allow_messages(scope: Scope, patient_id: UUID, *, at: datetime) -> Done:
    """What had stopped at the addresses of this patient is sent again: the person or the mail allows it."""
    patient, contact = _reached(scope, patient_id)
    lifted = messages.save_lifted(scope, contact, at=at)
    return Done(kind="patient", subject=patient, patient=patient, detail={"lifted": lifted})


@act(Role.VISITOR)
def unsubscribe(scope: Scope, message_id: UUID, address_hash: str, *, at: datetime) -> Done:
    """No more reminders go to the address that this message went to. Done again, it changes nothing."""
    messages.load_logged(scope, message_id)
    messages.save_stop_of(scope, address_hash, what=Stop.REMINDERS, why=Because.UNSUBSCRIBED, at=at)
    return Done(kind="message", subject=message_id)


def ways_to(scope: Scope, contact: Contact, sort: Sort, *, text_first: bool = False) -> tuple[Reach, ...]:
    """The ways a message of this sort takes to them now, the best first; none where somebody has to call."""
    stops = messages.find_stops(scope, contact)
    return ways(contact, sort, stops=stops, texts=sms.is_offered(), text_first=text_first)


def ask_to_call(scope: Scope, site: Practice, booking: Booking, kind: str, *, at: datetime) -> None:
    """Whom the practice's change of a visit cannot be written to is on the list to be called.

    Part of what found out, in its transaction. Of a visit that began nobody needs to be told.
    """
    visit = booking.visit
    if kind not in CALLED or visit.starts_at <= at:
        return
    is_off = booking.status is BookingStatus.CANCELLED
    when = f"{visit.wall_start:%A %-d %B %Y, %H:%M}, {site.office(visit.office).name}"
    todo = Todo(
        kind=TaskKind.TELL,
        words=f"{CALLED[kind]}: {'off is' if is_off else 'it is now'} {when}. No message reaches them.",
        due_on=utc_to_wall(at, visit.zone).date(),
        case=booking.case,
        request=booking.request if booking.case is None else None,
    )
    tasks.save_task(scope, todo, owner_name="", at=at)


def write_of_visit(
    scope: Scope, site: Practice, booking: Booking, kind: str, *, answers: bool, at: datetime
) -> None:
    """A message about a visit is on its way, and its reminders are those of the time that holds now.

    Part of an action, in its transaction. `answers`: the message answers what the person just did or asked
    for, and leaves at once; otherwise it keeps to the send window, which is judged as it leaves, and where
    nothing reaches them a call is on the list.
    """
    visit = booking.visit
    leaves = at if answers else news_leaves(due_at=at, starts_at=visit.starts_at, zone=visit.zone, now=at)
    calls = not answers and not ways_to(scope, bookings.reach_of(scope, booking), Sort.NEWS)
    body: dict[str, object] = {"booking": str(booking.id), "version": booking.version}
    work.save_message(
        scope,
        subject=booking.id,
        kind=kind,
        version=booking.version,
        body={**body, "answers": answers, "calls": calls},
        due_at=at,
    )
    if calls:
        ask_to_call(scope, site, booking, kind, at=at)
    _write_reminders(scope, site, booking, since=at, left=(leaves,), at=at)


def write_reminders_again(
    scope: Scope, site: Practice, booking: Booking, *, since: datetime, at: datetime
) -> None:
    """The reminders of a visit that is booked again are those it would have had; `since` when it was not.

    Part of an action, in its transaction. One that was due meanwhile leaves now, if it still may.
    """
    if booking.visit.starts_at > at:
        left = messages.list_left(scope, booking.id)
        _write_reminders(scope, site, booking, since=since, left=left, at=at)


def _write_reminders(
    scope: Scope,
    site: Practice,
    booking: Booking,
    *,
    since: datetime,
    left: tuple[datetime, ...],
    at: datetime,
) -> None:
    """Those that were due since a moment, or are ahead, and no others; none of a visit that is not booked."""
    messages.save_waiting_called_off(scope, booking.id, kind_begins=KIND, at=at)
    if booking.status is not BookingStatus.BOOKED:
        return
    body: dict[str, object] = {"booking": str(booking.id), "version": booking.version}
    ahead = site.visit_type(booking.visit.visit_type).reminders
    for reminder in reminders_of(booking.visit, ahead, now=since, left=left):
        work.save_message(
            scope,
            subject=booking.id,
            kind=reminder.kind,
            version=booking.version,
            body=body,
            due_at=max(reminder.due_at, at),
        )


def _done(scope: Scope, message_id: UUID) -> Done:
    told = messages.load_logged(scope, message_id)
    recipient = find_recipient(scope, told)
    patient = recipient.patient if recipient else None
    return Done(kind="message", subject=message_id, patient=patient, detail={"message": told.kind})


def _reached(scope: Scope, patient_id: UUID) -> tuple[PatientId, Contact]:
    patient = patients.load_patient(scope, patient_id)
    return patient.id, patients.load_contact(scope, patient.id)
