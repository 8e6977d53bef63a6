"""A laboratory value that cannot be read is asked about in a sentence, and never converted by guess."""

from dataclasses import replace
from decimal import Decimal

import pytest

from enthesis.domain.candidacy.assess import assess
from enthesis.domain.candidacy.facts import NOON, Lab, facts
from enthesis.domain.candidacy.labs import ANALYTES, lab_problem
from enthesis.domain.candidacy.policy import SHARED, SHIPPED
from enthesis.domain.codes.ucum import convert_count
from enthesis.domain.verdict import Verdict


def problem(fact: str, value: str, unit: str) -> str:
    return lab_problem(ANALYTES[fact], Lab(value=Decimal(value), unit=unit, at=NOON), SHIPPED)


@pytest.mark.parametrize(
    ("fact", "value", "unit", "sentence"),
    [
        ("platelets", "105", "/uL", "Platelets 105 /µL: this unit is not read here. Is it 105 ×10³/µL?"),
        ("platelets", "240000", "/uL", "Platelets 240000 /µL: this unit is not read here."),
        ("platelets", "2.4", "10*5/uL", "Platelets 2.4 ×10⁵/µL: this unit is not read here."),
        ("platelets", "240", "", "Platelets 240 without a unit: this unit is not read here."),
        (
            "platelets",
            "88000",
            "10*9/L",
            "Platelets 88000 ×10⁹/L are outside 1 to 2000 ×10⁹/L: perhaps a slip.",
        ),
        (
            "haemoglobin",
            "130",
            "g/dL",
            "Haemoglobin 130 g/dL is outside 3 to 25 g/dL: perhaps a slip. Is it 130 g/L?",
        ),
        (
            "haemoglobin",
            "13",
            "g/L",
            "Haemoglobin 13 g/L (1.3 g/dL) is outside 3 to 25 g/dL: perhaps a slip. Is it 13 g/dL?",
        ),
        ("haemoglobin", "8.4", "mmol/L", "Haemoglobin 8.4 mmol/L: this unit is not read here."),
        ("haemoglobin", "-13", "g/dL", "Haemoglobin -13 g/dL is outside 3 to 25 g/dL: perhaps a slip."),
        ("hba1c", "48", "%", "HbA1c 48 % is outside 3 to 20 %: perhaps a slip."),
        ("inr", "70", "%", "INR 70 %: this unit is not read here."),
    ],
)
def test_what_cannot_be_read_is_asked_about_and_the_slip_is_named(
    fact: str, value: str, unit: str, sentence: str
) -> None:
    assert problem(fact, value, unit) == sentence
    found = assess(replace(facts(), **{fact: Lab(value=Decimal(value), unit=unit, at=NOON)})).findings
    asked = [finding for finding in found if finding.sentence.startswith(sentence)]
    assert asked and {finding.verdict for finding in asked} == {Verdict.ASK}
    assert all(finding.question == finding.sentence for finding in asked)


def test_units_that_are_read_are_exact_multiples() -> None:
    for unit, factor in ANALYTES["platelets"].factors.items():
        assert convert_count(Decimal(240), unit, into="10*9/L") == 240 * factor
    assert ANALYTES["haemoglobin"].factors == {"g/dL": 1, "g/L": Decimal("0.1")}  # ten decilitres in a litre
    for analyte in ANALYTES.values():
        assert not set(analyte.also_printed) & set(analyte.factors)
        assert set(analyte.misprints) <= set(analyte.also_printed)


@pytest.mark.parametrize("fact", ANALYTES)
def test_both_ends_of_what_can_be_true_are_taken_and_nothing_beyond(fact: str) -> None:
    unit, step = ANALYTES[fact].unit, Decimal("0.001")
    lowest, highest = (SHARED[f"{fact}.{end}"].value for end in ("lowest", "highest"))

    assert [problem(fact, str(value), unit) for value in (lowest, highest)] == ["", ""]
    assert all("perhaps a slip" in problem(fact, str(v), unit) for v in (lowest - step, highest + step))
