"""The dose that a whole-blood count lets one expect, and whether what was counted is otherwise.

Nobody's yield is invented: it is a published one, or the practice's own products. Where no spread is known
there is no interval, and the sentence says so.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal

from enthesis.domain.biologics.arithmetic import THOUSAND, WHOLE, dose
from enthesis.domain.biologics.measurement import Basis
from enthesis.domain.biologics.record import Record
from enthesis.domain.biologics.result import CannotCompute, Known, basis_of, missing, values
from enthesis.domain.biologics.yields.charted import Charted
from enthesis.domain.biologics.yields.own import counted
from enthesis.domain.biologics.yields.sample import LEVEL, Interval, Sample, prediction_interval, sample_of
from enthesis.domain.numbers import plain, with_unit
from enthesis.domain.terms import Sourced

UNIT = "10*9"
_HUNDREDTH = Decimal(1).scaleb(-2)


@dataclass(frozen=True, slots=True, kw_only=True)
class Recovery:
    """Which share of the drawn platelets a preparation yields, in %.

    `interval` is None where no spread is known, and `why` says so; `method` names where the interval is
    from. `numbers` are the published ones behind it, each with its tag; none for the practice's own.
    """

    title: str
    middle: Decimal
    interval: Interval | None
    method: str
    why: str = ""
    numbers: tuple[Sourced, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Expected:
    """The dose to expect, in 10*9 platelets. `basis` is CLAIMED as soon as an input was only claimed."""

    dose: Decimal
    interval: Interval | None
    method: str
    basis: Basis

    @property
    def sentence(self) -> str:
        if self.interval is None:
            return f"{_said(self.dose)} are expected, without an interval: {self.method}"
        low, high = plain(_rounded(self.interval.low)), _said(self.interval.high)
        return f"{low} to {high} are expected: {self.method}"


def published_range(title: str, low: Sourced, high: Sourced) -> Recovery:
    """A recovery of which both ends were printed; what the ends are was not told."""
    return Recovery(
        title=title,
        middle=(low.value + high.value) / 2,
        interval=Interval(low=low.value, high=high.value),
        method=f"the range that was published, {plain(low.value)} to {with_unit(high.value, low.unit)} "
        f"recovered ({title}).",
        numbers=(low, high),
    )


def published_mean(title: str, mean: Sourced, spread: Sourced | None, people: Sourced | None) -> Recovery:
    """A recovery of which a mean was printed; an interval only where spread and number of people were too."""
    if spread is None or people is None:
        lacking = "its spread" if spread is None else "the number of people"
        return _without_interval(title, mean, f"{lacking} was not published ({title}).")
    sample = Sample(mean=mean.value, spread=spread.value, count=int(people.value))
    return Recovery(
        title=title,
        middle=mean.value,
        interval=prediction_interval(sample, most=WHOLE),
        method=f"{_by_student(sample)} ({title}).",
        numbers=(mean, spread, people),
    )


def own_recovery(records: Iterable[Record], *, of: str = "kind") -> Recovery | CannotCompute:
    """What the practice's own preparations recovered, of those whose every count was measured.

    A product without a measured count says nothing of a device, and a recovery above 100 % is a slip.
    `of` is what the records have in common, in a word: a kind, or a kit.
    """
    own = counted(records, Charted.RECOVERY)
    found, source = own.values, _own_preparations(own.slips)
    if not found:
        return CannotCompute(because=f"No preparation of this {of} has measured counts of blood and product.")
    sample = sample_of(found)
    if sample is None:
        return Recovery(
            title="Own preparations",
            middle=found[0],
            interval=None,
            method=f"one preparation of this kind was measured so far ({source}).",
            why="one has no spread",
        )
    return Recovery(
        title="Own preparations",
        middle=sample.mean,
        interval=prediction_interval(sample, most=WHOLE),
        method=f"{_by_student(sample)} ({source}).",
    )


def expected_dose(count: Known, blood: Known, recovered: Recovery) -> Expected | CannotCompute:
    """From platelets in whole blood (10*3/uL) and blood volume without anticoagulant (mL)."""
    inputs = {"platelets in whole blood": count, "blood volume": blood}
    if lacking := missing(inputs):
        return lacking
    platelets, ml = values(inputs)
    drawn = platelets * ml / THOUSAND
    return Expected(
        dose=drawn * recovered.middle / WHOLE,
        interval=recovered.interval.times(drawn / WHOLE) if recovered.interval else None,
        method=recovered.method,
        basis=basis_of((count, blood)),
    )


def otherwise_than_expected(record: Record, recovered: Recovery) -> str:
    """The sentence that the dose lies outside what was to be expected; empty where it does not.

    Nothing is said without an interval, or where the dose or the expectation cannot be computed.
    """
    counts = record.values
    expected = expected_dose(counts.get("whole_blood_platelets"), record.source_volume, recovered)
    found = dose(record)
    if isinstance(expected, CannotCompute) or isinstance(found, CannotCompute) or expected.interval is None:
        return ""
    if found.value in expected.interval:
        return ""
    side = "below" if found.value < expected.interval.low else "above"
    return (
        f"The dose of {_said(found.value)} is {side} what was to be expected. {expected.sentence} "
        "Check counts, volumes and kit."
    )


def _without_interval(title: str, mean: Sourced, why: str) -> Recovery:
    return Recovery(title=title, middle=mean.value, interval=None, method=why, why=why, numbers=(mean,))


def _own_preparations(slips: int) -> str:
    """Whose they are, and how many were left out because more came out than was drawn."""
    left_out = f"; left out, as more came out than was drawn: {slips}" if slips else ""
    return f"own preparations{left_out}"


def _by_student(sample: Sample) -> str:
    level = f"{plain(LEVEL.value)} of 100"
    spread = f"{plain(_rounded(sample.mean))} ± {plain(_rounded(sample.spread))} %"
    method = f"where {level} further ones lie, by Student's t, after {sample.count} with {spread} recovered"
    is_cut = prediction_interval(sample).high > WHOLE
    return f"{method}, cut at all that was drawn" if is_cut else method


def _said(value: Decimal) -> str:
    return with_unit(_rounded(value), UNIT)


def _rounded(value: Decimal) -> Decimal:
    return value.quantize(_HUNDREDTH, rounding=ROUND_HALF_UP)
