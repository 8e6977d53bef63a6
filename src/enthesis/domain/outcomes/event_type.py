"""What may happen to a hip after it was operated on, by the names this house gives it."""

from enum import StrEnum

from enthesis.domain.terms import Tag, Wording


class EventType(StrEnum):
    RE_RUPTURE = "re_rupture"
    PERSISTENT_TRENDELENBURG = "persistent_trendelenburg"
    SUPERFICIAL_INFECTION = "superficial_infection"
    DEEP_INFECTION = "deep_infection"
    HAEMATOMA = "haematoma"
    SEROMA = "seroma"
    WOUND_DEHISCENCE = "wound_dehiscence"
    DEEP_VEIN_THROMBOSIS = "deep_vein_thrombosis"
    PULMONARY_EMBOLISM = "pulmonary_embolism"
    LATERAL_FEMORAL_CUTANEOUS_NERVE = "lateral_femoral_cutaneous_nerve"
    SUPERIOR_GLUTEAL_NERVE = "superior_gluteal_nerve"
    SCIATIC_NERVE = "sciatic_nerve"
    PUDENDAL_NERVE = "pudendal_nerve"
    HETEROTOPIC_OSSIFICATION = "heterotopic_ossification"
    ANCHOR = "anchor"
    TROCHANTERIC_FRACTURE = "trochanteric_fracture"
    BURSITIS = "bursitis"
    COMPLEX_REGIONAL_PAIN = "complex_regional_pain"
    PLASMA_FLARE = "plasma_flare"
    DONOR_SITE_PAIN = "donor_site_pain"
    DONOR_SITE_HAEMATOMA = "donor_site_haematoma"
    DONOR_SITE_INFECTION = "donor_site_infection"
    GRAFT_REACTION = "graft_reaction"
    ALLERGIC_REACTION = "allergic_reaction"
    VASOVAGAL = "vasovagal"
    TRANSFUSION = "transfusion"
    READMISSION = "readmission"
    REVISION_REPAIR = "revision_repair"
    MUSCLE_TRANSFER = "muscle_transfer"
    HIP_REPLACEMENT = "hip_replacement"
    DEATH = "death"
    OTHER = "other"

    @property
    def label(self) -> str:
        return _LABELS[self]


_LABELS = {
    EventType.RE_RUPTURE: "Tendon torn again",
    EventType.PERSISTENT_TRENDELENBURG: "Persistent Trendelenburg gait",
    EventType.SUPERFICIAL_INFECTION: "Superficial wound infection",
    EventType.DEEP_INFECTION: "Deep infection",
    EventType.HAEMATOMA: "Haematoma",
    EventType.SEROMA: "Seroma",
    EventType.WOUND_DEHISCENCE: "Wound dehiscence",
    EventType.DEEP_VEIN_THROMBOSIS: "Deep vein thrombosis",
    EventType.PULMONARY_EMBOLISM: "Pulmonary embolism",
    EventType.LATERAL_FEMORAL_CUTANEOUS_NERVE: "Injury of the lateral femoral cutaneous nerve",
    EventType.SUPERIOR_GLUTEAL_NERVE: "Injury of the superior gluteal nerve",
    EventType.SCIATIC_NERVE: "Injury of the sciatic nerve",
    EventType.PUDENDAL_NERVE: "Injury of the pudendal nerve",
    EventType.HETEROTOPIC_OSSIFICATION: "Heterotopic ossification",
    EventType.ANCHOR: "Anchor pulled out or prominent",
    EventType.TROCHANTERIC_FRACTURE: "Fracture of the greater trochanter",
    EventType.BURSITIS: "Bursitis again",
    EventType.COMPLEX_REGIONAL_PAIN: "Complex regional pain",
    EventType.PLASMA_FLARE: "Flare after platelet-rich plasma",
    EventType.DONOR_SITE_PAIN: "Pain where blood or marrow was taken",
    EventType.DONOR_SITE_HAEMATOMA: "Haematoma where blood or marrow was taken",
    EventType.DONOR_SITE_INFECTION: "Infection where blood or marrow was taken",
    EventType.GRAFT_REACTION: "Reaction to a graft",
    EventType.ALLERGIC_REACTION: "Allergic reaction",
    EventType.VASOVAGAL: "Fainting while blood or marrow was taken",
    EventType.TRANSFUSION: "Transfusion",
    EventType.READMISSION: "Readmission",
    EventType.REVISION_REPAIR: "Revision of the repair",
    EventType.MUSCLE_TRANSFER: "Muscle transfer",
    EventType.HIP_REPLACEMENT: "Total hip arthroplasty",
    EventType.DEATH: "Death",
    EventType.OTHER: "Another event, described",
}

OPERATIONS = frozenset({EventType.REVISION_REPAIR, EventType.MUSCLE_TRANSFER, EventType.HIP_REPLACEMENT})
"""Each is an operation itself."""

OF_PRODUCT = frozenset(
    {
        EventType.PLASMA_FLARE,
        EventType.DONOR_SITE_PAIN,
        EventType.DONOR_SITE_HAEMATOMA,
        EventType.DONOR_SITE_INFECTION,
        EventType.VASOVAGAL,
    }
)
"""Without a product, and without taking blood or marrow for it, there is no such event."""

KINDS = Wording(
    text="; ".join(kind.label for kind in EventType),
    tag=Tag.PROPOSED,
    note="Is a kind missing, and would the practice call one otherwise?",
)
