"""Platelet-rich plasma: what leukocyte-rich and leukocyte-poor have in common.

The kit is chosen for one or the other. What came out is measured, and said where it is otherwise.
"""

from enthesis.domain.biologics.kind import AUTOLOGOUS_LABEL, Choice, Family, ProductKind, Typical
from enthesis.domain.biologics.law import PLASMA
from enthesis.domain.biologics.leukocytes import Variant
from enthesis.domain.biologics.moments import Moment, TimeLimit
from enthesis.domain.terms import Option, Sourced

BLOOD = Choice(id="blood", label="Whole blood")
VEIN = Choice(id="peripheral_vein", label="Peripheral vein")
BLOOD_COUNTS = ("whole_blood_platelets", "whole_blood_wbc", "whole_blood_neutrophils")
BLOOD_REDS = ("whole_blood_rbc",)
PRODUCT_COUNTS = ("product_platelets", "product_wbc", "product_neutrophils", "product_rbc")
TIMES = ("minutes_to_processing", "minutes_to_delivery")
AMOUNTS = (
    "fold_increase",
    "platelet_dose",
    "platelet_dose_given",
    "platelet_recovery",
    "platelet_purity",
    "variant",
)
CLASSES = ("against_blood", "paw", "mishra", "plra", "dohan_ehrenfest", "depa", "marspill")

LIMITS = (
    TimeLimit(
        id="prp-draw-to-spin",
        start=Moment.COLLECTED,
        end=Moment.STARTED,
        limit=Sourced(60, "min", tag="V", source="S69", note="preferred; low-quality source"),
        needs_reason=False,
    ),
    TimeLimit(
        id="prp-ready-to-count",
        start=Moment.READY,
        end=Moment.COUNTED,
        limit=Sourced(60, "min", tag="V", source="S65", note="the platelet count has dropped by then"),
        needs_reason=False,
    ),
    TimeLimit(
        id="prp-ready-to-use",
        start=Moment.READY,
        end=Moment.GIVEN,
        limit=Sourced(
            240, "min", tag="R", note="At room temperature, as instructions commonly say: is it so here?"
        ),
        needs_reason=True,
    ),
)


def plasma(kind: str, title: str, *, intended: Variant, typical: tuple[Typical, ...]) -> ProductKind:
    """A kind of platelet-rich plasma; blood may be drawn anew on the day of an injection afterwards."""
    return ProductKind(
        id=kind,
        title=title,
        option=Option.PRP,
        family=Family.PLASMA,
        tissue=BLOOD,
        sites=(VEIN,),
        required=(*BLOOD_COUNTS, *PRODUCT_COUNTS),
        optional=BLOOD_REDS,
        late=frozenset(),
        computed=(*AMOUNTS, *CLASSES, *TIMES),
        intended=intended,
        typical=typical,
        limits=LIMITS,
        asks_activation=True,
        regulation=PLASMA,
        label_statements=AUTOLOGOUS_LABEL,
    )
