"""Papers made of a case: letters are signed, each file that leaves is known by its hash."""

from datetime import datetime
from typing import BinaryIO
from uuid import UUID

from enthesis.actions.act import Done, act
from enthesis.actions.confirmation import Confirmed
from enthesis.actions.record import record
from enthesis.domain.errors import NotAllowed
from enthesis.domain.pathway.document import Document, DocumentKind, Letter
from enthesis.domain.pathway.stages import Act
from enthesis.domain.terms import CLINICIANS, SURGEONS, EntryId
from enthesis.store import cases, documents, kept_files
from enthesis.store.scope import Scope


@act(*SURGEONS)
def write_letter(
    scope: Scope, case_id: UUID, letter: Letter, *, confirmed: Confirmed, read: int, at: datetime
) -> Done:
    """The letter is on the record, signed; its paper can be made from now on."""
    confirmed.check_is(scope, at=at)
    signature = confirmed.sign(cases.load_case(scope, case_id), letter)
    return record(scope, case_id, Act.WRITE_LETTER, letter, signature=signature, read=read, at=at)


def make_document(
    scope: Scope, case_id: UUID, kind: DocumentKind, pdf: bytes, *, entry: EntryId | None, at: datetime
) -> UUID:
    """The file is kept under its hash, and the practice knows that it made it."""
    incoming = kept_files.Incoming()
    try:
        incoming.write(pdf)
        incoming.finish()
        incoming.hand_over(scope)
        made = keep_document(
            scope, case_id, kind, sha256=incoming.sha256, size=incoming.size, entry=entry, at=at
        )
    finally:
        incoming.discard()
    return made.subject


def open_document(scope: Scope, document_id: UUID, *, at: datetime) -> tuple[Document, BinaryIO]:
    """A paper to be read, which is still what was made; and the trail knows who looked.

    Raises NotAllowed, entered in the trail too, for a file that is gone or has changed.
    """
    found = documents.load_document(scope, document_id)
    file = kept_files.open_kept(scope, found.sha256)
    try:
        _read_document(scope, found.id, whole=file is not None, at=at)
    except NotAllowed:
        if file is not None:
            file.close()
        raise
    if file is None:
        raise _gone()
    return found, file


@act(*CLINICIANS)
def keep_document(
    scope: Scope,
    case_id: UUID,
    kind: DocumentKind,
    *,
    sha256: str,
    size: int,
    entry: EntryId | None,
    at: datetime,
) -> Done:
    case = cases.load_case(scope, case_id)
    kept_files.lock_files(scope.practice)
    kept_files.keep(scope, sha256)
    made = documents.save_document(scope, case, kind, sha256=sha256, size=size, entry=entry, at=at)
    detail = {"kind": kind.value, "sha256": sha256, "version": case.version}
    return Done(kind="document", subject=made, patient=case.patient, detail=detail)


@act(*CLINICIANS, once=False)
def _read_document(scope: Scope, document_id: UUID, *, whole: bool, at: datetime) -> Done:
    found = documents.load_document(scope, document_id)
    case = cases.load_case(scope, found.case)
    return Done(
        kind="document",
        subject=found.id,
        patient=case.patient,
        detail={"whole": whole},
        refusal=None if whole else _gone(),
    )


def _gone() -> NotAllowed:
    return NotAllowed(
        "document-changed",
        "This file is gone, or is not what was made: its content does not fit its hash.",
        "Make it again, and tell whoever runs the site.",
    )
