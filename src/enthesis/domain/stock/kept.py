"""What a practice keeps of one item: lots, what came and went, what is left where."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from uuid import UUID

from enthesis.domain.codes.udi.reading import read_udi
from enthesis.domain.errors import Invalid
from enthesis.domain.stock.used import Item, ItemKind


class Sort(StrEnum):
    """Why a number changed. What was corrected or taken back stands in a line of its own."""

    RECEIVED = "received"
    MOVED = "moved"
    COUNTED = "counted"
    EXPIRED = "expired"
    DAMAGED = "damaged"
    OPENED_UNUSED = "opened_unused"
    USED = "used"
    TAKEN_BACK = "taken_back"

    @property
    def label(self) -> str:
        return {
            Sort.OPENED_UNUSED: "Opened and not used",
            Sort.TAKEN_BACK: "Use taken back",
            Sort.EXPIRED: "Written off: expired",
            Sort.DAMAGED: "Written off: damaged",
        }.get(self, self.value.capitalize())


WRITTEN_OFF = (Sort.EXPIRED, Sort.DAMAGED, Sort.OPENED_UNUSED)


@dataclass(frozen=True, slots=True, kw_only=True)
class Kind:
    """An item the practice keeps: what stands in its catalogue. `par` is how many should be there."""

    kind: ItemKind
    name: str
    maker: str = ""
    reference: str = ""
    device: str = ""
    par: int = 0
    place: str = ""

    def __post_init__(self) -> None:
        if not self.name.strip():
            raise Invalid("name", "The item has no name.", "Enter what is written on its package.")
        if self.par < 0:
            raise Invalid("par", "The par level is below zero.", "Enter how many should be there, or 0.")

    @property
    def title(self) -> str:
        return " ".join(filter(None, (self.maker, self.name)))


@dataclass(frozen=True, slots=True, kw_only=True)
class Lot:
    """One lot, or one piece with a serial number, by its package."""

    id: UUID
    item: Item
    left: Mapping[str, int]

    @property
    def level(self) -> int:
        return sum(self.left.values())

    def is_expired(self, on: date) -> bool:
        return self.item.expires_on is not None and self.item.expires_on < on

    def may_be_used(self, on: date) -> bool:
        """Its last day is known and has not passed."""
        return self.item.expires_on is not None and self.item.expires_on >= on


@dataclass(frozen=True, slots=True, kw_only=True)
class Kept:
    """An item with its lots; the one that expires first stands first, an unknown last day last."""

    id: UUID
    kind: Kind
    lots: tuple[Lot, ...]

    @property
    def level(self) -> int:
        """How many the record says are there. Below zero: more was used than was ever received."""
        return sum(lot.level for lot in self.lots)


@dataclass(frozen=True, slots=True, kw_only=True)
class Movement:
    """One line of what came and went. `number` is what it added or took away."""

    lot: UUID
    sort: Sort
    number: int
    place: str
    why: str
    at: datetime
    by_name: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Received:
    """What came: by the label that was scanned, by what was typed, or both where they agree."""

    number: int
    place: str
    lot: str = ""
    serial: str = ""
    donor: str = ""
    udi: str = ""
    expires_on: date | None = None

    def __post_init__(self) -> None:
        if self.number < 1:
            raise Invalid("number", "It is not said how many came.", "Enter 1 or more.")


def received_item(kind: Kind, told: Received, *, on: date) -> Item:
    """The piece as its label and what was typed tell. Raises Invalid where they do not agree."""
    label = read_udi(told.udi, on=on) if told.udi.strip() else None
    lot, serial = told.lot.strip(), told.serial.strip()
    if label is not None:
        _agree("udi", "item", kind.device, label.device)
        _agree("lot", "lot", lot, label.lot)
        _agree("serial", "serial number", serial, label.serial)
        _agree("expires_on", "last day", told.expires_on, label.expires_on)
    item = Item(
        kind=kind.kind,
        name=kind.name,
        maker=kind.maker,
        device=kind.device or (label.device if label else ""),
        lot=lot or (label.lot if label else ""),
        serial=serial or (label.serial if label else ""),
        donor=told.donor.strip() or (label.donation if label else ""),
        udi=told.udi.strip(),
        expires_on=told.expires_on or (label.expires_on if label else None),
    )
    if not (item.lot or item.serial):
        raise Invalid("lot", "Neither lot nor serial number is known.", "Scan the label, or type one.")
    if item.serial and told.number != 1:
        raise Invalid("number", "A serial number is one piece.", "Enter 1, and receive each by itself.")
    return item


def check_place(place: str, places: Iterable[str], *, field: str = "place") -> None:
    if place not in places:
        raise Invalid(field, "This is no office of the practice.", "Choose one of the offices.")


def check_there(lot: Lot, place: str, number: int) -> None:
    """Nobody moves or writes off what is not there: a wrong number is counted first. Raises Invalid."""
    if number < 1:
        raise Invalid("number", "It is not said how many.", "Enter 1 or more.")
    there = lot.left.get(place, 0)
    if number > there:
        raise Invalid(
            "number",
            f"The record says that {max(there, 0)} of {lot.item.number} are there, not {number}.",
            "Count it first, if there are more.",
        )


def in_order(lots: Iterable[Lot]) -> tuple[Lot, ...]:
    """First expired, first out."""
    return tuple(sorted(lots, key=lambda lot: (lot.item.expires_on or date.max, lot.item.lot)))


def place_taken_from(left: Mapping[str, int]) -> str:
    """Where a used piece is taken from: where most are, else where it was ever kept."""
    return max(sorted(left), key=lambda place: left[place], default="")


def _agree(field: str, what: str, typed: object, labelled: object) -> None:
    if typed and labelled and typed != labelled:
        raise Invalid(
            field,
            f"The label says {what} {labelled}, and here it is {typed}.",
            "Clear the one that is not on the package in your hand.",
        )
