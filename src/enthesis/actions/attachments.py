"""Files of a case: added by the patient or by staff, read with their hash checked, withdrawn when wrong."""

from datetime import datetime
from typing import BinaryIO
from uuid import UUID

from enthesis.actions.act import Done, act
from enthesis.domain.errors import NotAllowed
from enthesis.domain.practice.attachment import (
    Attachment,
    AttachmentKind,
    Limits,
    Uploaded,
    check_reason,
    check_room,
)
from enthesis.domain.practice.booking import next_visit
from enthesis.domain.terms import CLINICIANS, BookingId, Role
from enthesis.store import attachments, bookings, cases, kept_files
from enthesis.store.scope import Scope

READERS = (Role.DESK, *CLINICIANS)


@act(*READERS, Role.PATIENT)
def attach_file(
    scope: Scope, case_id: UUID, file: Uploaded, *, kind: AttachmentKind, limits: Limits, at: datetime
) -> Done:
    """The file that was handed over belongs to the case and to its next visit.

    A file that already stands there is not added again: its row is the answer. Raises NotAllowed when the
    case holds as much as it may.
    """
    cases.lock_case(scope, case_id)
    case = cases.load_case(scope, case_id)
    kept_files.lock_files(scope.practice)
    standing = tuple(a for a in attachments.list_attachments(scope, case.id) if a.stands)
    same = next((a for a in standing if a.file.sha256 == file.sha256), None)
    if same is not None:
        kept_files.drop(scope, file.sha256)
        return Done(kind="attachment", subject=same.id, patient=case.patient, detail={"again": True})
    check_room(standing, file.size, limits)
    kept_files.keep(scope, file.sha256)
    booking = _next_booking(scope, case.id, at=at)
    made = attachments.save_attachment(scope, case, file, kind=kind, booking=booking, at=at)
    detail = {"kind": kind.value, "type": file.type.value, "size": file.size, "sha256": file.sha256}
    return Done(kind="attachment", subject=made, patient=case.patient, detail=detail)


@act(*READERS)
def withdraw_attachment(scope: Scope, attachment_id: UUID, reason: str, *, at: datetime) -> Done:
    """A file that does not belong here is not shown any more. It is kept, and so is the reason."""
    check_reason(reason)
    found = attachments.load_attachment(scope, attachment_id)
    attachments.save_attachment_withdrawn(scope, found, reason, at=at)
    case = cases.load_case(scope, found.case)
    return Done(kind="attachment", subject=found.id, patient=case.patient)


def open_attachment(scope: Scope, attachment_id: UUID, *, at: datetime) -> tuple[Attachment, BinaryIO]:
    """A file to be read, which is still what was sent; and the trail knows who looked.

    Raises NotAllowed, entered in the trail too, for a file that is gone, has changed, or was withdrawn.
    """
    found = attachments.load_attachment(scope, attachment_id)
    file = kept_files.open_kept(scope, found.file.sha256) if found.stands else None
    try:
        _read_attachment(scope, found.id, whole=file is not None, at=at)
    except NotAllowed:
        if file is not None:
            file.close()
        raise
    assert file is not None  # noqa: S101  refused otherwise
    return found, file


@act(*READERS)
def _read_attachment(scope: Scope, attachment_id: UUID, *, whole: bool, at: datetime) -> Done:
    found = attachments.load_attachment(scope, attachment_id)
    case = cases.load_case(scope, found.case)
    return Done(
        kind="attachment",
        subject=found.id,
        patient=case.patient,
        detail={"whole": whole},
        refusal=None if whole else _refusal(found),
    )


def _refusal(found: Attachment) -> NotAllowed:
    if not found.stands:
        return NotAllowed(
            "attachment-withdrawn",
            "This file was withdrawn: it does not belong here.",
            "Look at the other files of the hip.",
        )
    return NotAllowed(
        "attachment-changed",
        "This file is gone, or is not what was sent: its content does not fit its hash.",
        "Do not rely on it. Ask for it again, and tell whoever runs the site.",
    )


def _next_booking(scope: Scope, case: UUID, *, at: datetime) -> BookingId | None:
    found = next_visit(bookings.bookings_of(scope, case), at=at)
    return found.id if found else None
