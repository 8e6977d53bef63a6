"""More cells than were drawn are asked about; they are never kept without an answer."""

from decimal import Decimal

import pytest

from enthesis.domain.biologics.catalogue import KINDS
from enthesis.domain.biologics.characterisation import check_parts
from enthesis.domain.biologics.doubt import check_answered
from enthesis.domain.biologics.doubts import doubts
from enthesis.domain.biologics.examples import recorded
from enthesis.domain.biologics.measurement import Amount
from enthesis.domain.errors import Invalid

PRP = KINDS["prp-lr"]
BLOOD = {"whole_blood_platelets": "200", "whole_blood_wbc": "6", "whole_blood_rbc": "4.5"}


@pytest.mark.parametrize(("platelets", "asked"), [("1999", 0), ("2000", 0), ("2000.1", 1), ("2500", 1)])
def test_a_recovery_above_the_whole_is_asked_about(platelets: str, asked: int) -> None:
    """50 mL of 200 hold what 5 mL of 2000 do."""
    assert len(doubts(recorded({**BLOOD, "product_platelets": platelets}), PRP)) == asked


def test_it_is_kept_only_with_a_reason() -> None:
    found = doubts(recorded({**BLOOD, "product_platelets": "2500", "product_wbc": "60.1"}), PRP)
    assert [d.sentence for d in found] == [
        "The product would hold 125 % of the platelets that were drawn.",
        "The product would hold 100.2 % of the leukocytes that were drawn.",
    ]
    for reasons in ({}, {"product_platelets": " "}):
        with pytest.raises(
            Invalid, match=r"125 % .* Correct what was entered, or say why it stands"
        ) as asked:
            check_answered(found, reasons)
        assert asked.value.code == "product_platelets"
    with pytest.raises(Invalid, match="leukocytes"):
        check_answered(found, {"product_platelets": "counted twice"})
    kept = check_answered(found, {"product_platelets": " counted twice ", "product_wbc": "clumps"})
    assert [a.reason for a in kept] == ["counted twice", "clumps"]


def test_nothing_is_asked_of_what_is_not_known_or_is_no_blood() -> None:
    assert doubts(recorded({"product_platelets": "2500"}), PRP) == ()
    assert doubts(recorded({**BLOOD, "product_platelets": "2500"}), KINDS["bmac"]) == ()
    assert check_answered((), {}) == ()


def test_fewer_platelets_than_the_blood_has_are_asked_about() -> None:
    asked = doubts(recorded({**BLOOD, "product_platelets": "199"}), PRP)
    assert [d.sentence for d in asked] == [
        "The product has fewer platelets, 199 ×10³/µL, than the blood it is made of, 200 ×10³/µL."
    ]
    assert doubts(recorded({**BLOOD, "product_platelets": "200"}), PRP) == ()


def test_a_product_that_is_not_the_kind_that_was_meant_is_asked_about() -> None:
    asked = doubts(recorded({**BLOOD, "product_wbc": "4"}), PRP)
    assert [d.sentence for d in asked] == ["Meant to be leukocyte-rich, and counted as leukocyte-poor."]
    assert doubts(recorded({**BLOOD, "product_wbc": "6.1"}), PRP) == ()


@pytest.mark.parametrize(("laboratory", "asked"), [("399", 0), ("400", 1), ("101", 0), ("100", 1)])
def test_a_blood_unlike_that_of_the_laboratory_is_asked_about(laboratory: str, asked: int) -> None:
    """Clumps or a swapped tube: 200 were counted here."""
    counted = Amount(value=Decimal(laboratory), unit="10*3/uL")
    found = doubts(recorded(BLOOD), PRP, laboratory=counted)
    assert [d.id for d in found] == ["laboratory"] * asked


def test_more_neutrophils_than_leukocytes_cannot_be_in_blood_either() -> None:
    with pytest.raises(Invalid, match="exceed leukocytes in whole blood"):
        check_parts({"whole_blood_neutrophils": Decimal(9), "whole_blood_wbc": Decimal(6)})
