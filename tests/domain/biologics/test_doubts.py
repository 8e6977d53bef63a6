"""More cells than were drawn are asked about; they are never kept without an answer."""

import pytest

from enthesis.domain.biologics.catalogue import KINDS
from enthesis.domain.biologics.doubts import check_answered, doubts
from enthesis.domain.biologics.examples import recorded
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
            Invalid, match=r"125 % .* Correct a count or volume, or say why they stand"
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
