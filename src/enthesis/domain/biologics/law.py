"""What is known of the law on products in the United States, each sentence as far as it may be trusted."""

from enthesis.domain.biologics.kind import Authorisation
from enthesis.domain.terms import Tag, Wording

BLOOD_PRODUCT = Wording(
    text="A blood product, not a human cell or tissue product: outside 21 CFR part 1271. "
    "The devices that make it are cleared.",
    tag=Tag.VERIFIED,
    source="S86, S87",
)
OFF_LABEL = Wording(
    text="Its use in tendon is off-label practice of medicine: be informed, have a sound rationale, "
    "keep records of use and effects.",
    tag=Tag.VERIFIED,
    source="S86",
)
PLASMA_RESEARCH = Wording(
    text="Prospective research on it likely needs an IND or IDE and a review board.",
    tag=Tag.VERIFIED,
    source="S87",
)
NO_INDICATION = Wording(
    text="Plasma prepared by a cleared device carries the limitation that it has not been evaluated "
    "for any clinical indication.",
    tag=Tag.VERIFIED,
    source="S84",
)
TYPICAL_CLEARANCE = Wording(
    text="A typical clearance is for a concentrate made at the point of care from the patient's own blood, "
    "which may be mixed with bone graft before orthopaedic use.",
    tag=Tag.VERIFIED,
    source="S83",
)
NOT_FOUND = Wording(
    text="What was read is on platelet-rich plasma. Whether the same law holds for this product was "
    "not found.",
    tag=Tag.PROPOSED,
    note="Which law holds for this product?",
)
TISSUE_ONLY_IF = Wording(
    text="Tissue regulated under section 361 alone is minimally manipulated, meant for homologous use, not "
    "combined with another article (water, crystalloids and agents that sterilise, preserve or store apart), "
    "and either without systemic effect or from the person or a close relative (21 CFR 1271.10(a)).",
    tag=Tag.VERIFIED,
    source="S80",
)
SAME_PROCEDURE = Wording(
    text="Cells put back into the same person in the same surgical procedure, as they were taken, "
    "may be outside 21 CFR part 1271.",
    tag=Tag.RECALLED,
    source="S81",
    note="Is this what 21 CFR 1271.15(b) says?",
)
AS_TAKEN = Wording(
    text="Only rinsing, cleansing, sizing and shaping leave what was taken as it was.",
    tag=Tag.RECALLED,
    source="S81b",
    note="Is this what keeps tissue in its original form?",
)
MANIPULATION = Wording(
    text="Guidance on minimal manipulation and homologous use is of November 2017, revised in July 2020.",
    tag=Tag.VERIFIED,
    source="S82",
)
CONTESTED = Wording(
    text="Whether use in tendon is homologous is contested: record who determined it, when, "
    "and on what basis. This record does not decide it.",
    tag=Tag.PROPOSED,
    note="Who determines it in this practice, and on what basis?",
)
EXPANDED = Wording(
    text="Cells expanded in culture are a drug and need an IND.",
    tag=Tag.RECALLED,
    note="Is this so in every state the practice works in?",
)
ENZYMATIC = Wording(
    text="Cells freed by enzymes are more than minimally manipulated: a biologic that needs an IND or a "
    "licence.",
    tag=Tag.RECALLED,
    note="Is this so in every state the practice works in?",
)
DONATED = Wording(
    text="In most uses a biologic under section 351.", tag=Tag.RECALLED, note="In which uses is it not?"
)

PLASMA = (BLOOD_PRODUCT, OFF_LABEL, PLASMA_RESEARCH, NO_INDICATION, TYPICAL_CLEARANCE)
TISSUE = (TISSUE_ONLY_IF, SAME_PROCEDURE, AS_TAKEN, MANIPULATION)

UNDER_IND = Authorisation(why=EXPANDED)
UNDER_IND_OR_LICENCE = Authorisation(why=ENZYMATIC)
