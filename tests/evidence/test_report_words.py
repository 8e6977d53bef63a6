"""Numbers as journals print them. Fixtures are percentages and P values of the published series."""

import csv
import io
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from enthesis.evidence.report.table import Table, as_csv, cells, heading, inner, under
from enthesis.evidence.report.words import (
    between,
    between_percent,
    counted,
    decimal,
    keyboard,
    listed,
    lower,
    mean_sd,
    number_and_percent,
    p_told,
    p_value,
    percent,
    share,
    whole,
)


@pytest.mark.parametrize(
    ("part", "of", "told"),
    [
        (23, 26, "88.5%"),
        (17, 19, "89.5%"),
        (84, 87, "96.6%"),
        (6, 84, "7.1%"),
        (57, 84, "67.9%"),
        (78, 84, "92.9%"),
        (69, 84, "82.1%"),
        (1, 2000, "0.1%"),  # .05 exactly: up
        (3, 2000, "0.2%"),  # .15 exactly: up, where floating point would go down
        (0, 5, "0.0%"),
        (5, 5, "100.0%"),
        (0, 0, "–"),
    ],
)
def test_a_percentage_has_one_decimal_rounded_half_up(part: int, of: int, told: str) -> None:
    assert percent(part, of) == told


@given(st.integers(0, 10**6), st.integers(1, 10**6))
def test_a_percentage_is_never_off_by_more_than_half_a_tenth(part: int, of: int) -> None:
    told = Decimal(percent(min(part, of), of).removesuffix("%"))
    assert abs(told - Decimal(100 * min(part, of)) / of) <= Decimal("0.05")


@pytest.mark.parametrize(
    ("p", "told"),
    [
        (0.0049, ".005"),
        (0.009, ".009"),
        (0.0009999, "<.001"),
        (0.001, ".001"),
        (1e-300, "<.001"),
        (0.0, "<.001"),
        (0.0096, ".010"),
        (0.01, ".01"),
        (0.016, ".02"),
        (0.049, ".049"),  # .05 would hide on which side it is
        (0.0496, ".0496"),
        (0.0449, ".04"),
        (0.05, ".05"),
        (0.312, ".31"),
        (0.99, ".99"),
        (0.996, ">.99"),
        (1.0, ">.99"),
        (None, "–"),
    ],
)
def test_a_p_value_in_ama_style(p: float | None, told: str) -> None:
    assert p_value(p) == told


@given(st.floats(0, 1))
def test_a_printed_p_value_stays_on_its_side_of_the_level(p: float) -> None:
    told = p_value(p)
    if told[0] == ".":
        assert (Decimal(told) < Decimal("0.05")) == (Decimal(str(p)) < Decimal("0.05"))


def test_a_p_value_in_a_sentence() -> None:
    assert keyboard(p_told(0.0049)) == "P = .005"
    assert keyboard(p_told(0.0001)) == "P < .001"
    assert p_told(None) == "no P value"


@pytest.mark.parametrize(
    ("value", "told"),
    [
        (55.85, "55.9"),
        (0.05, "0.1"),
        (-0.05, "−0.1"),
        (-0.04, "0.0"),
        (2.675, "2.7"),
        (-12.34, "−12.3"),
        (0.30000000000000004, "0.3"),
        (12345.6, "12\u202f345.6"),
        (None, "–"),
    ],
)
def test_a_score_has_one_decimal_and_a_true_minus(value: float | None, told: str) -> None:
    assert decimal(value) == told


def test_counts_are_set_in_threes_from_five_digits_on() -> None:
    assert (whole(999), whole(1234), whole(12345), whole(1234567)) == (
        "999",
        "1234",
        "12\u202f345",
        "1\u202f234\u202f567",
    )
    assert whole(-12345) == "−12\u202f345"


def test_what_stands_in_cells_and_sentences() -> None:
    assert share(23, 26) == "23/26 (88.5%)"
    assert share(0, 0) == "0/0"
    assert number_and_percent(6, 84) == "6 (7.1%)"
    assert keyboard(mean_sd(50.16, 16.53)) == "50.2 ± 16.5"
    assert mean_sd(50.16, None) == "50.2"
    assert mean_sd(None, None) == "–"
    assert between(-4.8, 20.14) == "−4.8 to 20.1"
    assert between(None, 3.0) == "–"
    assert between_percent(0.7314, 0.8915) == "73.1 to 89.2"
    assert between_percent(0.0, 1.0, sign="%") == "0.0% to 100.0%"
    assert (counted(1, "hip"), counted(0, "hip"), counted(3, "hip")) == ("1 hip", "0 hips", "3 hips")
    assert (listed(["a"]), listed(["a", "b", "c"]), listed(["a", "b"], "or")) == ("a", "a, b and c", "a or b")
    assert lower("Revision of the repair") == "revision of the repair"


TABLE = Table(
    id="t",
    title="T",
    header=("Score, points", "95% CI, points"),
    lines=(
        heading("A heading, with a comma"),
        cells('Said "so"', "−1.5 to 12\u202f345.0"),
        inner("One word", "50.2\u202f±\u202f16.5"),
        under("belongs to it"),
    ),
)


def test_a_table_as_csv_follows_rfc_4180() -> None:
    made = as_csv(TABLE)
    assert made.count(b"\r\n") == made.count(b"\n") == 5
    rows = list(csv.reader(io.StringIO(made.decode(), newline="")))
    assert rows == [
        ["Score, points", "95% CI, points"],
        ["A heading, with a comma", ""],
        ['Said "so"', "-1.5 to 12345.0"],
        ["One word", "50.2 ± 16.5"],
        ["belongs to it", ""],
    ]


def test_a_line_that_does_not_fit_its_header_is_refused() -> None:
    with pytest.raises(ValueError, match=r"Table t: \('a',\) does not fit under"):
        Table(id="t", title="T", header=("One", "Two"), lines=(cells("a"),))
