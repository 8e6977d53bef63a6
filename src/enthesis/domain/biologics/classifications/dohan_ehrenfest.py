"""The four families of Dohan Ehrenfest: plasma or fibrin, pure or with leukocytes (S57)."""

from enthesis.domain.biologics.arithmetic import basis_of_values
from enthesis.domain.biologics.classification import Classed, Classification
from enthesis.domain.biologics.examples import recorded
from enthesis.domain.biologics.kind import Family, ProductKind
from enthesis.domain.biologics.leukocytes import Variant, variant_of
from enthesis.domain.biologics.record import Record
from enthesis.domain.biologics.result import CannotCompute
from enthesis.domain.terms import Tag

CLASSIFICATION = Classification(
    id="dohan_ehrenfest",
    title="Dohan Ehrenfest family",
    tag=Tag.VERIFIED,
    source="S57",
    note="“Pure” is read as not more leukocytes than the person's own blood: is that meant?",
    letters={
        "P-PRP": "pure platelet-rich plasma",
        "L-PRP": "platelet-rich plasma with leukocytes",
        "P-PRF": "pure platelet-rich fibrin",
        "L-PRF": "platelet-rich fibrin with leukocytes",
    },
)

READ = ("whole_blood_wbc", "product_wbc")


def classify(record: Record, kind: ProductKind) -> Classed | CannotCompute:
    """The family by what was made and by the leukocytes that were counted, not by the kit's name."""
    found = variant_of(record)
    if isinstance(found, CannotCompute):
        return found
    made = "PRF" if kind.family is Family.FIBRIN else "PRP"
    code = f"{'L' if found is Variant.RICH else 'P'}-{made}"
    return CLASSIFICATION.classed(code, basis_of_values(record, *READ))


_RICH, _POOR = ({"whole_blood_wbc": "6", "product_wbc": wbc} for wbc in ("6.1", "6"))

EXAMPLES = (
    ("rich plasma", recorded(_RICH), "L-PRP"),
    ("plasma at the level of the blood, from a kit for rich plasma", recorded(_POOR), "P-PRP"),
    ("fibrin with leukocytes", recorded(_RICH, kind="i-prf"), "L-PRF"),
    ("pure fibrin", recorded(_POOR, kind="i-prf"), "P-PRF"),
    (
        "fibrin that was not counted",
        recorded({"whole_blood_wbc": "6"}, kind="l-prf"),
        "leukocytes in the product",
    ),
)
