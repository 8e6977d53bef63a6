"""Mesenchymal stromal cells expanded in culture: a drug, never planned without its IND and review board."""

from enthesis.domain.biologics.cells import COMPUTED, COUNTS, LATE
from enthesis.domain.biologics.examples import Example
from enthesis.domain.biologics.kind import AUTOLOGOUS_LABEL, Choice, Family, ProductKind
from enthesis.domain.biologics.law import EXPANDED, UNDER_IND
from enthesis.domain.biologics.quantities import PHENOTYPE
from enthesis.domain.biologics.steps import Method
from enthesis.domain.terms import Option, Tag, Wording

PRODUCT = ProductKind(
    id="msc-expanded",
    title="Culture-expanded mesenchymal stromal cells",
    option=Option.CELLS,
    family=Family.CULTURED,
    tissue=Choice(id="any", label="Any tissue"),
    sites=(),
    required=(*COUNTS, "stromal_cells", *PHENOTYPE),
    late=LATE,
    computed=COMPUTED,
    typical=(),
    limits=(),
    methods=(Method.CULTURE,),
    excludes_same_day=Wording(
        text="Its cells grow in culture first, so what is taken on a day cannot be given in an operation of "
        "that day.",
        tag=Tag.RECALLED,
        note="Is no faster expansion in use?",
    ),
    needs=UNDER_IND,
    regulation=(EXPANDED,),
    label_statements=AUTOLOGOUS_LABEL,
)

EXAMPLES = (
    Example(
        title="Phenotype known, one marker below its reference",
        collected_ml="20",
        output_ml="10",
        values={
            "product_nucleated_cells": "5",
            "viability": "92",
            "cfu_f": "400",
            "stromal_cells": "4000000",
            "cd73": "99",
            "cd90": "94.9",
            "cd105": "95",
            "haematopoietic": "2",
        },
        computed={"total_stromal_cells": "40000000.0", "total_nucleated_cells": "50.0"},
        percent="100.0",
        remarks=("CD90 positive: 94.9 % is below the reference of 95 % (S70).",),
    ),
)
