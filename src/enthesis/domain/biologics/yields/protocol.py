"""How a practice prepares a product, in versions, beside what was published and what it yielded here."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from decimal import Decimal
from typing import Any

from enthesis.domain.biologics.arithmetic import WHOLE
from enthesis.domain.biologics.catalogue import load_kind
from enthesis.domain.biologics.entries import check_spin, required
from enthesis.domain.biologics.measurement import Amount
from enthesis.domain.biologics.record import Record
from enthesis.domain.biologics.reference import SpinProtocol
from enthesis.domain.biologics.result import CannotCompute, Computed, Known, Result, computed, missing, values
from enthesis.domain.biologics.spin_protocols import SPIN_PROTOCOLS
from enthesis.domain.biologics.steps import (
    RCF_FACTOR,
    SPIN_AGREES,
    Activator,
    Anticoagulant,
    Method,
    Spin,
)
from enthesis.domain.biologics.yields.expected import Recovery, own_recovery, published_range
from enthesis.domain.errors import Invalid, NotFound
from enthesis.domain.numbers import plain
from enthesis.domain.terms import Sourced

VOLUME_AGREES = Sourced(
    10,
    "%",
    tag="P",
    note="By how much may a volume or the share of anticoagulant differ from its protocol untold?",
)
PUBLISHED = {protocol.id: protocol for protocol in SPIN_PROTOCOLS}
RECOVERY = "Platelet recovery"


@dataclass(frozen=True, slots=True, kw_only=True)
class PreparationProtocol:
    """One version of how a kind is prepared. A version never changes; `revised` makes the next.

    `follows` is the id of the published protocol it was made after, empty where none was. Without spins the
    device runs its own program. `anticoagulant_ratio` is how many parts of blood one part of it takes, None
    where nobody said; `notes` are of temperature, waiting and hands. One that is not `is_offered` is kept
    and chosen no more.
    """

    id: str
    version: int
    title: str
    kind: str
    device: str
    spins: tuple[Spin, ...]
    blood_ml: Decimal
    product_ml: Decimal
    anticoagulant: Anticoagulant
    activator: Activator | None = None
    activation_detail: str = ""
    follows: str = ""
    anticoagulant_ratio: Decimal | None = None
    notes: str = ""
    is_offered: bool = True

    def __post_init__(self) -> None:
        kind = load_kind(self.kind)
        required(self.title, "title", "Name the protocol.")
        required(self.device, "device", "Name the kit or device.")
        if self.version < 1:
            raise ValueError("The first version is 1.")
        if not 0 < self.product_ml <= self.blood_ml:
            raise Invalid(
                "product_ml",
                "More comes out than goes in, or nothing.",
                "Correct the volumes, in mL.",
            )
        for spin in self.spins:
            check_spin(spin)
        if self.spins and Method.CENTRIFUGE not in kind.methods:
            raise Invalid("spins", f"{kind.title} is not spun.", "Leave the spins out.")
        _check_anticoagulant(self, takes=kind.takes_anticoagulant, title=kind.title)
        if self.follows and self.follows not in PUBLISHED:
            known = ", ".join(PUBLISHED)
            raise NotFound(
                "protocol", f"No protocol “{self.follows[:40]}” was published here.", f"Choose {known}."
            )

    @property
    def published(self) -> SpinProtocol | None:
        return PUBLISHED.get(self.follows)

    def revised(self, **changes: Any) -> "PreparationProtocol":
        """The next version; Invalid where nothing is changed."""
        new = replace(self, **changes, version=self.version + 1)
        if replace(new, version=self.version) == self:
            raise Invalid("protocol", "Nothing was changed.", "Change a value, or keep this version.")
        return new


@dataclass(frozen=True, slots=True, kw_only=True)
class Beside:
    """What was published of a protocol's recovery, and what this practice's own preparations recovered."""

    published: Recovery | CannotCompute
    own: Recovery | CannotCompute


def beside(protocol: PreparationProtocol, records: Iterable[Record]) -> Beside:
    """`records` are those prepared by this protocol."""
    return Beside(published=published_recovery(protocol.follows), own=own_recovery(records))


def published_recovery(name: str) -> Recovery | CannotCompute:
    """The recovery of whole blood that a published protocol printed; a share of one spin alone is none."""
    found = PUBLISHED.get(name)
    if found is None:
        return CannotCompute(because="It follows no published protocol.")
    whole = next((y for y in found.yielded if y.title == RECOVERY), None)
    if whole is None:
        return CannotCompute(
            because=f"The recovery of both spins together was not published ({found.title})."
        )
    return published_range(found.title, whole.range.low, whole.range.high)


def departures(protocol: PreparationProtocol, record: Record) -> tuple[str, ...]:
    """Where a preparation was done otherwise than its protocol says, in sentences; what is unknown is not."""
    said = [*_kit(protocol, record), *_taken(protocol, record)]
    if record.spins and len(record.spins) != len(protocol.spins):
        said.append(f"It was spun {len(record.spins)} times; the protocol says {len(protocol.spins)}.")
    else:
        pairs = zip(protocol.spins, record.spins, strict=False)
        said += [s for n, (meant, done) in enumerate(pairs, start=1) for s in _spun(n, meant, done)]
    if _differs(protocol.product_ml, record.output_volume):
        said.append(_volume("came out", record.output_volume, protocol.product_ml))
    if record.activator is not None and protocol.activator not in (None, record.activator):
        said.append(f"Activation: {record.activator.label}; the protocol says otherwise.")
    return tuple(said)


def speed_for(*, force_g: Known, radius_cm: Known) -> Result:
    """The speed, in turns a minute, that gives this force on this rotor: √(g / (1.118e-5 × radius))."""
    inputs = {"force (g)": force_g, "rotor radius (cm)": radius_cm}
    if lacking := missing(inputs):
        return lacking
    force, radius = values(inputs)
    if force <= 0 or radius <= 0:
        return CannotCompute(missing=("a force and a radius above zero",))
    return computed(
        (force / (RCF_FACTOR.value * radius)).sqrt(), "/min", "√(g / (1.118e-5 × radius (cm)))", inputs
    )


def _spun(number: int, meant: Spin, done: Spin) -> list[str]:
    said = []
    force, found = meant.force, done.force
    if (
        isinstance(force, Computed)
        and isinstance(found, Computed)
        and abs(found.value - force.value) * WHOLE > SPIN_AGREES.value * force.value
    ):
        had, says = plain(found.rounded(0)), plain(force.rounded(0))
        said.append(f"Spin {number} had {had} × g; the protocol says {says} × g.")
    if done.minutes != meant.minutes:
        said.append(
            f"Spin {number} took {plain(done.minutes)} min; the protocol says {plain(meant.minutes)} min."
        )
    return said


def _kit(protocol: PreparationProtocol, record: Record) -> list[str]:
    if not record.device.strip() or record.device.strip().casefold() == protocol.device.strip().casefold():
        return []
    return [f"The kit is {record.device}; the protocol names {protocol.device}."]


def _taken(protocol: PreparationProtocol, record: Record) -> list[str]:
    """Blood and anticoagulant, and how they were mixed."""
    said, added = [], record.anticoagulant_volume
    if _differs(protocol.blood_ml, record.source_volume):
        said.append(_volume("were taken", record.source_volume, protocol.blood_ml))
    if record.anticoagulant not in (None, protocol.anticoagulant):
        said.append(
            f"{record.anticoagulant.label} was used; the protocol says {protocol.anticoagulant.label}."
        )
    elif protocol.anticoagulant_ratio and record.source_volume and added and added.value:
        mixed = Amount(value=record.source_volume.value / added.value, unit="1", basis=added.basis)
        if _differs(protocol.anticoagulant_ratio, mixed):
            had, says = f"{mixed.value:.1f}", plain(protocol.anticoagulant_ratio)
            said.append(f"One part of anticoagulant took {had} of blood; the protocol says {says}.")
    return said


def _differs(meant: Decimal, found: Amount | None) -> bool:
    return found is not None and abs(found.value - meant) * WHOLE > VOLUME_AGREES.value * meant


def _volume(did: str, found: Amount | None, meant: Decimal) -> str:
    had = plain(found.value) if found else ""
    return f"{had} mL {did}; the protocol says {plain(meant)} mL."


def _check_anticoagulant(protocol: PreparationProtocol, *, takes: bool, title: str) -> None:
    ratio = protocol.anticoagulant_ratio
    if not takes and protocol.anticoagulant is not Anticoagulant.NONE:
        raise Invalid(
            "anticoagulant",
            f"{title} is made of blood without an anticoagulant.",
            "Choose “No anticoagulant”.",
        )
    if ratio is not None and protocol.anticoagulant is Anticoagulant.NONE:
        raise Invalid(
            "anticoagulant_ratio", "Without an anticoagulant there is no share of it.", "Leave it empty."
        )
    if ratio is not None and not (ratio.is_finite() and ratio > 0):
        raise Invalid(
            "anticoagulant_ratio",
            "The parts of blood to one of anticoagulant are not above zero.",
            "Enter them, such as 10.",
        )
