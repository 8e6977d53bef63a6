"""Leukocyte-rich platelet-rich plasma from the person's own blood."""

from enthesis.domain.biologics.examples import Example
from enthesis.domain.biologics.kind import Typical
from enthesis.domain.biologics.leukocytes import Variant
from enthesis.domain.biologics.plasma import plasma
from enthesis.domain.biologics.steps import Activator
from enthesis.domain.terms import Sourced

PRODUCT = plasma(
    "prp-lr",
    "Platelet-rich plasma, leukocyte-rich",
    intended=Variant.RICH,
    typical=(
        Typical(
            title="Blood",
            low=Sourced(27, "mL", tag="R", note="Is this usual here?"),
            high=Sourced(60, "mL", tag="V", source="S85", note="limit of one cleared centrifuge"),
        ),
        Typical(
            title="Plasma",
            low=Sourced(3, "mL", tag="R", note="Is this usual here?"),
            high=Sourced(7, "mL", tag="R", note="Is this usual here?"),
        ),
    ),
)

_BLOOD = {
    "whole_blood_platelets": "200",
    "whole_blood_wbc": "6",
    "whole_blood_neutrophils": "4",
    "whole_blood_rbc": "4.5",
}

EXAMPLES = (
    Example(
        title="Five millilitres of 1000 from fifty of 200, not activated",
        collected_ml="50",
        output_ml="5",
        values=_BLOOD
        | {
            "product_platelets": "1000",
            "product_wbc": "10",
            "product_neutrophils": "5",
            "product_rbc": "1.0",
        },
        activator=Activator.NONE,
        computed={
            "fold_increase": "5.0",
            "platelet_dose": "5.0",
            "platelet_dose_given": "5.0",
            "platelet_recovery": "50.0",
            "platelet_purity": "49.8",
            "variant": "leukocyte-rich",
            "against_blood": "leukocytes above, neutrophils above, red cells not above",
            "paw": "P3-Aα",
            "mishra": "1A",
            "plra": "P1000000 L+ R+ A−, 5 mL",
            "dohan_ehrenfest": "L-PRP",
            "depa": "BCC, not activated",
            "marspill": "cannot be computed",
            "minutes_to_processing": "10.0",
            "minutes_to_delivery": "62.0",
        },
        percent="100.0",
    ),
    Example(
        title="Chosen to be rich, counted as poor",
        collected_ml="50",
        output_ml="5",
        values=_BLOOD
        | {"product_platelets": "800", "product_wbc": "6", "product_neutrophils": "1", "product_rbc": "0.1"},
        activator=Activator.NONE,
        computed={"variant": "leukocyte-poor", "dohan_ehrenfest": "P-PRP", "mishra": "3B"},
        percent="100.0",
        remarks=("Meant to be leukocyte-rich, and counted as leukocyte-poor.",),
    ),
    Example(
        title="Only the product's platelets were counted",
        collected_ml="50",
        output_ml="5",
        values={"product_platelets": "1000"},
        activator=Activator.NONE,
        computed={
            "fold_increase": "cannot be computed",
            "platelet_dose": "5.0",
            "platelet_recovery": "cannot be computed",
            "platelet_purity": "cannot be computed",
            "variant": "cannot be computed",
            "paw": "cannot be computed",
            "mishra": "cannot be computed",
            "depa": "cannot be computed",
        },
        percent="63.6",
    ),
)
