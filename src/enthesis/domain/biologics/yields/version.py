"""The versions of a practice's protocols: who put each in force, when and why, and what it changed."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import datetime

from enthesis.domain.biologics.catalogue import load_kind
from enthesis.domain.biologics.result import Computed
from enthesis.domain.biologics.steps import Method, Spin
from enthesis.domain.biologics.yields.protocol import PUBLISHED, PreparationProtocol
from enthesis.domain.errors import Invalid
from enthesis.domain.numbers import plain
from enthesis.domain.terms import PersonId, PracticeId


@dataclass(frozen=True, slots=True, kw_only=True)
class ProtocolVersion:
    """One version of one protocol of a practice: from when, who put it in force, why. Never changed."""

    practice: PracticeId
    protocol: PreparationProtocol
    at: datetime
    by: PersonId
    name: str
    why: str

    @property
    def key(self) -> str:
        """What a preparation that follows it is chosen by: the protocol and this version of it."""
        return f"{self.protocol.id}/{self.protocol.version}"

    @property
    def label(self) -> str:
        return f"{self.protocol.title}, version {self.protocol.version}"


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """One thing that a version says otherwise than the one before."""

    what: str
    before: str
    after: str


def next_version(last: PreparationProtocol | None, wanted: PreparationProtocol) -> PreparationProtocol:
    """What is wanted, as the version after `last`. Raises Invalid where nothing is new, or the product is."""
    if last is None:
        return replace(wanted, version=1)
    if wanted.kind != last.kind:
        raise Invalid(
            "kind",
            f"This protocol makes {load_kind(last.kind).title}: its yields would no longer compare.",
            "Write a new protocol for the other product.",
        )
    told = {name: getattr(wanted, name) for name in PreparationProtocol.__dataclass_fields__}
    return last.revised(**{name: value for name, value in told.items() if name not in ("id", "version")})


def changes(before: PreparationProtocol | None, after: PreparationProtocol) -> tuple[Change, ...]:
    """What differs between two versions, in words; everything is new in the first."""
    was = dict(told(before)) if before else {}
    now = dict(told(after))
    return tuple(
        Change(what=what, before=was.get(what, "–"), after=now.get(what, "–"))
        for what in dict.fromkeys((*was, *now))
        if was.get(what) != now.get(what)
    )


def told(protocol: PreparationProtocol) -> Iterator[tuple[str, str]]:
    """What a protocol says, line by line: what it is, and in words."""
    yield "Title", protocol.title
    yield "Product", load_kind(protocol.kind).title
    yield "Kit or device", protocol.device
    for number, spin in enumerate(protocol.spins, start=1):
        yield f"Spin {number}", spin_in_words(spin)
    if not protocol.spins:
        yield "Spins", "none: the device runs its own program, or nothing is spun"
    yield "Blood or marrow in", f"{plain(protocol.blood_ml)} mL"
    yield "Product out", f"{plain(protocol.product_ml)} mL"
    yield "Anticoagulant", _anticoagulant(protocol)
    yield "Activation", _activation(protocol)
    if protocol.notes:
        yield "Temperature, time, hands", protocol.notes
    if protocol.follows:
        yield "Made after", PUBLISHED[protocol.follows].title
    yield "Offered at the bench", "yes" if protocol.is_offered else "no"


def spin_in_words(spin: Spin) -> str:
    """1600 × g for 20 min, with speed and radius where they are known."""
    force = spin.force
    parts = f"{plain(force.rounded(0))} × g" if isinstance(force, Computed) else "force unknown"
    speed = (
        f" ({plain(spin.rpm)} rpm, radius {plain(spin.radius_cm)} cm)" if spin.rpm and spin.radius_cm else ""
    )
    return f"{parts} for {plain(spin.minutes)} min{speed}"


def method_of(protocol: PreparationProtocol) -> Method:
    """How one prepares who follows it: by centrifuge where it names spins, else in its kind's own way."""
    own = tuple(m for m in load_kind(protocol.kind).methods if m is not Method.CENTRIFUGE)
    return Method.CENTRIFUGE if protocol.spins or not own else own[0]


def _anticoagulant(protocol: PreparationProtocol) -> str:
    if protocol.anticoagulant_ratio is None:
        return protocol.anticoagulant.label
    return f"{protocol.anticoagulant.label}, one part to {plain(protocol.anticoagulant_ratio)} of blood"


def _activation(protocol: PreparationProtocol) -> str:
    if protocol.activator is None:
        return "left to the surgeon"
    return ", ".join(p for p in (protocol.activator.label, protocol.activation_detail) if p)
