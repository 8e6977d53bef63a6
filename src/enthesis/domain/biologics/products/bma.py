"""The person's own bone marrow, used as it was aspirated."""

from enthesis.domain.biologics.cells import (
    COMPUTED,
    COUNTS,
    FLOW,
    LATE,
    MARROW,
    MARROW_SITES,
    ONE_SESSION,
    harvest_to_use,
)
from enthesis.domain.biologics.examples import Example
from enthesis.domain.biologics.kind import AUTOLOGOUS_LABEL, Family, ProductKind, Typical
from enthesis.domain.biologics.law import TISSUE
from enthesis.domain.biologics.steps import Method
from enthesis.domain.terms import Option, Sourced

PER_PULL = Sourced(10, "mL", tag="R", note="Is this what is taken at each site and pull?")

PRODUCT = ProductKind(
    id="bma",
    title="Bone marrow aspirate, not concentrated",
    option=Option.CELLS,
    family=Family.MARROW,
    tissue=MARROW,
    sites=MARROW_SITES,
    required=(*COUNTS, "product_haematocrit"),
    optional=FLOW,
    late=LATE,
    computed=COMPUTED,
    typical=(Typical(title="Marrow", low=PER_PULL, high=PER_PULL),),
    limits=(harvest_to_use("bma-harvest-to-use"),),
    methods=(Method.AS_TAKEN, Method.FILTER),
    needs_needle=True,
    same_procedure=ONE_SESSION,
    regulation=TISSUE,
    label_statements=AUTOLOGOUS_LABEL,
)

EXAMPLES = (
    Example(
        title="Ten millilitres as they were aspirated, the culture done",
        collected_ml="10",
        output_ml="10",
        values={
            "product_nucleated_cells": "20",
            "viability": "95",
            "product_haematocrit": "30",
            "cfu_f": "300",
        },
        computed={
            "total_nucleated_cells": "200.0",
            "total_cfu_f": "3000.0",
            "total_stromal_cells": "cannot be computed",
            "doses": "Donor: autologous; Origin: bone marrow, anterior iliac crest; Separation: as taken, "
            "Example kit; Exhibited: Nucleated cells in the product 20 ×10⁶/mL, Fibroblast colony-forming "
            "units (CFU-F) 300 CFU/mL, Viable cells 95 %; Site: repair site",
        },
        percent="95.2",
    ),
)
