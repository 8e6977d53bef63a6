"""The three things done with hands: taking, making, giving, as a person enters them."""

from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from enum import StrEnum

from enthesis.domain.biologics.result import CannotCompute, Computed, Known, Result, computed, missing, values
from enthesis.domain.terms import Sourced

RCF_FACTOR = Sourced("0.00001118", "1", tag="R", note="Is the force, in g, this factor × radius (cm) × rpm²?")

SPIN_AGREES = Sourced(
    10,
    "%",
    tag="P",
    note="By how much may the force given for a spin differ from that of its speed and radius?",
)


class Anticoagulant(StrEnum):
    ACD_A = "acd_a"
    CITRATE = "citrate"
    HEPARIN = "heparin"
    EDTA = "edta"
    NONE = "none"

    @property
    def label(self) -> str:
        return {
            "acd_a": "ACD-A",
            "citrate": "Sodium citrate",
            "edta": "EDTA",
            "none": "No anticoagulant",
        }.get(self.value, self.value.capitalize())


class Method(StrEnum):
    CENTRIFUGE = "centrifuge"
    DEVICE_PROGRAM = "device_program"  # the device spins by itself and does not say how
    FILTER = "filter"
    AS_TAKEN = "as_taken"  # used as it was aspirated
    FRAGMENTED = "micro_fragmented"
    ENZYMES = "enzymes"
    CULTURE = "culture"

    @property
    def label(self) -> str:
        if self is Method.FRAGMENTED:
            return "Micro-fragmented"
        return self.value.replace("_", " ").capitalize()


class Activator(StrEnum):
    NONE = "none"
    CALCIUM_CHLORIDE = "calcium_chloride"
    CALCIUM_GLUCONATE = "calcium_gluconate"
    THROMBIN = "thrombin"
    OTHER = "other"

    @property
    def label(self) -> str:
        return "Not activated" if self is Activator.NONE else self.value.replace("_", " ").capitalize()


class Route(StrEnum):
    INJECTED = "injected"
    IMPLANTED = "implanted"

    @property
    def label(self) -> str:
        return self.value.capitalize()


@dataclass(frozen=True, slots=True, kw_only=True)
class Spin:
    """One run of a centrifuge: its force, or speed and rotor radius to compute it; both when known."""

    minutes: Decimal
    force_g: Decimal | None = None
    rpm: Decimal | None = None
    radius_cm: Decimal | None = None

    @property
    def force(self) -> Computed | CannotCompute:
        """In multiples of standard gravity: as set, else computed from speed and radius."""
        if self.force_g is not None:
            return Computed(value=self.force_g, unit="[g]", formula="as set on the centrifuge")
        return relative_force(rpm=self.rpm, radius_cm=self.radius_cm)


def relative_force(*, rpm: Decimal | None, radius_cm: Decimal | None) -> Result:
    """Relative centrifugal force in multiples of standard gravity ([g])."""
    inputs: dict[str, Known] = {"speed (rpm)": rpm, "rotor radius (cm)": radius_cm}
    if lacking := missing(inputs):
        return lacking
    speed, radius = values(inputs)
    force = RCF_FACTOR.value * radius * speed * speed
    return computed(force, "[g]", "1.118e-5 × radius (cm) × rpm²", inputs)


@dataclass(frozen=True, slots=True, kw_only=True)
class Harvest:
    """Blood or marrow taken. `volume_ml` is without the anticoagulant; needle and pulls are marrow's."""

    site: str
    volume_ml: Decimal
    anticoagulant: Anticoagulant
    anticoagulant_ml: Decimal | None
    collected_at: datetime
    needle: str = ""
    pulls: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Preparation:
    """How the product was made. A device that runs its own program has no spins to name.

    `protocol` and `protocol_version` say which of the practice's protocols was chosen; empty where none was.
    """

    method: Method
    device: str
    lot: str
    spins: tuple[Spin, ...]
    started_at: datetime
    ended_at: datetime
    output_ml: Decimal
    protocol: str = ""
    protocol_version: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Delivery:
    """How the product was given: by which route, where in the hip, seen by what, how much.

    `image_guided` is None where nobody said.
    """

    given_at: datetime
    route: Route
    site: str
    guidance: str
    volume_ml: Decimal
    image_guided: bool | None = None
