"""L-PRF: a fibrin clot with leukocytes, from the person's own blood."""

from enthesis.domain.biologics.examples import Example
from enthesis.domain.biologics.fibrin import clot, spun
from enthesis.domain.terms import Sourced

PRODUCT = clot(
    "l-prf",
    "Leukocyte- and platelet-rich fibrin (L-PRF)",
    typical=spun(
        rpm=Sourced(2700, "/min", tag="V", source="S137"), minutes=Sourced(12, "min", tag="V", source="S137")
    ),
)

EXAMPLES = (
    Example(
        title="Blood counted, the clot not",
        collected_ml="20",
        output_ml="2",
        values={
            "whole_blood_platelets": "240",
            "whole_blood_wbc": "6",
            "whole_blood_neutrophils": "4",
            "whole_blood_rbc": "4.5",
        },
        computed={"dohan_ehrenfest": "cannot be computed", "minutes_to_processing": "10.0"},
        percent="78.9",
    ),
)
