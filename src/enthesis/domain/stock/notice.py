"""A recall of grafts, anchors or kits: what it concerns, and what is done about each hip."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date, datetime
from difflib import SequenceMatcher
from enum import StrEnum
from uuid import UUID

from enthesis.domain.errors import Invalid
from enthesis.domain.stock.used import Item, ItemKind, Sought, folded
from enthesis.domain.terms import CaseId


@dataclass(frozen=True, slots=True, kw_only=True)
class Notice:
    """What a maker or an authority calls back: a device or a name, some lots of it or all.

    `grade` is the class of the recall as the notice gives it, `source` where the notice is from. `name` is
    that of the item or of its maker, as the record holds it. `also` are names, folded, under which the
    practice keeps what is meant; the record may tell a kit by any of them.
    """

    kind: ItemKind
    name: str
    device: str = ""
    lots: tuple[str, ...] = ()
    grade: str = ""
    reason: str
    source: str
    received_on: date
    also: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        for field, told, sentence in (
            ("name", self.name, "It is not said what is recalled."),
            ("reason", self.reason, "It is not said why it is recalled."),
            ("source", self.source, "It is not said where the notice is from."),
        ):
            if not told.strip():
                raise Invalid(field, sentence, "Enter it as the notice says.")

    @property
    def title(self) -> str:
        lots = f"lots {', '.join(self.lots)}" if self.lots else "every lot"
        return f"{self.kind.label} {self.name}, {lots}"

    @property
    def sought(self) -> tuple[Sought, ...]:
        """What hips are looked for by."""
        return tuple(
            Sought(kind=self.kind, device=self.device, name=self.name, also=self.also, lot=lot)
            for lot in self.lots or ("",)
        )

    def concerns(self, item: Item) -> bool:
        """Whether it is called back. A lot nobody knows counts: nobody can say that it was not."""
        return item.kind is self.kind and self.names(item) and self._holds_lot(item)

    def names(self, item: Item) -> bool:
        """Whether it is of what is called back, whichever its lot."""
        if self.device and item.device:
            return folded(item.device) == folded(self.device)
        return bool({folded(self.name), *self.also} & _names_of(item))

    def _holds_lot(self, item: Item) -> bool:
        lots = {folded(lot) for lot in self.lots}
        return not lots or not folded(item.lot) or folded(item.lot) in lots

    def is_same(self, other: "Notice") -> bool:
        """Whether it calls back just what the other does."""
        return self._called_back() == other._called_back()

    def _called_back(self) -> tuple[object, ...]:
        lots = frozenset(folded(lot) for lot in self.lots)
        return self.kind, folded(self.name), folded(self.device), lots


def widened(notice: Notice, kept: Iterable[Item]) -> Notice:
    """It is known by every name of a kit that the practice keeps and the notice names, by its maker too."""
    if notice.kind is not ItemKind.KIT:
        return notice
    kits = [one for one in kept if one.kind is ItemKind.KIT and notice.names(one)]
    names = {name for one in kits for name in (folded(one.name), folded(one.title))}
    return replace(notice, also=tuple(sorted(names)))


def _names_of(item: Item) -> frozenset[str]:
    """The names it goes by; a piece is not known by an empty one."""
    return frozenset(map(folded, (item.name, item.maker, item.title))) - {""}


def nearest(notice: Notice, items: Iterable[Item]) -> tuple[Item, ...]:
    """What a recall may mean and does not name: another lot of the same, or a lot under another name."""
    found = (one for one in items if one.kind is notice.kind and not notice.concerns(one))
    near = sorted(((_likeness(notice, one), one.title, one.number, one) for one in found), key=_likest)
    return tuple(one for likeness, _, _, one in near if likeness >= NEAR)[:MOST_NEAR]


NEAR = 0.6
MOST_NEAR = 5


def _likest(one: tuple[float, str, str, Item]) -> tuple[float, str, str]:
    return -one[0], one[1], one[2]


def _likeness(notice: Notice, item: Item) -> float:
    """From 0 to 1: how much it looks like one that is meant."""
    lots = [folded(lot) for lot in notice.lots]
    lot = max((_alike(lot, folded(item.lot)) for lot in lots), default=0.0)
    if notice.names(item):
        return max(lot, NEAR)
    name = max(_alike(folded(notice.name), one) for one in _names_of(item) | {""})
    return max(name if not lots else (name + lot) / 2, lot if lot == 1 else 0.0)


def _alike(one: str, other: str) -> float:
    if not one or not other:
        return 0.0
    return 1.0 if one in other or other in one else SequenceMatcher(a=one, b=other).ratio()


class NoteSort(StrEnum):
    """What was done about a recall."""

    TOLD = "told"
    DECIDED = "decided"
    CLOSED = "closed"

    @property
    def label(self) -> str:
        return {NoteSort.TOLD: "Told", NoteSort.DECIDED: "Decided", NoteSort.CLOSED: "Recall closed"}[self]


@dataclass(frozen=True, slots=True, kw_only=True)
class Note:
    """Whom somebody told, or what was decided, about one hip; a closing note is about none."""

    sort: NoteSort
    words: str
    case: CaseId | None = None
    whom: str = ""

    def __post_init__(self) -> None:
        if not self.words.strip():
            raise Invalid("words", "It is not said what was told or decided.", "Enter it in a sentence.")
        if self.sort is NoteSort.TOLD and not self.whom.strip():
            raise Invalid("whom", "It is not said who was told.", "Enter the person, and how.")


@dataclass(frozen=True, slots=True, kw_only=True)
class Noted:
    note: Note
    at: datetime
    by_name: str


@dataclass(frozen=True, slots=True, kw_only=True)
class KnownRecall:
    """A recall as it stands. A corrected one names what replaced it and blocks nothing more."""

    id: UUID
    notice: Notice
    at: datetime
    by_name: str
    notes: tuple[Noted, ...] = ()
    corrects: UUID | None = None
    why: str = ""
    replaced_by: UUID | None = None

    @property
    def closed(self) -> Noted | None:
        return next((n for n in self.notes if n.note.sort is NoteSort.CLOSED), None)

    @property
    def is_open(self) -> bool:
        return self.closed is None and self.replaced_by is None

    @property
    def state(self) -> str:
        return "corrected" if self.replaced_by else "closed" if self.closed else "open"

    def undecided(self, cases: Iterable[UUID]) -> frozenset[UUID]:
        """Which of these hips have no decision yet."""
        return frozenset(cases) - {n.note.case for n in self.notes if n.note.sort is NoteSort.DECIDED}

    def of_case(self, case: UUID) -> tuple[Noted, ...]:
        return tuple(n for n in self.notes if n.note.case == case)


def recalled(items: Iterable[Item], recalls: Iterable[KnownRecall]) -> tuple[str, ...]:
    """A sentence for each piece that is called back. A closed recall blocks on: only its work is over."""
    standing = [one.notice for one in recalls if one.replaced_by is None]
    return tuple(
        dict.fromkeys(
            sentence(notice, item) for item in items for notice in standing if notice.concerns(item)
        )
    )


def sentence(notice: Notice, item: Item) -> str:
    unsure = "" if item.lot or not notice.lots else " Its lot is not known, so it may be one of them."
    return f"{item.title}, {item.number}, is recalled: {notice.reason.rstrip('.')}.{unsure} Do not use it."
