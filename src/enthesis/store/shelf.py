"""Which lots of the stock a use takes from, once, and what comes back when the use is taken back."""

from collections.abc import Iterable
from datetime import date, datetime
from uuid import UUID

from django.db.models import Q, Sum

from enthesis.domain.stock.kept import Sort, place_taken_from
from enthesis.domain.stock.used import Item, folded, key_of
from enthesis.store.models import StockLotRow, StockMovementRow, UsedItemRow
from enthesis.store.scope import Scope, rows


def save_uses(scope: Scope, used: Iterable[UsedItemRow], *, at: datetime) -> None:
    """Each piece is taken from its lot; what the stock does not know stays without a lot, and is listed.

    What was used before the practice kept the item was never in its stock: it is taken from none.
    """
    for one in used:
        lot = _lot_of(scope, one)
        if lot is not None and one.at >= lot.item.kept_since:
            save_movement(
                scope, lot.id, Sort.USED, -1, place_taken_from(_left(scope, lot.id)), at=at, used=one
            )


def save_given_back(scope: Scope, used: Iterable[UUID], *, at: datetime) -> None:
    """What the record does not tell any more is back in the stock."""
    for taken in rows(scope, StockMovementRow).filter(used_item_id__in=list(used), sort=Sort.USED.value):
        save_movement(scope, taken.lot_id, Sort.TAKEN_BACK, 1, taken.place, at=at, used_id=taken.used_item_id)


def save_uses_before(scope: Scope, lot: StockLotRow, *, at: datetime) -> int:
    """What was used before it was received is taken from the lot now; how many that were."""
    same = Q(lot_key=lot.lot_key) if lot.lot_key else Q(pk__in=[])
    if lot.serial_key:
        same |= Q(serial_key=lot.serial_key)
    found = rows(scope, UsedItemRow).filter(
        same, kind=lot.item.kind, taken_back_at=None, at__gte=lot.item.kept_since
    )
    waiting = [u for u in found.filter(stockmovementrow=None) if _is_same(lot, u)]
    save_uses(scope, waiting, at=at)
    return len(waiting)


def last_day_of(scope: Scope, item: Item) -> date | None:
    """The last day of a piece: what its own label tells, else what was told when its lot was received."""
    if item.expires_on is not None:
        return item.expires_on
    keys = {f"{name}_key": key_of(getattr(item, name)) for name in ("name", "maker", "serial")}
    keys["lot_key"] = folded(item.lot)
    lot = _lot_of(scope, UsedItemRow(kind=item.kind.value, device=item.device, **keys))
    return last_days(scope, (lot,)).get(lot.id) if lot else None


def last_days(scope: Scope, lots: Iterable[StockLotRow]) -> dict[UUID, date]:
    """By lot its last day, where one was ever told: when it first came, or the first told since."""
    known = {lot.id: lot.expires_on for lot in lots}
    told = rows(scope, StockMovementRow).filter(lot_id__in=list(known)).exclude(expires_on=None)
    later = dict(told.order_by("-at", "-id").values_list("lot_id", "expires_on"))
    return {lot: last for lot, first in known.items() if (last := first or later.get(lot))}


def save_movement(
    scope: Scope,
    lot: UUID,
    sort: Sort,
    number: int,
    place: str,
    *,
    at: datetime,
    why: str = "",
    expires_on: date | None = None,
    used: UsedItemRow | None = None,
    used_id: UUID | None = None,
) -> None:
    StockMovementRow.objects.create(
        practice_id=scope.practice,
        lot_id=lot,
        used_item_id=used.id if used else used_id,
        sort=sort.value,
        number=number,
        place=place,
        expires_on=expires_on,
        why=why,
        at=at,
        by=scope.actor.person,
        by_name=scope.actor.name,
    )


def _lot_of(scope: Scope, used: UsedItemRow) -> StockLotRow | None:
    same = Q(pk__in=[])
    if used.serial_key:
        same |= Q(serial_key=used.serial_key)
    if used.lot_key:
        same |= Q(lot_key=used.lot_key)
    found = StockLotRow.objects.filter(same, practice_id=scope.practice, item__kind=used.kind)
    return next((lot for lot in found.select_related("item").order_by("id") if _is_same(lot, used)), None)


def _is_same(lot: StockLotRow, used: UsedItemRow) -> bool:
    """One device, or where one of them names none, one name or maker; and no other serial number."""
    if lot.serial_key and used.serial_key and lot.serial_key != used.serial_key:
        return False
    if lot.device and used.device:
        return lot.device == used.device
    known = {lot.item.name_key, lot.item.maker_key, f"{lot.item.maker_key} {lot.item.name_key}".strip()}
    return bool({used.name_key, used.maker_key} & known - {""})


def _left(scope: Scope, lot: UUID) -> dict[str, int]:
    found = rows(scope, StockMovementRow).filter(lot_id=lot).values("place").annotate(left=Sum("number"))
    return {one["place"]: one["left"] for one in found.order_by("place")}
