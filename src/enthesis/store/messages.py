"""What became of messages, and which addresses get none. Of an address only a keyed hash is kept."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db.models import QuerySet
from django.utils.crypto import salted_hmac

from enthesis.domain.errors import NotAllowed, NotFound
from enthesis.domain.people.patient import Contact, Reach
from enthesis.domain.practice.message import Because, Event, Stop
from enthesis.store.codec import decode
from enthesis.store.models import MessageEventRow, MessageStopRow, OutboxRow
from enthesis.store.scope import Scope, rows

SALT = "enthesis.messages.address"


@dataclass(frozen=True, slots=True, kw_only=True)
class Happened:
    """One event of a message."""

    event: Event
    way: Reach | None
    why: str
    at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class Logged:
    """A message and what became of it, oldest event first. `status` is waiting, leased, done or dead."""

    id: UUID
    kind: str
    subject: UUID
    body: Mapping[str, object]
    status: str
    wanted_at: datetime
    due_at: datetime
    attempts: int
    events: tuple[Happened, ...] = ()

    @property
    def last(self) -> Happened | None:
        return self.events[-1] if self.events else None


@dataclass(frozen=True, slots=True, kw_only=True)
class Stopped:
    """One stop of an address that holds."""

    what: Stop
    why: Because
    at: datetime


def save_event(
    scope: Scope, message: UUID, event: Event, *, way: Reach | None = None, why: str = "", at: datetime
) -> None:
    MessageEventRow.objects.create(
        practice_id=scope.practice,
        message_id=message,
        event=event.value,
        way=way.value if way else "",
        why=why[:60],
        at=at,
        by=scope.actor.person,
    )


def list_left(scope: Scope, subject: UUID) -> tuple[datetime, ...]:
    """When messages about a subject were sent, oldest first."""
    sent = rows(scope, MessageEventRow).filter(message__subject=subject, event=Event.SENT.value)
    return tuple(sent.order_by("at").values_list("at", flat=True))


def save_waiting_called_off(scope: Scope, subject: UUID, *, kind_begins: str, at: datetime) -> None:
    """Messages of these kinds about a subject that still wait are off. One in hand is judged as it leaves.

    A patient who moves the own visit calls its messages off, too, though they name no patient.
    """
    here = OutboxRow.objects.filter(practice_id=scope.practice)
    waiting = here.select_for_update().filter(subject=subject, status="waiting")
    for row in waiting.filter(kind__startswith=kind_begins):
        here.filter(id=row.id).update(status="done")
        save_event(scope, row.id, Event.MOOT, why="withdrawn", at=at)


def load_logged(scope: Scope, message: UUID) -> Logged:
    """A message of this practice with all that became of it."""
    row = rows(scope, OutboxRow).filter(id=message).first()
    if row is None:
        raise NotFound("message", "There is no such message in this practice.")
    return _logged(row, _events(scope, [row.id]).get(row.id, ()))


def list_logged(
    scope: Scope, statuses: Collection[str], *, first: datetime, last: datetime, most: int
) -> tuple[Logged, ...]:
    """Messages of these statuses that are or were due in [first, last): the latest first, at most so many."""
    found = rows(scope, OutboxRow).filter(status__in=statuses, due_at__gte=first, due_at__lt=last)
    return _all_logged(scope, list(found.order_by("-due_at")[:most]))


def list_about(scope: Scope, subjects: Collection[UUID], *, most: int) -> tuple[Logged, ...]:
    """Messages about any of these: the latest first, at most so many."""
    found = rows(scope, OutboxRow).filter(subject__in=subjects).order_by("-due_at")
    return _all_logged(scope, list(found[:most]))


def list_logged_of(scope: Scope, subject: UUID) -> tuple[Logged, ...]:
    """Every message about one thing: the latest first."""
    return list_about(scope, {subject}, most=1000)


def save_tried_again(scope: Scope, message: UUID, *, at: datetime) -> None:
    """A message that failed at every try waits again, with all its tries. Raises NotAllowed for any other."""
    _save_of_dead(scope, message, Event.TRIED_AGAIN, at=at, status="waiting", attempts=0, due_at=at)


def save_given_up(scope: Scope, message: UUID, *, at: datetime) -> None:
    """A message that failed at every try is no longer looked after. Raises NotAllowed for any other."""
    _save_of_dead(scope, message, Event.GIVEN_UP, at=at, status="done")


def save_stop(scope: Scope, reach: Reach, address: str, *, what: Stop, why: Because, at: datetime) -> None:
    """The address gets no more of that. Said again, it changes nothing."""
    save_stop_of(scope, hash_of_address(scope, reach, address), what=what, why=why, at=at)


def save_stop_of(scope: Scope, address_hash: str, *, what: Stop, why: Because, at: datetime) -> None:
    """As `save_stop`, for an address of which only the hash is at hand."""
    rows(scope, MessageStopRow).get_or_create(
        practice_id=scope.practice,
        address_hash=address_hash,
        what=what.value,
        why=why.value,
        lifted_at=None,
        defaults={"at": at, "by": scope.actor.person},
    )


def save_lifted(scope: Scope, contact: Contact, *, at: datetime) -> int:
    """Every stop of the addresses of a contact has ended; how many that were."""
    return _standing(scope, _hashes(scope, contact).values()).update(lifted_at=at)


def list_stops(scope: Scope, contact: Contact) -> dict[Reach, tuple[Stopped, ...]]:
    """The stops that hold for the addresses of a contact."""
    hashes = _hashes(scope, contact)
    found: dict[Reach, tuple[Stopped, ...]] = {}
    for row in _standing(scope, hashes.values()).order_by("at"):
        told = Stopped(what=Stop(row.what), why=Because(row.why), at=row.at)
        for reach in (r for r, hash_ in hashes.items() if hash_ == row.address_hash):
            found[reach] = (*found.get(reach, ()), told)
    return found


def has_stop(scope: Scope, address_hash: str) -> bool:
    """Whether a stop holds for an address of which only the hash is at hand."""
    return _standing(scope, (address_hash,)).exists()


def find_stops(scope: Scope, contact: Contact) -> dict[Reach, Stop]:
    """What each address of a contact gets no more of; an address that is not named gets everything."""
    return {
        reach: Stop.ALL if any(s.what is Stop.ALL for s in stops) else Stop.REMINDERS
        for reach, stops in list_stops(scope, contact).items()
    }


def find_stops_of(scope: Scope, contacts: Mapping[UUID, Contact]) -> dict[UUID, dict[Reach, Stop]]:
    """As `find_stops`, of many contacts in one query, by the keys they came with."""
    hashes = {key: _hashes(scope, contact) for key, contact in contacts.items()}
    known = {one for told in hashes.values() for one in told.values()}
    found: dict[str, Stop] = {}
    for address, what in _standing(scope, known).values_list("address_hash", "what"):
        found[address] = Stop.ALL if Stop.ALL in (found.get(address), Stop(what)) else Stop(what)
    return {
        key: {reach: found[one] for reach, one in told.items() if one in found}
        for key, told in hashes.items()
    }


def hash_of_address(scope: Scope, reach: Reach, address: str) -> str:
    """What is kept of an address: the same for the same address however it is written, another elsewhere.

    It is keyed with the secret of the site: who has only the table cannot try addresses against it.
    """
    told = f"{scope.practice} {reach.value} {address.strip().casefold()}"
    return salted_hmac(SALT, told, algorithm="sha256").hexdigest()


def _hashes(scope: Scope, contact: Contact) -> dict[Reach, str]:
    told = {Reach.EMAIL: contact.email, Reach.TEXT: contact.phone}
    return {reach: hash_of_address(scope, reach, address) for reach, address in told.items() if address}


def _standing(scope: Scope, hashes: Collection[str]) -> QuerySet[MessageStopRow]:
    return rows(scope, MessageStopRow).filter(address_hash__in=list(hashes), lifted_at=None)


def _events(scope: Scope, messages: Collection[UUID]) -> dict[UUID, tuple[Happened, ...]]:
    found: dict[UUID, tuple[Happened, ...]] = {}
    for row in rows(scope, MessageEventRow).filter(message_id__in=messages).order_by("at"):
        told = Happened(
            event=Event(row.event), way=Reach(row.way) if row.way else None, why=row.why, at=row.at
        )
        found[row.message_id] = (*found.get(row.message_id, ()), told)
    return found


def _all_logged(scope: Scope, shown: list[OutboxRow]) -> tuple[Logged, ...]:
    events = _events(scope, [row.id for row in shown])
    return tuple(_logged(row, events.get(row.id, ())) for row in shown)


def _logged(row: OutboxRow, events: tuple[Happened, ...]) -> Logged:
    return Logged(
        id=row.id,
        kind=row.kind,
        subject=row.subject,
        body=decode(row.body, dict[str, object]),
        status=row.status,
        wanted_at=row.wanted_at or row.due_at,
        due_at=row.due_at,
        attempts=row.attempts,
        events=events,
    )


def _save_of_dead(scope: Scope, message: UUID, event: Event, *, at: datetime, **changes: object) -> None:
    """Compare and set: the message was dead, and is as decided."""
    if not rows(scope, OutboxRow).filter(id=message, status="dead").update(**changes):
        load_logged(scope, message)
        raise NotAllowed(
            "message-settled",
            "This message has not failed, or somebody has dealt with it.",
            "Open the list again.",
        )
    save_event(scope, message, event, at=at)
