"""What the desk did about requests: added, never changed."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from enthesis.domain.practice.referral import Request, by_urgency
from enthesis.domain.practice.triage import HowSoon, NoteKind, Triaged, WhyDeclined
from enthesis.store.bookings import request_of
from enthesis.store.codec import encode
from enthesis.store.models import RequestNoteRow, RequestRow
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


@dataclass(frozen=True, slots=True, kw_only=True)
class Traced:
    """A request that led to a case. `called` is the call its sign asked for, None while there is none."""

    request: Request
    called: Noted | None = None

    @property
    def must_be_called(self) -> bool:
        return self.request.call_today and self.called is None


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


def list_uncalled(scope: Scope) -> tuple[Request, ...]:
    """Requests with a sign that must not wait, of any status, until a call about it is recorded."""
    check_reaches_contact(scope)
    called = rows(scope, RequestNoteRow).filter(kind=NoteKind.CALLED.value).values("request_id")
    found = rows(scope, RequestRow).exclude(red_flags=encode([])).exclude(id__in=called)
    return by_urgency(request_of(row) for row in found)


def list_traced(scope: Scope, case: UUID) -> tuple[Traced, ...]:
    """The requests that led to a case, oldest first, each with the first call about its sign."""
    check_reaches_contact(scope)
    found = tuple(rows(scope, RequestRow).filter(case_id=case).order_by("received_at"))
    calls = rows(scope, RequestNoteRow).filter(request_id__in=found, kind=NoteKind.CALLED.value)
    first = {row.request_id: _noted(row) for row in calls.order_by("-number")}
    return tuple(Traced(request=request_of(row), called=first.get(row.id)) for row in found)


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
