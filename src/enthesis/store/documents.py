"""Papers that were made of cases: their rows, and what stands behind the hash of a file somebody holds."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

import msgspec

from enthesis.domain.errors import NotFound
from enthesis.domain.pathway.case import Case
from enthesis.domain.pathway.document import Document, DocumentKind
from enthesis.domain.terms import CaseId, DocumentId, EntryId, Signature
from enthesis.store.codec import decode
from enthesis.store.models import DocumentRow, EntryRow
from enthesis.store.scope import Scope, rows
from enthesis.store.signatures import is_whole


def save_document(
    scope: Scope,
    case: Case,
    kind: DocumentKind,
    *,
    sha256: str,
    size: int,
    entry: EntryId | None,
    at: datetime,
) -> DocumentId:
    """The paper is known; the same bytes of the same case are one paper."""
    row, _made = DocumentRow.objects.get_or_create(
        case_id=case.id,
        sha256=sha256,
        defaults={
            "practice_id": scope.practice,
            "patient_id": case.patient,
            "entry_id": entry,
            "kind": kind.value,
            "size": size,
            "version": case.version,
            "at": at,
            "by": scope.actor.person,
            "by_name": scope.actor.name,
        },
    )
    return DocumentId(row.id)


def load_document(scope: Scope, document: UUID) -> Document:
    row = rows(scope, DocumentRow).filter(id=document).first()
    if row is None:
        raise NotFound("document", "There is no such document in this practice.")
    return _document(row)


def list_documents(scope: Scope, case: UUID) -> tuple[Document, ...]:
    """The papers of a case, newest first."""
    return tuple(
        _document(row) for row in rows(scope, DocumentRow).filter(case_id=case).order_by("-at", "id")
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class Provenance:
    """What is known of a file by its hash.

    `signature` is that of the entry it tells; `stands` whether that entry still is what was signed, None for
    a paper that nobody signed in the record.
    """

    document: Document
    signature: Signature | None
    stands: bool | None


def find_provenance(sha256: str) -> tuple[Provenance, ...]:
    """Every paper of these bytes, of all practices: whoever holds the file has its content already."""
    found = DocumentRow.objects.filter(sha256=sha256).select_related("entry__case").order_by("at")
    return tuple(_provenance(row) for row in found)


def _provenance(row: DocumentRow) -> Provenance:
    entry = row.entry
    return Provenance(
        document=_document(row),
        signature=_signature(entry) if entry else None,
        stands=is_whole(entry) if entry else None,
    )


def _signature(entry: EntryRow) -> Signature | None:
    try:
        return decode(entry.signature, Signature)
    except msgspec.DecodeError:
        return None


def _document(row: DocumentRow) -> Document:
    return Document(
        id=DocumentId(row.id),
        case=CaseId(row.case_id),
        kind=DocumentKind(row.kind),
        sha256=row.sha256,
        size=row.size,
        entry=EntryId(row.entry_id) if row.entry_id else None,
        version=row.version,
        at=row.at,
        by_name=row.by_name,
    )
