"""The arithmetic of a preparation, on worked numbers; what is missing is named, never guessed."""

from datetime import UTC, datetime
from decimal import Decimal as D

import pytest
from hypothesis import given
from hypothesis import strategies as st

from enthesis.domain.biologics.measurement import Basis, claimed, measured, not_measured, pending
from enthesis.domain.biologics.preparation import (
    CannotCompute,
    Computed,
    fold_increase,
    platelet_dose,
    platelet_purity,
    platelet_recovery,
    relative_force,
    total_cells,
)
from enthesis.domain.biologics.quantities import QUANTITIES
from enthesis.domain.biologics.steps import Spin
from enthesis.domain.errors import Invalid

AT = datetime(2027, 3, 12, 13, tzinfo=UTC)
PLATELETS = QUANTITIES["product_platelets"]
BASELINE = QUANTITIES["whole_blood_platelets"]
counts = st.decimals(5, 2000, places=1)
volumes = st.decimals("0.1", 100, places=1)


def shown(result: Computed | CannotCompute, places: int) -> str:
    assert isinstance(result, Computed), result
    return f"{result.rounded(places)} {result.unit}"


def test_worked_numbers() -> None:
    assert shown(fold_increase(product_platelets=D(1000), whole_blood_platelets=D(200)), 1) == "5.0 1"
    assert shown(platelet_dose(product_platelets=D(1000), volume=D(5)), 1) == "5.0 10*9"
    recovery = platelet_recovery(
        product_platelets=D(1000), volume=D(5), whole_blood_platelets=D(200), blood_volume=D(50)
    )
    assert shown(recovery, 1) == "50.0 %"
    assert shown(total_cells(per_ml=D(90), volume=D(8), name="cells", unit="10*6"), 0) == "720 10*6"


def test_purity_brings_red_cells_to_the_same_unit_first() -> None:
    """Red cells are counted in 10*6/uL: 1.0 is 1000. Without that the answer would be 98.9 %."""
    assert (
        shown(platelet_purity(product_platelets=D(1000), product_wbc=D(10), product_rbc=D("1.0")), 2)
        == "49.75 %"
    )


def test_force_from_speed_and_radius() -> None:
    """1.118e-5 × 10 × 3000² = 1006.2."""
    assert shown(relative_force(rpm=D(3000), radius_cm=D(10)), 1) == "1006.2 [g]"
    assert shown(Spin(minutes=D(5), rpm=D(3000), radius_cm=D(10)).force, 1) == "1006.2 [g]"
    assert shown(Spin(minutes=D(5), force_g=D(900), rpm=D(3000)).force, 0) == "900 [g]"


def test_more_platelets_than_were_drawn_is_remarked() -> None:
    result = platelet_recovery(
        product_platelets=D(1000), volume=D(20), whole_blood_platelets=D(200), blood_volume=D(50)
    )
    assert isinstance(result, Computed)
    assert "check counts and volumes" in result.note


def test_what_is_missing_is_named() -> None:
    result = platelet_purity(product_platelets=D(1000), product_wbc=None, product_rbc=None)
    assert result == CannotCompute(missing=("leukocytes in the product", "red cells in the product"))
    assert isinstance(result, CannotCompute)
    assert result.sentence == (
        "Cannot be computed: leukocytes in the product, red cells in the product are missing."
    )
    unknown = not_measured(PLATELETS, "no analyser")
    assert isinstance(platelet_dose(product_platelets=unknown, volume=D(5)), CannotCompute)
    assert isinstance(fold_increase(product_platelets=D(5), whole_blood_platelets=D(0)), CannotCompute)
    assert isinstance(relative_force(rpm=D(3000), radius_cm=None), CannotCompute)


def test_a_claim_makes_the_result_a_claim() -> None:
    claim = claimed(PLATELETS, D(1000), "10*3/uL")
    count = measured(BASELINE, D(200), "10*3/uL", at=AT)
    result = fold_increase(product_platelets=claim, whole_blood_platelets=count)
    assert isinstance(result, Computed)
    assert result.basis is Basis.CLAIMED


@given(product=counts, ml=volumes, baseline=counts, blood=volumes)
def test_dose_recovery_and_fold_agree(product: D, ml: D, baseline: D, blood: D) -> None:
    dose = platelet_dose(product_platelets=product, volume=ml)
    drawn = platelet_dose(product_platelets=baseline, volume=blood)
    recovery = platelet_recovery(
        product_platelets=product, volume=ml, whole_blood_platelets=baseline, blood_volume=blood
    )
    fold = fold_increase(product_platelets=product, whole_blood_platelets=baseline)
    assert isinstance(dose, Computed)
    assert isinstance(drawn, Computed)
    assert isinstance(recovery, Computed)
    assert isinstance(fold, Computed)
    assert abs(recovery.value - dose.value / drawn.value * 100) < D("1e-12")
    assert abs(recovery.value - fold.value * ml / blood * 100) < D("1e-12")


@pytest.mark.parametrize(
    ("value", "unit"),
    [
        ("105", "/uL"),  # printed for 10⁵/µL
        ("100000", "/uL"),  # right, but in a unit the record does not hold: never converted by guess
        ("250000", "10*3/uL"),  # per microlitre, typed under the wrong unit
        ("0.25", "10*3/uL"),  # in millions, typed under the wrong unit
        ("200", ""),
        ("NaN", "10*3/uL"),
        ("Infinity", "10*3/uL"),
        ("-5", "10*3/uL"),
    ],
)
def test_an_implausible_platelet_count_is_refused(value: str, unit: str) -> None:
    with pytest.raises(Invalid) as refused:
        measured(BASELINE, D(value), unit, at=AT)
    assert refused.value.code == "whole_blood_platelets"
    assert "10*3/uL" in refused.value.remedy


def test_the_platelet_trap_is_explained() -> None:
    with pytest.raises(Invalid, match="usually means 10⁵/µL"):
        measured(BASELINE, D(105), "/uL", at=AT)


def test_other_spellings_of_a_unit_are_exact() -> None:
    assert measured(BASELINE, D(150), "10*9/L", at=AT).value == 150
    red = measured(QUANTITIES["product_rbc"], D(500), "10*3/uL", at=AT)
    assert (red.value, red.unit) == (D("0.500"), "10*6/uL")


def test_a_value_is_never_blank() -> None:
    for blank in (not_measured, pending):
        with pytest.raises(Invalid, match="Say why"):
            blank(BASELINE, "  ")
