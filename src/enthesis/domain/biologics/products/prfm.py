"""Platelet-rich fibrin matrix, as one published series used it in gluteus medius repair (S7)."""

from enthesis.domain.biologics.examples import Example
from enthesis.domain.biologics.fibrin import clot

PRODUCT = clot("prfm", "Platelet-rich fibrin matrix (PRFM)", typical=())

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
