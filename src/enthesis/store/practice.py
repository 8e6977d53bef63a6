"""Practices as rows: loaded from their file, read by every page that names an office."""

from datetime import datetime

from enthesis.domain.errors import NotFound
from enthesis.domain.practice.practice import Practice
from enthesis.domain.terms import PracticeId
from enthesis.store.codec import decode, encode
from enthesis.store.models import PracticeRow
from enthesis.store.scope import Scope


def save_practice(practice: Practice, *, at: datetime) -> PracticeId:
    """The practice is as its file says; its identity stays when it is loaded again."""
    row, _ = PracticeRow.objects.update_or_create(
        slug=practice.slug, defaults={"name": practice.name, "body": encode(practice), "loaded_at": at}
    )
    return PracticeId(row.id)


def load_practice(scope: Scope) -> Practice:
    return decode(PracticeRow.objects.get(id=scope.practice).body, Practice)


def only_practice_id() -> PracticeId:
    """The practice whose public pages this site shows: the first one loaded."""
    found = PracticeRow.objects.order_by("loaded_at").values_list("id", flat=True).first()
    if found is None:
        raise NotFound("practice", "No practice has been loaded.", "Run: enthesis practice load")
    return PracticeId(found)
