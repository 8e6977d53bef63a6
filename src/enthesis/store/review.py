"""What practices decided on the values to review: appended, and still what was signed."""

from datetime import UTC
from uuid import UUID

import msgspec

from enthesis.domain.errors import Stale
from enthesis.domain.review.sign_off import Decision, SignOff
from enthesis.domain.terms import PersonId, PracticeId, Signature
from enthesis.store.audit import signed_in_trail
from enthesis.store.codec import decode, digest, encode
from enthesis.store.models import PracticeRow, SignOffRow
from enthesis.store.scope import Scope, rows

TABLE = SignOffRow._meta.db_table


def list_sign_offs(scope: Scope, *, place: str = "") -> tuple[SignOff, ...]:
    """Every decision of the practice, or those on one file, in the order in which they were made."""
    found = rows(scope, SignOffRow).order_by("number")
    return tuple(_sign_off(row) for row in (found.filter(place=place) if place else found))


def count_sign_offs(scope: Scope, place: str) -> int:
    """How many decisions there are on a file: what a form says it has read."""
    return rows(scope, SignOffRow).filter(place=place).count()


def save_sign_offs(
    scope: Scope, place: str, signed: tuple[tuple[SignOff, Signature], ...], *, read: int
) -> UUID:
    """The decisions are kept after all others of the practice; the identity of the first.

    Raises Stale where somebody decided on the same file since the caller read it. Who decides at the same
    time waits here.
    """
    list(PracticeRow.objects.select_for_update(no_key=True).filter(id=scope.practice))
    known = count_sign_offs(scope, place)
    if known != read:
        raise Stale(
            "review-moved-on",
            "Somebody decided on values of this file since you opened it "
            f"(you read {read} decisions, there are {known}).",
            "Look at what is new, then decide again.",
        )
    last = rows(scope, SignOffRow).order_by("-number").values_list("number", flat=True).first() or 0
    made = [_row(scope, number, *one) for number, one in enumerate(signed, last + 1)]
    SignOffRow.objects.bulk_create(made)
    return made[0].id


def find_broken_sign_off() -> tuple[str, str] | None:
    """Place and path of the first decision that is not what was signed, or of which the trail does not tell.

    None when all stand.
    """
    told = frozenset((practice, digest) for practice, _, digest in signed_in_trail(TABLE))
    found = SignOffRow.objects.order_by("at", "number").iterator()
    return next(((row.place, row.path) for row in found if not _is_whole(row, told)), None)


def count_signed() -> int:
    return SignOffRow.objects.count()


def _row(scope: Scope, number: int, sign_off: SignOff, signature: Signature) -> SignOffRow:
    return SignOffRow(
        practice_id=scope.practice,
        number=number,
        place=sign_off.place,
        path=sign_off.path,
        digest=sign_off.digest,
        ships=sign_off.ships,
        decision=sign_off.decision.value,
        note=sign_off.note,
        at=sign_off.at,
        by=sign_off.by,
        by_name=sign_off.name,
        signature=encode(signature),
    )


def _sign_off(row: SignOffRow) -> SignOff:
    return SignOff(
        practice=PracticeId(row.practice_id),
        place=row.place,
        path=row.path,
        digest=row.digest,
        ships=row.ships,
        decision=Decision(row.decision),
        note=row.note,
        by=PersonId(row.by),
        name=row.by_name,
        at=row.at.astimezone(UTC),
    )


def _is_whole(row: SignOffRow, told: frozenset[tuple[UUID, str]]) -> bool:
    try:
        signature = decode(row.signature, Signature)
        sign_off = _sign_off(row)
    except (msgspec.DecodeError, ValueError):
        return False
    now = Signature(by=sign_off.by, name=sign_off.name, at=sign_off.at, digest=digest(sign_off))
    return signature == now and (row.practice_id, now.digest) in told
