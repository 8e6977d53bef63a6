"""Stock as people keep it: an item with a lot on the shelf, and a recall of it."""

from datetime import date, datetime, timedelta
from uuid import UUID

from enthesis.actions.stock import keep_item, receive_stock
from enthesis.domain.stock.kept import Kind, Received
from enthesis.domain.stock.notice import Note, NoteSort, Notice
from enthesis.domain.stock.used import ItemKind
from enthesis.store import recalls, stock
from enthesis.store.practice import load_practice
from tests.support.cases import AT, House

A_KIT = Kind(kind=ItemKind.KIT, name="A kit", par=2)
KITS_RECALLED = Notice(
    kind=ItemKind.KIT, name="A kit", reason="It may leak.", source="A letter", received_on=date(2027, 3, 1)
)


def stocked(house: House, kind: Kind = A_KIT, *, lot: str = "Z9", number: int = 3) -> UUID:
    """The item is kept, and so many of a lot are on the shelf of the first office."""
    item = keep_item(house.desk, kind, at=AT).subject
    place = load_practice(house.desk).offices[0].slug
    receive_stock(house.desk, item, Received(number=number, place=place, lot=lot), at=AT)
    return item


def a_lot(house: House, item: UUID) -> UUID:
    return stock.load_kept(house.desk, item).lots[0].id


def recalled(house: House, notice: Notice = KITS_RECALLED) -> UUID:
    """The recall alone, with a note, as if nothing had been made with it yet."""
    made = recalls.save_recall(house.desk, notice, at=AT)
    note = Note(sort=NoteSort.CLOSED, words="Seen.")
    recalls.save_note(house.desk, made, note, case=None, at=AT)
    return made


def a_kit_recall(name: str, *lots: str, at: datetime) -> Notice:
    """Every lot of the kit where none is named."""
    return Notice(
        kind=ItemKind.KIT,
        name=name,
        lots=lots,
        reason="It may leak.",
        source="A letter",
        received_on=(at - timedelta(days=1)).date(),
    )
