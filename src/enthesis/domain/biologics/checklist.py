"""The reporting checklist while a product lives: what is met, what one more entry would meet, what is lost.

The items are those of this house, recalled, in our own words; their number is never that of an official list.
What the product's own record does not hold, its case tells.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal
from enum import StrEnum

from enthesis.domain.biologics.arithmetic import WHOLE
from enthesis.domain.biologics.kind import BLOOD, Family, ProductKind
from enthesis.domain.biologics.measurement import Basis, Measurement
from enthesis.domain.biologics.product import Product
from enthesis.domain.biologics.record import record_of
from enthesis.domain.biologics.reporting import Item, Section, completeness
from enthesis.domain.biologics.states import State

_UNMADE = (State.COLLECTED, State.PROCESSING)


class Standing(StrEnum):
    MET = "met"
    OPEN = "open"
    LOST = "lost"

    @property
    def words(self) -> str:
        return {
            Standing.MET: "reported",
            Standing.OPEN: "one more entry would report it",
            Standing.LOST: "nobody can supply it any more",
        }[self]


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    item: Item
    standing: Standing


@dataclass(frozen=True, slots=True, kw_only=True)
class Checklist:
    """One line for each item that applies, in the order of the sections."""

    lines: tuple[Line, ...]

    def those(self, standing: Standing) -> tuple[Item, ...]:
        return tuple(line.item for line in self.lines if line.standing is standing)

    @property
    def percent(self) -> Decimal | None:
        """Met of those that apply, one decimal, half up; None when none applies."""
        if not self.lines:
            return None
        share = WHOLE * len(self.those(Standing.MET)) / len(self.lines)
        return share.quantize(Decimal(1).scaleb(-1), rounding=ROUND_HALF_UP)

    @property
    def sentence(self) -> str:
        met, open_, lost = (len(self.those(s)) for s in Standing)
        return (
            f"{met} of the {len(self.lines)} items listed here are reported ({self.percent} %), "
            f"{open_} still can be, {lost} cannot any more."
        )


def checklist(product: Product, kind: ProductKind, told: Mapping[str, bool]) -> Checklist:
    """Where each item stands for this product. `told` says which of CASE_ITEMS its case reports, by id."""
    own = completeness(record_of(product), kind, discarded=product.discarded is not None)
    met = {item.id for item in own.met}
    lines = [
        Line(item=item, standing=Standing.MET if item.id in met else _unmet(item, product))
        for item in (*own.met, *own.unmet)
    ]
    lines += [
        Line(item=item, standing=Standing.MET if told.get(item.id) else _untold(item, product))
        for item in CASE_ITEMS
        if kind.family in item.applies_to
    ]
    order = list(Section)
    return Checklist(lines=tuple(sorted(lines, key=lambda line: order.index(line.item.section))))


def _unmet(item: Item, product: Product) -> Standing:
    """Whether the act at which it is recorded still lies ahead, or a result of it is still to come."""
    is_over = product.state.is_final or product.state is State.QUARANTINED
    where, _, name = item.path.partition(".")
    if where in ("values", "phenotype", "computed"):
        pending = any(_is_awaited(m, name, where) for m in product.values.values())
        before = product.state in (*_UNMADE, State.PREPARED, State.CHARACTERISED)
        return Standing.OPEN if pending or before else Standing.LOST
    ahead = {
        Section.PROCESSING: product.prepared is None,
        Section.PRODUCT: product.prepared is None,
        Section.ACTIVATION: product.characterised is None,
        Section.DELIVERY: product.administered is None,
    }.get(item.section, False)
    return Standing.OPEN if ahead and not is_over else Standing.LOST


def _is_awaited(value: Measurement, name: str, where: str) -> bool:
    return value.basis is Basis.PENDING and (where != "values" or value.field == name)


def _untold(item: Item, product: Product) -> Standing:
    """What was seen only at the bench is lost once it was left; the rest may be written at any time."""
    left = {
        Section.HARVEST: product.prepared is not None,
        Section.PROCESSING: product.state not in (*_UNMADE, State.PREPARED),
        Section.PRODUCT: product.state.is_final,
        Section.DELIVERY: product.state.is_final,
    }.get(item.section, False)
    return Standing.LOST if left else Standing.OPEN


_ALL = frozenset(Family)
_BLOOD = frozenset(BLOOD)
_CELLS = _ALL - _BLOOD
_CULTURED = frozenset({Family.CULTURED})
_ASKED = "Is it an item of the official list, in these words? (10.2106/JBJS.16.00793)"


def _item(section: Section, name: str, title: str, applies_to: frozenset[Family] = _ALL) -> Item:
    return Item(
        id=name, title=title, section=section, path=f"told.{name}", applies_to=applies_to, note=_ASKED
    )


CASE_ITEMS: tuple[Item, ...] = (
    _item(Section.DESIGN, "guideline", "Reporting guideline that is followed"),
    _item(Section.DESIGN, "ethics", "Ethics approval"),
    _item(Section.RECIPIENT, "age_and_sex", "Age and sex"),
    _item(Section.RECIPIENT, "comorbidity", "Diabetes, inflammatory and joint disease, smoking"),
    _item(Section.RECIPIENT, "drugs", "Anti-inflammatory and anti-platelet drugs"),
    _item(Section.INJURY, "diagnosis", "Diagnosis, grade, how long"),
    _item(Section.INJURY, "earlier_treatment", "Earlier treatment"),
    _item(Section.INTERVENTION, "operation", "The operation, so that another could repeat it"),
    _item(Section.INTERVENTION, "findings", "What was found at the operation"),
    _item(Section.DONOR, "donor_age_and_sex", "Age and sex of the donor", _CELLS),
    _item(Section.HARVEST, "technique", "Device and technique of harvest", _CELLS),
    _item(Section.HARVEST, "storage", "Storage before processing: temperature, light, time"),
    _item(Section.PROCESSING, "enzymes", "Enzymes", _CELLS),
    _item(Section.PROCESSING, "culture", "Culture: medium, passages, freezing", _CULTURED),
    _item(Section.PRODUCT, "format", "Format: liquid, gel or membrane", _BLOOD),
    _item(Section.PRODUCT, "differentiation", "Differentiation of the cells", _CULTURED),
    _item(Section.DELIVERY, "carrier", "Carrier, scaffold or vehicle"),
    _item(Section.DELIVERY, "number", "Number of deliveries"),
    _item(Section.AFTERCARE, "rehabilitation", "Rehabilitation and immobilisation"),
    _item(Section.AFTERCARE, "drugs_after", "Drugs afterwards, NSAID above all"),
    _item(Section.OUTCOME, "function", "Function, as patients report it"),
    _item(Section.OUTCOME, "imaging", "Imaging"),
    _item(Section.OUTCOME, "complications", "Complications and further surgery"),
    _item(Section.OUTCOME, "activity", "Return to activity, satisfaction"),
)
