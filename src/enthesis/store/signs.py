"""Signs that must not wait, as patients told them before their forms."""

from datetime import datetime
from uuid import UUID

from enthesis.domain.practice.red_flags import SignsTold
from enthesis.store.codec import decode
from enthesis.store.kinds import name_of
from enthesis.store.models import EntryRow
from enthesis.store.scope import Scope, rows

KIND = name_of(SignsTold)


def find_signs(scope: Scope, case: UUID, milestone: str, *, at: datetime) -> SignsTold | None:
    """What the patient last told before the forms of a milestone, while it still stands; None: ask."""
    row = rows(scope, EntryRow).filter(case_id=case, kind=KIND, at__lte=at).order_by("-number").first()
    if row is None:
        return None
    told = decode(row.body, SignsTold)
    return told if told.milestone == milestone and told.is_fresh(row.at, at=at) else None
