"""Forms sent twice: the second time gets the first answer."""

from datetime import datetime
from uuid import UUID

from enthesis.store.models import SubmissionRow
from enthesis.store.scope import Scope


def find_submission(scope: Scope, action: str) -> UUID | None:
    """The subject of the act this caller already did under the same key; None without a key."""
    if not scope.submit:
        return None
    row = SubmissionRow.objects.filter(
        practice_id=scope.practice, actor=_actor(scope), key=scope.submit, action=action
    ).first()
    return row.subject if row else None


def save_submission(scope: Scope, action: str, subject: UUID, *, at: datetime) -> None:
    if scope.submit:
        SubmissionRow.objects.create(
            practice_id=scope.practice,
            actor=_actor(scope),
            key=scope.submit,
            action=action,
            subject=subject,
            at=at,
        )


def _actor(scope: Scope) -> str:
    who = scope.actor.person or scope.actor.patient
    return f"{scope.actor.role.value}:{who or ''}"
