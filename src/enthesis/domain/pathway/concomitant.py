"""What else was done at the operation, besides the tendon: studies tell a repair alone from one with more."""

from collections.abc import Iterable
from enum import StrEnum

from enthesis.domain.errors import Invalid
from enthesis.domain.terms import Tag, Wording


class Concomitant(StrEnum):
    """In the order in which they are told."""

    LABRAL_REPAIR = "labral_repair"
    LABRAL_RECONSTRUCTION = "labral_reconstruction"
    LABRAL_DEBRIDEMENT = "labral_debridement"
    LABRAL_AUGMENTATION = "labral_augmentation"
    FEMOROPLASTY = "femoroplasty"
    ACETABULOPLASTY = "acetabuloplasty"
    CAPSULAR_CLOSURE = "capsular_closure"
    CAPSULAR_RELEASE = "capsular_release"
    LIGAMENTUM_TERES_DEBRIDEMENT = "ligamentum_teres_debridement"
    LOOSE_BODY = "loose_body"
    CHONDROPLASTY = "chondroplasty"
    MICROFRACTURE = "microfracture"
    ARTHROPLASTY = "arthroplasty"
    SCIATIC_NEUROLYSIS = "sciatic_neurolysis"

    @property
    def label(self) -> str:
        return {
            Concomitant.LOOSE_BODY: "Loose body removed",
            Concomitant.MICROFRACTURE: "Microfracture of cartilage",
            Concomitant.ARTHROPLASTY: "Total hip arthroplasty",
        }.get(self, self.value.replace("_", " ").capitalize())


PROCEDURES = Wording(
    text="; ".join(procedure.label for procedure in Concomitant),
    tag=Tag.PROPOSED,
    note="Is a procedure missing, and would the practice call one otherwise?",
)


def in_order(told: Iterable[Concomitant]) -> tuple[Concomitant, ...]:
    """The procedures in the order of the list. Raises Invalid for one that is named twice."""
    named = tuple(told)
    if len(set(named)) < len(named):
        raise Invalid("concomitant", "A procedure is named twice.", "Name each procedure once.")
    return tuple(one for one in Concomitant if one in named)
