"""The complications a patient is told of by name before the operation, and which of them a plan brings."""

from collections.abc import Mapping
from enum import StrEnum
from types import MappingProxyType

from enthesis.domain.biologics.catalogue import load_kind
from enthesis.domain.biologics.kind import Family
from enthesis.domain.outcomes.event_type import EventType
from enthesis.domain.pathway.plan import Plan, Repair
from enthesis.domain.terms import Tag, Wording

NAMED = "Is this complication named to the patient before the operation, and do patients understand it so?"


class Risk(StrEnum):
    """In the order in which they are told."""

    INFECTION = "infection"
    BLEEDING = "bleeding"
    CLOT = "clot"
    NERVE = "nerve"
    PAIN = "pain"
    ALLERGY = "allergy"
    FRACTURE = "fracture"
    NEW_BONE = "new_bone"
    BURSITIS = "bursitis"
    LIMP = "limp"
    TORN_AGAIN = "torn_again"
    ANCHOR = "anchor"
    GRAFT = "graft"
    AGAIN = "again"
    DEATH = "death"
    DRAWN = "drawn"
    FLARE = "flare"


EVENTS: Mapping[Risk, tuple[EventType, ...]] = MappingProxyType(
    {
        Risk.INFECTION: (EventType.SUPERFICIAL_INFECTION, EventType.DEEP_INFECTION),
        Risk.BLEEDING: (
            EventType.HAEMATOMA,
            EventType.SEROMA,
            EventType.WOUND_DEHISCENCE,
            EventType.TRANSFUSION,
        ),
        Risk.CLOT: (EventType.DEEP_VEIN_THROMBOSIS, EventType.PULMONARY_EMBOLISM),
        Risk.NERVE: (
            EventType.LATERAL_FEMORAL_CUTANEOUS_NERVE,
            EventType.SUPERIOR_GLUTEAL_NERVE,
            EventType.SCIATIC_NERVE,
            EventType.PUDENDAL_NERVE,
        ),
        Risk.PAIN: (EventType.COMPLEX_REGIONAL_PAIN,),
        Risk.ALLERGY: (EventType.ALLERGIC_REACTION,),
        Risk.FRACTURE: (EventType.TROCHANTERIC_FRACTURE,),
        Risk.NEW_BONE: (EventType.HETEROTOPIC_OSSIFICATION,),
        Risk.BURSITIS: (EventType.BURSITIS,),
        Risk.LIMP: (EventType.PERSISTENT_TRENDELENBURG,),
        Risk.TORN_AGAIN: (EventType.RE_RUPTURE,),
        Risk.ANCHOR: (EventType.ANCHOR,),
        Risk.GRAFT: (EventType.GRAFT_REACTION,),
        Risk.AGAIN: (
            EventType.READMISSION,
            EventType.REVISION_REPAIR,
            EventType.MUSCLE_TRANSFER,
            EventType.HIP_REPLACEMENT,
        ),
        Risk.DEATH: (EventType.DEATH,),
        Risk.DRAWN: (
            EventType.DONOR_SITE_PAIN,
            EventType.DONOR_SITE_HAEMATOMA,
            EventType.DONOR_SITE_INFECTION,
            EventType.VASOVAGAL,
        ),
        Risk.FLARE: (EventType.PLASMA_FLARE,),
    }
)
"""Every adverse event with words of its own stands under one of them."""


def _named(text: str) -> Wording:
    return Wording(text=text, tag=Tag.PROPOSED, note=NAMED)


TOLD: Mapping[Risk, Wording] = MappingProxyType(
    {
        Risk.INFECTION: _named("An infection of the wound, or deeper in the hip."),
        Risk.BLEEDING: _named(
            "Bleeding, fluid under the skin, or a wound that opens again. You may need donor blood."
        ),
        Risk.CLOT: _named("A blood clot in a leg vein. It can travel to the lung."),
        Risk.NERVE: _named("Injury to a nerve: numb skin, weakness or pain."),
        Risk.PAIN: _named("Pain that lasts and spreads beyond the wound."),
        Risk.ALLERGY: _named("An allergic reaction."),
        Risk.FRACTURE: _named("A break of the bone on the side of the hip."),
        Risk.NEW_BONE: _named("Bone that grows where it does not belong."),
        Risk.BURSITIS: _named("The cushion over the bone gets inflamed again."),
        Risk.LIMP: _named("A limp that stays."),
        Risk.TORN_AGAIN: _named("The tendon tears again."),
        Risk.ANCHOR: _named("An anchor that pulls out, or that sticks out of the bone."),
        Risk.GRAFT: _named("A reaction to the graft."),
        Risk.AGAIN: _named(
            "Going back to the hospital, or another operation: the repair again, a muscle moved, "
            "or a new hip joint."
        ),
        Risk.DEATH: _named("Death."),
        Risk.DRAWN: _named(
            "Where blood or marrow is drawn: pain, bleeding or an infection. You may faint while it is drawn."
        ),
        Risk.FLARE: _named("More pain for a time after platelet-rich plasma was given."),
    }
)


def risks_of(plan: Plan) -> tuple[Risk, ...]:
    """The complications to name for this plan, in order; those of what it does not hold are left out."""
    family = load_kind(plan.biologic.product).family if plan.biologic else None
    brought = {
        Risk.TORN_AGAIN: plan.repair is not Repair.NONE,
        Risk.ANCHOR: plan.anchors > 0,
        Risk.GRAFT: plan.has_graft,
        Risk.DRAWN: plan.biologic is not None,
        Risk.FLARE: family is Family.PLASMA,
    }
    return tuple(risk for risk in Risk if brought.get(risk, True))
