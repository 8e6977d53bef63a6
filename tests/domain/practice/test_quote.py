"""Prices from a day on, and quotes whose total is exact."""

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest

from enthesis.domain.errors import Invalid, NotFound
from enthesis.domain.practice.price import Price, check_prices, price_on, prices_on
from enthesis.domain.practice.quote import estimate, money

DAY = date(2027, 3, 8)
PLASMA = Price(
    item="prp-lr", label="Plasma", amount=Decimal("650.10"), currency="USD", valid_from=date(2027, 1, 1)
)
VISIT = replace(PLASMA, item="visit", label="A visit", amount=Decimal("0.05"))


@pytest.mark.parametrize(
    ("changed", "sentence"),
    [
        ({"amount": Decimal(0)}, "0 cannot be the price of prp-lr"),
        ({"amount": Decimal(-1)}, "cannot be the price"),
        ({"amount": Decimal("NaN")}, "cannot be the price"),
        ({"amount": Decimal("1E+9")}, "cannot be the price"),
        ({"amount": Decimal("1.005")}, "parts of a cent"),
        ({"currency": "usd"}, "'usd' is no currency"),
        ({"label": ""}, "needs a label"),
        ({"item": "PRP LR"}, "PRP LR"),
    ],
)
def test_what_cannot_be_a_price(changed: dict[str, object], sentence: str) -> None:
    with pytest.raises(Invalid, match=sentence):
        replace(PLASMA, **changed)  # type: ignore[arg-type]


def test_a_price_holds_until_the_next_one_of_its_item() -> None:
    later = replace(PLASMA, amount=Decimal(700), valid_from=DAY)
    prices = (later, PLASMA)

    assert price_on(prices, "prp-lr", date(2027, 3, 7)) == PLASMA
    assert price_on(prices, "prp-lr", DAY) == later
    assert prices_on(prices, date(2026, 12, 31)) == ()
    with pytest.raises(NotFound, match="no 'prp-lr' on 2026-12-31"):
        price_on(prices, "prp-lr", date(2026, 12, 31))


def test_a_list_has_one_price_a_day_and_one_currency() -> None:
    check_prices((PLASMA, VISIT))
    with pytest.raises(Invalid, match="two prices of 'prp-lr'"):
        check_prices((PLASMA, replace(PLASMA, amount=Decimal(1))))
    with pytest.raises(Invalid, match="more than one currency"):
        check_prices((PLASMA, replace(VISIT, currency="EUR")))


def test_a_total_is_exact_to_the_cent() -> None:
    told = estimate((PLASMA, VISIT), {"prp-lr": 2, "visit": 3}, on=DAY, valid_until=DAY)

    assert [line.total for line in told.lines] == [Decimal("1300.20"), Decimal("0.15")]
    assert told.total == Decimal("1300.35")
    assert money(told.total, told.currency) == "1,300.35 USD"


@pytest.mark.parametrize(
    ("quantities", "until", "sentence"),
    [
        ({}, DAY, "Nothing is in the quote"),
        ({"prp-lr": 0}, DAY, "Nothing is in the quote"),
        ({"prp-lr": 100}, DAY, "100 of Plasma is no quantity"),
        ({"prp-lr": -1}, DAY, "-1 of Plasma is no quantity"),
        ({"prp-lr": 1}, date(2027, 3, 7), "cannot be valid until 2027-03-07"),
        ({"prp-lr": 1}, date(2028, 3, 10), "cannot be valid until 2028-03-10"),
    ],
)
def test_what_cannot_be_quoted(quantities: dict[str, int], until: date, sentence: str) -> None:
    with pytest.raises(Invalid, match=sentence):
        estimate((PLASMA,), quantities, on=DAY, valid_until=until)


def test_what_has_no_price_is_not_quoted() -> None:
    with pytest.raises(NotFound, match="no 'gold'"):
        estimate((PLASMA,), {"gold": 1}, on=DAY, valid_until=DAY)
