"""Steps of a period that tell of a recalled or expired piece which was in the hip already."""

from datetime import datetime

from enthesis.domain.pathway.surgery import Step
from enthesis.store.codec import decode
from enthesis.store.kinds import name_of
from enthesis.store.models import EntryRow
from enthesis.store.scope import Scope, rows


def count_in_already(scope: Scope, *, since: datetime, before: datetime) -> int:
    """How many recorded from `since` until `before` do; what was corrected or taken back counts not."""
    told = rows(scope, EntryRow).filter(kind=name_of(Step), at__gte=since, at__lt=before)
    corrected = rows(scope, EntryRow).exclude(corrects=None).values("corrects_id")
    bodies = told.exclude(id__in=corrected).values_list("body", flat=True)
    return sum(bool(decode(body, Step).in_already) for body in bodies.iterator())
