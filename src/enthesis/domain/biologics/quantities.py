"""What a product record may hold. Every plausibility limit is a proposal, to catch slips of unit."""

from collections.abc import Mapping
from decimal import Decimal
from types import MappingProxyType

from enthesis.domain.biologics.measurement import Quantity
from enthesis.domain.numbers import unit as written
from enthesis.domain.terms import Sourced

_CELLS = "10*3/uL"
_PER_LITRE = (("10*9/L", Decimal(1)),)
_PLATELET_TRAP = "A count printed as “105/uL” usually means 10⁵/µL, which is 100 ×10³/µL."
_RED_TRAP = "Red cells are counted in millions: 1.0 ×10⁶/µL is 1000 ×10³/µL."


def _count(name: str, title: str, low: str, high: str, trap: str = "") -> Quantity:
    return _quantity(name, title, _CELLS, low, high, also=_PER_LITRE, trap=trap)


def _red(name: str, title: str, low: str) -> Quantity:
    return _quantity(
        name,
        title,
        "10*6/uL",
        low,
        "10",
        also=(("10*12/L", Decimal(1)), (_CELLS, Decimal("0.001"))),
        trap=_RED_TRAP,
    )


def _quantity(
    name: str,
    title: str,
    unit: str,
    low: str,
    high: str,
    *,
    also: tuple[tuple[str, Decimal], ...] = (),
    trap: str = "",
    at_least: Sourced | None = None,
    at_most: Sourced | None = None,
) -> Quantity:
    note = f"Is every true value from {low} to {high} {written(unit)}? Another is refused as a slip."
    bottom, top = (Sourced(x, unit, tag="P", note=note) for x in (low, high))
    return Quantity(
        id=name,
        title=title,
        unit=unit,
        low=bottom,
        high=top,
        also=also,
        trap=trap,
        at_least=at_least,
        at_most=at_most,
    )


VIABLE = Sourced(70, "%", tag="R", note="norms for release run from 70 to 80 %: which holds here?")
POSITIVE = Sourced(95, "%", tag="V", source="S70", note="CD73, CD90 and CD105, each")
HAEMATOPOIETIC = Sourced(2, "%", tag="V", source="S70")


QUANTITIES: Mapping[str, Quantity] = MappingProxyType(
    {
        q.id: q
        for q in (
            _quantity("collected_volume", "Collected volume", "mL", "1", "500"),
            _quantity("anticoagulant_volume", "Anticoagulant volume", "mL", "0.1", "100"),
            _quantity("output_volume", "Volume of the product", "mL", "0.1", "100"),
            _quantity("given_volume", "Volume given", "mL", "0.1", "100"),
            _count("whole_blood_platelets", "Platelets in whole blood", "5", "2000", _PLATELET_TRAP),
            _count("product_platelets", "Platelets in the product", "5", "10000", _PLATELET_TRAP),
            _count("whole_blood_wbc", "Leukocytes in whole blood", "0.1", "200"),
            _count("product_wbc", "Leukocytes in the product", "0", "500"),
            _count("whole_blood_neutrophils", "Neutrophils in whole blood", "0", "200"),
            _count("product_neutrophils", "Neutrophils in the product", "0", "500"),
            _red("whole_blood_rbc", "Red cells in whole blood", "0.5"),
            _red("product_rbc", "Red cells in the product", "0"),
            _quantity("product_haematocrit", "Haematocrit of the product", "%", "0", "100"),
            _quantity("aspirate_nucleated_cells", "Nucleated cells in the aspirate", "10*6/mL", "0.1", "500"),
            _quantity("product_nucleated_cells", "Nucleated cells in the product", "10*6/mL", "0.1", "2000"),
            _quantity("viability", "Viable cells", "%", "0", "100", at_least=VIABLE),
            _quantity("cfu_f", "Fibroblast colony-forming units (CFU-F)", "{CFU}/mL", "0", "1000000"),
            _quantity("stromal_cells", "Mesenchymal stromal cells", "{cells}/mL", "0", "100000000"),
            _quantity("cd73", "CD73 positive", "%", "0", "100", at_least=POSITIVE),
            _quantity("cd90", "CD90 positive", "%", "0", "100", at_least=POSITIVE),
            _quantity("cd105", "CD105 positive", "%", "0", "100", at_least=POSITIVE),
            _quantity(
                "haematopoietic", "Haematopoietic markers positive", "%", "0", "100", at_most=HAEMATOPOIETIC
            ),
        )
    }
)

PHENOTYPE = ("cd73", "cd90", "cd105", "haematopoietic")
EXHIBITED = ("product_nucleated_cells", "stromal_cells", "cfu_f", "viability", *PHENOTYPE)
