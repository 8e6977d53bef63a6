"""The outbox and the job queue: leased, so that work of a killed worker is done again, once."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import TypeVar
from uuid import UUID, uuid4

from django.db import connection, transaction
from django.db.models import Q, QuerySet

from enthesis.domain.errors import Stale
from enthesis.domain.practice.message import Event
from enthesis.store.codec import decode, encode
from enthesis.store.models import JobRow, MessageEventRow, OutboxRow
from enthesis.store.models.work import LeasedRow
from enthesis.store.scope import Scope, rows

LEASE = timedelta(minutes=5)
MOST_ATTEMPTS = 5  # of a job: an hour
MOST_SENDINGS = 8  # of a message: what a server puts off is tried for four hours

Row = TypeVar("Row", bound=LeasedRow)


@dataclass(frozen=True, slots=True, kw_only=True)
class Leased:
    """One piece of work in the hands of one worker until the lease ends."""

    id: UUID
    practice: UUID
    kind: str
    body: dict[str, object]
    token: UUID
    attempts: int


def save_message(
    scope: Scope, *, subject: UUID, kind: str, version: int, body: Mapping[str, object], due_at: datetime
) -> None:
    """Puts a message in the outbox, once for each subject, kind and version."""
    OutboxRow.objects.get_or_create(
        subject=subject,
        kind=kind,
        version=version,
        defaults={
            "practice_id": scope.practice,
            "body": encode(body),
            "due_at": due_at,
            "wanted_at": due_at,
        },
    )


def count_messages(subject: UUID, kind: str) -> int:
    return OutboxRow.objects.filter(subject=subject, kind=kind).count()


def count_dead() -> int:
    """Messages and jobs that failed at every try, of all practices; somebody must look at them."""
    return sum(table.objects.filter(status="dead").count() for table in (OutboxRow, JobRow))


@dataclass(frozen=True, slots=True, kw_only=True)
class Written:
    """A message of the outbox; `status` is waiting, leased, done, dead, or unsent: settled, but not sent."""

    subject: UUID
    body: dict[str, object]
    status: str
    due_at: datetime


def list_messages(scope: Scope, kind: str, subjects: Collection[UUID]) -> tuple[Written, ...]:
    """The messages of a kind about these subjects, oldest first."""
    found = rows(scope, OutboxRow).filter(kind=kind, subject__in=subjects).order_by("due_at")
    unsent = rows(scope, MessageEventRow).filter(
        message__in=found, event__in=(Event.NO_WAY.value, Event.MOOT.value)
    )
    not_sent = set(unsent.values_list("message_id", flat=True))
    return tuple(
        Written(
            subject=row.subject,
            body=decode(row.body, dict[str, object]),
            status="unsent" if row.status == "done" and row.id in not_sent else row.status,
            due_at=row.due_at,
        )
        for row in found
    )


def save_job(scope: Scope, *, kind: str, key: str, body: Mapping[str, object], at: datetime) -> UUID:
    """Queues work, unless the same work is already waiting or being done."""
    row, _ = JobRow.objects.get_or_create(
        practice_id=scope.practice,
        kind=kind,
        key=key,
        status__in=("waiting", "leased"),
        defaults={"status": "waiting", "body": encode(body), "due_at": at},
    )
    return row.id


def lease_message(*, at: datetime) -> Leased | None:
    return _lease(OutboxRow.objects.all(), at=at)


def lease_job(*, at: datetime) -> Leased | None:
    return _lease(JobRow.objects.all(), at=at)


def load_held_job(job: UUID, token: UUID) -> Leased:
    """The job as its lease says; raises Stale when the token is no longer the newest."""
    return _leased(_held(JobRow.objects.all(), job, token), token)


def check_holds(leased: Leased) -> None:
    """The job is still this worker's until the transaction around it ends; raises Stale otherwise.

    Whoever would take it over waits for that end.
    """
    _held(JobRow.objects.select_for_update(no_key=True), leased.id, leased.token)


def renew_job(leased: Leased, *, at: datetime) -> bool:
    """The lease ends later; False when another took over meanwhile."""
    return bool(_mine(JobRow, leased).update(lease_until=at + LEASE))


def release_job(leased: Leased, *, at: datetime) -> bool:
    """Waits again, as if this worker had not taken it; False when another took over meanwhile."""
    return _settle(JobRow, leased, status="waiting", due_at=at, attempts=leased.attempts - 1)


def put_off_message(leased: Leased, *, until: datetime) -> bool:
    """Waits until then, as if this worker had not taken it; False when another took over meanwhile."""
    return _settle(OutboxRow, leased, status="waiting", due_at=until, attempts=leased.attempts - 1)


def finish_message(leased: Leased) -> bool:
    """Done, if the lease is still this worker's; False when another took over meanwhile."""
    return _settle(OutboxRow, leased, status="done")


def finish_job(leased: Leased) -> bool:
    return _settle(JobRow, leased, status="done")


def fail_message(leased: Leased, error: str, *, at: datetime) -> bool:
    return _fail(OutboxRow, leased, error, at=at)


def fail_job(leased: Leased, error: str, *, at: datetime) -> bool:
    return _fail(JobRow, leased, error, at=at)


def _lease(found: QuerySet[Row], *, at: datetime) -> Leased | None:
    """Claims the piece of work that has been due longest; work whose lease ran out counts as due."""
    free = Q(status="waiting", due_at__lte=at) | Q(status="leased", lease_until__lt=at)
    with transaction.atomic():
        _bury(found, at=at)
        row = (
            found.select_for_update(skip_locked=connection.features.has_select_for_update_skip_locked)
            .filter(free)
            .order_by("due_at")
            .first()
        )
        if row is None:
            return None
        token = uuid4()
        row.status, row.lease_token, row.lease_until = "leased", token, at + LEASE
        row.attempts += 1
        row.save()
    return _leased(row, token)


def _leased(row: LeasedRow, token: UUID) -> Leased:
    return Leased(
        id=row.id,
        practice=row.practice_id,
        kind=row.kind,
        body=decode(row.body, dict[str, object]),
        token=token,
        attempts=row.attempts,
    )


def _held(found: QuerySet[JobRow], job: UUID, token: UUID) -> JobRow:
    row = found.filter(id=job, lease_token=token, status="leased").first()
    if row is None:
        raise Stale(
            "lease",
            "This job was taken over by another worker, or is settled.",
            "Leave it: what is published is the other one's.",
        )
    return row


def _bury(found: QuerySet[Row], *, at: datetime) -> None:
    """Work whose worker ended at the last try, too, stays visible as dead and is not tried for ever."""
    lost = found.filter(status="leased", lease_until__lt=at, attempts__gte=_most(found.model))
    lost.update(
        status="dead", lease_token=None, lease_until=None, last_error="The worker ended before it was done."
    )


def _mine(table: type[Row], leased: Leased) -> QuerySet[Row]:
    return table._default_manager.filter(id=leased.id, lease_token=leased.token, status="leased")


def _settle(table: type[LeasedRow], leased: Leased, **changes: object) -> bool:
    return bool(_mine(table, leased).update(lease_token=None, lease_until=None, **changes))


def _fail(table: type[LeasedRow], leased: Leased, error: str, *, at: datetime) -> bool:
    """Tried again later, each time after a longer wait; after the last try it stays visible as dead."""
    status = "dead" if leased.attempts >= _most(table) else "waiting"
    wait = timedelta(minutes=2**leased.attempts)
    return _settle(table, leased, status=status, last_error=error[:300], due_at=at + wait)


def _most(table: type[LeasedRow]) -> int:
    return MOST_SENDINGS if table is OutboxRow else MOST_ATTEMPTS
