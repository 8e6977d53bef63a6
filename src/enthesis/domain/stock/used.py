"""What was placed in or opened for a hip, as the step of the operation or the preparation names it."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from enum import StrEnum

from enthesis.domain.biologics.bench.keys import plain
from enthesis.domain.biologics.catalogue import GRAFTS
from enthesis.domain.biologics.graft import NO_GRAFT, Detail, Origin
from enthesis.domain.biologics.product import Product
from enthesis.domain.biologics.states import Act
from enthesis.domain.biologics.steps import Preparation
from enthesis.domain.codes.udi.reading import read_udi
from enthesis.domain.codes.udi.udi import Udi
from enthesis.domain.errors import Invalid
from enthesis.domain.pathway.surgery import Anchor, Step


class ItemKind(StrEnum):
    """What a practice keeps and a hip may get."""

    GRAFT = "graft"
    ANCHOR = "anchor"
    KIT = "kit"

    @property
    def label(self) -> str:
        return self.value.capitalize()


@dataclass(frozen=True, slots=True, kw_only=True)
class Item:
    """One piece, by what its package says. What is not known is empty; `device` is the device identifier.

    `udi` is the label as it was read. A kit is known by its name, an anchor by its maker, a graft by both.
    """

    kind: ItemKind
    name: str = ""
    maker: str = ""
    device: str = ""
    lot: str = ""
    serial: str = ""
    donor: str = ""
    udi: str = ""
    expires_on: date | None = None

    @property
    def title(self) -> str:
        """What people call it: maker and name, or what is known of them."""
        return " ".join(filter(None, (self.maker, self.name))) or self.device or self.kind.label

    @property
    def number(self) -> str:
        """Its lot or serial number in words, or that neither is known."""
        told = (self.lot and f"lot {self.lot}", self.serial and f"serial {self.serial}")
        return ", ".join(filter(None, told)) or "lot not known"


@dataclass(frozen=True, slots=True, kw_only=True)
class Use:
    """A piece, at which step it was used (`prepare` for a preparation) and when."""

    item: Item
    step: str
    at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class Sought:
    """What hips are looked for by. All that is given must agree; `name` is that of the item or of its maker.

    With a device or a name, an item whose lot nobody knows is found too: nobody can say that it was not.
    `also` are other names of the same, as `folded` has them.
    """

    device: str = ""
    name: str = ""
    also: tuple[str, ...] = ()
    lot: str = ""
    serial: str = ""
    donor: str = ""
    kind: ItemKind | None = field(default=None)

    def __post_init__(self) -> None:
        if not any(one.strip() for one in (self.device, self.name, self.lot, self.serial, self.donor)):
            raise Invalid("lot", "It is not said what is looked for.", "Enter a lot, a donor or a device.")


def used_in_step(step: Step) -> tuple[Use, ...]:
    """Every piece the step names; none where it was left out. A person's own tissue is no piece."""
    if step.omitted:
        return ()
    items = items_in_hand(
        step.anchors, step.graft, step.graft_details, step.graft_udi, on=step.done_at.date()
    )
    return tuple(Use(item=item, step=step.kind.value, at=step.done_at) for item in items)


def used_in_preparation(made: Preparation) -> Use:
    """The kit that was opened for a product."""
    item = Item(kind=ItemKind.KIT, name=made.device.strip(), lot=made.lot.strip())
    return Use(item=item, step=Act.PREPARE.value, at=made.started_at)


def kits_in(product: Product) -> tuple[Item, ...]:
    """The kits it was made with; those of what it came from, too."""
    return tuple(used_in_preparation(made).item for made in product.preparations)


def is_divided(product: Product) -> bool:
    """Whether it came from other products: then its kits were opened for those."""
    return any(event.act in (Act.TAKE_PART, Act.COMBINE) for event in product.events)


def key_of(text: str) -> str:
    """A lot, name or number as it is compared."""
    return plain(text)[:LONGEST]


LONGEST = 200  # characters of what is compared
SEPARATORS = (" ", "-", "\u2010", "\u2011", "\u2013", "_", ".", "/")


def folded(text: str) -> str:
    """A lot or name without what is between its characters: DEMO K1 on a letter is DEMO-K1 on a box."""
    key = key_of(text)
    for one in SEPARATORS:
        key = key.replace(one, "")
    return key


def items_in_hand(
    anchors: Iterable[Anchor], graft: str | None, details: Mapping[Detail, str], udi: str, *, on: date
) -> tuple[Item, ...]:
    """The anchors and the graft of a step. A person's own tissue is no piece."""
    placed = tuple(_anchor(anchor, on) for anchor in anchors)
    kind = GRAFTS.get(graft or "")
    if not graft or graft == NO_GRAFT or (kind is not None and kind.origin is Origin.OWN):
        return placed
    return (*placed, _graft(kind.title if kind else graft, details, udi, on))


def _anchor(anchor: Anchor, on: date) -> Item:
    label = _label(anchor.udi, on)
    return Item(
        kind=ItemKind.ANCHOR,
        maker=anchor.maker.strip(),
        device=label.device if label else "",
        lot=anchor.lot.strip() or (label.lot if label else ""),
        serial=label.serial if label else "",
        donor=label.donation if label else "",
        udi=anchor.udi,
        expires_on=anchor.expires_on or (label.expires_on if label else None),
    )


def _graft(title: str, told: Mapping[Detail, str], udi: str, on: date) -> Item:
    label = _label(udi, on)
    return Item(
        kind=ItemKind.GRAFT,
        name=title,
        maker=told.get(Detail.TISSUE_BANK, "").strip(),
        device=told.get(Detail.UDI_DI, "").strip() or (label.device if label else ""),
        lot=told.get(Detail.LOT, "").strip() or (label.lot if label else ""),
        serial=label.serial if label else "",
        donor=told.get(Detail.DONOR_ID, "").strip() or (label.donation if label else ""),
        udi=udi,
        expires_on=_day(told.get(Detail.EXPIRY, "")) or (label.expires_on if label else None),
    )


def _label(udi: str, on: date) -> Udi | None:
    """What the label says; None where there is none or it cannot be read any more."""
    try:
        return read_udi(udi, on=on) if udi else None
    except Invalid:
        return None


def _day(written: str) -> date | None:
    try:
        return date.fromisoformat(written)
    except ValueError:
        return None
