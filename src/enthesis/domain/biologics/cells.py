"""Cell products: what those of marrow and of fat have in common."""

from enthesis.domain.biologics.kind import Choice
from enthesis.domain.biologics.moments import Moment, TimeLimit
from enthesis.domain.biologics.quantities import PHENOTYPE
from enthesis.domain.terms import Sourced, Tag, Wording

MARROW = Choice(id="bone_marrow", label="Bone marrow")
FAT = Choice(id="fat", label="Fat")
MARROW_SITES = (
    Choice(id="anterior_iliac_crest", label="Anterior iliac crest"),
    Choice(id="posterior_iliac_crest", label="Posterior iliac crest"),
    Choice(id="proximal_humerus", label="Proximal humerus"),
    Choice(id="trochanter", label="Greater trochanter"),
)
COUNTS = ("product_nucleated_cells", "viability", "cfu_f")
FLOW = ("stromal_cells", *PHENOTYPE)
LATE = frozenset({"cfu_f", *FLOW})
COMPUTED = (
    "total_nucleated_cells",
    "nucleated_cells_given",
    "total_cfu_f",
    "cfu_f_given",
    "total_stromal_cells",
    "stromal_cells_given",
    "doses",
    "minutes_to_processing",
    "minutes_to_delivery",
)
CULTURE_FROM = Sourced(7, "d", tag="V", source="S71")
CULTURE_TO = Sourced(10, "d", tag="V", source="S71")
ONE_SESSION = Wording(
    text="It is taken, prepared and given back in one operative session.",
    tag=Tag.RECALLED,
    source="S81",
    note="Does this hold for every product of marrow and fat?",
)


def harvest_to_use(name: str) -> TimeLimit:
    """At most four hours from harvest to giving."""
    return TimeLimit(
        id=name,
        start=Moment.COLLECTED,
        end=Moment.GIVEN,
        limit=Sourced(240, "min", tag="R", note="Is this the longest within one operative session?"),
        needs_reason=True,
    )
