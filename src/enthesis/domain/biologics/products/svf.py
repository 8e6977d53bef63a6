"""Stromal vascular fraction of the person's own fat, freed by enzymes."""

from enthesis.domain.biologics.cells import COMPUTED, COUNTS, FAT, FLOW, LATE
from enthesis.domain.biologics.examples import Example
from enthesis.domain.biologics.kind import AUTOLOGOUS_LABEL, Family, ProductKind
from enthesis.domain.biologics.law import ENZYMATIC, UNDER_IND_OR_LICENCE
from enthesis.domain.biologics.steps import Method
from enthesis.domain.terms import Option

PRODUCT = ProductKind(
    id="svf",
    title="Stromal vascular fraction",
    option=Option.CELLS,
    family=Family.FAT,
    tissue=FAT,
    sites=(),
    required=COUNTS,
    optional=FLOW,
    late=LATE,
    computed=COMPUTED,
    typical=(),
    limits=(),
    methods=(Method.ENZYMES,),
    needs=UNDER_IND_OR_LICENCE,
    regulation=(ENZYMATIC,),
    label_statements=AUTOLOGOUS_LABEL,
)

EXAMPLES = (
    Example(
        title="Cells and their viability, below the usual norm",
        collected_ml="60",
        output_ml="5",
        values={"product_nucleated_cells": "4", "viability": "65"},
        computed={"total_nucleated_cells": "20.0", "total_cfu_f": "cannot be computed"},
        percent="88.9",
        remarks=("Viable cells: 65 % is below the reference of 70 % (to be confirmed by a clinician).",),
    ),
)
