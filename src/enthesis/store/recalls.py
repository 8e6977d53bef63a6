"""Recalls of grafts, anchors and kits, with what was told and decided about each hip."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from enthesis.domain.biologics.states import State
from enthesis.domain.errors import NotAllowed, NotFound
from enthesis.domain.pathway.case import Case
from enthesis.domain.stock.kept import Kept, Lot
from enthesis.domain.stock.notice import (
    KnownRecall,
    Note,
    Noted,
    NoteSort,
    Notice,
    nearest,
    recalled,
    widened,
)
from enthesis.domain.stock.used import Item, ItemKind
from enthesis.domain.terms import CaseId
from enthesis.store.codec import decode, encode
from enthesis.store.models import RecallNoteRow, RecallRow, StockItemRow
from enthesis.store.products import Recalled, find_recalled
from enthesis.store.scope import Scope, rows
from enthesis.store.stock import list_kept
from enthesis.store.used_items import UsedItem, find_hips_of, list_items_used


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


def list_kits_kept(scope: Scope) -> tuple[Item, ...]:
    """The kits of the stock by name, maker and device, each way a label of them was read. One query."""
    found = rows(scope, StockItemRow).filter(kind=ItemKind.KIT.value).order_by()
    told = found.values_list("name", "maker", "device", "stocklotrow__device").distinct()
    return tuple(
        Item(kind=ItemKind.KIT, name=name, maker=maker, device=device or label or "")
        for name, maker, device, label in told
    )


def load_widened(scope: Scope, notice: Notice) -> Notice:
    """The notice as it is compared: with the names under which the practice keeps what it names."""
    return widened(notice, list_kits_kept(scope))


@dataclass(frozen=True, slots=True, kw_only=True)
class Concerned:
    """What a recall touches now: lots on the shelf, products, uses; what it may mean and does not name."""

    shelf: tuple[tuple[Kept, Lot], ...]
    products: tuple[Recalled, ...]
    used: tuple[UsedItem, ...]
    near: tuple[Item, ...]

    @property
    def to_keep_apart(self) -> tuple[Recalled, ...]:
        return tuple(one for one in self.products if one.is_unused)

    @property
    def kept_apart(self) -> tuple[Recalled, ...]:
        return tuple(one for one in self.products if one.state in (State.QUARANTINED, State.DISCARDED))

    @property
    def cases(self) -> tuple[CaseId, ...]:
        """The hips it was used on, each once, in the order of the first use."""
        return tuple(dict.fromkeys(one.case for one in self.used))

    @property
    def is_nothing(self) -> bool:
        return not (self.shelf or self.products or self.used)


def find_concerned(scope: Scope, notice: Notice) -> Concerned:
    """What the record knows of what is called back, whatever name of it the practice keeps it under."""
    told, kept = load_widened(scope, notice), list_kept(scope)
    lots = [(one, lot) for one in kept for lot in one.lots if lot.level > 0]
    known = {one.item for _, one in lots} | set(list_items_used(scope, notice.kind))
    return Concerned(
        shelf=tuple((one, lot) for one, lot in lots if told.concerns(lot.item)),
        products=find_recalled(scope, told),
        used=find_used(scope, told),
        near=nearest(told, known),
    )


def find_used(scope: Scope, notice: Notice) -> tuple[UsedItem, ...]:
    """Every use of what is recalled, those of unknown lots too, oldest first. One query."""
    return find_hips_of(scope, *notice.sought)


def find_blocked(scope: Scope, kept: Iterable[Kept]) -> frozenset[object]:
    """The lots of these items that are called back. Two queries."""
    recalls = list_recalls(scope)
    return frozenset(lot.id for one in kept for lot in one.lots if recalled((lot.item,), recalls))


def _recalls(scope: Scope, found: Iterable[RecallRow]) -> tuple[KnownRecall, ...]:
    """Of the recall that stands for a corrected one, what was done about the hips of that one, too."""
    heads = list(found)
    if not heads:
        return ()
    corrects = dict(rows(scope, RecallRow).exclude(corrects=None).values_list("id", "corrects_id"))
    replaced = {old: new for new, old in corrects.items()}
    chains = {head.id: tuple(_chain(corrects, head.id)) for head in heads}
    notes = _notes(scope, {one for chain in chains.values() for one in chain})
    kept = list_kits_kept(scope)
    return tuple(
        KnownRecall(
            id=head.id,
            notice=widened(decode(head.body, Notice), kept),
            at=head.at,
            by_name=head.by_name,
            notes=_told(chains[head.id], notes),
            corrects=head.corrects_id,
            why=head.why,
            replaced_by=replaced.get(head.id),
        )
        for head in heads
    )


def _chain(corrects: Mapping[UUID, UUID], recall: UUID) -> Iterator[UUID]:
    """The recall, the one it corrects, and so on."""
    known: UUID | None = recall
    while known is not None:
        yield known
        known = corrects.get(known)


def _notes(scope: Scope, recalls: Iterable[UUID]) -> dict[UUID, list[Noted]]:
    notes: dict[UUID, list[Noted]] = {}
    for row in rows(scope, RecallNoteRow).filter(recall_id__in=list(recalls)).order_by("at", "id"):
        told = Noted(note=decode(row.body, Note), at=row.at, by_name=row.by_name)
        notes.setdefault(row.recall_id, []).append(told)
    return notes


def _told(chain: tuple[UUID, ...], notes: Mapping[UUID, list[Noted]]) -> tuple[Noted, ...]:
    """What was told and decided since the first; a closing counts for the recall itself only."""
    own, *earlier = chain
    before = (n for one in reversed(earlier) for n in notes.get(one, ()))
    return (*(n for n in before if n.note.sort is not NoteSort.CLOSED), *notes.get(own, ()))
