"""The arithmetic of a preparation, on a record. What cannot be computed says what is missing."""

from datetime import datetime
from decimal import Decimal

from enthesis.domain.biologics.measurement import Basis
from enthesis.domain.biologics.moments import elapsed, minutes
from enthesis.domain.biologics.record import Record
from enthesis.domain.biologics.result import (
    CannotCompute,
    Computed,
    Known,
    Result,
    basis_of,
    computed,
    missing,
    values,
)
from enthesis.domain.biologics.steps import Activator

THOUSAND = Decimal(1000)  # 10*6 to 10*3, and 10*3/uL × mL (= 10*6 cells) to 10*9 cells
WHOLE = Decimal(100)

_NAMES = {
    "product_platelets": "platelets in the product",
    "whole_blood_platelets": "platelets in whole blood",
    "product_wbc": "leukocytes in the product",
    "product_rbc": "red cells in the product",
    "product_nucleated_cells": "nucleated cells per mL",
    "cfu_f": "CFU-F per mL",
    "stromal_cells": "mesenchymal stromal cells per mL",
}


def fold(record: Record) -> Result:
    """Platelets in the product over those in the person's own blood."""
    inputs = _counts(record, "product_platelets", "whole_blood_platelets")
    if lacking := missing(inputs):
        return lacking
    product, baseline = values(inputs)
    if not baseline:
        return CannotCompute(missing=("a baseline above zero",))
    return computed(product / baseline, "1", "product / baseline", inputs)


def dose(record: Record) -> Result:
    """Platelets in the whole product, in 10*9: 1000 ×10³/µL in 5 mL are 5.0 ×10⁹."""
    inputs = _counts(record, "product_platelets") | _volume(record)
    if lacking := missing(inputs):
        return lacking
    count, ml = values(inputs)
    return computed(count * ml / THOUSAND, "10*9", "product (10*3/uL) × volume (mL) / 1000", inputs)


def dose_given(record: Record) -> Result:
    """Platelets that reached the hip, in 10*9: the count times the volume given, not the volume prepared."""
    inputs = _counts(record, "product_platelets") | _given(record)
    if lacking := missing(inputs):
        return lacking
    count, ml = values(inputs)
    return computed(count * ml / THOUSAND, "10*9", "product (10*3/uL) × volume given (mL) / 1000", inputs)


def recovery(record: Record) -> Result:
    """Share of the drawn platelets that are in the product, in %; the anticoagulant is no blood."""
    inputs = {
        **_counts(record, "product_platelets"),
        **_volume(record),
        **_counts(record, "whole_blood_platelets"),
        "blood volume": record.source_volume,
    }
    if lacking := missing(inputs):
        return lacking
    product, ml, baseline, blood = values(inputs)
    if not baseline * blood:
        return CannotCompute(missing=("a baseline and a blood volume above zero",))
    percent = product * ml / (baseline * blood) * WHOLE
    note = (
        "The product holds more platelets than the blood did: check counts and volumes."
        if percent > WHOLE
        else ""
    )
    return computed(percent, "%", "dose / (baseline × blood volume) × 100", inputs, note)


def purity(record: Record) -> Result:
    """Platelets among all cells, in %. Red cells come in 10*6/uL and are brought to 10*3/uL first."""
    inputs = _counts(record, "product_platelets", "product_wbc", "product_rbc")
    if lacking := missing(inputs):
        return lacking
    platelets, wbc, rbc = values(inputs)
    cells = platelets + wbc + rbc * THOUSAND
    if not cells:
        return CannotCompute(missing=("a cell count above zero",))
    return computed(
        platelets / cells * WHOLE, "%", "platelets / (platelets + WBC + RBC × 1000) × 100", inputs
    )


def nucleated_cells(record: Record) -> Result:
    return _total(record, "product_nucleated_cells", "10*6")


def colonies(record: Record) -> Result:
    return _total(record, "cfu_f", "{CFU}")


def stromal_cells(record: Record) -> Result:
    """Mesenchymal stromal cells of the whole product."""
    return _total(record, "stromal_cells", "{cells}")


def nucleated_cells_given(record: Record) -> Result:
    return _given_total(record, "product_nucleated_cells", "10*6")


def colonies_given(record: Record) -> Result:
    return _given_total(record, "cfu_f", "{CFU}")


def stromal_cells_given(record: Record) -> Result:
    """Mesenchymal stromal cells in the volume given."""
    return _given_total(record, "stromal_cells", "{cells}")


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


def _counts(record: Record, *quantities: str) -> dict[str, Known]:
    return {_NAMES[name]: record.values.get(name) for name in quantities}


def _volume(record: Record) -> dict[str, Known]:
    return {"volume of the product": record.output_volume}


def _given(record: Record) -> dict[str, Known]:
    return {"volume given": record.given_volume}


def _total(record: Record, quantity: str, unit: str) -> Result:
    """All cells (or colonies) of the product: concentration × volume, in `unit`."""
    return _times(_counts(record, quantity) | _volume(record), unit, "concentration × volume (mL)")


def _given_total(record: Record, quantity: str, unit: str) -> Result:
    """All cells (or colonies) in the volume that was given: concentration × that volume, in `unit`."""
    return _times(_counts(record, quantity) | _given(record), unit, "concentration × volume given (mL)")


def _times(inputs: dict[str, Known], unit: str, formula: str) -> Result:
    if lacking := missing(inputs):
        return lacking
    concentration, ml = values(inputs)
    return computed(concentration * ml, unit, formula, inputs)


def _minutes(start: datetime | None, end: datetime | None, first: str, last: str) -> Result:
    lacking = tuple(name for name, at in ((first, start), (last, end)) if at is None)
    if start is None or end is None:
        return CannotCompute(missing=lacking)
    return Computed(value=Decimal(minutes(elapsed(start, end))), unit="min", formula=f"{last} − {first}")
