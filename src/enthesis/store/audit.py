"""The audit trail: one entry for each act, chained by hashes so that a change is seen."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from hashlib import sha256
from uuid import UUID

import msgspec

from enthesis.store.codec import decode, encode
from enthesis.store.locks import Line, wait_in
from enthesis.store.models import AuditRow
from enthesis.store.scope import Scope

GENESIS = "0" * 64
SIGNED = "signed"  # in a detail: the digest of each signature, by the identity of what was signed
OPENED = "_read_case"  # the act of opening a whole record


@dataclass(frozen=True, slots=True, kw_only=True)
class AuditEntry:
    """What one act did. `detail` holds allow-listed values only: never a name, an answer or free text."""

    number: int
    at: datetime
    role: str
    person: UUID | None
    action: str
    subject_kind: str
    subject: UUID | None
    patient: UUID | None
    detail: str


def save_audit(
    scope: Scope,
    *,
    action: str,
    subject_kind: str,
    subject: UUID | None,
    patient: UUID | None,
    detail: Mapping[str, object],
    at: datetime,
) -> None:
    """Appends one entry. Must run inside the transaction of the act it tells of."""
    wait_in(Line.AUDIT)
    last = AuditRow.objects.order_by("-number").first()
    row = AuditRow(
        practice=scope.practice,
        at=at,
        role=scope.actor.role.value,
        person=scope.actor.person,
        action=action,
        subject_kind=subject_kind,
        subject=subject,
        patient=patient,
        detail=encode(detail),
        previous=last.digest if last else GENESIS,
    )
    row.digest = _digest(row)
    row.save(force_insert=True)


def find_break() -> int | None:
    """The number of the first entry that does not fit the chain; None when it is whole."""
    previous = GENESIS
    for row in AuditRow.objects.order_by("number").iterator():
        if row.previous != previous or row.digest != _digest(row):
            return row.number
        previous = row.digest
    return None


def signed_in_trail(kind: str) -> Iterator[tuple[UUID, UUID, str]]:
    """Practice, identity and digest of every signature the trail tells of on this kind of subject."""
    for row in AuditRow.objects.filter(subject_kind=kind, detail__contains=f'"{SIGNED}":').iterator():
        for subject, digests in _signed(row.detail).items():
            yield from ((row.practice, subject, digest) for digest in digests)


def list_audit(scope: Scope, *, patient: UUID | None = None, limit: int = 100) -> tuple[AuditEntry, ...]:
    """The newest entries of the practice, or of one patient, newest first; a patient reads the own ones."""
    found = AuditRow.objects.filter(practice=scope.practice).order_by("-number")
    if scope.actor.patient is not None:
        found = found.filter(patient=scope.actor.patient)
    if patient is not None:
        found = found.filter(patient=patient)
    return tuple(
        AuditEntry(
            number=r.number,
            at=r.at,
            role=r.role,
            person=r.person,
            action=r.action,
            subject_kind=r.subject_kind,
            subject=r.subject,
            patient=r.patient,
            detail=r.detail,
        )
        for r in found[:limit]
    )


def list_refused(
    scope: Scope, patient: UUID, subject: UUID, *, actions: Sequence[str], since: datetime
) -> tuple[str, ...]:
    """The checks that refused one of these acts on a subject of a patient from that moment on, each once."""
    of_patient = AuditRow.objects.filter(practice=scope.practice, patient=patient)
    found = of_patient.filter(subject=subject, action__in=actions)
    told = found.filter(at__gte=since, detail__contains='"refused":').order_by("number")
    return tuple(dict.fromkeys(check for row in told for check in decode(row.detail, _Refused).refused))


def has_opened(scope: Scope, case: UUID, person: UUID, *, since: datetime) -> bool:
    """Whether the trail tells that this person opened the record of a case at that moment or later."""
    found = AuditRow.objects.filter(practice=scope.practice, subject=case, person=person, action=OPENED)
    return found.filter(at__gte=since).exists()


class _Refused(msgspec.Struct):
    refused: tuple[str, ...]


class _Told(msgspec.Struct):
    signed: dict[UUID, tuple[str, ...]]


def _signed(detail: str) -> Mapping[UUID, tuple[str, ...]]:
    """Nothing in a detail that cannot be read: that it was changed, the chain tells."""
    try:
        return decode(detail, _Told).signed
    except msgspec.DecodeError:
        return {}


def _digest(row: AuditRow) -> str:
    told = (
        row.previous,
        str(row.practice),
        row.at.astimezone(UTC).isoformat(timespec="microseconds"),
        row.role,
        str(row.person),
        row.action,
        row.subject_kind,
        str(row.subject),
        str(row.patient),
        row.detail,
    )
    return sha256("\x1f".join(told).encode()).hexdigest()
