"""The stock: what is kept, what came, where it lies, what is there, what is thrown away."""

from datetime import datetime
from uuid import UUID
from zoneinfo import ZoneInfo

from enthesis.actions.act import Done, act
from enthesis.domain.errors import Invalid
from enthesis.domain.practice.practice import Practice
from enthesis.domain.stock.kept import (
    WRITTEN_OFF,
    Kind,
    Received,
    Sort,
    check_place,
    check_there,
    received_item,
)
from enthesis.domain.terms import CLINICIANS, Role
from enthesis.store import shelf, stock
from enthesis.store.practice import load_practice
from enthesis.store.scope import Scope

KEEPERS = (Role.DESK, *CLINICIANS)


@act(*KEEPERS)
def keep_item(scope: Scope, kind: Kind, *, at: datetime) -> Done:
    """The practice keeps this item from now on. None of it is there yet."""
    if kind.place:
        check_place(kind.place, places(load_practice(scope)))
    return Done(kind="stock_item", subject=stock.save_item(scope, kind, at=at), detail={"par": kind.par})


@act(*KEEPERS)
def change_par(scope: Scope, item_id: UUID, *, par: int, place: str, at: datetime) -> Done:
    """So many should be there, in one office or in all together."""
    del at
    kept = stock.load_kept(scope, item_id)
    if par < 0:
        raise Invalid("par", "The par level is below zero.", "Enter how many should be there, or 0.")
    if place:
        check_place(place, places(load_practice(scope)))
    stock.save_par(scope, item_id, par=par, place=place)
    return Done(kind="stock_item", subject=item_id, detail={"from": kept.kind.par, "to": par})


@act(*KEEPERS)
def receive_stock(scope: Scope, item_id: UUID, told: Received, *, at: datetime) -> Done:
    """It is there. What was used of it before it was received is taken from it; a recall blocks on."""
    site = load_practice(scope)
    check_place(told.place, places(site))
    kept = stock.load_kept(scope, item_id)
    on = at.astimezone(ZoneInfo(site.offices[0].zone)).date()
    item = received_item(kept.kind, told, on=on)
    lot = stock.save_lot(scope, item_id, item)
    _, known = stock.load_kept_with(scope, lot, locked=True)
    if item.expires_on and known.item.expires_on and item.expires_on != known.item.expires_on:
        raise Invalid(
            "expires_on",
            f"This lot was received before with the last day {known.item.expires_on.isoformat()}.",
            "Look at the package again; write off what was recorded wrongly.",
        )
    if item.serial and known.left:
        raise Invalid("serial", "This piece was received before.", "Look at the serial number again.")
    shelf.save_movement(scope, lot, Sort.RECEIVED, told.number, told.place, at=at, expires_on=item.expires_on)
    before = stock.take_uses_before(scope, lot, at=at)
    return Done(kind="stock_item", subject=item_id, detail={"received": told.number, "used_before": before})


@act(*KEEPERS)
def move_stock(scope: Scope, lot_id: UUID, *, number: int, place: str, to: str, at: datetime) -> Done:
    """So many lie in another office now."""
    check_place(to, set(places(load_practice(scope))) - {place}, field="to")
    kept, lot = stock.load_kept_with(scope, lot_id, locked=True)
    check_there(lot, place, number)
    shelf.save_movement(scope, lot_id, Sort.MOVED, -number, place, at=at)
    shelf.save_movement(scope, lot_id, Sort.MOVED, number, to, at=at)
    return Done(kind="stock_item", subject=kept.id, detail={"moved": number})


@act(*KEEPERS)
def count_stock(
    scope: Scope, lot_id: UUID, *, counted: int, place: str, why: str, read: int, at: datetime
) -> Done:
    """So many are there. A difference is a correction with its reason; `read` is what the record said."""
    check_place(place, places(load_practice(scope)))
    kept, lot = stock.load_kept_with(scope, lot_id, locked=True)
    there = lot.left.get(place, 0)
    if counted < 0:
        raise Invalid("counted", "Fewer than none cannot be there.", "Enter how many you count.")
    if there != read:
        raise Invalid(
            "counted",
            f"While you counted, the record changed from {read} to {there}.",
            "Count again.",
        )
    if counted != there and not why.strip():
        raise Invalid(
            "why", f"The record says {there}, you counted {counted}.", "Say why, as far as you know."
        )
    shelf.save_movement(scope, lot_id, Sort.COUNTED, counted - there, place, at=at, why=why)
    return Done(
        kind="stock_item", subject=kept.id, detail={"counted": counted, "difference": counted - there}
    )


@act(*KEEPERS)
def write_off_stock(
    scope: Scope, lot_id: UUID, sort: Sort, *, number: int, place: str, why: str = "", at: datetime
) -> Done:
    """So many are thrown away: expired, damaged, or opened and not used."""
    if sort not in WRITTEN_OFF:
        raise Invalid("sort", "Nothing is written off for this.", "Choose expired, damaged or opened.")
    kept, lot = stock.load_kept_with(scope, lot_id, locked=True)
    check_there(lot, place, number)
    shelf.save_movement(scope, lot_id, sort, -number, place, at=at, why=why)
    return Done(kind="stock_item", subject=kept.id, detail={"written_off": number, "sort": sort.value})


def places(site: Practice) -> tuple[str, ...]:
    """Where stock may lie: the offices."""
    return tuple(office.slug for office in site.offices)
