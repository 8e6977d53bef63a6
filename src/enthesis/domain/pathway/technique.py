"""How an operation is to be done: position, release, tendons, transfer, anaesthesia, and what follows it.

Each is None in a plan that does not say it, as in plans from before it was asked.
"""

from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum

from enthesis.domain.errors import Invalid
from enthesis.domain.examination.classification import Classified
from enthesis.domain.pathway.rehabilitation import LALL, Protocol, load_protocol, protocol_for
from enthesis.domain.terms import Tag, Wording, is_number


class Position(StrEnum):
    SUPINE = "supine"
    LATERAL = "lateral"


POSITIONS = Wording(
    text="supine; lateral", tag=Tag.RECALLED, note="Is the patient ever placed otherwise for this operation?"
)


class BandRelease(StrEnum):
    """What is done to the iliotibial band to reach the tendon or to take tension off it."""

    NONE = "none"
    WINDOW = "window"
    LENGTHENING = "lengthening"
    REFLECTED_TENDON = "reflected_tendon"

    @property
    def label(self) -> str:
        return {
            BandRelease.NONE: "None",
            BandRelease.WINDOW: "Window along its fibres",
            BandRelease.LENGTHENING: "Z- or V-Y lengthening",
            BandRelease.REFLECTED_TENDON: "Reflected tendon of gluteus maximus released",
        }[self]


RELEASES = (
    Wording(text="V-Y lengthening of the iliotibial band", tag=Tag.VERIFIED, source="S30"),
    Wording(text="release of the reflected tendon with the repair", tag=Tag.VERIFIED, source="S25"),
)


class Footprint(StrEnum):
    """How the bone is prepared where the tendon goes, besides micropuncture."""

    NONE = "none"
    DECORTICATION = "decortication"
    BONE_TROUGH = "bone_trough"


class RepairedTendons(StrEnum):
    MEDIUS = "medius"
    MINIMUS = "minimus"
    BOTH = "both"

    @property
    def label(self) -> str:
        return {
            RepairedTendons.MEDIUS: "Gluteus medius",
            RepairedTendons.MINIMUS: "Gluteus minimus",
            RepairedTendons.BOTH: "Gluteus medius and minimus",
        }[self]


class Transfer(StrEnum):
    """Which muscle takes over, where the tendon cannot be repaired."""

    NONE = "none"
    MAXIMUS = "gluteus_maximus"
    MAXIMUS_AND_TFL = "gluteus_maximus_and_tfl"
    VASTUS_LATERALIS = "vastus_lateralis"

    @property
    def label(self) -> str:
        return {
            Transfer.NONE: "None",
            Transfer.MAXIMUS: "Gluteus maximus",
            Transfer.MAXIMUS_AND_TFL: "Gluteus maximus and tensor fasciae latae",
            Transfer.VASTUS_LATERALIS: "Vastus lateralis advanced",
        }[self]


class GraftFixation(StrEnum):
    """What holds a graft to tendon and bone."""

    SUTURES = "sutures"
    ANCHORS = "anchors"
    STAPLES = "staples"


FIXATIONS = Wording(
    text="sutures; anchors; staples",
    tag=Tag.PROPOSED,
    note="Are these the ways in which a graft is fixed here, and is any other to be told apart?",
)


class Method(StrEnum):
    GENERAL = "general"
    SPINAL = "spinal"


@dataclass(frozen=True, slots=True, kw_only=True)
class Anaesthesia:
    """How pain is taken away during the operation; `block` names a nerve block, with drug, strength, volume.

    `at_site` says whether it reaches where the product goes, and is None where that is not said. What it then
    brings there is judged; of one that does not reach there, candidacy asks what else goes there.
    """

    method: Method
    block: str = ""
    drug: str = ""
    percent: Decimal | None = None
    volume_ml: Decimal | None = None
    at_site: bool | None = None

    def __post_init__(self) -> None:
        if not self.block.strip() and (self.drug.strip() or self.percent or self.volume_ml):
            raise Invalid("block", "A drug is planned for a block that is not named.", "Name the block.")
        if not self.block.strip() and self.at_site:
            raise Invalid("block", "A block reaches the product and is not named.", "Name the block.")
        if self.at_site and not self.drug.strip():
            raise Invalid(
                "block_drug",
                "The block reaches where the product goes, and its drug is not named.",
                "Name the drug: what meets the product is judged.",
            )
        if self.percent is not None and not (is_number(self.percent) and 0 < self.percent <= 100):
            raise Invalid(
                "block_percent", f"A strength of {self.percent} % cannot be.", "Enter it as printed."
            )
        check_above_zero("block_volume", "The volume of the block", self.volume_ml)


@dataclass(frozen=True, slots=True, kw_only=True)
class FollowedProtocol:
    """The rehabilitation a plan follows, by id and version: a later version changes no plan."""

    protocol: str
    version: int

    def load(self) -> Protocol:
        """Raises NotFound when there is no such protocol in this version."""
        return load_protocol(self.protocol, self.version)


def usual_protocol(classified: Classified | None) -> FollowedProtocol | None:
    """The one that follows the type of the tear; None where none does, or the type is not Lall's."""
    if classified is None or classified.scheme != LALL:
        return None
    found = protocol_for(classified.chosen)
    return FollowedProtocol(protocol=found.id, version=found.version) if found else None


def check_above_zero(code: str, what: str, number: Decimal | None) -> None:
    """Raises Invalid for a measure that is no number above 0; None is not said."""
    if number is not None and not (is_number(number) and number > 0):
        raise Invalid(code, f"{what} cannot be {number}.", "Enter a number above 0, or leave it empty.")
