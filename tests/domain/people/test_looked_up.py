"""What the desk types while somebody is on the telephone, and whom it fits."""

from datetime import date

import pytest

from enthesis.domain.people.looked_up import Typed, read_date, typed
from enthesis.domain.people.patient import Contact

IDA = Contact(given="Ída María", family="Ferro-Łuczak", birth_date=date(1961, 5, 4), phone="+12015550123")


@pytest.mark.parametrize(
    "text",
    [
        "ida",
        "FERRO",
        "ferro ida",
        "maria",
        "ferr",
        "ferro-łuczak",
        "łuczak ferro",
        "5/4/1961",
        "05-04-1961",
        "1961-05-04",
        "4 May 1961",
        "May 4, 1961",
        "ida 5/4/1961",
        "0123",
        "555-0123",
        "(201) 555-0123",
        "+1 201 555 0123",
        "ferro 0123",
    ],
)
def test_it_fits(text: str) -> None:
    assert typed(text).fits(IDA)


@pytest.mark.parametrize(
    "text", ["", "   ", "123", "?", "erro", "ida ferrari", "4/5/1961", "ida 5/5/1961", "0124", "ida 0124"]
)
def test_it_does_not_fit(text: str) -> None:
    assert not typed(text).fits(IDA)


def test_nothing_typed_fits_nobody() -> None:
    assert typed("").is_empty and typed("12").is_empty
    assert not Typed().fits(IDA)


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("3/12/1961", date(1961, 3, 12)),
        ("12 March 1961", date(1961, 3, 12)),
        ("Mar 12 1961", date(1961, 3, 12)),
        ("13/12/1961", None),
        ("2/30/1961", None),
        ("yesterday", None),
        ("", None),
    ],
)
def test_a_day_is_read_month_first(text: str, day: date | None) -> None:
    assert read_date(text) == day


def test_a_name_of_two_parts_stays_one_word() -> None:
    assert typed("Ida O’Hara-Smith 3/12/1961").words == ("Ida", "O’Hara-Smith")


def test_what_was_typed_is_taken_apart() -> None:
    assert typed("Ida Ferro 5/4/1961 201-555-0123") == Typed(
        words=("Ida", "Ferro"), born=date(1961, 5, 4), digits="2015550123"
    )
