"""Concentrate of the person's own bone marrow; its colony count comes after the operation."""

from enthesis.domain.biologics.cells import (
    COMPUTED,
    COUNTS,
    CULTURE_FROM,
    CULTURE_TO,
    FLOW,
    LATE,
    MARROW,
    MARROW_SITES,
    ONE_SESSION,
    harvest_to_use,
)
from enthesis.domain.biologics.examples import Example
from enthesis.domain.biologics.kind import AUTOLOGOUS_LABEL, Family, ProductKind, Typical
from enthesis.domain.biologics.law import CONTESTED, TISSUE
from enthesis.domain.terms import Option, Sourced

PRODUCT = ProductKind(
    id="bmac",
    title="Bone marrow concentrate",
    option=Option.CELLS,
    family=Family.MARROW,
    tissue=MARROW,
    sites=MARROW_SITES,
    required=("aspirate_nucleated_cells", *COUNTS, "product_haematocrit"),
    optional=FLOW,
    late=LATE,
    computed=COMPUTED,
    typical=(
        Typical(
            title="Marrow aspirated",
            low=Sourced(52, "mL", tag="R", note="Is this usual here?"),
            high=Sourced(60, "mL", tag="R", note="Is this usual here? Up to 120 mL was recalled too."),
        ),
        Typical(
            title="Culture until the CFU-F result",
            low=CULTURE_FROM,
            high=CULTURE_TO,
        ),
        Typical(
            title="Concentrate",
            low=Sourced(6, "mL", tag="R", note="Is this usual here?"),
            high=Sourced(10, "mL", tag="R", note="Is this usual here?"),
        ),
    ),
    limits=(harvest_to_use("bmac-harvest-to-use"),),
    needs_needle=True,
    same_procedure=ONE_SESSION,
    determination=CONTESTED,
    regulation=(*TISSUE, CONTESTED),
    label_statements=AUTOLOGOUS_LABEL,
)

EXAMPLES = (
    Example(
        title="Everything counted, colonies included",
        collected_ml="60",
        output_ml="8",
        values={
            "aspirate_nucleated_cells": "20",
            "product_nucleated_cells": "90",
            "viability": "95",
            "product_haematocrit": "12",
            "cfu_f": "1500",
            "stromal_cells": "5600",
            "cd73": "98",
            "cd90": "97",
            "cd105": "96",
            "haematopoietic": "1",
        },
        computed={
            "total_nucleated_cells": "720.0",
            "total_cfu_f": "12000.0",
            "total_stromal_cells": "44800.0",
        },
        percent="100.0",
    ),
    Example(
        title="No cell was counted",
        collected_ml="60",
        output_ml="8",
        values={},
        computed={"total_nucleated_cells": "cannot be computed", "total_cfu_f": "cannot be computed"},
        percent="73.9",
    ),
)
