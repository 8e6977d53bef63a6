"""What a practice's own products yielded, told by itself: never pooled with what others published."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal

from enthesis.domain.biologics.measurement import Basis
from enthesis.domain.biologics.record import Record
from enthesis.domain.biologics.yields.charted import Charted, amount_of
from enthesis.domain.biologics.yields.sample import Interval, Sample, prediction_interval, sample_of


@dataclass(frozen=True, slots=True, kw_only=True)
class Counted:
    """What was measured on products themselves. `slips` are values that cannot be, and are not among them."""

    values: tuple[Decimal, ...]
    slips: int


def counted(records: Iterable[Record], charted: Charted) -> Counted:
    """Every measured value that can be: a share above all that was drawn is a slip; claims say nothing."""
    amounts = (amount_of(record, charted) for record in records)
    found = [a.value for a in amounts if a is not None and a.basis is Basis.MEASURED]
    sound = tuple(v for v in found if charted.most is None or v <= charted.most)
    return Counted(values=sound, slips=len(found) - len(sound))


@dataclass(frozen=True, slots=True, kw_only=True)
class OwnYielded:
    """`measured` of `prepared` products have the number, counted on themselves; claims are left out.

    So are `slips`, which cannot be. `sample` and `interval` are None of fewer than two, `least` and `most`
    where there is none.
    """

    charted: Charted
    measured: int
    slips: int
    prepared: int
    sample: Sample | None
    interval: Interval | None
    least: Decimal | None
    most: Decimal | None


def own_yielded(records: Sequence[Record], charted: Charted, *, prepared: int) -> OwnYielded:
    """Mean, spread, extremes and where the next one lies, of what was measured among these records."""
    found = counted(records, charted)
    values, sample = found.values, sample_of(found.values)
    return OwnYielded(
        charted=charted,
        measured=len(values),
        slips=found.slips,
        prepared=prepared,
        sample=sample,
        interval=prediction_interval(sample, most=charted.most) if sample else None,
        least=min(values, default=None),
        most=max(values, default=None),
    )
