"""A diagnosis by side and encounter, and what of it may stand on a bill."""

import pytest

from enthesis.domain.codes.catalogue import code_called, codes_of
from enthesis.domain.codes.code import System
from enthesis.domain.codes.icd10cm import FAMILIES, Condition, Encounter, icd10, with_encounter
from enthesis.domain.errors import Invalid
from enthesis.domain.terms import Side, Tag

RIGHT, LEFT = Side.RIGHT, Side.LEFT


@pytest.mark.parametrize(
    ("condition", "right", "left", "unknown"),
    [
        ("gluteal tendinitis", "M76.01", "M76.02", "M76.00"),
        ("trochanteric bursitis", "M70.61", "M70.62", "M70.60"),
        ("other bursitis", "M70.71", "M70.72", "M70.70"),
        ("spontaneous rupture of another tendon", "M66.851", "M66.852", "M66.859"),
        ("spontaneous rupture of an extensor tendon", "M66.251", "M66.252", None),
        ("disorder of synovium or tendon, not specified", "M67.951", "M67.952", "M67.959"),
        ("iliotibial band syndrome", "M76.31", "M76.32", None),
        ("wasting of muscle", "M62.551", "M62.552", None),
        ("pain", "M25.551", "M25.552", None),
        ("osteoarthritis of one side, primary", "M16.11", "M16.12", None),
        ("artificial joint", "Z96.641", "Z96.642", "Z96.649"),
    ],
)
def test_a_condition_has_a_code_by_side(condition: str, right: str, left: str, unknown: str | None) -> None:
    assert icd10(condition, RIGHT).value == right
    assert icd10(condition, LEFT).value == left
    assert icd10(condition, RIGHT).is_billable
    if unknown is None:
        with pytest.raises(Invalid, match="has no code without a side"):
            icd10(condition, None)
    else:
        assert icd10(condition, None).value == unknown


@pytest.mark.parametrize(
    ("side", "codes"),
    [
        (RIGHT, ["S76.011A", "S76.011D", "S76.011S"]),
        (LEFT, ["S76.012A", "S76.012D", "S76.012S"]),
        (None, ["S76.019A", "S76.019D", "S76.019S"]),
    ],
)
def test_a_torn_hip_s_code_ends_with_its_encounter(side: Side | None, codes: list[str]) -> None:
    assert [icd10(Condition.STRAIN, side, encounter).value for encounter in Encounter] == codes


def test_the_base_of_an_injury_is_kept_but_not_billable() -> None:
    base = code_called(System.ICD10CM, "S76.011")
    assert not base.is_billable
    assert code_called(System.ICD10CM, "S76.011A").is_billable
    with pytest.raises(Invalid, match=r"S76.01 is not complete without the encounter"):
        icd10(Condition.STRAIN, RIGHT)
    with pytest.raises(Invalid, match=r"M76.0 is no injury and has no encounter"):
        icd10("gluteal tendinitis", RIGHT, Encounter.ACTIVE)
    with pytest.raises(Invalid, match="sore elbow has no code by side here"):
        icd10("sore elbow", RIGHT)


def test_m67_9_is_of_the_thigh_and_not_of_the_hip() -> None:
    (family,) = (f for f in FAMILIES if f.category.startswith("M67.9"))
    assert family.site == "thigh"
    found = icd10(Condition.TENDON_DISORDER, RIGHT)
    assert found.meaning.endswith("right thigh")
    assert "hip" not in found.meaning
    assert [f.category for f in FAMILIES if f.site == "thigh"] == ["M66.85", "M66.25", "M67.95", "M62.55"]


def test_short_codes_are_filled_up_before_the_encounter() -> None:
    assert with_encounter("T84.7", Encounter.ACTIVE) == "T84.7XXA"
    assert with_encounter("T81.32", Encounter.ACTIVE) == "T81.32XA"
    assert with_encounter("S76.011", Encounter.SEQUELA) == "S76.011S"


@pytest.mark.parametrize(
    ("value", "billable", "tag"),
    [
        ("M67.85", False, "V"),
        ("M67.851", True, "R"),
        ("M24.15", False, "V"),
        ("S73.19", False, "R"),
        ("R26.8", False, "V"),
        ("R26.89", True, "R"),
        ("T81.4", False, "V"),
        ("T81.32XA", True, "V"),
        ("T84.7XXA", True, "V"),
        ("D69.6", True, "V"),
        ("D69.1", True, "R"),
        ("Z79.01", True, "R"),
        ("C90", False, "V"),
        ("C95", False, "V"),
        ("B20", True, "V"),
        ("B18", False, "V"),
        ("Z33.1", True, "R"),
        ("Z87.891", True, "R"),
        ("S76.021A", True, "V"),
    ],
)
def test_categories_and_codes_are_told_apart(value: str, billable: bool, tag: str) -> None:
    code = code_called(System.ICD10CM, value)
    assert (code.is_billable, code.tag) == (billable, Tag(tag))


def test_every_code_within_a_kept_category_is_longer_than_it() -> None:
    values = {code.value: code for code in codes_of(System.ICD10CM)}
    for value, code in values.items():
        longer = [other for other in values if other.startswith(value) and other != value]
        assert not (longer and code.is_billable)
