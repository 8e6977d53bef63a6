"""Micro-fragmented fat of the person's own body."""

from enthesis.domain.biologics.cells import COMPUTED, COUNTS, FAT, FLOW, LATE, ONE_SESSION
from enthesis.domain.biologics.examples import Example
from enthesis.domain.biologics.kind import AUTOLOGOUS_LABEL, Family, ProductKind, Typical
from enthesis.domain.biologics.law import TISSUE
from enthesis.domain.biologics.steps import Method
from enthesis.domain.terms import Option, Sourced

PRODUCT = ProductKind(
    id="mfat",
    title="Micro-fragmented fat",
    option=Option.CELLS,
    family=Family.FAT,
    tissue=FAT,
    sites=(),
    required=COUNTS,
    optional=FLOW,
    late=LATE,
    computed=COMPUTED,
    typical=(
        Typical(
            title="Fat taken",
            low=Sourced(60, "mL", tag="R", note="Is this usual here?"),
            high=Sourced(120, "mL", tag="R", note="Is this usual here?"),
        ),
        Typical(
            title="Fragmented fat",
            low=Sourced(10, "mL", tag="R", note="Is this usual here?"),
            high=Sourced(15, "mL", tag="R", note="Is this usual here?"),
        ),
    ),
    limits=(),
    methods=(Method.FRAGMENTED,),
    same_procedure=ONE_SESSION,
    regulation=TISSUE,
    label_statements=AUTOLOGOUS_LABEL,
)

EXAMPLES = (
    Example(
        title="Fragments that were not counted",
        collected_ml="60",
        output_ml="12",
        values={},
        computed={"total_nucleated_cells": "cannot be computed", "doses": "cannot be computed"},
        percent="72.2",
    ),
)
