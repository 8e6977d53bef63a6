"""PLRA: platelets per microlitre, leukocytes, red cells, activation, and the volume (S57)."""

from decimal import Decimal

from enthesis.domain.biologics.arithmetic import THOUSAND, WHOLE, basis_of_values, is_activated
from enthesis.domain.biologics.classification import Classed, Classification
from enthesis.domain.biologics.examples import recorded
from enthesis.domain.biologics.kind import ProductKind
from enthesis.domain.biologics.record import Record
from enthesis.domain.biologics.result import (
    CannotCompute,
    Known,
    all_missing,
    missing,
    values,
)
from enthesis.domain.biologics.steps import Activator
from enthesis.domain.numbers import plain
from enthesis.domain.terms import Sourced, Tag

CLASSIFICATION = Classification(
    id="plra",
    title="PLRA",
    tag=Tag.VERIFIED,
    source="S57",
    note="Are red cells counted among all cells, as here, or by volume?",
    letters={
        "P": "platelets per microlitre",
        "L": "+ when more than one per cent of the leukocytes are neutrophils",
        "R": "+ when more than one per cent of all cells are red cells",
        "A": "+ when activated by an added agent",
    },
)
PLUS_ABOVE = Sourced(1, "%", tag="V", source="S57", note="exactly one per cent is − (proposal)")


def classify(record: Record, kind: ProductKind) -> Classed | CannotCompute:
    """The letters of a record's product, and how much of it was given, or else made."""
    activated, v = is_activated(record), record.values
    inputs: dict[str, Known] = {
        "platelets in the product": v.get("product_platelets"),
        "leukocytes in the product": v.get("product_wbc"),
        "neutrophils in the product": v.get("product_neutrophils"),
        "red cells in the product": v.get("product_rbc"),
        "volume": record.given_volume or record.output_volume,
    }
    if lacking := all_missing(missing(inputs), activated):
        return lacking
    platelets, white, neutrophils, red, volume = values(inputs)
    red *= THOUSAND
    signs = (
        ("L", _is_plus(neutrophils, white)),
        ("R", _is_plus(red, platelets + white + red)),
        ("A", activated is True),
    )
    letters = " ".join(f"{letter}{'+' if plus else '−'}" for letter, plus in signs)
    code = f"P{platelets * THOUSAND:.0f} {letters}, {plain(volume)} mL"
    whose = "given" if record.given_volume else "prepared"
    note = f"The volume is the one {whose}."
    return CLASSIFICATION.classed(code, basis_of_values(record, *READ), note=note)


def _is_plus(part: Decimal, whole: Decimal) -> bool:
    """Whether the part is more than the limit of the whole; nothing is no part."""
    return part * WHOLE > PLUS_ABOVE.value * whole


READ = ("product_platelets", "product_wbc", "product_neutrophils", "product_rbc")
_RICH = {
    "product_platelets": "1000",
    "product_wbc": "10",
    "product_neutrophils": "5",
    "product_rbc": "1.0",
}
_POOR = _RICH | {"product_neutrophils": "0.1", "product_platelets": "980", "product_rbc": "0.01"}

EXAMPLES = (
    ("rich and red, not activated", recorded(_RICH), "P1000000 L+ R+ A−, 5 mL"),
    ("activated", recorded(_RICH, activator=Activator.THROMBIN), "P1000000 L+ R+ A+, 5 mL"),
    ("exactly one per cent of each", recorded(_POOR), "P980000 L− R− A−, 5 mL"),
    (
        "just above one per cent",
        recorded(_POOR | {"product_neutrophils": "0.11", "product_rbc": "0.0101"}),
        "P980000 L+ R+ A−, 5 mL",
    ),
    (
        "no cell but platelets",
        recorded({**_RICH, "product_wbc": "0", "product_neutrophils": "0", "product_rbc": "0"}),
        "P1000000 L− R− A−, 5 mL",
    ),
    (
        "red cells not counted",
        recorded({k: n for k, n in _RICH.items() if k != "product_rbc"}),
        "red cells in the product",
    ),
)
