"""Whether what was signed still is what was signed."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC
from hashlib import sha256
from uuid import UUID

import msgspec
from django.db.models import Q

from enthesis.domain.candidacy.judgement import Judgement
from enthesis.domain.pathway.document import Letter
from enthesis.domain.pathway.plan import SignedPlan
from enthesis.domain.pathway.signing import Signed
from enthesis.domain.pathway.surgery import Finish
from enthesis.domain.terms import CaseId, HipId, PersonId, Signature
from enthesis.domain.verdict import Override
from enthesis.store.audit import signed_in_trail
from enthesis.store.codec import decode, digest
from enthesis.store.kinds import name_of
from enthesis.store.models import EntryRow

PLAN, JUDGEMENT = name_of(SignedPlan), name_of(Judgement)
ALWAYS = (PLAN, name_of(Finish), name_of(Override), name_of(Letter))
_KIND = "case"  # what the trail says was signed: every entry is one of a case


@dataclass(frozen=True, slots=True, kw_only=True)
class Broken:
    """An entry that is not what was signed, or has lost its signature."""

    case: UUID
    number: int
    kind: str


def find_broken_signature() -> Broken | None:
    """The first entry that does not match its signature, or whose signature the trail does not know.

    None when all stand. Entries of a kind that is always signed must have one.
    """
    told = frozenset((case, digest) for _, case, digest in signed_in_trail(_KIND))
    broken = (row for row in _rows() if not _is_whole(row, told))
    row = next(broken, None)
    return Broken(case=row.case_id, number=row.number, kind=row.kind) if row else None


def is_whole(row: EntryRow) -> bool:
    """Whether one entry is what was signed, and the trail knows its signature."""
    return _is_whole(row, frozenset((case, digest) for _, case, digest in signed_in_trail(_KIND)))


def count_signatures() -> int:
    return EntryRow.objects.exclude(signature="").count()


def _rows() -> Iterator[EntryRow]:
    found = EntryRow.objects.filter(~Q(signature="") | Q(kind__in=ALWAYS)).select_related("case")
    return found.order_by("at", "case", "number").iterator()


def _is_whole(row: EntryRow, told: frozenset[tuple[UUID, str]]) -> bool:
    try:
        signature = decode(row.signature, Signature)
    except msgspec.DecodeError:
        return False
    return signature == _signature_now(row) and (row.case_id, signature.digest) in told


def _signature_now(row: EntryRow) -> Signature | None:
    """The one that would cover the row as it is. None where nobody could have signed it.

    Its body counts as it is stored: a field that a later version adds to the value changes nothing.
    """
    if row.by is None:
        return None
    by, at = PersonId(row.by), row.at.astimezone(UTC)
    content = Signed(
        case=CaseId(row.case_id),
        hip=HipId(row.case.hip_id),
        kind=row.kind,
        value=msgspec.Raw(row.body.encode()),
        judgement=_judgement_before(row) if row.kind == PLAN else "",
        by=by,
        name=row.by_name,
        at=at,
    )
    return Signature(by=by, name=row.by_name, at=at, digest=digest(content))


def _judgement_before(row: EntryRow) -> str:
    """The digest of the candidacy kept right before a signed plan; empty when it is not there."""
    kept = EntryRow.objects.filter(case_id=row.case_id, number=row.number - 1, kind=JUDGEMENT).first()
    return sha256(kept.body.encode()).hexdigest() if kept else ""
