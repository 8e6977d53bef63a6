"""Platelet-rich plasma from the person's own blood; leukocyte-rich or -poor is measured, not chosen."""

from enthesis.domain.biologics.examples import Example
from enthesis.domain.biologics.kind import AUTOLOGOUS_LABEL, Choice, ProductKind, Statement, Typical
from enthesis.domain.biologics.moments import Moment, TimeLimit
from enthesis.domain.biologics.steps import Activator
from enthesis.domain.terms import Option, Sourced, Tag

PRODUCT = ProductKind(
    id="prp",
    title="Platelet-rich plasma",
    option=Option.PRP,
    tissue=Choice(id="blood", label="Whole blood"),
    sites=(Choice(id="peripheral_vein", label="Peripheral vein"),),
    required=(
        "whole_blood_platelets",
        "product_platelets",
        "whole_blood_wbc",
        "product_wbc",
        "whole_blood_neutrophils",
        "product_neutrophils",
        "product_rbc",
    ),
    late=frozenset(),
    computed=("fold_increase", "platelet_dose", "platelet_recovery", "platelet_purity", "variant", "paw"),
    typical=(
        Typical(
            title="Blood for leukocyte-rich plasma",
            low=Sourced(27, "mL", tag="R"),
            high=Sourced(60, "mL", tag="V", source="S85", note="limit of one cleared centrifuge"),
        ),
        Typical(title="Leukocyte-rich plasma", low=Sourced(3, "mL", tag="R"), high=Sourced(7, "mL", tag="R")),
        Typical(
            title="Blood for leukocyte-poor plasma",
            low=Sourced(10, "mL", tag="R"),
            high=Sourced(16, "mL", tag="R"),
        ),
        Typical(title="Leukocyte-poor plasma", low=Sourced(3, "mL", tag="R"), high=Sourced(6, "mL", tag="R")),
    ),
    limits=(
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
                240, "min", tag="R", note="at room temperature, as instructions for use commonly say"
            ),
            needs_reason=True,
        ),
    ),
    needs_needle=False,
    asks_activation=True,
    same_procedure=None,  # a blood product: blood may be drawn anew on the day of an injection afterwards
    regulation=(
        Statement(
            text="A blood product, not a human cell or tissue product: outside 21 CFR part 1271. "
            "The devices that make it are cleared.",
            tag=Tag.VERIFIED,
            source="S86, S87",
        ),
        Statement(
            text="Its use in tendon is off-label practice of medicine: be informed, have a sound rationale, "
            "keep records of use and effects.",
            tag=Tag.VERIFIED,
            source="S86",
        ),
        Statement(
            text="Prospective research on it likely needs an IND or IDE and a review board.",
            tag=Tag.VERIFIED,
            source="S87",
        ),
        Statement(
            text="Plasma prepared by a cleared device carries the limitation that it has not been evaluated "
            "for any clinical indication.",
            tag=Tag.VERIFIED,
            source="S84",
        ),
    ),
    label_statements=AUTOLOGOUS_LABEL,
)

_COUNTS = {"whole_blood_platelets": "200", "whole_blood_wbc": "6", "whole_blood_neutrophils": "4"}

EXAMPLES = (
    Example(
        title="Five millilitres of 1000 from fifty of 200, not activated",
        collected_ml="50",
        output_ml="5",
        values=_COUNTS
        | {
            "product_platelets": "1000",
            "product_wbc": "10",
            "product_neutrophils": "5",
            "product_rbc": "1.0",
        },
        activator=Activator.NONE,
        computed={
            "fold_increase": "5.0",
            "platelet_dose": "5.0",
            "platelet_recovery": "50.0",
            "platelet_purity": "49.8",
            "variant": "leukocyte-rich",
            "paw": "P3-Aα",
        },
        percent="100.0",
    ),
    Example(
        title="Leukocyte-poor at the upper end of P2, activated, with its concentration not noted",
        collected_ml="15",
        output_ml="4",
        values=_COUNTS
        | {"product_platelets": "750", "product_wbc": "6", "product_neutrophils": "4", "product_rbc": "0"},
        activator=Activator.CALCIUM_CHLORIDE,
        computed={
            "fold_increase": "3.8",
            "platelet_dose": "3.0",
            "platelet_recovery": "100.0",
            "platelet_purity": "99.2",
            "variant": "leukocyte-poor",
            "paw": "P2-x-Bβ",
        },
        percent="95.5",
    ),
    Example(
        title="Only the product's platelets were counted",
        collected_ml="50",
        output_ml="5",
        values={"product_platelets": "1000"},
        activator=Activator.NONE,
        computed={
            "fold_increase": "cannot be computed",
            "platelet_dose": "5.0",
            "platelet_recovery": "cannot be computed",
            "platelet_purity": "cannot be computed",
            "variant": "cannot be computed",
            "paw": "cannot be computed",
        },
        percent="66.7",
    ),
)
