"""DEPA: dose, efficiency, purity, activation of platelet-rich plasma."""

from enthesis.domain.biologics.arithmetic import (
    WHOLE,
    basis_of_values,
    dose,
    dose_given,
    is_activated,
    purity,
    recovery,
)
from enthesis.domain.biologics.classification import Classed, Classification
from enthesis.domain.biologics.examples import recorded
from enthesis.domain.biologics.kind import ProductKind
from enthesis.domain.biologics.record import Record
from enthesis.domain.biologics.result import CannotCompute, Computed, all_missing
from enthesis.domain.biologics.steps import Activator
from enthesis.domain.numbers import plain
from enthesis.domain.terms import Sourced, Tag

CLASSIFICATION = Classification(
    id="depa",
    title="DEPA",
    tag=Tag.RECALLED,
    source="S59; cut-offs recalled",
    note="Are these the published cut-offs, and to which side does each belong?",
    letters={
        "first": "dose of platelets, A to D: of all that was prepared",
        "second": "efficiency: platelets recovered, A to D",
        "third": "purity: platelets among all cells, A to D",
        "after the comma": "activated by an added agent, or not",
    },
)


def _limit(value: int, unit: str, side: str) -> Sourced:
    return Sourced(value, unit, tag="R", note=f"{side}: is this the published cut-off?")


DOSE_A_ABOVE = _limit(5, "10*9", "A strictly above")
DOSE_B_FROM = _limit(3, "10*9", "B from here upward")
DOSE_C_FROM = _limit(1, "10*9", "C from here upward")
SHARE_A_ABOVE = _limit(90, "%", "recovery and purity, A strictly above")
SHARE_B_FROM = _limit(70, "%", "recovery and purity, B from here upward")
SHARE_C_FROM = _limit(30, "%", "recovery and purity, C from here upward")

ABOVE_WHOLE = "It cannot be classed: the recovery is above 100 %."

_DOSE = (DOSE_A_ABOVE, DOSE_B_FROM, DOSE_C_FROM)
_SHARE = (SHARE_A_ABOVE, SHARE_B_FROM, SHARE_C_FROM)


def classify(record: Record, kind: ProductKind) -> Classed | CannotCompute:
    """A grade for each of dose, efficiency and purity, and whether it was activated."""
    activated, found = is_activated(record), (dose(record), recovery(record), purity(record))
    if lacking := all_missing(*found, activated):
        return lacking
    share = found[1]
    if isinstance(share, Computed) and share.value > WHOLE:
        return CannotCompute(missing=(), because=ABOVE_WHOLE)
    known = (f for f in found if isinstance(f, Computed))
    grades = (_grade(f, limits) for f, limits in zip(known, (_DOSE, _SHARE, _SHARE), strict=True))
    code = f"{''.join(grades)}, {'activated' if activated else 'not activated'}"
    return CLASSIFICATION.classed(code, basis_of_values(record, *READ), note=_graded(record))


def _graded(record: Record) -> str:
    """Of which volume the dose was graded; where another one was given, the grade of that one too."""
    made, given, reached = record.output_volume, record.given_volume, dose_given(record)
    said = f"Its dose is that of all {plain(made.value)} mL prepared" if made else ""
    if made and given and given.value != made.value and isinstance(reached, Computed):
        said += f"; that of the {plain(given.value)} mL given is {_grade(reached, _DOSE)}"
    return said and f"{said}."


def _grade(found: Computed, limits: tuple[Sourced, Sourced, Sourced]) -> str:
    """A strictly above the first limit; B and C from their limits upward; D below."""
    above_a, from_b, from_c = limits
    if found.value > above_a.value:
        return "A"
    if found.value >= from_b.value:
        return "B"
    return "C" if found.value >= from_c.value else "D"


READ = ("product_platelets", "whole_blood_platelets", "product_wbc", "product_rbc")
_FULL = {
    "product_platelets": "1000",
    "whole_blood_platelets": "200",
    "product_wbc": "10",
    "product_rbc": "1.0",
}
_CLEAN = _FULL | {"product_wbc": "0", "product_rbc": "0"}


def _of(platelets: str, **told: str) -> Record:
    return recorded(_CLEAN | {"product_platelets": platelets} | told)


EXAMPLES = (
    ("a dose of exactly 5, half recovered, half pure", recorded(_FULL), "BCC, not activated"),
    ("activated", recorded(_FULL, activator=Activator.CALCIUM_CHLORIDE), "BCC, activated"),
    ("just above 5", _of("1000.2"), "ACA, not activated"),
    ("exactly 3, exactly 30 % recovered", _of("600"), "BCA, not activated"),
    ("just below 3 and 30 %", _of("599.8"), "CDA, not activated"),
    ("exactly 1", _of("200"), "CDA, not activated"),
    ("just below 1", _of("199.8"), "DDA, not activated"),
    ("exactly 90 % recovered", _of("1800"), "ABA, not activated"),
    ("just above 90 %", _of("1800.2"), "AAA, not activated"),
    ("exactly 70 % recovered", _of("1400"), "ABA, not activated"),
    ("just below 70 %", _of("1399.8"), "ACA, not activated"),
    ("exactly 90 % pure", _of("900", product_wbc="100"), "BCB, not activated"),
    ("exactly 70 % pure", _of("700", product_wbc="300"), "BCB, not activated"),
    ("exactly 30 % pure", _of("300", product_wbc="100", product_rbc="0.6"), "CDC, not activated"),
    ("just below 30 %", _of("300", product_wbc="100", product_rbc="0.601"), "CDD, not activated"),
    ("exactly 100 % recovered", _of("2000"), "AAA, not activated"),
    ("more than all recovered", _of("2000.2"), ABOVE_WHOLE),
    (
        "blood not counted",
        recorded({k: n for k, n in _FULL.items() if k != "whole_blood_platelets"}),
        "platelets in whole blood",
    ),
)
