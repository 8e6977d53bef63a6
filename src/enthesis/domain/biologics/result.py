"""A result, or what is missing for one; nothing is guessed."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal

from enthesis.domain.biologics.measurement import Amount, Basis


@dataclass(frozen=True, slots=True, kw_only=True)
class Computed:
    """A value with its UCUM unit and formula. `basis` is CLAIMED as soon as one input was only claimed.

    `inputs` are the named values it was made of, in the order of the formula.
    """

    value: Decimal
    unit: str
    formula: str
    basis: Basis = Basis.MEASURED
    note: str = ""
    inputs: "tuple[tuple[str, Known], ...]" = ()

    def rounded(self, places: int) -> Decimal:
        """Rounded half up, for people to read."""
        return self.value.quantize(Decimal(1).scaleb(-places), rounding=ROUND_HALF_UP)


@dataclass(frozen=True, slots=True, kw_only=True)
class CannotCompute:
    """No result, because these values are missing, or, where none is, for what `because` says."""

    missing: tuple[str, ...] = ()
    because: str = ""

    @property
    def sentence(self) -> str:
        if self.because:
            return self.because
        verb = "is" if len(self.missing) == 1 else "are"
        return f"Cannot be computed: {', '.join(self.missing)} {verb} missing."


Result = Computed | CannotCompute
Known = Amount | Decimal | None
Inputs = Mapping[str, Known]


def missing(inputs: Inputs) -> CannotCompute | None:
    """Which of the named values are absent, or None when all are there."""
    names = tuple(name for name, known in inputs.items() if known is None)
    return CannotCompute(missing=names) if names else None


def all_missing(*found: object) -> CannotCompute | None:
    """What these lack together, each named once, else why one has no result; None when all are there."""
    lacking = [f for f in found if isinstance(f, CannotCompute)]
    names = dict.fromkeys(name for f in lacking for name in f.missing)
    if names or not lacking:
        return CannotCompute(missing=tuple(names)) if names else None
    return lacking[0]


def values(inputs: Inputs) -> tuple[Decimal, ...]:
    """The numbers of inputs none of which is missing, in their order."""
    known = (known for known in inputs.values() if known is not None)
    return tuple(one.value if isinstance(one, Amount) else one for one in known)


def basis_of(inputs: Iterable[Known]) -> Basis:
    claims = any(isinstance(i, Amount) and i.basis is Basis.CLAIMED for i in inputs)
    return Basis.CLAIMED if claims else Basis.MEASURED


def computed(value: Decimal, unit: str, formula: str, inputs: Inputs, note: str = "") -> Computed:
    return Computed(
        value=value,
        unit=unit,
        formula=formula,
        basis=basis_of(inputs.values()),
        note=note,
        inputs=tuple(inputs.items()),
    )
