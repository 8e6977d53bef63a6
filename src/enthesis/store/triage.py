"""What the desk did about requests: added, never changed."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from enthesis.domain.practice.referral import Request
from enthesis.domain.practice.triage import HowSoon, NoteKind, Triaged, WhyDeclined
from enthesis.store.models import RequestNoteRow
from enthesis.store.scope import Scope, check_reaches_contact, rows


@dataclass(frozen=True, slots=True, kw_only=True)
class Noted:
    """One note. `triaged` is there for an urgency that was set, `why` for a refusal."""

    kind: NoteKind
    triaged: Triaged | None
    why: WhyDeclined | None
    words: str
    at: datetime
    by_name: str


def save_note(
    scope: Scope,
    request: Request,
    kind: NoteKind,
    *,
    triaged: Triaged | None = None,
    why: WhyDeclined | None = None,
    words: str = "",
    at: datetime,
) -> int:
    """The note is the newest of the request; its number. Lock the request first."""
    number = rows(scope, RequestNoteRow).filter(request_id=request.id).count() + 1
    RequestNoteRow.objects.create(
        practice_id=scope.practice,
        request_id=request.id,
        number=number,
        kind=kind.value,
        how_soon=triaged.how_soon.value if triaged else "",
        suggested=triaged.suggested.value if triaged else "",
        injured=triaged.injured if triaged else None,
        why=why.value if why else "",
        words=triaged.words if triaged else words,
        at=at,
        by=scope.actor.person,
        by_name=scope.actor.name,
    )
    return number


def list_notes(scope: Scope, requests: Collection[UUID]) -> dict[UUID, tuple[Noted, ...]]:
    """The notes on each of these requests that has any, oldest first, in one query."""
    check_reaches_contact(scope)
    found = rows(scope, RequestNoteRow).filter(request_id__in=requests).order_by("request_id", "number")
    notes: dict[UUID, tuple[Noted, ...]] = {}
    for row in found:
        notes[row.request_id] = (*notes.get(row.request_id, ()), _noted(row))
    return notes


def set_by(notes: tuple[Noted, ...]) -> Noted | None:
    """The note that set the urgency now in force; None while only the suggestion stands."""
    return next((note for note in reversed(notes) if note.triaged), None)


def _noted(row: RequestNoteRow) -> Noted:
    triaged = (
        Triaged(
            how_soon=HowSoon(row.how_soon),
            suggested=HowSoon(row.suggested),
            injured=row.injured,
            words=row.words,
        )
        if row.how_soon
        else None
    )
    return Noted(
        kind=NoteKind(row.kind),
        triaged=triaged,
        why=WhyDeclined(row.why) if row.why else None,
        words=row.words,
        at=row.at,
        by_name=row.by_name,
    )
