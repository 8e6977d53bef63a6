"""A-PRF+: a fibrin clot spun still more slowly, and briefly."""

from enthesis.domain.biologics.examples import Example
from enthesis.domain.biologics.fibrin import clot, spun
from enthesis.domain.terms import Sourced

PRODUCT = clot(
    "a-prf-plus",
    "Advanced platelet-rich fibrin plus (A-PRF+)",
    typical=spun(
        rpm=Sourced(1300, "/min", tag="V", source="S137"), minutes=Sourced(8, "min", tag="V", source="S137")
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
