"""How a practice prepares a product, in versions, beside what was published and what it yielded here."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from decimal import Decimal
from typing import Any

from enthesis.domain.biologics.arithmetic import WHOLE
from enthesis.domain.biologics.catalogue import load_kind
from enthesis.domain.biologics.entries import check_spin, required
from enthesis.domain.biologics.record import Record
from enthesis.domain.biologics.reference import SpinProtocol
from enthesis.domain.biologics.result import CannotCompute, Computed, Known, Result, computed, missing, values
from enthesis.domain.biologics.spin_protocols import SPIN_PROTOCOLS
from enthesis.domain.biologics.steps import RCF_FACTOR, SPIN_AGREES, Activator, Anticoagulant, Spin
from enthesis.domain.biologics.yields.expected import Recovery, own_recovery, published_range
from enthesis.domain.errors import Invalid, NotFound
from enthesis.domain.numbers import plain

PUBLISHED = {protocol.id: protocol for protocol in SPIN_PROTOCOLS}
RECOVERY = "Platelet recovery"


@dataclass(frozen=True, slots=True, kw_only=True)
class PreparationProtocol:
    """One version of how a kind is prepared. A version never changes; `revised` makes the next.

    `follows` is the id of the published protocol it was made after, empty where none was. Without spins the
    device runs its own program.
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

    def __post_init__(self) -> None:
        load_kind(self.kind)
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
    said = []
    if record.device.strip() and record.device.strip().casefold() != protocol.device.strip().casefold():
        said.append(f"The kit is {record.device}; the protocol names {protocol.device}.")
    if record.spins and len(record.spins) != len(protocol.spins):
        said.append(f"It was spun {len(record.spins)} times; the protocol says {len(protocol.spins)}.")
    else:
        pairs = zip(protocol.spins, record.spins, strict=False)
        said += [s for n, (meant, done) in enumerate(pairs, start=1) for s in _spun(n, meant, done)]
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
