"""Printed classes of kits read back, and a record’s classes stand on their boundaries."""

from dataclasses import replace
from decimal import Decimal as D

import pytest
from hypothesis import given
from hypothesis import strategies as st

from enthesis.domain.biologics.catalogue import KINDS
from enthesis.domain.biologics.classification import Classed
from enthesis.domain.biologics.classifications import depa, mishra, plra
from enthesis.domain.biologics.classifications.mishra import Mishra, parse_mishra
from enthesis.domain.biologics.classifications.paw import parse_paw
from enthesis.domain.biologics.composition import composition
from enthesis.domain.biologics.examples import recorded
from enthesis.domain.biologics.measurement import Amount
from enthesis.domain.biologics.record import Record
from enthesis.domain.biologics.reference_values import KITS
from enthesis.domain.biologics.result import CannotCompute
from enthesis.domain.biologics.spin_protocols import SPIN_PROTOCOLS
from enthesis.domain.biologics.steps import Activator, Anticoagulant
from enthesis.domain.errors import Invalid

PRP = KINDS["prp-lr"]
BLOOD = {
    "whole_blood_platelets": "200",
    "whole_blood_wbc": "6",
    "whole_blood_neutrophils": "4",
    "whole_blood_rbc": "4.5",
}
FIXTURE = {"product_platelets": "1000", "product_wbc": "10", "product_neutrophils": "5", "product_rbc": "1.0"}

types = st.builds(Mishra, leukocytes_above=st.booleans(), activated=st.booleans(), concentrated=st.booleans())


@pytest.mark.parametrize("kit", KITS, ids=lambda k: k.kit)
def test_the_printed_classes_of_a_kit_read_back(kit: object) -> None:
    assert str(parse_paw(kit.paw)) == kit.paw  # type: ignore[attr-defined]
    printed = parse_mishra(kit.mishra)  # type: ignore[attr-defined]
    assert str(printed) == kit.mishra  # type: ignore[attr-defined]
    assert not printed.concentrated  # every one of them is below five times


def test_the_kits_are_those_of_the_table() -> None:
    assert [(k.paw, k.mishra) for k in KITS] == [
        ("P2-Bβ", "3B"),
        ("P4-Aα", "1B"),
        ("P3-Aα", "1B"),
        ("P3-Aα", "1B"),
    ]


@given(types)
def test_every_mishra_type_reads_back(mishra_type: Mishra) -> None:
    assert parse_mishra(str(mishra_type)) == mishra_type


@pytest.mark.parametrize("text", ["", "5A", "1C", "A1", "1a", "1B ", "１B"])
def test_anything_else_is_no_mishra_type(text: str) -> None:
    with pytest.raises(Invalid, match="is not a Mishra type"):
        parse_mishra(text)


@given(platelets=st.decimals(5, 10000, places=1), baseline=st.decimals(5, 2000, places=1))
def test_mishra_is_a_from_five_times_upward(platelets: D, baseline: D) -> None:
    counts = {"product_platelets": str(platelets), "whole_blood_platelets": str(baseline)}
    found = mishra.classify(recorded({**BLOOD, **FIXTURE, **counts}), PRP)

    assert isinstance(found, Classed)
    assert found.code[1] == ("A" if platelets >= 5 * baseline else "B")


@given(dose=st.decimals("0.01", 10, places=2))  # more is above what was drawn
def test_depa_grades_follow_the_dose_without_a_gap(dose: D) -> None:
    record = recorded({**BLOOD, **FIXTURE, "product_platelets": str(dose * 200)})
    found = depa.classify(record, PRP)

    assert isinstance(found, Classed)
    expected = "A" if dose > 5 else "B" if dose >= 3 else "C" if dose >= 1 else "D"
    assert found.code[0] == expected


def test_one_per_cent_exactly_is_a_minus() -> None:
    counts = {**FIXTURE, "product_wbc": "10", "product_neutrophils": "0.1", "product_rbc": "0"}
    for neutrophils, sign in (("0.1", "−"), ("0.101", "+")):
        found = plra.classify(recorded({**counts, "product_neutrophils": neutrophils}), PRP)
        assert f"L{sign}" in str(found)


def test_what_is_missing_is_named_once() -> None:
    found = depa.classify(recorded({"product_platelets": "1000"}, activator=None), PRP)

    assert isinstance(found, CannotCompute)
    assert found.sentence == (
        "Cannot be computed: platelets in whole blood, leukocytes in the product, red cells in the product, "
        "the answer on activation are missing."
    )


def test_a_claim_anywhere_makes_the_class_a_claim() -> None:
    record = recorded({**BLOOD, **FIXTURE}, claimed=frozenset({"product_rbc"}))
    answers = composition(record, PRP)

    basis = {name: answers[name].basis for name in ("depa", "plra", "paw", "platelet_purity")}  # type: ignore[union-attr]
    assert basis == {"depa": "claimed", "plra": "claimed", "paw": "measured", "platelet_purity": "claimed"}


def volume(ml: str) -> Amount:
    return Amount(value=D(ml), unit="mL")


@pytest.mark.parametrize(
    ("told", "percent"),
    [
        ({"collected_volume": volume("50")}, "50.0"),
        (
            {
                "collected_volume": None,
                "volume_with_anticoagulant": volume("58"),
                "anticoagulant": Anticoagulant.ACD_A,
                "anticoagulant_volume": volume("8"),
            },
            "50.0",
        ),
        (
            {
                "collected_volume": None,
                "volume_with_anticoagulant": volume("50"),
                "anticoagulant": Anticoagulant.NONE,
            },
            "50.0",
        ),
        ({"collected_volume": None, "volume_with_anticoagulant": volume("58")}, None),
    ],
    ids=["blood alone", "anticoagulant taken off", "none was added", "how much was added is unknown"],
)
def test_recovery_leaves_the_anticoagulant_out(told: dict[str, object], percent: str | None) -> None:
    record: Record = replace(recorded({**BLOOD, **FIXTURE}), **told)
    found = composition(record, PRP)["platelet_recovery"]

    if percent is None:
        assert found == CannotCompute(missing=("blood volume",))
    else:
        assert str(found.rounded(1)) == percent  # type: ignore[union-attr]


def test_activation_is_asked_never_assumed() -> None:
    for activator, code in ((Activator.NONE, "1A"), (Activator.OTHER, "2A"), (None, None)):
        found = mishra.classify(recorded({**BLOOD, **FIXTURE}, activator=activator), PRP)
        assert (found.code if isinstance(found, Classed) else None) == code


@pytest.mark.parametrize("protocol", SPIN_PROTOCOLS, ids=lambda p: p.id)
def test_a_published_protocol_has_two_spins_in_multiples_of_gravity(protocol: object) -> None:
    spins = protocol.spins  # type: ignore[attr-defined]

    assert len(spins) == 2
    for spin in spins:
        assert spin.force.low.unit == "[g]" and spin.force.low.value <= spin.force.high.value
        assert spin.time.low.unit == "min" and spin.time.low.value <= spin.time.high.value
    assert spins[0].force.high.value < spins[1].force.low.value
