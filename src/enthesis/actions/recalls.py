"""A maker or authority calls something back: the unused is blocked, each hip of the used is worked off."""

from collections.abc import Iterable
from datetime import datetime
from uuid import UUID
from zoneinfo import ZoneInfo

from enthesis.actions.act import Done, act
from enthesis.actions.bench import hold
from enthesis.actions.confirmation import Confirmed
from enthesis.domain.biologics import handling
from enthesis.domain.biologics.product import Product
from enthesis.domain.biologics.states import State
from enthesis.domain.errors import Invalid, NotAllowed
from enthesis.domain.stock.notice import KnownRecall, Note, NoteSort, Notice, recalled
from enthesis.domain.stock.used import Item, kits_in
from enthesis.domain.terms import CLINICIANS, Role
from enthesis.store import cases, practice, products, recalls
from enthesis.store.locks import Line, wait_in
from enthesis.store.products import Recalled
from enthesis.store.scope import Scope

ENTERERS = (Role.DESK, *CLINICIANS, Role.ADMINISTRATOR)  # who reads recalls and works them off
RECALLED = "Do not give it. Keep it apart and look at the recall."


@act(*CLINICIANS)
def enter_recall(scope: Scope, notice: Notice, *, confirmed: Confirmed, at: datetime) -> Done:
    """What is unused of it is blocked, on the shelf or yet to come; unused products of it are kept apart.

    The hips of what was used are listed with the recall, to be worked off one by one. Products that are
    made or divided at the same moment wait for it, and are asked again.
    """
    confirmed.check_is(scope, at=at)
    wait_in(Line.RECALLS, scope.practice)
    check_may_be_entered(scope, notice, at=at)
    return _entered(scope, recalls.save_recall(scope, notice, at=at), notice, at=at)


@act(*CLINICIANS)
def correct_recall(
    scope: Scope, recall_id: UUID, notice: Notice, *, reason: str, confirmed: Confirmed, at: datetime
) -> Done:
    """The notice as it is now stands in the place of the earlier one, with the reason. Both can be read.

    Products that were kept apart stay so, and so does what was told and decided about each hip.
    """
    confirmed.check_is(scope, at=at)
    if not reason.strip():
        raise Invalid("reason_why", "A recall is corrected with a reason.", "Say what was wrong.")
    _check_received(scope, notice, at=at)
    wait_in(Line.RECALLS, scope.practice)
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
    if left := known.undecided(one.case for one in used):
        hips = "1 hip has" if len(left) == 1 else f"{len(left)} hips have"
        raise NotAllowed("open-hips", f"{hips} no decision yet.", "Record what was decided for each first.")
    recalls.save_note(scope, recall_id, Note(sort=NoteSort.CLOSED, words=words), case=None, at=at)
    return Done(kind="recall", subject=recall_id, detail={"hips": len({one.case for one in used})})


def speaks_of_recall(scope: Scope, items: Iterable[Item]) -> tuple[str, ...]:
    """A sentence for each piece that is called back."""
    told = tuple(items)
    return recalled(told, recalls.list_recalls(scope)) if told else ()


def check_not_recalled(scope: Scope, item: Item, *, field: str) -> None:
    """Raises Invalid for a piece that is called back: nothing is made with it."""
    if found := speaks_of_recall(scope, (item,)):
        raise Invalid(field, " ".join(found), "Take another; discard what was made with this one.")


def recalled_of(scope: Scope, product: Product) -> tuple[str, ...]:
    """A sentence for each kit the product was made with that is called back now."""
    return speaks_of_recall(scope, kits_in(product))


def check_product_not_recalled(scope: Scope, product: Product) -> None:
    """Raises NotAllowed for a product that was made with what is called back."""
    if found := recalled_of(scope, product):
        raise NotAllowed("recalled", " ".join(found), RECALLED)


def wait_for_recalls(scope: Scope) -> None:
    """No recall is entered until this transaction ends; one that was is known. Before a product is held."""
    wait_in(Line.RECALLS, scope.practice)


def check_may_be_entered(scope: Scope, notice: Notice, *, at: datetime) -> None:
    """Raises Invalid for a notice of a day to come, NotAllowed for a recall that is worked off already."""
    _check_received(scope, notice, at=at)
    for one in recalls.list_recalls(scope):
        if one.is_open and one.notice.is_same(notice):
            raise NotAllowed(
                "open-already",
                f"This recall is open already: {one.notice.title}, entered by {one.by_name}.",
                "Open it in the list and work it off there, or correct it.",
            )


def _check_received(scope: Scope, notice: Notice, *, at: datetime) -> None:
    zone = practice.load_practice(scope).offices[0].zone
    if notice.received_on > at.astimezone(ZoneInfo(zone)).date():
        raise Invalid(
            "received_on", "The day on which the notice was received is yet to come.", "Correct the day."
        )


def _entered(scope: Scope, recall: UUID, notice: Notice, *, at: datetime) -> Done:
    found = products.find_recalled(scope, recalls.load_widened(scope, notice))
    reason = f"Recalled: {notice.reason}"
    kept_apart = _keep_apart(scope, found, reason=reason, at=at)
    return Done(
        kind="recall",
        subject=recall,
        detail={"products": len(found), "quarantined": [str(p) for p in kept_apart]},
    )


def _keep_apart(scope: Scope, found: Iterable[Recalled], *, reason: str, at: datetime) -> list[UUID]:
    unused = sorted((r for r in found if r.is_unused), key=lambda r: (r.case, r.product))
    return [r.product for r in unused if _quarantine(scope, r.product, reason=reason, at=at)]


def _quarantine(scope: Scope, product_id: UUID, *, reason: str, at: datetime) -> bool:
    """Whether it was kept apart; a product that was used meanwhile stays as it is."""
    product, file = hold(scope, product_id)
    if product.state.is_final or product.state is State.QUARANTINED:
        return False
    changed = handling.quarantine(product, reason=reason, by=scope.actor, at=at)
    products.save_product(scope, file.case, changed, read=product.version)
    return True


def _open(scope: Scope, recall_id: UUID) -> KnownRecall:
    known = recalls.lock_recall(scope, recall_id)
    if known.replaced_by is not None:
        raise NotAllowed("recall", "This recall was corrected.", "Open the one in its place.")
    if known.closed is not None:
        raise NotAllowed("recall", "This recall is closed.", "Correct it to go on with it.")
    return known
