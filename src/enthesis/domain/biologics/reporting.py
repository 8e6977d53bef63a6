"""How completely a product is reported, over the items listed here.

The items follow the sections of the MIBO statement in our own words, recalled, so each is to be checked
against the original; their number is not that of the official lists and is never shown as such. An analysis
counts as reported when it was measured; a manufacturer's claim or a pending culture does not.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal
from enum import StrEnum

from enthesis.domain.biologics.composition import composition
from enthesis.domain.biologics.kind import ProductKind
from enthesis.domain.biologics.measurement import Basis, Measurement
from enthesis.domain.biologics.paw import Paw
from enthesis.domain.biologics.preparation import CannotCompute, Computed
from enthesis.domain.biologics.product import Product
from enthesis.domain.terms import Option, Tag


class Section(StrEnum):
    HARVEST = "Harvest"
    STARTING_MATERIAL = "Starting material"
    PROCESSING = "Processing"
    PRODUCT = "Product"
    ACTIVATION = "Activation"
    DELIVERY = "Delivery"


@dataclass(frozen=True, slots=True, kw_only=True)
class Item:
    """One thing a report should hold, at `path` in the record; moot where `unless` (path, value) holds.

    `tag` and `source` are those of its wording.
    """

    id: str
    title: str
    section: Section
    path: str
    applies_to: frozenset[Option]
    unless: tuple[str, str] | None = None
    tag: Tag = Tag.RECALLED
    source: str = ""
    note: str = "Is it an item of the official list, in these words?"

    @property
    def needs_review(self) -> bool:
        return self.tag in (Tag.RECALLED, Tag.PROPOSED)


@dataclass(frozen=True, slots=True, kw_only=True)
class Completeness:
    met: tuple[Item, ...]
    unmet: tuple[Item, ...]
    not_applicable: tuple[Item, ...]

    @property
    def percent(self) -> Decimal | None:
        """Met of those that apply, one decimal, half up; None when none applies."""
        asked = len(self.met) + len(self.unmet)
        if not asked:
            return None
        return (Decimal(100 * len(self.met)) / asked).quantize(Decimal("0.1"), rounding=ROUND_HALF_UP)

    @property
    def sentence(self) -> str:
        asked = len(self.met) + len(self.unmet)
        return f"{len(self.met)} of the {asked} items listed here are reported ({self.percent} %)."


def completeness(product: Product, kind: ProductKind) -> Completeness:
    """Which of the items are in the record; nothing about delivery is asked of a discarded product."""
    record = _record(product, kind)
    met: list[Item] = []
    unmet: list[Item] = []
    moot: list[Item] = []
    for item in ITEMS:
        if _is_moot(item, product, kind, record):
            moot.append(item)
        else:
            (met if _is_reported(_look_up(record, item.path)) else unmet).append(item)
    return Completeness(met=tuple(met), unmet=tuple(unmet), not_applicable=tuple(moot))


def _record(product: Product, kind: ProductKind) -> Mapping[str, object]:
    return {
        "collected": product.collected,
        "prepared": product.prepared,
        "characterised": product.characterised,
        "administered": product.administered,
        "values": product.values,
        "computed": composition(product, kind),
    }


def _look_up(record: Mapping[str, object], path: str) -> object:
    found: object = record
    for name in path.split("."):
        found = found.get(name) if isinstance(found, Mapping) else getattr(found, name, None)
    return found


def _is_reported(found: object) -> bool:
    match found:
        case None | "" | () | CannotCompute():
            return False
        case Measurement(basis=basis) | Computed(basis=basis) | Paw(basis=basis):
            return basis is Basis.MEASURED
        case _:
            return True


def _is_moot(item: Item, product: Product, kind: ProductKind, record: Mapping[str, object]) -> bool:
    if kind.option not in item.applies_to:
        return True
    if product.discarded and item.section is Section.DELIVERY:
        return True
    return item.unless is not None and _look_up(record, item.unless[0]) == item.unless[1]


_BOTH = frozenset({Option.PRP, Option.CELLS})
_PLASMA = frozenset({Option.PRP})
_MARROW = frozenset({Option.CELLS})


def _item(
    section: Section,
    path: str,
    title: str,
    applies_to: frozenset[Option] = _BOTH,
    unless: tuple[str, str] | None = None,
) -> Item:
    return Item(
        id=path,
        title=title,
        section=section,
        path=path,
        applies_to=applies_to,
        unless=unless,
    )


ITEMS: tuple[Item, ...] = (
    _item(Section.HARVEST, "collected.harvest.anticoagulant", "Anticoagulant"),
    _item(Section.HARVEST, "collected.harvest.volume_ml", "Volume collected"),
    _item(Section.HARVEST, "collected.harvest.collected_at", "Time of collection"),
    _item(Section.HARVEST, "collected.harvest.site", "Site of harvest", _MARROW),
    _item(Section.HARVEST, "collected.harvest.needle", "Needle", _MARROW),
    _item(Section.HARVEST, "collected.harvest.pulls", "Number of pulls", _MARROW),
    _item(Section.STARTING_MATERIAL, "values.whole_blood_platelets", "Platelets in whole blood", _PLASMA),
    _item(Section.STARTING_MATERIAL, "values.whole_blood_wbc", "Leukocytes in whole blood", _PLASMA),
    _item(Section.STARTING_MATERIAL, "values.whole_blood_neutrophils", "Neutrophils in whole blood", _PLASMA),
    _item(
        Section.STARTING_MATERIAL,
        "values.aspirate_nucleated_cells",
        "Nucleated cells in the aspirate",
        _MARROW,
    ),
    _item(Section.PROCESSING, "prepared.preparation.device", "Kit or device"),
    _item(
        Section.PROCESSING,
        "prepared.preparation.spins",
        "Spins: number, force, minutes",
        unless=("prepared.preparation.method", "filter"),
    ),
    _item(Section.PROCESSING, "prepared.preparation.started_at", "Time from harvest to processing"),
    _item(Section.PROCESSING, "computed.platelet_recovery", "Platelet recovery", _PLASMA),
    _item(Section.PRODUCT, "prepared.preparation.output_ml", "Volume of the product"),
    _item(Section.PRODUCT, "values.product_platelets", "Platelets in the product", _PLASMA),
    _item(Section.PRODUCT, "values.product_wbc", "Leukocytes in the product", _PLASMA),
    _item(Section.PRODUCT, "values.product_neutrophils", "Neutrophils in the product", _PLASMA),
    _item(Section.PRODUCT, "values.product_rbc", "Red cells in the product", _PLASMA),
    _item(Section.PRODUCT, "values.product_nucleated_cells", "Nucleated cells in the concentrate", _MARROW),
    _item(Section.PRODUCT, "values.viability", "Viability", _MARROW),
    _item(Section.PRODUCT, "values.cfu_f", "CFU-F", _MARROW),
    _item(Section.ACTIVATION, "characterised.activator", "Activation and its agent", _PLASMA),
    _item(
        Section.ACTIVATION,
        "characterised.activation_detail",
        "Concentration and time of activation",
        _PLASMA,
        unless=("characterised.activator", "none"),
    ),
    _item(Section.DELIVERY, "administered.delivery.given_at", "Time from harvest to delivery"),
    _item(Section.DELIVERY, "administered.delivery.route", "Route"),
    _item(Section.DELIVERY, "administered.delivery.site", "Site of delivery"),
    _item(Section.DELIVERY, "administered.delivery.volume_ml", "Volume given"),
    _item(Section.DELIVERY, "administered.delivery.guidance", "Guidance"),
    _item(Section.DELIVERY, "computed.total_nucleated_cells", "Dose of cells", _MARROW),
)
