"""The faces of the greater trochanter, and which tendon ends on which."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from enthesis.domain.examination.tear import Tendon
from enthesis.domain.terms import Tag, Wording


class Facet(StrEnum):
    SUPEROPOSTERIOR = "superoposterior"
    LATERAL = "lateral"
    ANTERIOR = "anterior"
    POSTERIOR = "posterior"  # no tendon ends here; a bursa lies on it
    VASTUS_RIDGE = "vastus_ridge"

    @property
    def label(self) -> str:
        return FACETS[self].text


FACETS: Mapping[Facet, Wording] = {
    Facet.SUPEROPOSTERIOR: Wording(text="superoposterior facet", tag=Tag.VERIFIED, source="S130f"),
    Facet.LATERAL: Wording(text="lateral facet", tag=Tag.VERIFIED, source="S130f"),
    Facet.ANTERIOR: Wording(text="anterior facet", tag=Tag.VERIFIED, source="S130f"),
    Facet.POSTERIOR: Wording(text="posterior facet", tag=Tag.VERIFIED, source="S130f"),
    Facet.VASTUS_RIDGE: Wording(
        text="vastus ridge", tag=Tag.RECALLED, note="Is this the name of the ridge below the lateral facet?"
    ),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Insertion:
    """Where a tendon ends. The drawing of a tear marks this facet, or for `part` only that part of it."""

    facet: Facet
    part: str = ""
    tag: Tag
    source: str = ""
    note: str = ""

    @property
    def needs_review(self) -> bool:
        return self.tag.needs_review


ENDS = "Does this tendon end on this facet? The drawing of a tear marks it there."

INSERTIONS: Mapping[Tendon, Insertion] = {
    Tendon.GLUTEUS_MEDIUS_ANTERIOR: Insertion(
        facet=Facet.LATERAL,
        part="its front",
        tag=Tag.RECALLED,
        note="Does the anterior part of the gluteus medius end on the front of the lateral facet? "
        "The drawing of a tear marks it there.",
    ),
    Tendon.GLUTEUS_MEDIUS_LATERAL: Insertion(
        facet=Facet.LATERAL, part="its back", tag=Tag.RECALLED, note=ENDS
    ),
    Tendon.GLUTEUS_MEDIUS_POSTEROSUPERIOR: Insertion(
        facet=Facet.SUPEROPOSTERIOR, tag=Tag.RECALLED, note=ENDS
    ),
    Tendon.GLUTEUS_MINIMUS: Insertion(facet=Facet.ANTERIOR, tag=Tag.RECALLED, note=ENDS),
    Tendon.VASTUS_LATERALIS_ORIGIN: Insertion(facet=Facet.VASTUS_RIDGE, tag=Tag.RECALLED, note=ENDS),
}
