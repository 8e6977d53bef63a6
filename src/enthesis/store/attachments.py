"""Files of cases as rows, beside the files themselves."""

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db import transaction

from enthesis.domain.errors import NotFound, Stale
from enthesis.domain.pathway.case import Case
from enthesis.domain.practice.attachment import Attachment, AttachmentKind, Uploaded, Withdrawal
from enthesis.domain.practice.file_content import ContentType
from enthesis.domain.terms import AttachmentId, BookingId, CaseId, PersonId
from enthesis.store.kept_files import clear_incoming, is_left, list_kept, lock_files, size_kept
from enthesis.store.models import AttachmentRow, DocumentRow, PracticeRow
from enthesis.store.scope import Scope, rows


def save_attachment(
    scope: Scope,
    case: Case,
    file: Uploaded,
    *,
    kind: AttachmentKind,
    booking: BookingId | None,
    at: datetime,
) -> AttachmentId:
    row = AttachmentRow.objects.create(
        practice_id=scope.practice,
        patient_id=case.patient,
        case_id=case.id,
        booking_id=booking,
        kind=kind.value,
        type=file.type.value,
        name=file.name,
        size=file.size,
        sha256=file.sha256,
        at=at,
        by=scope.actor.person,
        by_name=scope.actor.name,
    )
    return AttachmentId(row.id)


def load_attachment(scope: Scope, attachment: UUID) -> Attachment:
    row = rows(scope, AttachmentRow).filter(id=attachment).first()
    if row is None:
        raise NotFound("attachment", "There is no such file in this practice.")
    return _attachment(row)


def list_attachments(scope: Scope, case: UUID) -> tuple[Attachment, ...]:
    """Every file of a case, oldest first, those withdrawn too."""
    return tuple(_attachment(row) for row in rows(scope, AttachmentRow).filter(case_id=case).order_by("at"))


def list_attached_kinds(scope: Scope, cases: Collection[UUID]) -> dict[UUID, frozenset[AttachmentKind]]:
    """What the standing files of each case show. One query."""
    found = rows(scope, AttachmentRow).filter(case_id__in=cases, withdrawn_at=None)
    kinds: dict[UUID, set[AttachmentKind]] = {}
    for case, kind in found.values_list("case_id", "kind"):
        kinds.setdefault(case, set()).add(AttachmentKind(kind))
    return {case: frozenset(its) for case, its in kinds.items()}


def save_attachment_withdrawn(scope: Scope, attachment: Attachment, reason: str, *, at: datetime) -> None:
    """It is not shown any more; row and file are kept. Raises Stale where somebody was faster."""
    changed = (
        rows(scope, AttachmentRow)
        .filter(id=attachment.id, withdrawn_at=None)
        .update(
            withdrawn_at=at,
            withdrawn_by=scope.actor.person,
            withdrawn_by_name=scope.actor.name,
            withdrawn_reason=reason,
        )
    )
    if not changed:
        raise Stale(
            "attachment-withdrawn", "Somebody has just withdrawn this file.", "Nothing more is needed."
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class Astray:
    """A row whose file is gone or of another size."""

    id: UUID
    case: UUID


def list_astray() -> Iterator[Astray]:
    """Rows of all practices without their file. What a file holds is looked at whenever it is read."""
    for row in AttachmentRow.objects.order_by("at").iterator():
        if size_kept(row.practice_id, row.sha256) != row.size:
            yield Astray(id=row.id, case=row.case_id)


def count_attachments() -> int:
    return AttachmentRow.objects.count()


def clear_left_files(*, at: datetime) -> int:
    """Files without a row, and those never received to their end, are gone; how many there were."""
    gone = clear_incoming(at=at)
    for practice in PracticeRow.objects.values_list("id", flat=True):
        if any(True for _ in list_kept(practice)):
            gone += _clear_orphans(practice, at=at)
    return gone


def _clear_orphans(practice: UUID, *, at: datetime) -> int:
    gone = 0
    with transaction.atomic():
        lock_files(practice)
        known = {
            digest
            for table in (AttachmentRow, DocumentRow)
            for digest in table._default_manager.filter(practice_id=practice).values_list("sha256", flat=True)
        }
        for file in list_kept(practice):
            if file.name not in known and is_left(file, at=at):
                file.unlink(missing_ok=True)
                gone += 1
    return gone


def _attachment(row: AttachmentRow) -> Attachment:
    withdrawn = None
    if row.withdrawn_at is not None:
        withdrawn = Withdrawal(
            at=row.withdrawn_at, by_name=row.withdrawn_by_name, reason=row.withdrawn_reason
        )
    return Attachment(
        id=AttachmentId(row.id),
        case=CaseId(row.case_id),
        booking=BookingId(row.booking_id) if row.booking_id else None,
        kind=AttachmentKind(row.kind),
        file=Uploaded(sha256=row.sha256, size=row.size, type=ContentType(row.type), name=row.name),
        at=row.at,
        by=PersonId(row.by) if row.by else None,
        by_name=row.by_name,
        withdrawn=withdrawn,
    )
