"""Every code that is kept has the form of its list and a check digit that agrees."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from enthesis.domain.codes.catalogue import code_called, codes_of
from enthesis.domain.codes.check_digits import is_loinc, is_snomed_concept
from enthesis.domain.codes.code import Code, System
from enthesis.domain.errors import NotFound

FORMS = {
    System.ICD10CM: r"[A-TV-Z][0-9][0-9A-Z](\.[0-9A-Z]{1,4})?",
    System.CPT: r"[0-9]{4}[0-9T]|[0-9]{2}",
    System.HCPCS: r"[A-V][0-9]{4}|[LRX][TS]",
    System.SNOMED: r"[1-9][0-9]{5,17}",
    System.LOINC: r"[1-9][0-9]{0,6}-[0-9]",
    System.RXNORM: r"[1-9][0-9]*",
    System.UCUM: r"[^\s]+",
}
ALL = [code for system in System for code in codes_of(system)]

# How Verhoeff composes two digits: the symmetries of a pentagon, and a permutation of order 8 for the places.
FIRST = (1, 5, 7, 6, 2, 8, 3, 0, 9, 4)


def loinc_check(body: str) -> int:
    """As published: the number of every other digit from the right doubled, the others put before it."""
    doubled = str(2 * int(body[::-1][::2][::-1]))
    others = body[::-1][1::2][::-1]
    return -sum(map(int, others + doubled)) % 10


def composed(one: int, other: int) -> int:
    """A turn of 0 to 4, or a mirrored one of 5 to 9, after another."""
    turn = one % 5 - other % 5 if one >= 5 else one % 5 + other % 5
    return turn % 5 + 5 * ((one >= 5) != (other >= 5))


def permuted(digit: int, place: int) -> int:
    for _ in range(place % 8):
        digit = FIRST[digit]
    return digit


def verhoeff_sum(number: str) -> int:
    total = 0
    for place, digit in enumerate(reversed(number)):
        total = composed(total, permuted(int(digit), place))
    return total


@pytest.mark.parametrize("code", ALL, ids=lambda c: f"{c.system}|{c.value}")
def test_a_code_has_the_form_of_its_list_and_our_words(code: Code) -> None:
    assert re.fullmatch(FORMS[code.system], code.value)
    assert code.meaning
    assert code_called(code.system, code.value) is code
    if code.needs_review:
        assert code.note
        assert not code.source
    else:
        assert code.source or code.system is System.UCUM


def test_no_code_is_listed_twice() -> None:
    assert len({(code.system, code.value) for code in ALL}) == len(ALL)


@pytest.mark.parametrize("code", codes_of(System.LOINC), ids=lambda c: c.value)
def test_loinc_check_digits_agree(code: Code) -> None:
    body, check = code.value.split("-")
    assert is_loinc(code.value)
    assert loinc_check(body) == int(check)


@pytest.mark.parametrize("code", codes_of(System.SNOMED), ids=lambda c: c.value)
def test_snomed_check_digits_agree(code: Code) -> None:
    assert is_snomed_concept(code.value)
    assert verhoeff_sum(code.value) == 0


@given(st.integers(1, 9_999_999), st.integers(0, 9))
def test_one_loinc_check_digit_fits(body: int, digit: int) -> None:
    assert is_loinc(f"{body}-{digit}") is (loinc_check(str(body)) == digit)


@given(st.from_regex(r"[1-9][0-9]{3,14}[01]0[0-9]", fullmatch=True))
def test_snomed_identifiers_follow_verhoeff(number: str) -> None:
    assert is_snomed_concept(number) is (verhoeff_sum(number) == 0)


def test_verhoeff_s_own_example() -> None:
    assert [n for n in range(10) if verhoeff_sum(f"236{n}") == 0] == [3]


def test_a_slip_of_the_hand_is_seen_and_not_kept() -> None:
    assert not is_loinc("82323-0")
    assert is_loinc("82323-7")
    assert "82323-0" not in {code.value for code in codes_of(System.LOINC)}
    assert not is_snomed_concept("287579008")
    assert not is_snomed_concept("278579007")
    with pytest.raises(NotFound, match="LOINC 82323-0 is not kept here"):
        code_called(System.LOINC, "82323-0")


@pytest.mark.parametrize("wrong", ["", "777", "777-33", "0777-3", "７７７-3", " 777-3", "777-3\n", "abc-d"])
def test_what_is_no_loinc_code_is_refused(wrong: str) -> None:
    assert not is_loinc(wrong)


def test_a_description_s_identifier_is_no_concept() -> None:
    body = "28757901"
    check = next(n for n in range(10) if verhoeff_sum(f"{body}{n}") == 0)
    assert not is_snomed_concept(f"{body}{check}")
