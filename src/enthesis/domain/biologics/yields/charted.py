"""What of a product is watched over time: a number in its unit, and how it is known."""

from collections.abc import Sequence
from datetime import datetime
from decimal import Decimal
from enum import StrEnum

from enthesis.domain.biologics.arithmetic import WHOLE, dose, fold, recovery
from enthesis.domain.biologics.measurement import Amount
from enthesis.domain.biologics.record import Record
from enthesis.domain.biologics.result import Computed
from enthesis.domain.biologics.yields.control_chart import Reading


class Charted(StrEnum):
    RECOVERY = "recovery"
    DOSE = "dose"
    FOLD = "fold"
    PLATELETS = "platelets"
    WBC = "wbc"

    @property
    def label(self) -> str:
        return {
            "recovery": "Platelet recovery",
            "dose": "Platelet dose",
            "fold": "Platelets over baseline",
            "platelets": "Platelets in the product",
            "wbc": "Leukocytes in the product",
        }[self.value]

    @property
    def unit(self) -> str:
        """UCUM."""
        return {"recovery": "%", "dose": "10*9", "fold": "1"}.get(self.value, "10*3/uL")

    @property
    def most(self) -> Decimal | None:
        """What it cannot exceed: of what was drawn, no more than all; None without such an end."""
        return WHOLE if self is Charted.RECOVERY else None


def amount_of(record: Record, charted: Charted) -> Amount | None:
    """The number of this product; None where it was not counted, or an input of it is missing."""
    match charted:
        case Charted.RECOVERY:
            found = recovery(record)
        case Charted.DOSE:
            found = dose(record)
        case Charted.FOLD:
            found = fold(record)
        case _:
            return record.values.get(f"product_{charted.value}")
    if not isinstance(found, Computed):
        return None
    return Amount(value=found.value, unit=found.unit, basis=found.basis)


def readings(records: Sequence[tuple[str, Record]], charted: Charted) -> tuple[Reading, ...]:
    """A reading of each record that has the number, by when it was ready; a label comes with each."""
    return tuple(
        Reading(at=at, value=amount.value, basis=amount.basis, label=label)
        for label, record in records
        if (at := _when(record)) is not None and (amount := amount_of(record, charted)) is not None
    )


def _when(record: Record) -> datetime | None:
    return record.ready_at or record.collected_at
