"""How completely a product is reported, over the items listed here.

The items follow the sections of the MIBO statement in our own words, recalled, so each is to be checked
against the original; their number is not that of the official lists and is never shown as such. An analysis
counts as reported when it was measured; a manufacturer's claim or a pending culture does not.
"""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from decimal import ROUND_HALF_UP, Decimal
from enum import StrEnum

from enthesis.domain.biologics.arithmetic import WHOLE
from enthesis.domain.biologics.classification import Classed
from enthesis.domain.biologics.composition import composition
from enthesis.domain.biologics.kind import BLOOD, Family, ProductKind
from enthesis.domain.biologics.measurement import Amount, Basis
from enthesis.domain.biologics.quantities import PHENOTYPE
from enthesis.domain.biologics.record import Record
from enthesis.domain.biologics.result import CannotCompute, Computed
from enthesis.domain.biologics.steps import Activator, Method
from enthesis.domain.terms import Tag


class Section(StrEnum):
    DESIGN = "Design"
    RECIPIENT = "Recipient"
    INJURY = "Injury"
    INTERVENTION = "Intervention"
    DONOR = "Donor"
    HARVEST = "Harvest"
    STARTING_MATERIAL = "Starting material"
    PROCESSING = "Processing"
    PRODUCT = "Product"
    ACTIVATION = "Activation"
    DELIVERY = "Delivery"
    AFTERCARE = "Aftercare"
    OUTCOME = "Outcome"


@dataclass(frozen=True, slots=True, kw_only=True)
class Item:
    """One thing a report of these families should hold, at `path`; moot where `unless` (path, values) holds.

    One about a quantity or computation that the kind does not have is moot too. `tag` and `source` are
    those of its wording.
    """

    id: str
    title: str
    section: Section
    path: str
    applies_to: frozenset[Family]
    unless: tuple[str, frozenset[str]] | None = None
    tag: Tag = Tag.RECALLED
    source: str = ""
    note: str = "Is it an item of the official list, in these words?"

    @property
    def needs_review(self) -> bool:
        return self.tag.needs_review


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
        return (WHOLE * len(self.met) / asked).quantize(Decimal(1).scaleb(-1), rounding=ROUND_HALF_UP)

    @property
    def sentence(self) -> str:
        asked = len(self.met) + len(self.unmet)
        return f"{len(self.met)} of the {asked} items listed here are reported ({self.percent} %)."


def completeness(record: Record, kind: ProductKind, *, discarded: bool = False) -> Completeness:
    """Which of the items are in the record; nothing about delivery is asked of a discarded product."""
    told = _told(record, kind)
    met: list[Item] = []
    unmet: list[Item] = []
    moot: list[Item] = []
    for item in ITEMS:
        if _is_moot(item, kind, told) or (discarded and item.section is Section.DELIVERY):
            moot.append(item)
        else:
            (met if _is_reported(_look_up(told, item.path)) else unmet).append(item)
    return Completeness(met=tuple(met), unmet=tuple(unmet), not_applicable=tuple(moot))


def _told(record: Record, kind: ProductKind) -> Mapping[str, object]:
    return {
        "kind": kind,
        "record": _as_reported(record, kind),
        "values": record.values,
        "computed": composition(record, kind),
        "phenotype": _phenotype(record),
    }


def _as_reported(record: Record, kind: ProductKind) -> Record:
    """Without what cannot be: fewer than one pull, or a site this kind is not taken from."""
    sites = {site.id for site in kind.sites}
    return replace(
        record,
        pulls=record.pulls if record.pulls is not None and record.pulls >= 1 else None,
        site=record.site if not sites or record.site in sites else "",
    )


def _phenotype(record: Record) -> Basis | None:
    """How the markers are known, once all of them are."""
    found = [record.values[name].basis for name in PHENOTYPE if name in record.values]
    if len(found) < len(PHENOTYPE):
        return None
    return Basis.CLAIMED if Basis.CLAIMED in found else Basis.MEASURED


def _look_up(told: Mapping[str, object], path: str) -> object:
    found: object = told
    for name in path.split("."):
        found = found.get(name) if isinstance(found, Mapping) else getattr(found, name, None)
    return found


def _is_reported(found: object) -> bool:
    match found:
        case None | "" | () | CannotCompute():
            return False
        case Basis():
            return found is Basis.MEASURED
        case Amount(basis=basis) | Computed(basis=basis) | Classed(basis=basis):
            return basis is Basis.MEASURED
        case _:
            return True


def _is_moot(item: Item, kind: ProductKind, told: Mapping[str, object]) -> bool:
    where, _, name = item.path.partition(".")
    has = {"values": kind.quantities, "computed": kind.computed, "phenotype": kind.quantities}.get(where)
    if kind.family not in item.applies_to or (has is not None and (name or PHENOTYPE[0]) not in has):
        return True
    return item.unless is not None and _look_up(told, item.unless[0]) in item.unless[1]


_ALL = frozenset(Family)
_TAKEN = _ALL - {Family.PERINATAL}
_CELLS = _ALL - BLOOD
_OWN_CELLS = _CELLS - {Family.PERINATAL}
_PLASMA = frozenset({Family.PLASMA})
_MARROW = frozenset({Family.MARROW})
_SPUN = frozenset({Method.CENTRIFUGE, Method.DEVICE_PROGRAM})


def _item(
    section: Section,
    path: str,
    title: str,
    applies_to: frozenset[Family] = _ALL,
    unless: tuple[str, frozenset[str]] | None = None,
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
    _item(Section.DONOR, "kind.donor", "The person's own or a donor's", _CELLS),
    _item(Section.HARVEST, "record.anticoagulant", "Anticoagulant", _PLASMA | _MARROW),
    _item(Section.HARVEST, "record.source_volume", "Volume collected", _TAKEN),
    _item(Section.HARVEST, "record.collected_at", "Time of collection", _TAKEN),
    _item(Section.HARVEST, "record.site", "Site of harvest", _OWN_CELLS),
    _item(Section.HARVEST, "record.needle", "Needle", _MARROW),
    _item(Section.HARVEST, "record.pulls", "Number of pulls", _MARROW),
    _item(Section.STARTING_MATERIAL, "values.whole_blood_platelets", "Platelets in whole blood"),
    _item(Section.STARTING_MATERIAL, "values.whole_blood_wbc", "Leukocytes in whole blood"),
    _item(Section.STARTING_MATERIAL, "values.whole_blood_neutrophils", "Neutrophils in whole blood"),
    _item(Section.STARTING_MATERIAL, "values.whole_blood_rbc", "Red cells in whole blood"),
    _item(Section.STARTING_MATERIAL, "values.aspirate_nucleated_cells", "Nucleated cells in the aspirate"),
    _item(Section.PROCESSING, "record.device", "Kit or device", _TAKEN),
    _item(Section.PROCESSING, "record.method", "Method of isolation or concentration", _OWN_CELLS),
    _item(
        Section.PROCESSING,
        "record.spins",
        "Spins: number, force, minutes",
        _TAKEN,
        unless=("record.method", frozenset(Method) - _SPUN),
    ),
    _item(Section.PROCESSING, "record.started_at", "Time from harvest to processing", _TAKEN),
    _item(Section.PROCESSING, "computed.platelet_recovery", "Platelet recovery"),
    _item(Section.PRODUCT, "record.output_volume", "Volume of the product"),
    _item(Section.PRODUCT, "values.product_platelets", "Platelets in the product"),
    _item(Section.PRODUCT, "values.product_wbc", "Leukocytes in the product"),
    _item(Section.PRODUCT, "values.product_neutrophils", "Neutrophils in the product"),
    _item(Section.PRODUCT, "values.product_rbc", "Red cells in the product"),
    _item(Section.PRODUCT, "values.product_nucleated_cells", "Nucleated cells in the product"),
    _item(Section.PRODUCT, "values.viability", "Viability"),
    _item(Section.PRODUCT, "values.cfu_f", "CFU-F"),
    _item(Section.PRODUCT, "phenotype", "Immunophenotype"),
    _item(Section.ACTIVATION, "record.activator", "Activation and its agent", _PLASMA),
    _item(
        Section.ACTIVATION,
        "record.activation_detail",
        "Concentration and time of activation",
        _PLASMA,
        unless=("record.activator", frozenset({Activator.NONE})),
    ),
    _item(Section.DELIVERY, "record.given_at", "Time from harvest to delivery"),
    _item(Section.DELIVERY, "record.route", "Route"),
    _item(Section.DELIVERY, "record.delivery_site", "Site of delivery"),
    _item(Section.DELIVERY, "record.given_volume", "Volume given"),
    _item(Section.DELIVERY, "record.guidance", "Guidance"),
    _item(Section.DELIVERY, "computed.total_nucleated_cells", "Dose of cells"),
)
