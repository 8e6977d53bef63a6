"""What a class of a product was made of: each quantity it reads, and each limit it has."""

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType, ModuleType

from enthesis.domain.biologics.composition import FOLDER
from enthesis.domain.biologics.measurement import Amount, Quantity
from enthesis.domain.biologics.quantities import QUANTITIES
from enthesis.domain.biologics.record import Record
from enthesis.domain.discovery import modules
from enthesis.domain.numbers import in_words, with_unit
from enthesis.domain.terms import Sourced


@dataclass(frozen=True, slots=True, kw_only=True)
class Input:
    """A quantity that a class reads, and what is known of it; `amount` is None where nobody measured it."""

    quantity: Quantity
    amount: Amount | None

    @property
    def sentence(self) -> str:
        if self.amount is None:
            return f"{self.quantity.title}: not known"
        size = with_unit(self.amount.value, self.amount.unit)
        return f"{self.quantity.title}: {size}, {self.amount.basis.value}"


@dataclass(frozen=True, slots=True, kw_only=True)
class Boundary:
    """A limit of a class, and what it parts: P2 up to 750 ×10³/µL."""

    title: str
    limit: Sourced

    @property
    def sentence(self) -> str:
        return f"{self.title} {in_words(self.limit)}".rstrip()


def inputs(classification: str, record: Record) -> tuple[Input, ...]:
    """Every quantity a class reads, in its order, as the record has it."""
    return tuple(Input(quantity=QUANTITIES[n], amount=record.values.get(n)) for n in READS[classification])


def _limits(module: ModuleType) -> tuple[Boundary, ...]:
    """The limits a class file declares, each under its name there."""
    declared = [(name, value) for name, value in vars(module).items() if not name.startswith("_")]
    return tuple(
        Boundary(title=_title(name.removesuffix("S") if isinstance(value, tuple) else name), limit=part)
        for name, value in declared
        for part in (value if isinstance(value, tuple) else (value,))
        if isinstance(part, Sourced)
    )


def _title(name: str) -> str:
    """DOSE_A_ABOVE as “Dose A above”: what is no word keeps its letters."""
    words = " ".join(w if len(w) == 1 or any(map(str.isdigit, w)) else w.lower() for w in name.split("_"))
    return words[:1].upper() + words[1:]


_FILES = modules(FOLDER, "CLASSIFICATION", "READ", "classify", "EXAMPLES")
READS: Mapping[str, tuple[str, ...]] = MappingProxyType({m.CLASSIFICATION.id: m.READ for m in _FILES})
BOUNDARIES: Mapping[str, tuple[Boundary, ...]] = MappingProxyType(
    {m.CLASSIFICATION.id: _limits(m) for m in _FILES}
)
