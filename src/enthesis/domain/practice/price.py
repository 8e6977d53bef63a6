"""What a practice asks for something when a patient pays: its own list, from a day on."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from enthesis.domain.errors import Invalid, NotFound
from enthesis.domain.practice.resource import check_slug
from enthesis.domain.terms import is_number

CENT = Decimal("0.01")
MOST = Decimal(1_000_000)
LONGEST_LABEL = 200


@dataclass(frozen=True, slots=True, kw_only=True)
class Price:
    """The price of one item from a day on, until a later one of the same item. `amount` is in `currency`."""

    item: str
    label: str
    amount: Decimal
    currency: str
    valid_from: date

    def __post_init__(self) -> None:
        check_slug(self.item)
        if not self.label.strip() or len(self.label) > LONGEST_LABEL:
            raise Invalid(
                "label", f"The price of {self.item} needs a label of up to {LONGEST_LABEL} characters."
            )
        if not is_number(self.amount) or not 0 < self.amount <= MOST:
            raise Invalid(
                "amount",
                f"{self.amount} cannot be the price of {self.item}.",
                f"Enter more than 0, up to {MOST}.",
            )
        if self.amount != self.amount.quantize(CENT):
            raise Invalid(
                "amount", f"{self.amount} has parts of a cent.", "Enter two digits after the point."
            )
        if not (len(self.currency) == 3 and self.currency.isascii() and self.currency.isupper()):
            raise Invalid(
                "currency", f"{self.currency!r} is no currency.", "Enter three letters such as USD."
            )


def check_prices(prices: Iterable[Price]) -> None:
    """Raises Invalid for two prices of one item from the same day on, or for two currencies."""
    prices = tuple(prices)
    seen: set[tuple[str, date]] = set()
    for price in prices:
        if (price.item, price.valid_from) in seen:
            raise Invalid("prices", f"There are two prices of {price.item!r} from {price.valid_from} on.")
        seen.add((price.item, price.valid_from))
    if len({price.currency for price in prices}) > 1:
        raise Invalid("prices", "The price list is in more than one currency.", "Use one.")


def prices_on(prices: Iterable[Price], on: date) -> tuple[Price, ...]:
    """The price of each item on a day, by label; one that is not yet valid is not there."""
    newest: dict[str, Price] = {}
    for price in sorted(prices, key=lambda price: price.valid_from):
        if price.valid_from <= on:
            newest[price.item] = price
    return tuple(sorted(newest.values(), key=lambda price: (price.label, price.item)))


def price_on(prices: Iterable[Price], item: str, on: date) -> Price:
    """Raises NotFound where the list has no price of it on that day."""
    for price in prices_on(prices, on):
        if price.item == item:
            return price
    raise NotFound("item", f"The price list has no {item!r} on {on.isoformat()}.", "Choose from the list.")
