"""How grave an event was, and how much it has to do with the treatment: the scales, in our own words."""

from collections.abc import Mapping
from enum import IntEnum, StrEnum
from types import MappingProxyType

from enthesis.domain.terms import Tag, Wording


class Grade(StrEnum):
    """Modified Clavien–Dindo–Sink: by what an event needed."""

    I = "I"  # noqa: E741, its own name
    II = "II"
    III = "III"
    IVA = "IVa"
    IVB = "IVb"
    V = "V"

    @property
    def rank(self) -> int:
        """From mild to grave."""
        return tuple(Grade).index(self)


class Severity(IntEnum):
    """Common terminology for adverse events: how strong it was."""

    MILD = 1
    MODERATE = 2
    SEVERE = 3
    LIFE_THREATENING = 4
    DEATH = 5


class Seriousness(StrEnum):
    """Why an event is serious; one is enough. Strong and serious are two things."""

    DEATH = "death"
    LIFE_THREAT = "life_threat"
    HOSPITALISATION = "hospitalisation"
    DISABILITY = "disability"
    INTERVENTION = "intervention"

    @property
    def label(self) -> str:
        return self.value.replace("_", " ")


class Relatedness(StrEnum):
    """How surely an event comes from something that was done."""

    UNRELATED = "unrelated"
    UNLIKELY = "unlikely"
    POSSIBLE = "possible"
    PROBABLE = "probable"
    DEFINITE = "definite"

    @property
    def is_attributed(self) -> bool:
        return self not in (Relatedness.UNRELATED, Relatedness.UNLIKELY)


class Procedure(StrEnum):
    """What was done, of which an event may come: taking, giving, or one step of the operation."""

    HARVEST = "harvest"
    GIVING = "giving"
    ANAESTHESIA = "anaesthesia"
    CONVERSION = "conversion"
    BAND_RELEASE = "band_release"
    BURSECTOMY = "bursectomy"
    DEBRIDEMENT = "debridement"
    FOOTPRINT = "footprint"
    MICROPUNCTURE = "micropuncture"
    REATTACHMENT = "reattachment"
    GRAFT = "graft"
    TRANSFER = "transfer"
    CLOSURE = "closure"

    @property
    def label(self) -> str:
        return {
            Procedure.HARVEST: "Blood or marrow was taken",
            Procedure.GIVING: "The product was given",
            Procedure.ANAESTHESIA: "Anaesthesia",
            Procedure.CONVERSION: "Changed to another approach",
            Procedure.BAND_RELEASE: "Iliotibial band or reflected tendon released",
            Procedure.BURSECTOMY: "Bursa removed",
            Procedure.DEBRIDEMENT: "Damaged tendon removed",
            Procedure.FOOTPRINT: "Bone of the footprint prepared",
            Procedure.MICROPUNCTURE: "Footprint micropunctured",
            Procedure.REATTACHMENT: "Tendon reattached",
            Procedure.GRAFT: "Graft placed",
            Procedure.TRANSFER: "Muscle transferred",
            Procedure.CLOSURE: "Wound closed",
        }[self]


class Outcome(StrEnum):
    """How it went on; unknown is None."""

    RESOLVED = "resolved"
    WITH_SEQUELAE = "resolved_with_sequelae"
    RECOVERING = "recovering"
    ONGOING = "ongoing"
    FATAL = "fatal"

    @property
    def label(self) -> str:
        return self.value.replace("_", " ")

    @property
    def is_over(self) -> bool:
        return self in (Outcome.RESOLVED, Outcome.WITH_SEQUELAE)


def _read(text: str, note: str = "") -> Wording:
    return Wording(text=text, tag=Tag.VERIFIED, source="S93", note=note)


def _recalled(text: str) -> Wording:
    return Wording(text=text, tag=Tag.RECALLED, note="Confirm this level and its wording.")


GRADES: Mapping[Grade, Wording] = MappingProxyType(
    {
        Grade.I: _read("nothing beyond routine care was needed"),
        Grade.II: _read("more than routine, without admission: drugs or closer follow-up"),
        Grade.III: _read(
            "an investigation, an admission or another operation was needed",
            "Some versions split it in two: is one grade enough?",
        ),
        Grade.IVA: _read("life or limb in danger, or harm that may last; without long-term disability"),
        Grade.IVB: _read("life or limb in danger, or harm that may last; with long-term disability"),
        Grade.V: _read("death"),
    }
)

SEVERITIES: Mapping[Severity, Wording] = MappingProxyType(
    {
        Severity.MILD: _recalled("mild"),
        Severity.MODERATE: _recalled("moderate"),
        Severity.SEVERE: _recalled("severe"),
        Severity.LIFE_THREATENING: _recalled("life-threatening"),
        Severity.DEATH: _recalled("death"),
    }
)

CRITERIA = Wording(
    text=", ".join(s.label for s in Seriousness),
    tag=Tag.RECALLED,
    note="Are these the criteria of a serious event, and is a prolonged stay among them?",
)
RELATEDNESS = Wording(
    text=", ".join(Relatedness),
    tag=Tag.RECALLED,
    note="Are these the five levels the practice and its review board use?",
)
