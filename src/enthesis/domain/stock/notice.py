"""A recall of grafts, anchors or kits: what it concerns, and what is done about each hip."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from uuid import UUID

from enthesis.domain.biologics.bench.recall import Recall
from enthesis.domain.errors import Invalid
from enthesis.domain.stock.used import Item, ItemKind, Sought, key_of
from enthesis.domain.terms import CaseId


@dataclass(frozen=True, slots=True, kw_only=True)
class Notice:
    """What a maker or an authority calls back: a device or a name, some lots of it or all.

    `grade` is the class of the recall as the notice gives it, `source` where the notice is from. `name` is
    that of the item or of its maker, as the record holds it.
    """

    kind: ItemKind
    name: str
    device: str = ""
    lots: tuple[str, ...] = ()
    grade: str = ""
    reason: str
    source: str
    received_on: date

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
            Sought(kind=self.kind, device=self.device, name=self.name, lot=lot) for lot in self.lots or ("",)
        )

    @property
    def of_products(self) -> tuple[Recall, ...]:
        """As products made with a recalled kit are looked for; nothing where no kit is recalled."""
        if self.kind is not ItemKind.KIT:
            return ()
        return tuple(Recall(device=self.name, lot=lot) for lot in self.lots or ("",))

    def concerns(self, item: Item) -> bool:
        """Whether it is called back. A lot nobody knows counts: nobody can say that it was not."""
        return item.kind is self.kind and self._names(item) and self._holds_lot(item)

    def _names(self, item: Item) -> bool:
        if self.device and item.device:
            return item.device == self.device
        return key_of(self.name) in {key_of(item.name), key_of(item.maker), key_of(item.title)}

    def _holds_lot(self, item: Item) -> bool:
        lots = {key_of(lot) for lot in self.lots}
        return not lots or not item.lot or key_of(item.lot) in lots


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
