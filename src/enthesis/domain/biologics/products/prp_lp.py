"""Leukocyte-poor platelet-rich plasma from the person's own blood."""

from enthesis.domain.biologics.examples import Example
from enthesis.domain.biologics.kind import Typical
from enthesis.domain.biologics.leukocytes import Variant
from enthesis.domain.biologics.plasma import plasma
from enthesis.domain.biologics.steps import Activator
from enthesis.domain.terms import Sourced

PRODUCT = plasma(
    "prp-lp",
    "Platelet-rich plasma, leukocyte-poor",
    intended=Variant.POOR,
    typical=(
        Typical(
            title="Blood",
            low=Sourced(10, "mL", tag="R", note="Is this usual here?"),
            high=Sourced(16, "mL", tag="R", note="Is this usual here?"),
        ),
        Typical(
            title="Plasma",
            low=Sourced(3, "mL", tag="R", note="Is this usual here?"),
            high=Sourced(6, "mL", tag="R", note="Is this usual here?"),
        ),
    ),
)

EXAMPLES = (
    Example(
        title="At the upper end of P2, activated, with its concentration not noted",
        collected_ml="15",
        output_ml="4",
        values={
            "whole_blood_platelets": "200",
            "whole_blood_wbc": "6",
            "whole_blood_neutrophils": "4",
            "whole_blood_rbc": "4.5",
            "product_platelets": "750",
            "product_wbc": "6",
            "product_neutrophils": "4",
            "product_rbc": "0",
        },
        activator=Activator.CALCIUM_CHLORIDE,
        computed={
            "fold_increase": "3.8",
            "platelet_dose": "3.0",
            "platelet_recovery": "100.0",
            "platelet_purity": "99.2",
            "variant": "leukocyte-poor",
            "paw": "P2-x-Bβ",
            "mishra": "4B",
            "plra": "P750000 L+ R− A+, 4 mL",
            "dohan_ehrenfest": "P-PRP",
            "depa": "BAA, activated",
        },
        percent="95.7",
    ),
)
