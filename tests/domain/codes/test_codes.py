"""What may not leave does not, and two units of a count are one where they mean the same."""

import re
from decimal import Decimal

import pytest

from enthesis.domain.codes.catalogue import code_called, codes_of
from enthesis.domain.codes.code import System, Use, sending_obstacle
from enthesis.domain.codes.ucum import convert_count, is_same_count, per_litre
from enthesis.domain.errors import Invalid
from enthesis.domain.terms import Tag


def test_cpt_is_held_back_until_a_licence_is_told() -> None:
    for code in codes_of(System.CPT):
        told = sending_obstacle(code)
        assert told == f"CPT {code.value} needs a licence, and the practice has told of none."
        assert sending_obstacle(code, licensed={System.CPT}) is None
    assert [system for system in System if system.needs_licence] == [System.CPT]


def test_cpt_carries_numbers_and_a_few_words_of_our_own() -> None:
    # Words that the owner's descriptors are made of.
    theirs = re.compile(
        r"(?i)unlisted|arthroplasty|injection\(s\)|arthroscopy, hip|surgical;|separate procedure"
    )
    for code in codes_of(System.CPT):
        assert len(code.meaning.split()) <= 10
        assert not theirs.search(code.meaning + code.note)


def test_no_concept_is_shipped_that_was_only_recalled() -> None:
    shipped = {code.value: code.tag for code in codes_of(System.SNOMED)}
    assert shipped == dict.fromkeys(("287579007", "287679003", "29836001", "49401003"), Tag.VERIFIED)


def test_a_category_is_not_sent() -> None:
    told = sending_obstacle(code_called(System.ICD10CM, "M67.85"))
    assert told == "ICD-10-CM M67.85 is a category: choose a code within it."


def test_each_list_says_its_address_and_licence() -> None:
    assert len({system.uri for system in System}) == len(System)
    assert all(system.licence.needs_review and system.licence.note for system in System)
    assert {code.use for code in codes_of(System.UCUM)} == {Use.UNIT}


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("10*3/uL", "10*9/L", True),
        ("10*6/mL", "10*9/L", True),
        ("10*6/mL", "10*3/uL", True),
        ("10*6/mL", "10*12/L", False),
        ("10*3/mL", "10*6/L", True),
        ("/uL", "10*6/L", True),
        ("g/dL", "g/dL", False),
    ],
)
def test_a_thousand_a_microlitre_is_a_thousand_million_a_litre(one: str, other: str, same: bool) -> None:
    assert is_same_count(one, other) is same
    assert is_same_count(other, one) is same


def test_counts_are_converted_exactly() -> None:
    assert convert_count(Decimal("88.5"), "10*3/uL", into="10*9/L") == Decimal("88.5")
    assert convert_count(Decimal(1), "10*6/mL", into="10*3/uL") == 1
    assert per_litre("{CFU}/mL") is None
    with pytest.raises(Invalid, match=r"g/dL is no count a volume"):
        convert_count(Decimal(1), "g/dL", into="10*9/L")
    with pytest.raises(Invalid, match="No unit is no count"):
        convert_count(Decimal(1), "10*9/L", into="")
    with pytest.raises(Invalid, match="NaN is no number"):
        convert_count(Decimal("NaN"), "10*9/L", into="10*9/L")
