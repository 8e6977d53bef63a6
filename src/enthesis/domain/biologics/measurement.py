"""Values of a product: measured, claimed by the manufacturer, not measured, or still to come. Never blank."""

from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from enum import StrEnum

from enthesis.domain.errors import Invalid
from enthesis.domain.numbers import in_words, plain, with_unit
from enthesis.domain.numbers import unit as printed
from enthesis.domain.terms import Sourced, is_number


class Basis(StrEnum):
    MEASURED = "measured"
    CLAIMED = "claimed"  # by the manufacturer; no measurement of this product
    NOT_MEASURED = "not_measured"
    PENDING = "pending"  # a culture is running: the result comes after the operation

    @property
    def has_value(self) -> bool:
        return self in (Basis.MEASURED, Basis.CLAIMED)


@dataclass(frozen=True, slots=True, kw_only=True)
class Amount:
    """A number in its UCUM unit: measured on this product, or only claimed of its device."""

    value: Decimal
    unit: str
    basis: Basis = Basis.MEASURED

    def __post_init__(self) -> None:
        if not is_number(self.value):
            raise Invalid("value", "An amount is not a number.", "Enter a number.")
        if not self.basis.has_value:
            raise Invalid("basis", f"An amount cannot be {self.basis.value}.", "Leave out what is not known.")


@dataclass(frozen=True, slots=True, kw_only=True)
class Quantity:
    """What may be measured: its UCUM unit, other spellings of it with their factor, and what is plausible.

    A value outside `low`–`high` is refused as a slip of unit or hand; it is not a clinical judgement.
    `at_least` and `at_most` are published references; a value beside them is said, never refused.
    """

    id: str
    title: str
    unit: str
    low: Sourced
    high: Sourced
    also: tuple[tuple[str, Decimal], ...] = ()
    trap: str = ""
    at_least: Sourced | None = None
    at_most: Sourced | None = None

    def factor(self, unit: str) -> Decimal | None:
        return Decimal(1) if unit == self.unit else dict(self.also).get(unit)


@dataclass(frozen=True, slots=True, kw_only=True)
class Measurement:
    """One value in its quantity's own unit, or the reason why there is none.

    `at` is when it was measured, `by` with what, as far as that was told.
    """

    field: str
    basis: Basis
    value: Decimal | None = None
    unit: str = ""
    reason: str = ""
    at: datetime | None = None
    by: str = ""

    def __post_init__(self) -> None:
        if self.basis.has_value is (self.value is None):
            raise ValueError(f"{self.field}: {self.basis} and the value {self.value} contradict each other.")
        if self.basis is Basis.MEASURED and self.at is None:
            raise ValueError(f"{self.field}: a measured value has a time.")
        if not self.basis.has_value and not self.reason.strip():
            raise Invalid(
                self.field, f"{self.field} has no value and no reason.", "Say why it was not measured."
            )


def measured(quantity: Quantity, value: Decimal, unit: str, *, at: datetime, by: str = "") -> Measurement:
    """A value of this very product. Raises Invalid for a unit or size that cannot be."""
    return Measurement(
        field=quantity.id,
        basis=Basis.MEASURED,
        value=in_unit(quantity, value, unit),
        unit=quantity.unit,
        at=at,
        by=by.strip(),
    )


def claimed(quantity: Quantity, value: Decimal, unit: str) -> Measurement:
    """A value the manufacturer gives for its device. Raises Invalid for a unit or size that cannot be."""
    canonical = in_unit(quantity, value, unit)
    return Measurement(field=quantity.id, basis=Basis.CLAIMED, value=canonical, unit=quantity.unit)


def not_measured(quantity: Quantity, reason: str) -> Measurement:
    return Measurement(field=quantity.id, basis=Basis.NOT_MEASURED, reason=reason.strip())


def pending(quantity: Quantity, reason: str) -> Measurement:
    return Measurement(field=quantity.id, basis=Basis.PENDING, reason=reason.strip())


def in_unit(quantity: Quantity, value: Decimal, unit: str) -> Decimal:
    """The value in the quantity's own unit. An unknown unit or an implausible size is refused."""
    factor = quantity.factor(unit)
    if factor is None:
        raise Invalid(quantity.id, f"{quantity.title} cannot be in {unit or 'no unit'}.", _remedy(quantity))
    if not value.is_finite():
        raise Invalid(
            quantity.id, f"{quantity.title} is not a number.", f"Enter a number in {quantity.unit}."
        )
    canonical = value * factor
    if not quantity.low.value <= canonical <= quantity.high.value:
        size = f"{quantity.title} of {with_unit(value, unit)} is not plausible"
        remedy = f"Enter it in {printed(quantity.unit)}. {quantity.trap}".strip()
        raise Invalid(quantity.id, f"{size}: {_range(quantity)} is expected.", remedy)
    return canonical


def beside_reference(quantity: Quantity, value: Decimal) -> str:
    """The sentence that the value is below or above its published reference; empty where it is not."""
    for limit, side, is_beside in (
        (quantity.at_least, "below", quantity.at_least is not None and value < quantity.at_least.value),
        (quantity.at_most, "above", quantity.at_most is not None and value > quantity.at_most.value),
    ):
        if limit is not None and is_beside:
            trust = limit.source or "to be confirmed by a clinician"
            size = with_unit(value, quantity.unit)
            return f"{quantity.title}: {size} is {side} the reference of {in_words(limit)} ({trust})."
    return ""


def _range(quantity: Quantity) -> str:
    return f"{plain(quantity.low.value)} to {with_unit(quantity.high.value, quantity.unit)}"


def _remedy(quantity: Quantity) -> str:
    return f"Enter it in {quantity.unit}. {quantity.trap}".strip()
