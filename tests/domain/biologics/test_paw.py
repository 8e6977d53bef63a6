"""PAW: the limits to the cell, the printed classes of kits, and what is missing."""

from decimal import Decimal as D

import pytest
from hypothesis import given
from hypothesis import strategies as st

from enthesis.domain.biologics.classifications.paw import Paw, parse_paw, paw_of
from enthesis.domain.biologics.examples import recorded
from enthesis.domain.biologics.leukocytes import Variant, variant_of
from enthesis.domain.biologics.result import CannotCompute
from enthesis.domain.errors import Invalid

classes = st.builds(
    Paw,
    band=st.integers(1, 4),
    activated=st.booleans(),
    leukocytes_above=st.booleans(),
    neutrophils_above=st.booleans(),
)


def paw(
    platelets: str, baseline: str = "200", *, wbc: str = "10", neutrophils: str = "6", activated: bool = False
) -> str:
    return str(
        paw_of(
            whole_blood_platelets=D(baseline),
            product_platelets=D(platelets),
            whole_blood_wbc=D(6),
            product_wbc=D(wbc),
            whole_blood_neutrophils=D(4),
            product_neutrophils=D(neutrophils),
            activated=activated,
        )
    )


@pytest.mark.parametrize(
    ("platelets", "expected"),
    [
        ("199", "P1"),
        ("200", "P1"),  # at baseline
        ("200.1", "P2"),
        ("750", "P2"),  # upper bound belongs to the lower class
        ("750.1", "P3"),
        ("1250", "P3"),
        ("1250.1", "P4"),
    ],
)
def test_platelet_limits(platelets: str, expected: str) -> None:
    assert paw(platelets) == f"{expected}-Aα"


def test_a_high_baseline_keeps_the_product_in_the_lowest_class() -> None:
    assert paw("800", baseline="800") == "P1-Aα"
    assert paw("801", baseline="800") == "P3-Aα"


def test_white_cells_at_baseline_are_not_above_it() -> None:
    assert paw("1000", wbc="6", neutrophils="4") == "P3-Bβ"
    assert paw("1000", wbc="6.1", neutrophils="4") == "P3-Aβ"
    assert variant_of(recorded({"whole_blood_wbc": "6", "product_wbc": "6"})) is Variant.POOR
    assert variant_of(recorded({"whole_blood_wbc": "6", "product_wbc": "6.1"})) is Variant.RICH


def test_activation_is_shown() -> None:
    assert paw("1000", activated=True) == "P3-x-Aα"


@pytest.mark.parametrize("printed", ["P2-Bβ", "P4-Aα", "P3-Aα", "P3-x-Aα"])
def test_printed_classes_of_kits_read_back(printed: str) -> None:
    assert str(parse_paw(printed)) == printed


@given(classes)
def test_every_class_reads_back(paw: Paw) -> None:
    assert parse_paw(str(paw)) == paw


@pytest.mark.parametrize("text", ["", "P5-Aα", "P3xAα", "p3-Aα", "P3-Aa", "P3-x-Aα "])
def test_anything_else_is_no_class(text: str) -> None:
    with pytest.raises(Invalid):
        parse_paw(text)


def test_missing_counts_are_named() -> None:
    result = paw_of(
        whole_blood_platelets=D(200),
        product_platelets=D(1000),
        whole_blood_wbc=D(6),
        product_wbc=D(10),
        whole_blood_neutrophils=None,
        product_neutrophils=None,
        activated=False,
    )
    assert result == CannotCompute(missing=("neutrophils in whole blood", "neutrophils in the product"))
