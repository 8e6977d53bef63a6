"""Forms sent twice: the second time gets the first answer."""

from datetime import datetime
from hashlib import sha256
from uuid import UUID

from enthesis.store.locks import Line, wait_in
from enthesis.store.models import SubmissionRow
from enthesis.store.scope import Scope


def find_submission(scope: Scope, action: str, content: str) -> UUID | None:
    """The subject of the act this caller already did with the same key and content; None without a key.

    Must run first in the transaction of the act: whoever sends the same form at the same time waits here
    until the first one has ended.
    """
    if not scope.submit:
        return None
    key = _key(scope, action, content)
    wait_in(Line.FORMS, key)
    row = SubmissionRow.objects.filter(practice_id=scope.practice, actor=_actor(scope), key=key).first()
    return row.subject if row else None


def save_submission(scope: Scope, action: str, content: str, subject: UUID, *, at: datetime) -> None:
    if scope.submit:
        SubmissionRow.objects.create(
            practice_id=scope.practice,
            actor=_actor(scope),
            key=_key(scope, action, content),
            action=action,
            subject=subject,
            at=at,
        )


def _key(scope: Scope, action: str, content: str) -> str:
    """One key for one content: a form changed and sent again is another form. Any key a client chose fits."""
    told = "\x1f".join((scope.submit, action, content))
    return sha256(told.encode("utf-8", "surrogatepass")).hexdigest()


def _actor(scope: Scope) -> str:
    who = scope.actor.person or scope.actor.patient
    return f"{scope.actor.role.value}:{who or ''}"
