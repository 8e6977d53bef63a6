"""What a practice's own products yielded, told by itself: never pooled with what others published."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from enthesis.domain.biologics.measurement import Basis
from enthesis.domain.biologics.record import Record
from enthesis.domain.biologics.yields.charted import Charted, amount_of
from enthesis.domain.biologics.yields.sample import Interval, Sample, prediction_interval, sample_of


@dataclass(frozen=True, slots=True, kw_only=True)
class OwnYielded:
    """`measured` of `prepared` products have the number, counted on themselves; claims are left out.

    `sample` and `interval` are None of fewer than two; `least` and `most` of none.
    """

    charted: Charted
    measured: int
    prepared: int
    sample: Sample | None
    interval: Interval | None
    least: Decimal | None
    most: Decimal | None


def own_yielded(records: Sequence[Record], charted: Charted, *, prepared: int) -> OwnYielded:
    """Mean, spread, extremes and where the next one lies, of what was measured among these records."""
    amounts = (amount_of(record, charted) for record in records)
    values = [a.value for a in amounts if a is not None and a.basis is Basis.MEASURED]
    sample = sample_of(values)
    return OwnYielded(
        charted=charted,
        measured=len(values),
        prepared=prepared,
        sample=sample,
        interval=prediction_interval(sample) if sample else None,
        least=min(values, default=None),
        most=max(values, default=None),
    )
