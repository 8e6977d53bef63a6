"""What something would cost a patient who pays: an estimate, never a bill, never changed once it is out."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from typing import NewType
from uuid import UUID

from enthesis.domain.errors import Invalid
from enthesis.domain.practice.price import Price, price_on
from enthesis.domain.terms import PatientId

QuoteId = NewType("QuoteId", UUID)
MOST_OF_ONE = 99
LONGEST_VALID_DAYS = 366
LONGEST_WORDS = 1000
IS_ESTIMATE = "This is an estimate, not a bill. Nothing has been charged."
MAY_DIFFER = "What is done, and what it costs in the end, may differ."
NOT_IN_IT = "Only what is listed is in it. Whatever is not listed is not in it."


@dataclass(frozen=True, slots=True, kw_only=True)
class QuoteLine:
    """So many of one item, at the price of the day."""

    item: str
    label: str
    amount: Decimal
    quantity: int

    def __post_init__(self) -> None:
        if not 1 <= self.quantity <= MOST_OF_ONE:
            raise Invalid(
                "quantity", f"{self.quantity} of {self.label} is no quantity.", f"Enter 1 to {MOST_OF_ONE}."
            )

    @property
    def total(self) -> Decimal:
        return self.amount * self.quantity


@dataclass(frozen=True, slots=True, kw_only=True)
class Estimate:
    """What is quoted, in one currency, valid on `valid_until` for the last time.

    `not_included` names what a patient might expect in it and is not.
    """

    lines: tuple[QuoteLine, ...]
    currency: str
    valid_until: date
    not_included: str = ""

    def __post_init__(self) -> None:
        if not self.lines:
            raise Invalid("lines", "Nothing is in the quote.", "Enter the quantity of at least one item.")
        if len({line.item for line in self.lines}) < len(self.lines):
            raise Invalid("lines", "One item is in the quote twice.", "Enter its quantity once.")
        if len(self.not_included) > LONGEST_WORDS:
            raise Invalid("not_included", f"This is longer than {LONGEST_WORDS} characters.", "Shorten it.")

    @property
    def total(self) -> Decimal:
        return sum((line.total for line in self.lines), Decimal(0))


@dataclass(frozen=True, slots=True, kw_only=True)
class Quote:
    """An estimate that went out under a number. A later one may replace it; both stay."""

    id: QuoteId
    number: int
    patient: PatientId
    estimate: Estimate
    issued_at: datetime
    issued_by_name: str
    replaces: QuoteId | None = None
    replaced_by: QuoteId | None = None

    @property
    def code(self) -> str:
        return f"Q-{self.number:05}"


def estimate(
    prices: Iterable[Price],
    quantities: Mapping[str, int],
    *,
    on: date,
    valid_until: date,
    not_included: str = "",
) -> Estimate:
    """So many of each item at the prices of a day; an item of which there are none is left out.

    Raises NotFound for an item without a price, Invalid for a quantity or an end that cannot be.
    """
    if not on <= valid_until or (valid_until - on).days > LONGEST_VALID_DAYS:
        raise Invalid(
            "valid_until",
            f"A quote cannot be valid until {valid_until.isoformat()}.",
            "Enter a day within a year.",
        )
    prices = tuple(prices)
    found = tuple((price_on(prices, item, on), quantity) for item, quantity in quantities.items() if quantity)
    lines = tuple(
        QuoteLine(item=price.item, label=price.label, amount=price.amount, quantity=quantity)
        for price, quantity in found
    )
    currency = found[0][0].currency if found else ""
    return Estimate(lines=lines, currency=currency, valid_until=valid_until, not_included=not_included)


def money(amount: Decimal, currency: str) -> str:
    """1,234.50 USD."""
    return f"{amount:,.2f} {currency}"
