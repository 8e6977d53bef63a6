"""What follows from one product's record: dose, recovery, classes, time limits, and what is missing."""

from dataclasses import dataclass, replace
from decimal import Decimal

from enthesis.domain.biologics.derivation import Derived, derive
from enthesis.domain.biologics.moments import Deviation
from enthesis.domain.biologics.record import Record
from enthesis.domain.biologics.reporting import Completeness, Item
from enthesis.domain.errors import NotFound, Problem
from enthesis.interop.door import Door, Example
from enthesis.interop.refusal import Refusal
from enthesis.interop.tidy import tidy


@dataclass(frozen=True, slots=True, kw_only=True)
class Listed:
    """One thing a report should hold; `id` is its place in a record."""

    id: str
    title: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Reported:
    """Which of the listed reporting items the record holds; `percent` is of those that apply."""

    percent: Decimal | None
    sentence: str
    reported: tuple[Listed, ...]
    missing: tuple[Listed, ...]
    not_applicable: tuple[Listed, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Characterised:
    """`derived` holds every computation and class of the kind: a `value` or a `code`, or what is missing.

    `remarks` compare what was measured with what was intended; `deviations` are time limits that were passed.
    """

    kind: str
    title: str
    derived: tuple[Derived, ...]
    remarks: tuple[str, ...]
    deviations: tuple[Deviation, ...]
    completeness: Reported


DOOR = Door(
    name="characterise",
    title="Compute and classify one product",
    takes=Record,
    gives=(Characterised,),
    most=1000,
    notes=(
        "The kinds, their quantities and units stand in [Products](products.md).",
        'An amount is measured unless its basis is "claimed".',
        "What cannot be computed is said, with what is missing; nothing is guessed.",
    ),
)


def answer(record: Record) -> Characterised:
    """Everything that follows from the record; what cannot be is refused at its field."""
    try:
        found = derive(record)
    except Problem as problem:
        raise Refusal(str(problem), _place(record, problem)) from None
    return Characterised(
        kind=found.kind,
        title=found.title,
        derived=tuple(_written(derived) for derived in found.derived),
        remarks=found.remarks,
        deviations=found.deviations,
        completeness=_reported(found.completeness),
    )


def _place(record: Record, problem: Problem) -> tuple[str, ...]:
    match problem:
        case NotFound():
            return ("kind",)
        case Problem(code=field) if field in record.values:
            return "values", field
        case Problem(code=field):
            return (field,) if hasattr(record, field) else ()


def _written(derived: Derived) -> Derived:
    return derived if derived.value is None else replace(derived, value=tidy(derived.value))


def _reported(completeness: Completeness) -> Reported:
    return Reported(
        percent=None if completeness.percent is None else tidy(completeness.percent),
        sentence=completeness.sentence,
        reported=_listed(completeness.met),
        missing=_listed(completeness.unmet),
        not_applicable=_listed(completeness.not_applicable),
    )


def _listed(items: tuple[Item, ...]) -> tuple[Listed, ...]:
    return tuple(Listed(id=item.id, title=item.title) for item in items)


_K = "10*3/uL"
_RECORD = {
    "kind": "prp-lp",
    "collected_volume": {"value": 52, "unit": "mL"},
    "output_volume": {"value": 5, "unit": "mL"},
    "values": {
        "whole_blood_platelets": {"value": 210, "unit": _K},
        "product_platelets": {"value": 840, "unit": _K},
        "whole_blood_wbc": {"value": 6.2, "unit": _K},
        "product_wbc": {"value": 1.1, "unit": _K},
    },
}

EXAMPLES = (
    Example(
        name="platelets and leukocytes counted, red cells not",
        asks=_RECORD,
        gives={
            "derived": [
                {"id": "fold_increase", "value": 4, "basis": "measured"},
                {"id": "platelet_dose", "value": 4.2},
                {"id": "platelet_purity", "value": None, "missing": ["red cells in the product"]},
            ],
            "deviations": [],
        },
        whole=False,
    ),
)
