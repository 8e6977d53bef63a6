"""Recalls of grafts, anchors and kits, with what was told and decided about each hip."""

from collections.abc import Iterable
from datetime import datetime
from uuid import UUID

from enthesis.domain.errors import NotAllowed, NotFound
from enthesis.domain.pathway.case import Case
from enthesis.domain.stock.kept import Kept
from enthesis.domain.stock.notice import KnownRecall, Note, Noted, Notice, recalled
from enthesis.store.codec import decode, encode
from enthesis.store.models import RecallNoteRow, RecallRow
from enthesis.store.scope import Scope, rows
from enthesis.store.used_items import UsedItem, find_hips_of


def save_recall(
    scope: Scope, notice: Notice, *, corrects: UUID | None = None, why: str = "", at: datetime
) -> UUID:
    """Raises NotAllowed where the recall it corrects was corrected already."""
    if corrects is not None and load_recall(scope, corrects).replaced_by is not None:
        raise NotAllowed("recall", "This recall was corrected already.", "Open the one in its place.")
    row = RecallRow.objects.create(
        practice_id=scope.practice,
        body=encode(notice),
        corrects_id=corrects,
        why=why,
        at=at,
        by=scope.actor.person,
        by_name=scope.actor.name,
    )
    return row.id


def save_note(scope: Scope, recall: UUID, note: Note, *, case: Case | None, at: datetime) -> None:
    RecallNoteRow.objects.create(
        practice_id=scope.practice,
        recall_id=recall,
        patient_id=case.patient if case else None,
        case_id=case.id if case else None,
        sort=note.sort.value,
        body=encode(note),
        at=at,
        by=scope.actor.person,
        by_name=scope.actor.name,
    )


def lock_recall(scope: Scope, recall: UUID) -> KnownRecall:
    """The recall; until the transaction ends nobody else corrects or closes it."""
    list(rows(scope, RecallRow).select_for_update().filter(id=recall))
    return load_recall(scope, recall)


def load_recall(scope: Scope, recall: UUID) -> KnownRecall:
    found = _recalls(scope, rows(scope, RecallRow).filter(id=recall))
    if not found:
        raise NotFound("recall", "There is no such recall in this practice.")
    return found[0]


def list_recalls(scope: Scope) -> tuple[KnownRecall, ...]:
    """Every recall, the newest first, the corrected ones too."""
    return _recalls(scope, rows(scope, RecallRow).order_by("-at", "-id"))


def find_used(scope: Scope, notice: Notice) -> tuple[UsedItem, ...]:
    """Every use of what is recalled, those of unknown lots too, oldest first. One query."""
    return tuple(one for one in find_hips_of(scope, *notice.sought) if notice.concerns(one.item))


def find_blocked(scope: Scope, kept: Iterable[Kept]) -> frozenset[object]:
    """The lots of these items that are called back. Two queries."""
    recalls = list_recalls(scope)
    return frozenset(lot.id for one in kept for lot in one.lots if recalled((lot.item,), recalls))


def _recalls(scope: Scope, found: Iterable[RecallRow]) -> tuple[KnownRecall, ...]:
    heads = list(found)
    ids = [head.id for head in heads]
    replaced = dict(rows(scope, RecallRow).filter(corrects_id__in=ids).values_list("corrects_id", "id"))
    notes: dict[UUID, list[Noted]] = {}
    for row in rows(scope, RecallNoteRow).filter(recall_id__in=ids).order_by("at", "id"):
        told = Noted(note=decode(row.body, Note), at=row.at, by_name=row.by_name)
        notes.setdefault(row.recall_id, []).append(told)
    return tuple(
        KnownRecall(
            id=head.id,
            notice=decode(head.body, Notice),
            at=head.at,
            by_name=head.by_name,
            notes=tuple(notes.get(head.id, ())),
            corrects=head.corrects_id,
            why=head.why,
            replaced_by=replaced.get(head.id),
        )
        for head in heads
    )
