"""The arithmetic of a preparation, on a record. What cannot be computed says what is missing."""

from datetime import datetime
from decimal import Decimal

from enthesis.domain.biologics.measurement import Basis
from enthesis.domain.biologics.moments import elapsed, minutes
from enthesis.domain.biologics.preparation import (
    CannotCompute,
    Computed,
    Result,
    basis_of,
    fold_increase,
    platelet_dose,
    platelet_purity,
    platelet_recovery,
    total_cells,
)
from enthesis.domain.biologics.record import Record
from enthesis.domain.biologics.steps import Activator


def fold(record: Record) -> Result:
    """Platelets in the product over those in the person's own blood."""
    v = record.values
    return fold_increase(
        product_platelets=v.get("product_platelets"), whole_blood_platelets=v.get("whole_blood_platelets")
    )


def dose(record: Record) -> Result:
    """Platelets in the whole product, in 10*9."""
    return platelet_dose(
        product_platelets=record.values.get("product_platelets"), volume=record.output_volume
    )


def recovery(record: Record) -> Result:
    """Share of the drawn platelets that are in the product, in %; the anticoagulant is no blood."""
    v = record.values
    return platelet_recovery(
        product_platelets=v.get("product_platelets"),
        volume=record.output_volume,
        whole_blood_platelets=v.get("whole_blood_platelets"),
        blood_volume=record.source_volume,
    )


def purity(record: Record) -> Result:
    """Platelets among all cells of the product, in %."""
    v = record.values
    return platelet_purity(
        product_platelets=v.get("product_platelets"),
        product_wbc=v.get("product_wbc"),
        product_rbc=v.get("product_rbc"),
    )


def nucleated_cells(record: Record) -> Result:
    return _total(record, "product_nucleated_cells", "nucleated cells per mL", "10*6")


def colonies(record: Record) -> Result:
    return _total(record, "cfu_f", "CFU-F per mL", "{CFU}")


def stromal_cells(record: Record) -> Result:
    """Mesenchymal stromal cells of the whole product."""
    return _total(record, "stromal_cells", "mesenchymal stromal cells per mL", "{cells}")


def minutes_to_processing(record: Record) -> Result:
    return _minutes(
        record.collected_at, record.started_at, "time of collection", "time at which processing started"
    )


def minutes_to_delivery(record: Record) -> Result:
    return _minutes(record.collected_at, record.given_at, "time of collection", "time of giving")


def is_activated(record: Record) -> bool | CannotCompute:
    """Whether an agent was added; not answered is not the same as no."""
    if record.activator is None:
        return CannotCompute(missing=("the answer on activation",))
    return record.activator is not Activator.NONE


def basis_of_values(record: Record, *names: str) -> Basis:
    """CLAIMED as soon as one of these values was only claimed."""
    return basis_of(record.values.get(name) for name in names)


def _total(record: Record, quantity: str, name: str, unit: str) -> Result:
    return total_cells(per_ml=record.values.get(quantity), volume=record.output_volume, name=name, unit=unit)


def _minutes(start: datetime | None, end: datetime | None, first: str, last: str) -> Result:
    missing = tuple(name for name, at in ((first, start), (last, end)) if at is None)
    if start is None or end is None:
        return CannotCompute(missing=missing)
    return Computed(value=Decimal(minutes(elapsed(start, end))), unit="min", formula=f"{last} − {first}")
