"""A maker or authority calls something back: the unused is blocked, each hip of the used is worked off."""

from collections.abc import Iterable
from datetime import datetime
from uuid import UUID

from enthesis.actions.act import Done, act
from enthesis.actions.bench import hold
from enthesis.actions.confirmation import Confirmed
from enthesis.domain.biologics import handling
from enthesis.domain.biologics.bench.recall import Recall
from enthesis.domain.biologics.states import State
from enthesis.domain.errors import Invalid, NotAllowed
from enthesis.domain.stock.notice import KnownRecall, Note, NoteSort, Notice, recalled
from enthesis.domain.stock.used import Item
from enthesis.domain.terms import CLINICIANS, CaseId, Role
from enthesis.store import cases, products, recalls
from enthesis.store.products import Recalled
from enthesis.store.scope import Scope

ENTERERS = (Role.DESK, *CLINICIANS, Role.ADMINISTRATOR)


@act(*ENTERERS)
def enter_recall(scope: Scope, notice: Notice, *, at: datetime) -> Done:
    """What is unused of it is blocked, on the shelf or yet to come; unused products of it are kept apart.

    The hips of what was used are listed with the recall, to be worked off one by one.
    """
    return _entered(scope, recalls.save_recall(scope, notice, at=at), notice, at=at)


@act(*ENTERERS)
def correct_recall(scope: Scope, recall_id: UUID, notice: Notice, *, reason: str, at: datetime) -> Done:
    """The notice as it is now stands in the place of the earlier one, with the reason. Both can be read.

    Products that were kept apart stay so.
    """
    if not reason.strip():
        raise Invalid("reason_why", "A recall is corrected with a reason.", "Say what was wrong.")
    recalls.lock_recall(scope, recall_id)
    made = recalls.save_recall(scope, notice, corrects=recall_id, why=reason, at=at)
    return _entered(scope, made, notice, at=at)


@act(*ENTERERS)
def note_recall(scope: Scope, recall_id: UUID, note: Note, *, at: datetime) -> Done:
    """Who was told, or what was decided, about one hip stands with the recall."""
    known = _open(scope, recall_id)
    if note.case is None or note.sort is NoteSort.CLOSED:
        raise Invalid("case", "It is not said which hip this is about.", "Open the recall again.")
    concerned = {used.case for used in recalls.find_used(scope, known.notice)}
    if note.case not in concerned:
        raise NotAllowed("case", "Nothing of this recall is known of this hip.", "Open the recall again.")
    case = cases.load_case(scope, note.case)
    recalls.save_note(scope, recall_id, note, case=case, at=at)
    return Done(kind="recall", subject=recall_id, patient=case.patient, detail={"note": note.sort.value})


@act(*ENTERERS)
def close_recall(scope: Scope, recall_id: UUID, *, words: str, at: datetime) -> Done:
    """Every hip is worked off. What is recalled stays blocked."""
    known = _open(scope, recall_id)
    used = recalls.find_used(scope, known.notice)
    left = {one.case for one in used} - {n.note.case for n in known.notes if n.note.sort is NoteSort.DECIDED}
    if left:
        hips = "1 hip has" if len(left) == 1 else f"{len(left)} hips have"
        raise NotAllowed("open-hips", f"{hips} no decision yet.", "Record what was decided for each first.")
    recalls.save_note(scope, recall_id, Note(sort=NoteSort.CLOSED, words=words), case=None, at=at)
    return Done(kind="recall", subject=recall_id, detail={"hips": len({one.case for one in used})})


@act(*CLINICIANS)
def recall_kit(scope: Scope, recall: Recall, *, reason: str, confirmed: Confirmed, at: datetime) -> Done:
    """Every unused product that was made with it is quarantined; the hips of the given ones are not touched.

    `cases_given` tells which hips they are.
    """
    confirmed.check_is(scope, at=at)
    found = products.find_recalled(scope, recall)
    kept_apart = _keep_apart(scope, found, reason=reason, at=at)
    return Done(
        kind="practice",
        subject=scope.practice,
        detail={"recalled": len(found), "quarantined": [str(p) for p in kept_apart]},
    )


def cases_given(found: tuple[Recalled, ...]) -> tuple[CaseId, ...]:
    """The hips into which a recalled product was given, each once."""
    return tuple(dict.fromkeys(r.case for r in found if r.state is State.ADMINISTERED))


def speaks_of_recall(scope: Scope, items: Iterable[Item]) -> tuple[str, ...]:
    """A sentence for each piece that is called back."""
    told = tuple(items)
    return recalled(told, recalls.list_recalls(scope)) if told else ()


def check_not_recalled(scope: Scope, item: Item, *, field: str) -> None:
    """Raises Invalid for a piece that is called back: nothing is made with it."""
    if found := speaks_of_recall(scope, (item,)):
        raise Invalid(field, " ".join(found), "Take another; discard what was made with this one.")


def _entered(scope: Scope, recall: UUID, notice: Notice, *, at: datetime) -> Done:
    found = dict.fromkeys(one for lot in notice.of_products for one in products.find_recalled(scope, lot))
    reason = f"Recalled: {notice.reason}"
    kept_apart = _keep_apart(scope, found, reason=reason, at=at)
    return Done(
        kind="recall",
        subject=recall,
        detail={"products": len(found), "quarantined": [str(p) for p in kept_apart]},
    )


def _keep_apart(scope: Scope, found: Iterable[Recalled], *, reason: str, at: datetime) -> list[UUID]:
    unused = sorted((r for r in found if _is_unused(r)), key=lambda r: (r.case, r.product))
    return [r.product for r in unused if _quarantine(scope, r.product, reason=reason, at=at)]


def _quarantine(scope: Scope, product_id: UUID, *, reason: str, at: datetime) -> bool:
    """Whether it was kept apart; a product that was used meanwhile stays as it is."""
    product, file = hold(scope, product_id)
    if product.state.is_final or product.state is State.QUARANTINED:
        return False
    changed = handling.quarantine(product, reason=reason, by=scope.actor, at=at)
    products.save_product(scope, file.case, changed, read=product.version)
    return True


def _is_unused(found: Recalled) -> bool:
    return not found.state.is_final and found.state is not State.QUARANTINED


def _open(scope: Scope, recall_id: UUID) -> KnownRecall:
    known = recalls.lock_recall(scope, recall_id)
    if known.replaced_by is not None:
        raise NotAllowed("recall", "This recall was corrected.", "Open the one in its place.")
    if known.closed is not None:
        raise NotAllowed("recall", "This recall is closed.", "Correct it to go on with it.")
    return known
