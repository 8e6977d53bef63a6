"""The stock: items, their lots, and what came and went."""

from collections.abc import Iterable
from datetime import date, datetime
from uuid import UUID

from django.db import IntegrityError, transaction
from django.db.models import Sum

from enthesis.domain.errors import NotAllowed, NotFound
from enthesis.domain.stock.kept import Kept, Kind, Lot, Movement, Sort, in_order
from enthesis.domain.stock.used import Item, ItemKind, folded, key_of
from enthesis.store.models import StockItemRow, StockLotRow, StockMovementRow
from enthesis.store.scope import Scope, rows
from enthesis.store.shelf import last_days, save_uses_before
from enthesis.store.used_items import UsedItem, standing, used_of

MOST = 200  # uses that nobody received, as they are listed


def save_item(scope: Scope, kind: Kind, *, at: datetime) -> UUID:
    """Raises NotAllowed where the practice keeps it already."""
    try:
        with transaction.atomic():
            row = StockItemRow.objects.create(
                practice_id=scope.practice,
                kind=kind.kind.value,
                name=kind.name,
                maker=kind.maker,
                reference=kind.reference,
                device=kind.device,
                par=kind.par,
                place=kind.place,
                name_key=key_of(kind.name),
                maker_key=key_of(kind.maker),
                kept_since=at,
            )
    except IntegrityError:
        raise NotAllowed(
            "name", "The practice keeps this item already.", "Open it in the list, or give its reference."
        ) from None
    return row.id


def save_par(scope: Scope, item: UUID, *, par: int, place: str) -> None:
    rows(scope, StockItemRow).filter(id=item).update(par=par, place=place)


def save_lot(scope: Scope, item: UUID, told: Item) -> UUID:
    """The lot of the item, known or new."""
    made, _ = StockLotRow.objects.get_or_create(
        practice_id=scope.practice,
        item_id=item,
        lot_key=folded(told.lot),
        serial_key=key_of(told.serial),
        defaults={
            "lot": told.lot,
            "serial": told.serial,
            "donor": told.donor,
            "device": told.device,
            "udi": told.udi,
            "expires_on": told.expires_on,
        },
    )
    return made.id


def take_uses_before(scope: Scope, lot: UUID, *, at: datetime) -> int:
    """Uses that waited for this lot are taken from it; how many."""
    row = rows(scope, StockLotRow).select_related("item").get(id=lot)
    return save_uses_before(scope, row, at=at)


def load_kept(scope: Scope, item: UUID) -> Kept:
    found = _kept(scope, rows(scope, StockItemRow).filter(id=item))
    if not found:
        raise NotFound("item", "There is no such item in the stock of this practice.")
    return found[0]


def load_kept_with(scope: Scope, lot: UUID, *, locked: bool = False) -> tuple[Kept, Lot]:
    """The item of a lot, and the lot. Locked, nobody else moves or counts it until the transaction ends."""
    found = rows(scope, StockLotRow).filter(id=lot)
    row = (found.select_for_update() if locked else found).first()
    if row is None:
        raise NotFound("lot", "There is no such lot in the stock of this practice.")
    kept = load_kept(scope, row.item_id)
    return kept, next(one for one in kept.lots if one.id == row.id)


def list_kept(scope: Scope) -> tuple[Kept, ...]:
    """Everything the practice keeps, by kind and name. Four queries, however much it is."""
    return _kept(scope, rows(scope, StockItemRow))


def list_movements(scope: Scope, item: UUID) -> tuple[Movement, ...]:
    """What came and went of an item, the newest first."""
    found = rows(scope, StockMovementRow).filter(lot__item_id=item).order_by("-at", "-id")
    return tuple(
        Movement(
            lot=row.lot_id,
            sort=Sort(row.sort),
            number=row.number,
            place=row.place,
            why=row.why,
            at=row.at,
            by_name=row.by_name,
        )
        for row in found
    )


def list_never_received(scope: Scope) -> tuple[UsedItem, ...]:
    """What was used of kinds the practice keeps, since it does, and is in no lot of its stock."""
    since: dict[str, datetime] = {}
    for kind, at in rows(scope, StockItemRow).values_list("kind", "kept_since"):
        since[kind] = min(at, since.get(kind, at))
    found = []
    for kind, at in sorted(since.items()):
        waiting = standing(scope).filter(kind=kind, at__gte=at, stockmovementrow=None)
        found += [used_of(row) for row in waiting[:MOST]]
    return tuple(found)


def _kept(scope: Scope, items: Iterable[StockItemRow]) -> tuple[Kept, ...]:
    heads = list(items)
    lots: dict[UUID, list[Lot]] = {}
    kinds = {head.id: _kind(head) for head in heads}
    left = _left(scope, kinds)
    found = list(rows(scope, StockLotRow).filter(item_id__in=list(kinds)))
    days = last_days(scope, found)
    for row in found:
        told = _lot(row, kinds[row.item_id], left.get(row.id, {}), days.get(row.id))
        lots.setdefault(row.item_id, []).append(told)
    every = (Kept(id=i, kind=kind, lots=in_order(lots.get(i, ()))) for i, kind in kinds.items())
    return tuple(sorted(every, key=lambda one: (one.kind.kind.value, one.kind.title.casefold())))


def _left(scope: Scope, items: Iterable[UUID]) -> dict[UUID, dict[str, int]]:
    left: dict[UUID, dict[str, int]] = {}
    found = rows(scope, StockMovementRow).filter(lot__item_id__in=list(items))
    for lot, place, number in (
        found.values_list("lot_id", "place").annotate(Sum("number")).order_by("lot_id", "place")
    ):
        left.setdefault(lot, {})[place] = number
    return left


def _kind(row: StockItemRow) -> Kind:
    return Kind(
        kind=ItemKind(row.kind),
        name=row.name,
        maker=row.maker,
        reference=row.reference,
        device=row.device,
        par=row.par,
        place=row.place,
    )


def _lot(row: StockLotRow, kind: Kind, left: dict[str, int], expires_on: date | None) -> Lot:
    item = Item(
        kind=kind.kind,
        name=kind.name,
        maker=kind.maker,
        device=row.device,
        lot=row.lot,
        serial=row.serial,
        donor=row.donor,
        udi=row.udi,
        expires_on=expires_on,
    )
    return Lot(id=row.id, item=item, left=left)
