"""i-PRF: fibrin drawn off as a liquid before it clots."""

from enthesis.domain.biologics.examples import Example
from enthesis.domain.biologics.fibrin import BLOOD_OF_EXAMPLES, liquid, spun
from enthesis.domain.terms import Sourced

PRODUCT = liquid(
    "i-prf",
    "Injectable platelet-rich fibrin (i-PRF)",
    typical=spun(
        rpm=Sourced(700, "/min", tag="V", source="S137"), minutes=Sourced(3, "min", tag="V", source="S137")
    ),
)

EXAMPLES = (
    Example(
        title="Blood and fibrin counted",
        collected_ml="10",
        output_ml="1",
        values={
            **BLOOD_OF_EXAMPLES,
            "product_platelets": "480",
            "product_wbc": "9",
            "product_neutrophils": "3",
            "product_rbc": "0.1",
        },
        computed={
            "fold_increase": "2.0",
            "platelet_dose": "0.5",
            "platelet_recovery": "20.0",
            "variant": "leukocyte-rich",
            "dohan_ehrenfest": "L-PRF",
        },
        percent="100.0",
    ),
)
