"""The arithmetic of a preparation, on worked numbers; what is missing is named, never guessed."""

from datetime import UTC, datetime
from decimal import Decimal as D

import pytest
from hypothesis import given
from hypothesis import strategies as st

from enthesis.domain.biologics.arithmetic import dose, fold, nucleated_cells, purity, recovery
from enthesis.domain.biologics.examples import recorded
from enthesis.domain.biologics.measurement import Amount, Basis, measured, not_measured, pending
from enthesis.domain.biologics.quantities import QUANTITIES
from enthesis.domain.biologics.record import Record
from enthesis.domain.biologics.result import CannotCompute, Computed
from enthesis.domain.biologics.steps import Spin, relative_force
from enthesis.domain.errors import Invalid

AT = datetime(2027, 3, 12, 13, tzinfo=UTC)
BASELINE = QUANTITIES["whole_blood_platelets"]
counts = st.decimals(5, 2000, places=1)
volumes = st.decimals("0.1", 100, places=1)


def shown(result: Computed | CannotCompute, places: int) -> str:
    assert isinstance(result, Computed), result
    return f"{result.rounded(places)} {result.unit}"


def spun(
    product: str | D = "1000", baseline: str | D = "200", *, ml: str | D = "5", blood: str | D = "50"
) -> Record:
    """Platelets of product and blood, and the volumes of both."""
    return recorded(
        {"product_platelets": str(product), "whole_blood_platelets": str(baseline)},
        output_volume=Amount(value=D(ml), unit="mL"),
        collected_volume=Amount(value=D(blood), unit="mL"),
    )


def value_of(result: Computed | CannotCompute) -> D:
    assert isinstance(result, Computed), result
    return result.value


def test_worked_numbers() -> None:
    assert shown(fold(spun()), 1) == "5.0 1"
    assert shown(dose(spun()), 1) == "5.0 10*9"
    assert shown(recovery(spun()), 1) == "50.0 %"
    eight = Amount(value=D(8), unit="mL")
    marrow = recorded({"product_nucleated_cells": "90"}, kind="bmac", output_volume=eight)
    assert shown(nucleated_cells(marrow), 0) == "720 10*6"


def test_purity_brings_red_cells_to_the_same_unit_first() -> None:
    """Red cells are counted in 10*6/uL: 1.0 is 1000. Without that the answer would be 98.9 %."""
    cells = {"product_platelets": "1000", "product_wbc": "10", "product_rbc": "1.0"}
    assert shown(purity(recorded(cells)), 2) == "49.75 %"


def test_force_from_speed_and_radius() -> None:
    """1.118e-5 × 10 × 3000² = 1006.2."""
    assert shown(relative_force(rpm=D(3000), radius_cm=D(10)), 1) == "1006.2 [g]"
    assert shown(Spin(minutes=D(5), rpm=D(3000), radius_cm=D(10)).force, 1) == "1006.2 [g]"
    assert shown(Spin(minutes=D(5), force_g=D(900), rpm=D(3000)).force, 0) == "900 [g]"


def test_more_platelets_than_were_drawn_is_remarked() -> None:
    result = recovery(spun(ml="20"))
    assert isinstance(result, Computed)
    assert "check counts and volumes" in result.note


def test_what_is_missing_is_named() -> None:
    result = purity(recorded({"product_platelets": "1000"}))
    assert result == CannotCompute(missing=("leukocytes in the product", "red cells in the product"))
    assert isinstance(result, CannotCompute)
    assert result.sentence == (
        "Cannot be computed: leukocytes in the product, red cells in the product are missing."
    )
    assert dose(recorded({})) == CannotCompute(missing=("platelets in the product",))
    assert fold(spun(baseline="0")) == CannotCompute(missing=("a baseline above zero",))
    assert relative_force(rpm=D(3000), radius_cm=None) == CannotCompute(missing=("rotor radius (cm)",))


def test_a_claim_makes_the_result_a_claim() -> None:
    cells = {"product_platelets": "1000", "whole_blood_platelets": "200"}
    result = fold(recorded(cells, claimed=frozenset({"product_platelets"})))
    assert isinstance(result, Computed)
    assert result.basis is Basis.CLAIMED


@given(product=counts, ml=volumes, baseline=counts, blood=volumes)
def test_dose_recovery_and_fold_agree(product: D, ml: D, baseline: D, blood: D) -> None:
    record = spun(product, baseline, ml=ml, blood=blood)
    drawn = value_of(dose(spun(baseline, ml=blood)))
    recovered = value_of(recovery(record))

    assert abs(recovered - value_of(dose(record)) / drawn * 100) < D("1e-12")
    assert abs(recovered - value_of(fold(record)) * ml / blood * 100) < D("1e-12")


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
    assert refused.value.remedy.startswith(
        ("Enter it in 10*3/uL.", "Enter it in ×10³/µL.", "Enter a number in 10*3/uL.")
    )


def test_an_implausible_size_is_told_in_printed_units() -> None:
    with pytest.raises(Invalid, match=r"of 250000 ×10³/µL is not plausible: 5 to \d+ ×10³/µL is expected"):
        measured(BASELINE, D(250000), "10*3/uL", at=AT)


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
