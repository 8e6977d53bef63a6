"""How the practice prepares its products: protocols in versions, appended, the last of each in force."""

from collections.abc import Iterable
from datetime import UTC
from uuid import UUID

import msgspec

from enthesis.domain.biologics.yields.protocol import PreparationProtocol
from enthesis.domain.biologics.yields.version import ProtocolVersion
from enthesis.domain.errors import NotFound, Stale
from enthesis.domain.terms import PersonId, PracticeId, Signature
from enthesis.store.audit import signed_in_trail
from enthesis.store.codec import decode, digest, encode
from enthesis.store.models import PracticeRow, ProtocolRow
from enthesis.store.scope import Scope, rows

TABLE = ProtocolRow._meta.db_table


def list_protocols(scope: Scope, *, kind: str = "") -> tuple[ProtocolVersion, ...]:
    """The version in force of each protocol, of one product or of all, by title."""
    found = rows(scope, ProtocolRow)
    last = {v.protocol.id: v for v in _versions(found.filter(kind=kind) if kind else found)}
    return tuple(sorted(last.values(), key=lambda v: (v.protocol.title.casefold(), v.protocol.id)))


def list_protocol_versions(scope: Scope, protocol: UUID) -> tuple[ProtocolVersion, ...]:
    """Every version of one protocol, oldest first. Raises NotFound for one of nobody here."""
    found = tuple(_versions(rows(scope, ProtocolRow).filter(protocol=protocol)))
    if not found:
        raise NotFound("protocol", "There is no such protocol in this practice.", "Choose one of the list.")
    return found


def load_protocol(scope: Scope, protocol: str, version: int | None) -> ProtocolVersion:
    """One version, by the text that a preparation keeps. Raises NotFound for what is not there."""
    try:
        found = rows(scope, ProtocolRow).filter(protocol=UUID(protocol), number=version or 0).first()
    except ValueError:
        found = None
    if found is None:
        raise NotFound(
            "protocol", "There is no such version of a protocol in this practice.", "Choose one of the list."
        )
    return _version(found)


def save_protocol(scope: Scope, made: ProtocolVersion, signature: Signature, *, read: int) -> UUID:
    """The version is in force. Raises Stale where there is a newer one than the caller read."""
    list(PracticeRow.objects.select_for_update(no_key=True).filter(id=scope.practice))
    same = rows(scope, ProtocolRow).filter(protocol=UUID(made.protocol.id))
    last = same.order_by("-number").values_list("number", flat=True).first() or 0
    if last != read:
        raise Stale(
            "protocol-moved-on",
            f"Somebody changed this protocol since you opened it (you read version {read}, there is {last}).",
            "Look at what is new, then change it again.",
        )
    row = ProtocolRow.objects.create(
        practice_id=scope.practice,
        protocol=UUID(made.protocol.id),
        number=made.protocol.version,
        kind=made.protocol.kind,
        body=encode(made.protocol),
        at=made.at,
        by=made.by,
        by_name=made.name,
        why=made.why,
        signature=encode(signature),
    )
    return row.id


def find_broken_protocol() -> tuple[UUID, int] | None:
    """Protocol and number of the first version that is not what was signed, or is unknown to the trail."""
    told = frozenset((row, digest) for _, row, digest in signed_in_trail(TABLE))
    found = ProtocolRow.objects.order_by("at", "number").iterator()
    return next(((row.protocol, row.number) for row in found if not _is_whole(row, told)), None)


def count_signed_protocols() -> int:
    return ProtocolRow.objects.count()


def _versions(found: Iterable[ProtocolRow]) -> Iterable[ProtocolVersion]:
    return (_version(row) for row in sorted(found, key=lambda row: (row.protocol, row.number)))


def _version(row: ProtocolRow) -> ProtocolVersion:
    return ProtocolVersion(
        practice=PracticeId(row.practice_id),
        protocol=decode(row.body, PreparationProtocol),
        at=row.at.astimezone(UTC),
        by=PersonId(row.by),
        name=row.by_name,
        why=row.why,
    )


def _is_whole(row: ProtocolRow, told: frozenset[tuple[UUID, str]]) -> bool:
    """Its body counts as it is stored: a field that a later version adds to the value changes nothing."""
    try:
        signature = decode(row.signature, Signature)
    except msgspec.DecodeError:
        return False
    content = {
        "practice": row.practice_id,
        "protocol": msgspec.Raw(row.body.encode()),
        "at": row.at.astimezone(UTC),
        "by": row.by,
        "name": row.by_name,
        "why": row.why,
    }
    now = Signature(by=PersonId(row.by), name=row.by_name, at=row.at.astimezone(UTC), digest=digest(content))
    return signature == now and (row.id, now.digest) in told
