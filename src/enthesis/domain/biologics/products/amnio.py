"""Amniotic or other perinatal allograft: another person's tissue, which this bench cannot handle."""

from enthesis.domain.biologics.cells import COMPUTED, COUNTS
from enthesis.domain.biologics.examples import Example
from enthesis.domain.biologics.kind import Choice, Donor, Family, ProductKind
from enthesis.domain.biologics.law import DONATED
from enthesis.domain.terms import Option, Tag, Wording

PRODUCT = ProductKind(
    id="amnio",
    title="Amniotic or perinatal allograft",
    option=Option.CELLS,
    family=Family.PERINATAL,
    donor=Donor.ALLOGENEIC,
    tissue=Choice(id="perinatal", label="Perinatal tissue"),
    sites=(),
    required=COUNTS,
    late=frozenset({"cfu_f"}),
    computed=COMPUTED,
    typical=(),
    limits=(),
    not_at_bench=Wording(
        text="It comes from a donor, and every product here begins with a harvest from the patient: "
        "its donor, bank and expiry could not be recorded.",
        tag=Tag.PROPOSED,
        note="Is it used here, and where is its record kept?",
    ),
    regulation=(DONATED,),
    label_statements=(),
)

EXAMPLES = (
    Example(
        title="Cells named on a package, nothing else",
        collected_ml="1",
        output_ml="2",
        values={"product_nucleated_cells": "1"},
        computed={"total_nucleated_cells": "2.0", "doses": "cannot be computed"},
        percent="36.4",
    ),
)
