"""What the desk does about requests: how soon, what was tried, who was called, and no."""

from datetime import datetime
from uuid import UUID

from enthesis.actions.act import Done, act
from enthesis.actions.bookings import cancel
from enthesis.domain.errors import Invalid, NotAllowed
from enthesis.domain.practice.booking import Why
from enthesis.domain.practice.referral import RequestStatus
from enthesis.domain.practice.triage import (
    NOTES,
    HowSoon,
    NoteKind,
    Triaged,
    WhyDeclined,
    check_words,
    suggest,
    told_by,
)
from enthesis.domain.terms import CLINICIANS, Role
from enthesis.store import bookings, practice, triage
from enthesis.store.scope import Scope


@act(Role.DESK, *CLINICIANS)
def set_urgency(
    scope: Scope, request_id: UUID, how_soon: HowSoon, *, injured: bool | None, words: str, at: datetime
) -> Done:
    """A person has said how soon, and the suggestion of this moment stands beside it.

    Another urgency than the suggested one needs a reason in words.
    """
    request = bookings.lock_request(scope, request_id)
    request.check_can_book()
    zone = practice.load_practice(scope).offices[0].zone
    suggested = suggest(told_by(request, injured=injured, zone=zone, at=at)).how_soon
    triaged = Triaged(how_soon=how_soon, suggested=suggested, injured=injured, words=words)
    triage.save_note(scope, request, NoteKind.URGENCY, triaged=triaged, at=at)
    detail = {"set": how_soon.value, "suggested": suggested.value}
    return Done(kind="request", subject=request.id, detail=detail)


@act(Role.DESK, *CLINICIANS)
def note_request(scope: Scope, request_id: UUID, kind: NoteKind, *, words: str, at: datetime) -> Done:
    """It stands on the request that somebody called in vain, that images are awaited, or what was noted."""
    if kind not in NOTES:
        raise Invalid("kind", "That is more than a note.", "Use its own form.")
    check_words(words)
    if kind is NoteKind.OTHER and not words.strip():
        raise Invalid("words", "The note is empty.", "Enter what is to be noted.")
    request = bookings.lock_request(scope, request_id)
    request.check_can_book()
    number = triage.save_note(scope, request, kind, words=words, at=at)
    return Done(kind="request", subject=request.id, detail={"note": kind.value, "number": number})


@act(Role.DESK, *CLINICIANS)
def record_call(scope: Scope, request_id: UUID, *, words: str, at: datetime) -> Done:
    """Somebody has spoken with whoever ticked a sign that must not wait; it calls for nobody any more.

    It does not matter what has become of the request meanwhile.
    """
    check_words(words)
    request = bookings.lock_request(scope, request_id)
    if not request.call_today:
        raise NotAllowed("no-sign", "This request told no sign that must not wait.", "Add a note instead.")
    number = triage.save_note(scope, request, NoteKind.CALLED, words=words, at=at)
    return Done(kind="request", subject=request.id, detail={"note": NoteKind.CALLED.value, "number": number})


@act(Role.DESK, *CLINICIANS)
def decline_request(scope: Scope, request_id: UUID, *, why: WhyDeclined, words: str, at: datetime) -> Done:
    """The request gets no visit. Nothing is sent about that: a person writes or calls.

    A time it held is free again, of which the visitor is told as of any visit that is off.
    """
    check_words(words)
    request = bookings.lock_request(scope, request_id)
    request.check_can_book()
    bookings.save_request_ended(scope, request, RequestStatus.DECLINED)
    triage.save_note(scope, request, NoteKind.DECLINED, why=why, words=words, at=at)
    held = bookings.find_held(scope, request.id)
    is_ahead = held is not None and held.visit.starts_at > at
    if held is not None and is_ahead:
        cancel(scope, held, why=Why.PRACTICE, at=at)
    return Done(kind="request", subject=request.id, detail={"why": why.value, "freed": is_ahead})
