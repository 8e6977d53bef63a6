"""One way in for other programs: a record as they know it, and all that follows, or why it does not."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from decimal import Decimal as D
from typing import Any

import msgspec
import pytest

from enthesis.domain.biologics.catalogue import KINDS
from enthesis.domain.biologics.derivation import Derivation, Derived, derive
from enthesis.domain.biologics.examples import Example, example_record, given
from enthesis.domain.biologics.measurement import Amount, Basis
from enthesis.domain.biologics.products import prp_lp, prp_lr
from enthesis.domain.biologics.quantities import QUANTITIES
from enthesis.domain.biologics.record import Record, record_of
from enthesis.domain.biologics.reporting import completeness
from enthesis.domain.biologics.steps import Activator, Anticoagulant, Spin
from enthesis.domain.errors import Invalid, NotFound

AT = datetime(2027, 3, 12, 13, tzinfo=UTC)
CELLS, MILLIONS = "10*3/uL", "10*6/uL"


def amount(value: str, unit: str, basis: Basis = Basis.MEASURED) -> Amount:
    return Amount(value=D(value), unit=unit, basis=basis)


FIXTURE = Record(
    kind="prp-lr",
    collected_volume=amount("50", "mL"),
    output_volume=amount("5", "mL"),
    values={
        "whole_blood_platelets": amount("200", CELLS),
        "product_platelets": amount("1000", "10*9/L"),
        "product_wbc": amount("10", CELLS),
        "product_rbc": amount("1000", CELLS),
    },
    activator=Activator.NONE,
)


def found(record: Record) -> dict[str, Derived]:
    return {d.id: d for d in derive(record).derived}


def test_the_fixture_in_other_units() -> None:
    told = found(FIXTURE)

    assert (told["platelet_dose"].value, told["platelet_dose"].unit) == (D(5), "10*9")
    assert told["platelet_recovery"].value == 50
    purity = told["platelet_purity"]
    assert purity.value is not None and round(purity.value, 2) == D("49.75")
    assert purity.formula == "platelets / (platelets + WBC + RBC × 1000) × 100"
    assert (told["depa"].code, told["depa"].tag, told["depa"].basis) == (
        "BCC, not activated",
        "R",
        "measured",
    )
    assert told["mishra"].missing == ("leukocytes in whole blood",)
    assert told["mishra"].sentence == "Cannot be computed: leukocytes in whole blood is missing."


def test_nothing_but_the_kind_says_what_is_missing_everywhere() -> None:
    for kind in KINDS:
        answer = derive(Record(kind=kind))
        assert all(d.missing and d.sentence and d.value is None and not d.code for d in answer.derived)
        assert answer.deviations == ()
        assert "of 23" not in answer.completeness.sentence


def test_every_bench_product_gives_the_same_as_its_page() -> None:
    product = given(prp_lr.PRODUCT, prp_lr.EXAMPLES[0])
    answer = derive(record_of(product))

    assert {
        d.id: str(round(d.value, 1)) if d.value is not None else d.code
        for d in answer.derived
        if not d.missing
    } == {name: text for name, text in prp_lr.EXAMPLES[0].computed.items() if text != "cannot be computed"}
    assert answer.completeness == completeness(record_of(product), prp_lr.PRODUCT)


def test_a_product_unlike_what_was_meant_is_said() -> None:
    poor = example_record(prp_lr.PRODUCT, prp_lr.EXAMPLES[1])

    assert derive(poor).remarks == ("Meant to be leukocyte-rich, and counted as leukocyte-poor.",)
    assert derive(replace(poor, kind="prp-lp")).remarks == ()
    rich: Example = prp_lr.EXAMPLES[0]
    assert derive(replace(example_record(prp_lp.PRODUCT, rich), kind="prp-lp")).remarks == (
        "Meant to be leukocyte-poor, and counted as leukocyte-rich.",
    )


def test_a_phenotype_beside_its_reference_is_said_and_on_it_is_not() -> None:
    markers = {"cd73": "95", "cd90": "94.9", "cd105": "100", "haematopoietic": "2.1", "viability": "70"}
    record = Record(kind="msc-expanded", values={n: amount(v, "%") for n, v in markers.items()})

    assert derive(record).remarks == (
        "CD90 positive: 94.9 % is below the reference of 95 % (S70).",
        "Haematopoietic markers positive: 2.1 % is above the reference of 2 % (S70).",
    )


def test_stromal_cells_per_millilitre_and_in_all() -> None:
    values = {"stromal_cells": amount("5619", "{cells}/mL")}
    record = Record(kind="bmac", output_volume=amount("8", "mL"), values=values)

    assert found(record)["total_stromal_cells"].value == 44952


def test_what_was_given_is_counted_by_the_volume_given_and_not_by_the_one_prepared() -> None:
    given = found(replace(FIXTURE, given_volume=amount("2", "mL")))

    assert (given["platelet_dose"].value, given["platelet_dose_given"].value) == (5, 2)
    assert given["depa"].note == "Its dose is that of all 5 mL prepared; that of the 2 mL given is C."
    cells = {"stromal_cells": "5619", "product_nucleated_cells": "50", "cfu_f": "100"}
    values = {name: amount(value, QUANTITIES[name].unit) for name, value in cells.items()}
    marrow = Record(
        kind="bmac", output_volume=amount("6", "mL"), given_volume=amount("4", "mL"), values=values
    )
    told = {name: answer.value for name, answer in found(marrow).items() if name.endswith("_given")}
    assert told == {"nucleated_cells_given": 200, "cfu_f_given": 400, "stromal_cells_given": 22476}


def test_what_was_given_is_unknown_while_nobody_said_how_much() -> None:
    told = found(FIXTURE)["platelet_dose_given"]

    assert told.value is None
    assert told.sentence == "Cannot be computed: volume given is missing."


def test_a_limit_that_passed_is_told_without_a_reason_being_asked() -> None:
    late = replace(FIXTURE, collected_at=AT, started_at=AT + timedelta(minutes=75))

    assert [d.limit for d in derive(late).deviations] == ["prp-draw-to-spin"]
    assert found(late)["minutes_to_processing"].value == 75
    short = Record(kind="acs", started_at=AT, ready_at=AT + timedelta(hours=2))
    (deviation,) = derive(short).deviations
    assert deviation.sentence == "The incubation took 2 hours; 6 to 24 hours are usual."


@pytest.mark.parametrize("hours", [6, 24])
def test_an_incubation_of_the_usual_time_is_none(hours: int) -> None:
    record = Record(kind="acs", started_at=AT, ready_at=AT + timedelta(hours=hours))

    assert derive(record).deviations == ()


@pytest.mark.parametrize(
    ("change", "field", "sentence"),
    [
        ({"values": {"cd73": amount("95", "%")}}, "values", "has no quantity “cd73”"),
        ({"values": {"product_wbc": amount("10", "/uL")}}, "product_wbc", "cannot be in /uL"),
        ({"values": {"product_platelets": amount("100000", CELLS)}}, "product_platelets", "not plausible"),
        (
            {"values": {"product_wbc": amount("1", CELLS), "product_neutrophils": amount("2", CELLS)}},
            "product_neutrophils",
            "exceed leukocytes",
        ),
        ({"output_volume": amount("5", "L")}, "output_volume", "cannot be in L"),
        ({"volume_with_anticoagulant": amount("5", "L")}, "volume_with_anticoagulant", "cannot be in L"),
        ({"given_volume": amount("6", "mL")}, "given_volume", "More was given than was prepared"),
        (
            {"volume_with_anticoagulant": amount("5", "mL"), "anticoagulant_volume": amount("6", "mL")},
            "anticoagulant_volume",
            "more anticoagulant",
        ),
        (
            {"anticoagulant": Anticoagulant.NONE, "anticoagulant_volume": amount("6", "mL")},
            "anticoagulant_volume",
            "volume of no anticoagulant",
        ),
        ({"collected_at": AT, "given_at": AT - timedelta(minutes=1)}, "given_at", "cannot be before"),
        ({"collected_at": AT, "counted_at": AT - timedelta(minutes=1)}, "counted_at", "cannot be before"),
        (
            {"collected_at": datetime(2027, 3, 12), "given_at": AT},  # noqa: DTZ001
            "given_at",
            "has no zone",
        ),
        ({"spins": (Spin(minutes=D(-1), force_g=D(900)),)}, "spins", "not above zero"),
    ],
)
def test_what_cannot_be_is_refused_at_its_field(change: dict[str, Any], field: str, sentence: str) -> None:
    with pytest.raises(Invalid, match=sentence) as refused:
        derive(replace(FIXTURE, **change))
    assert refused.value.code == field


def test_fibrin_has_no_anticoagulant() -> None:
    with pytest.raises(Invalid, match="without an anticoagulant"):
        derive(Record(kind="l-prf", anticoagulant=Anticoagulant.ACD_A))
    answer = derive(Record(kind="l-prf", anticoagulant=Anticoagulant.NONE))
    assert "Anticoagulant" not in {item.title for item in answer.completeness.unmet}


def test_a_kind_there_is_not_is_named() -> None:
    with pytest.raises(NotFound, match="There is no product “prp”"):
        derive(Record(kind="prp"))


@pytest.mark.parametrize("value", ["NaN", "Infinity", "1E+999999"])
def test_an_amount_is_a_number(value: str) -> None:
    with pytest.raises(Invalid, match="not a number"):
        amount(value, "mL")


def test_an_amount_that_was_not_measured_is_left_out_instead() -> None:
    with pytest.raises(Invalid, match="cannot be pending"):
        amount("1", "mL", Basis.PENDING)


def test_a_record_and_its_answer_go_through_json() -> None:
    text = msgspec.json.encode(replace(FIXTURE, collected_at=AT))
    record = msgspec.json.decode(text, type=Record)

    assert record == replace(FIXTURE, collected_at=AT)
    answer = derive(record)
    assert isinstance(answer, Derivation)
    assert msgspec.json.decode(msgspec.json.encode(answer))["kind"] == "prp-lr"


@pytest.mark.parametrize(
    ("force", "is_refused"), [("1100", False), ("910", False), ("1110", True), ("900", True)]
)
def test_a_force_unlike_its_speed_and_radius_is_refused(force: str, is_refused: bool) -> None:
    spin = Spin(minutes=D(5), force_g=D(force), rpm=D(3000), radius_cm=D(10))
    record = Record(kind="prp-lp", spins=(spin,))
    if not is_refused:
        assert derive(record).kind == "prp-lp"
        return
    with pytest.raises(Invalid, match=f"A spin of {force} × g does not agree with 1006 × g") as refused:
        derive(record)
    assert refused.value.code == "spins"


def test_no_pull_and_a_site_it_is_not_taken_from_are_not_reported() -> None:
    told = completeness(Record(kind="bmac", pulls=0, site="moon"), KINDS["bmac"])
    well = completeness(Record(kind="bmac", pulls=1, site="posterior_iliac_crest"), KINDS["bmac"])

    both = {"record.pulls", "record.site"}
    assert both <= {item.id for item in told.unmet}
    assert both <= {item.id for item in well.met}
