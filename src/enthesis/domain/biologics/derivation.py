"""Everything that follows from one product's record: the one way in for other programs."""

from dataclasses import dataclass, replace
from decimal import Decimal
from itertools import pairwise
from typing import Any

from enthesis.domain.biologics.catalogue import load_kind
from enthesis.domain.biologics.characterisation import check_parts
from enthesis.domain.biologics.classification import Classed
from enthesis.domain.biologics.composition import COMPUTATIONS, Answer, composition, remarks
from enthesis.domain.biologics.entries import check_spin
from enthesis.domain.biologics.kind import ProductKind
from enthesis.domain.biologics.measurement import Amount, Basis, Quantity, in_unit
from enthesis.domain.biologics.moments import (
    Deviation,
    Moment,
    Moments,
    check_order,
    incubated_otherwise,
    passed_limits,
)
from enthesis.domain.biologics.quantities import QUANTITIES
from enthesis.domain.biologics.record import Record
from enthesis.domain.biologics.reporting import Completeness, completeness
from enthesis.domain.biologics.result import CannotCompute, Computed
from enthesis.domain.biologics.steps import Anticoagulant
from enthesis.domain.errors import Invalid
from enthesis.domain.terms import Tag


@dataclass(frozen=True, slots=True, kw_only=True)
class Derived:
    """One computation or class of a product: a value, a class, or the sentence of what is missing.

    `value` is unrounded, in `unit`; `code` is the class as it is printed. Where there is neither, `missing`
    names what is missing, if anything is, and `sentence` says why.
    """

    id: str
    title: str
    value: Decimal | None = None
    unit: str = ""
    code: str = ""
    formula: str = ""
    basis: Basis | None = None
    tag: Tag | None = None
    source: str = ""
    note: str = ""
    missing: tuple[str, ...] = ()
    sentence: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Derivation:
    """`remarks` compare what was measured with what was intended and with published references."""

    kind: str
    title: str
    derived: tuple[Derived, ...]
    remarks: tuple[str, ...]
    deviations: tuple[Deviation, ...]
    completeness: Completeness


def derive(record: Record) -> Derivation:
    """Every computation and class of the record's kind, time limits passed, and reporting completeness.

    Raises NotFound for a kind there is not; Invalid, coded by the field, for a quantity the kind does not
    have, a unit or size that cannot be, or times in a wrong order.
    """
    kind = load_kind(record.kind)
    told = checked(record, kind)
    found = composition(told, kind)
    passed = passed_limits(kind.limits, told.moments)
    incubated = incubated_otherwise(kind.incubation, told.moments, reason="")
    return Derivation(
        kind=kind.id,
        title=kind.title,
        derived=tuple(_derived(name, answer) for name, answer in found.items()),
        remarks=remarks(told, kind),
        deviations=(*passed, *((incubated,) if incubated else ())),
        completeness=completeness(told, kind),
    )


def checked(record: Record, kind: ProductKind) -> Record:
    """The record in its quantities' own units. Raises Invalid, coded by the field, for what cannot be."""
    values = {name: _counted(kind, name, amount) for name, amount in record.values.items()}
    check_parts({name: amount.value for name, amount in values.items()})
    _check_times(record.moments)
    for spin in record.spins:
        check_spin(spin)
    volumes: dict[str, Any] = {name: _volume(record, name) for name in _VOLUMES}
    told = replace(record, values=values, **volumes)
    _check_volumes(told, kind)
    return told


def _check_times(moments: Moments) -> None:
    """Each known time comes after the ones before it; a count may come late."""
    steps = [moment for moment in moments if moment is not Moment.COUNTED]
    pairs = [*pairwise(steps), (Moment.COLLECTED, Moment.COUNTED)]
    for first, second in pairs:
        if first in moments and second in moments:
            check_order(first.value, moments[first], second.value, moments[second], field=_AT[second])


def _counted(kind: ProductKind, name: str, amount: Amount) -> Amount:
    if name not in kind.quantities:
        known = ", ".join(kind.quantities) or "none"
        raise Invalid("values", f"{kind.title} has no quantity “{name[:40]}”.", f"It has: {known}.")
    return _canonical(QUANTITIES[name], amount)


def _volume(record: Record, name: str) -> Amount | None:
    amount: Amount | None = getattr(record, name)
    if amount is None:
        return None
    try:
        return _canonical(QUANTITIES[_VOLUMES[name]], amount)
    except Invalid as wrong:
        raise Invalid(name, wrong.sentence, wrong.remedy) from None


def _canonical(quantity: Quantity, amount: Amount) -> Amount:
    return replace(amount, value=in_unit(quantity, amount.value, amount.unit), unit=quantity.unit)


def _check_volumes(record: Record, kind: ProductKind) -> None:
    """No anticoagulant where there may be none, and nothing comes out of what did not go in."""
    if not kind.takes_anticoagulant and record.anticoagulant not in (None, Anticoagulant.NONE):
        raise Invalid(
            "anticoagulant",
            f"{kind.title} is made of blood without an anticoagulant.",
            "Correct one of the two.",
        )
    if record.anticoagulant is Anticoagulant.NONE and record.anticoagulant_volume is not None:
        raise Invalid(
            "anticoagulant_volume", "There is a volume of no anticoagulant.", "Name the anticoagulant."
        )
    for part, whole, sentence in (
        (
            "anticoagulant_volume",
            "volume_with_anticoagulant",
            "There is more anticoagulant than both together.",
        ),
        ("given_volume", "output_volume", "More was given than was prepared."),
    ):
        few, all_of_it = getattr(record, part), getattr(record, whole)
        if few is not None and all_of_it is not None and few.value > all_of_it.value:
            raise Invalid(part, sentence, "Correct one of the two, in mL.")


def _derived(name: str, answer: Answer) -> Derived:
    title = COMPUTATIONS[name].title
    match answer:
        case CannotCompute():
            return Derived(id=name, title=title, missing=answer.missing, sentence=answer.sentence)
        case Computed():
            return Derived(
                id=name,
                title=title,
                value=answer.value,
                unit=answer.unit,
                formula=answer.formula,
                basis=answer.basis,
                note=answer.note,
            )
        case Classed():
            return Derived(
                id=name,
                title=title,
                code=answer.code,
                basis=answer.basis,
                tag=answer.tag,
                source=answer.source,
                note=answer.note,
            )


_VOLUMES = {
    "collected_volume": "collected_volume",
    "volume_with_anticoagulant": "collected_volume",
    "anticoagulant_volume": "anticoagulant_volume",
    "output_volume": "output_volume",
    "given_volume": "given_volume",
}
_AT = {
    Moment.COLLECTED: "collected_at",
    Moment.STARTED: "started_at",
    Moment.READY: "ready_at",
    Moment.COUNTED: "counted_at",
    Moment.GIVEN: "given_at",
}
