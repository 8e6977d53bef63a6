"""Every class shows what it reads and where its limits are, and names what is missing of it."""

from dataclasses import replace

import pytest

from enthesis.domain.biologics.arithmetic import recovery
from enthesis.domain.biologics.catalogue import KINDS
from enthesis.domain.biologics.composition import CLASSIFICATIONS, FOLDER
from enthesis.domain.biologics.examples import recorded
from enthesis.domain.biologics.record import Record
from enthesis.domain.biologics.result import CannotCompute, Computed
from enthesis.domain.biologics.shown import BOUNDARIES, READS, inputs
from enthesis.domain.discovery import modules

CLASSES = [
    m for m in modules(FOLDER, "CLASSIFICATION", "classify", "EXAMPLES") if m.CLASSIFICATION.id != "doses"
]
WORDS = {
    "platelets": "platelets in",
    "wbc": "leukocytes in",
    "neutrophils": "neutrophils in",
    "rbc": "red cells in",
}


@pytest.mark.parametrize(
    ("module", "name"),
    [pytest.param(m, n, id=f"{m.CLASSIFICATION.id}: {n}") for m in CLASSES for n in m.READ],
)
def test_a_class_cannot_be_computed_without_any_one_of_what_it_reads(module: object, name: str) -> None:
    whole: Record = next(r for _, r, _ in module.EXAMPLES if not _lacks(module, r))  # type: ignore[attr-defined]
    record = replace(whole, values={k: v for k, v in whole.values.items() if k != name})
    answer = module.classify(record, KINDS[record.kind])  # type: ignore[attr-defined]
    where, _, cell = name.rpartition("_")
    place = "whole blood" if where == "whole_blood" else "the product"
    assert isinstance(answer, CannotCompute)
    assert answer.sentence == f"Cannot be computed: {WORDS[cell]} {place} is missing."


def _lacks(module: object, record: Record) -> bool:
    return isinstance(module.classify(record, KINDS[record.kind]), CannotCompute)  # type: ignore[attr-defined]


def test_the_limits_of_every_class_are_shown() -> None:
    assert set(BOUNDARIES) == set(READS) == set(CLASSIFICATIONS)
    assert {name: [str(x.limit.value) for x in limits] for name, limits in BOUNDARIES.items() if limits} == {
        "depa": ["5", "3", "1", "90", "70", "30"],
        "marspill": ["4", "6", "8", "10", "2"],
        "mishra": ["5"],
        "paw": ["750", "1250"],
        "plra": ["1"],
    }


def test_an_input_says_how_it_is_known() -> None:
    record = recorded({"whole_blood_wbc": "6", "product_wbc": "9"}, claimed=frozenset({"product_wbc"}))
    assert [i.sentence for i in inputs("dohan_ehrenfest", record)] == [
        "Leukocytes in whole blood: 6 ×10³/µL, measured",
        "Leukocytes in the product: 9 ×10³/µL, claimed",
    ]
    assert [i.sentence for i in inputs("dohan_ehrenfest", recorded({}))][
        1
    ] == "Leukocytes in the product: not known"


def test_a_boundary_says_what_it_parts() -> None:
    said = {name: [b.sentence for b in limits] for name, limits in BOUNDARIES.items()}
    assert said["paw"] == ["P2 up to 750 ×10³/µL", "P3 up to 1250 ×10³/µL"]
    assert said["depa"][:4] == [
        "Dose A above 5 ×10⁹",
        "Dose B from 3 ×10⁹",
        "Dose C from 1 ×10⁹",
        "Share A above 90 %",
    ]
    assert said["marspill"] == ["Band edge 4", "Band edge 6", "Band edge 8", "Band edge 10", "Most spins 2"]


def test_a_result_names_what_it_was_made_of() -> None:
    record = recorded({"whole_blood_platelets": "200", "product_platelets": "1000"})
    found = recovery(record)
    assert isinstance(found, Computed)
    assert [name for name, _known in found.inputs] == [
        "platelets in the product",
        "volume of the product",
        "platelets in whole blood",
        "blood volume",
    ]
