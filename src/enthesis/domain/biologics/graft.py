"""What a graft file declares: what it is made of, what its record must hold, its law, published reasons."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from enthesis.domain.terms import Tag, Wording


class Origin(StrEnum):
    DONOR = "donor"
    ANIMAL = "animal"
    SYNTHETIC = "synthetic"
    OWN = "own"

    @property
    def label(self) -> str:
        return {
            Origin.DONOR: "Another person's tissue",
            Origin.ANIMAL: "Animal tissue",
            Origin.SYNTHETIC: "Synthetic",
            Origin.OWN: "The person's own tissue",
        }[self]


class Detail(StrEnum):
    """What stands on a graft's package or in its papers."""

    DONOR_ID = "donor_id"
    TISSUE_BANK = "tissue_bank"
    LOT = "lot"
    EXPIRY = "expiry"
    UDI_DI = "udi_di"

    @property
    def label(self) -> str:
        return {Detail.DONOR_ID: "donor id", Detail.UDI_DI: "device identifier (UDI-DI)"}.get(
            self, self.value.replace("_", " ")
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class Need:
    """One detail the record must hold, and how far it may be trusted that it must."""

    id: Detail
    tag: Tag
    source: str = ""
    note: str = ""

    @property
    def title(self) -> str:
        return self.id.label.capitalize() if self.id is not Detail.UDI_DI else self.id.label

    @property
    def needs_review(self) -> bool:
        return self.tag.needs_review


@dataclass(frozen=True, slots=True, kw_only=True)
class GraftKind:
    """One graft a plan may name. `reasons` are published; without any, none was found."""

    id: str
    title: str
    origin: Origin
    needs: tuple[Need, ...]
    regulation: tuple[Wording, ...] = ()
    reasons: tuple[Wording, ...] = ()


# A title, what is recorded, and the sentences that follow.
GraftExample = tuple[str, Mapping[Detail, str], tuple[str, ...]]


def lacking(graft: GraftKind, told: Mapping[Detail, str]) -> tuple[str, ...]:
    """What is missing in the record of a placed graft, a sentence each; empty when nothing is."""
    missing = (need.id for need in graft.needs if not told.get(need.id, "").strip())
    return tuple(f"{graft.title}: the {detail.label} is not recorded." for detail in missing)
