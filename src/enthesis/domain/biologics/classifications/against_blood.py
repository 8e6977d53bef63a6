"""Each kind of cell in the product, above the person's own blood or not."""

from enthesis.domain.biologics.arithmetic import basis_of_values
from enthesis.domain.biologics.classification import Classed, Classification
from enthesis.domain.biologics.examples import recorded
from enthesis.domain.biologics.kind import ProductKind
from enthesis.domain.biologics.record import Record
from enthesis.domain.biologics.result import CannotCompute, Known, missing
from enthesis.domain.terms import Tag

CLASSIFICATION = Classification(
    id="against_blood",
    title="Against the person's own blood",
    tag=Tag.PROPOSED,
    source="",
    note="Is a count at the level of the blood “not above” it?",
    letters={"above, not above": "the count in the product against that in the person's own blood"},
)

_CELLS = {"wbc": "leukocytes", "neutrophils": "neutrophils", "rbc": "red cells"}

READ = tuple(f"{where}_{cell}" for cell in _CELLS for where in ("whole_blood", "product"))


def classify(record: Record, kind: ProductKind) -> Classed | CannotCompute:
    """Leukocytes, neutrophils and red cells, each above or not."""
    counts = {
        f"{title} in {where}": record.values.get(f"{prefix}_{cell}")
        for cell, title in _CELLS.items()
        for where, prefix in (("whole blood", "whole_blood"), ("the product", "product"))
    }
    inputs: dict[str, Known] = dict(counts)
    if lacking := missing(inputs):
        return lacking
    code = ", ".join(f"{title} {_side(record, cell)}" for cell, title in _CELLS.items())
    return CLASSIFICATION.classed(code, basis_of_values(record, *READ))


def _side(record: Record, cell: str) -> str:
    above = record.values[f"product_{cell}"].value > record.values[f"whole_blood_{cell}"].value
    return "above" if above else "not above"


_COUNTS = {
    "whole_blood_wbc": "6",
    "whole_blood_neutrophils": "4",
    "whole_blood_rbc": "4.5",
    "product_wbc": "10",
    "product_neutrophils": "4",
    "product_rbc": "1",
}

EXAMPLES = (
    (
        "more leukocytes, as many neutrophils, fewer red cells",
        recorded(_COUNTS),
        "leukocytes above, neutrophils not above, red cells not above",
    ),
    (
        "red cells of the blood not counted",
        recorded({k: n for k, n in _COUNTS.items() if k != "whole_blood_rbc"}),
        "red cells in whole blood",
    ),
)
