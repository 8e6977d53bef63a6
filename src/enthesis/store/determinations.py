"""Which path of the law was claimed for which product class: appended, never changed."""

from dataclasses import dataclass
from datetime import UTC, datetime
from uuid import UUID

from django.db.models import Q

from enthesis.domain.biologics.determination import ClaimedPath
from enthesis.domain.errors import NotAllowed, Stale
from enthesis.store.codec import decode, encode
from enthesis.store.models import DeterminationRow, PracticeRow
from enthesis.store.scope import Scope, rows

TABLE = DeterminationRow._meta.db_table


@dataclass(frozen=True, slots=True, kw_only=True)
class Recorded:
    """What was claimed, and who wrote it down when."""

    number: int
    claimed: ClaimedPath
    at: datetime
    by_name: str


def list_determinations(scope: Scope, *, kind: str = "") -> tuple[Recorded, ...]:
    """Every determination of the practice and of its hips, or those on one class, in their order."""
    found = rows(scope, DeterminationRow).order_by("number")
    return tuple(_recorded(row) for row in (found.filter(kind=kind) if kind else found))


def list_claimed(scope: Scope, *, case: UUID | None = None) -> tuple[ClaimedPath, ...]:
    """What was claimed for the whole practice and for one hip, in the order of recording."""
    wanted = Q(case=None) if case is None else Q(case=None) | Q(case_id=case)
    found = rows(scope, DeterminationRow).filter(wanted).order_by("number").values_list("body", flat=True)
    return tuple(decode(body, ClaimedPath) for body in found)


def save_determination(scope: Scope, claimed: ClaimedPath, *, read: int, at: datetime) -> UUID:
    """It is the newest. Who records one at the same time waits here.

    Raises Stale where there are more on the class than the `read` ones.
    """
    if scope.actor.person is None:
        raise NotAllowed("no-person", "Only a signed-in member of staff may do this.", "Sign in.")
    list(PracticeRow.objects.select_for_update(no_key=True).filter(id=scope.practice))
    known = rows(scope, DeterminationRow)
    if known.filter(kind=claimed.kind).count() != read:
        raise Stale(
            "determination-moved-on",
            "Somebody recorded a determination on this product since you opened the page.",
            "Look at what is new, then record yours again.",
        )
    last = known.order_by("-number").values_list("number", flat=True).first() or 0
    row = DeterminationRow.objects.create(
        practice_id=scope.practice,
        number=last + 1,
        case_id=claimed.case,
        kind=claimed.kind,
        body=encode(claimed),
        at=at,
        by=scope.actor.person,
        by_name=scope.actor.name,
    )
    return row.id


def _recorded(row: DeterminationRow) -> Recorded:
    return Recorded(
        number=row.number,
        claimed=decode(row.body, ClaimedPath),
        at=row.at.astimezone(UTC),
        by_name=row.by_name,
    )
