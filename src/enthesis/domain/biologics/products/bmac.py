"""Concentrate of the person's own bone marrow; its colony count comes after the operation."""

from enthesis.domain.biologics.examples import Example
from enthesis.domain.biologics.kind import AUTOLOGOUS_LABEL, Choice, ProductKind, Statement, Typical
from enthesis.domain.biologics.moments import Moment, TimeLimit
from enthesis.domain.terms import Option, Sourced, Tag

PRODUCT = ProductKind(
    id="bmac",
    title="Bone marrow concentrate",
    option=Option.CELLS,
    tissue=Choice(id="bone_marrow", label="Bone marrow"),
    sites=(
        Choice(id="anterior_iliac_crest", label="Anterior iliac crest"),
        Choice(id="posterior_iliac_crest", label="Posterior iliac crest"),
        Choice(id="proximal_humerus", label="Proximal humerus"),
        Choice(id="trochanter", label="Greater trochanter"),
    ),
    required=(
        "aspirate_nucleated_cells",
        "product_nucleated_cells",
        "viability",
        "product_haematocrit",
        "cfu_f",
    ),
    late=frozenset({"cfu_f"}),
    computed=("total_nucleated_cells", "total_cfu_f"),
    typical=(
        Typical(
            title="Marrow aspirated",
            low=Sourced(52, "mL", tag="R"),
            high=Sourced(60, "mL", tag="R", note="up to 120 mL"),
        ),
        Typical(
            title="Culture until the CFU-F result",
            low=Sourced(7, "d", tag="V", source="S71"),
            high=Sourced(10, "d", tag="V", source="S71"),
        ),
        Typical(title="Concentrate", low=Sourced(6, "mL", tag="R"), high=Sourced(10, "mL", tag="R")),
    ),
    limits=(
        TimeLimit(
            id="bmac-harvest-to-use",
            start=Moment.COLLECTED,
            end=Moment.GIVEN,
            limit=Sourced(240, "min", tag="R", note="within the same operative session"),
            needs_reason=True,
        ),
    ),
    needs_needle=True,
    asks_activation=False,
    same_procedure=Statement(
        text="Marrow is taken, concentrated and given back in one operative session.",
        tag=Tag.RECALLED,
        source="S81",
    ),
    regulation=(
        Statement(
            text="Cells put back into the same person in the same surgical procedure, as they were taken, "
            "may be outside 21 CFR part 1271.",
            tag=Tag.RECALLED,
            source="S81",
        ),
        Statement(
            text="Whether use in tendon is homologous is contested: record who determined it, when, "
            "and on what basis. This record does not decide it.",
            tag=Tag.PROPOSED,
        ),
        Statement(
            text="Cells expanded in culture are a drug and need an IND.",
            tag=Tag.RECALLED,
        ),
    ),
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
        },
        computed={"total_nucleated_cells": "720.0", "total_cfu_f": "12000.0"},
        percent="100.0",
    ),
    Example(
        title="No cell was counted",
        collected_ml="60",
        output_ml="8",
        values={},
        computed={"total_nucleated_cells": "cannot be computed", "total_cfu_f": "cannot be computed"},
        percent="75.0",
    ),
)
