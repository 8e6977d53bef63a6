"""Published spin protocols and what devices and marrow yielded: for comparison, never a limit."""

from dataclasses import dataclass

from enthesis.domain.terms import Sourced, Tag, Wording


@dataclass(frozen=True, slots=True, kw_only=True)
class Range:
    """From `low` to `high`; one published value is both."""

    low: Sourced
    high: Sourced


@dataclass(frozen=True, slots=True, kw_only=True)
class ProtocolSpin:
    force: Range
    time: Range


@dataclass(frozen=True, slots=True, kw_only=True)
class Yielded:
    """What a protocol or device gave. `spread` is the standard deviation where it was given."""

    title: str
    range: Range
    spread: Sourced | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class SpinProtocol:
    """A published way to spin blood, in multiples of gravity, and its measured yield."""

    id: str
    title: str
    spins: tuple[ProtocolSpin, ...]
    taken: Range | None
    handling: str
    yielded: tuple[Yielded, ...]
    source: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Reference:
    """What was measured in others' products; `values` none where only a sentence was read."""

    id: str
    title: str
    values: tuple[Yielded, ...]
    wording: Wording | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class KitClass:
    """How a publication classed a kit's plasma. Its counts were not printed; no kit reached five times."""

    kit: str
    paw: str
    mishra: str
    tag: Tag
    source: str

    @property
    def needs_review(self) -> bool:
        return self.tag.needs_review
