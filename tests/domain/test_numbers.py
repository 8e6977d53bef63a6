"""Numbers and units are written as people write them, everywhere in the same way."""

from decimal import Decimal

import pytest

from enthesis.domain.numbers import in_words, plain, unit
from enthesis.domain.terms import Sourced


@pytest.mark.parametrize(
    ("number", "ucum", "written"),
    [
        ("72", "h", "72 hours"),
        ("1", "d", "1 day"),
        ("1", "mo", "1 month"),
        ("2", "wk", "2 weeks"),
        ("5", "a", "5 years"),
        ("12", "min", "12 minutes"),
        ("1", "{hips}", "1 hip"),
        ("29", "{patients}", "29 patients"),
        ("8", "%", "8 %"),
        ("0.50", "mL", "0.5 mL"),
        ("1.1", "1", "1.1"),
        ("1.5", "{INR}", "1.5"),
        ("2", "{grade}", "grade 2"),
        ("900", "[g]", "900 × g"),
        ("50", "10*9/L", "50 ×10⁹/L"),
        ("12", "10*3/uL", "12 ×10³/µL"),
        ("1", "10*6", "1 ×10⁶"),
        ("2000", "{CFU}/mL", "2000 CFU/mL"),
    ],
)
def test_a_number_is_said_with_its_unit(number: str, ucum: str, written: str) -> None:
    assert in_words(Sourced(number, ucum, tag="P")) == written


@pytest.mark.parametrize(
    ("number", "written"),
    [("42", "42"), ("42.50", "42.5"), ("100", "100"), ("1E+3", "1000"), ("0", "0"), ("0.0", "0")],
)
def test_a_number_is_written_plainly(number: str, written: str) -> None:
    assert plain(Decimal(number)) == written


def test_a_unit_stands_alone_as_the_head_of_a_column() -> None:
    assert [unit(one) for one in ("10*12/L", "kg/m2", "/uL", "furlong", "1")] == [
        "×10¹²/L",
        "kg/m²",
        "/µL",
        "furlong",
        "",
    ]
