"""What a chart's limits are from: a span of products that somebody declared. They stand until the next."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from enum import StrEnum
from itertools import pairwise

from enthesis.domain.biologics.bench.keys import plain
from enthesis.domain.biologics.measurement import Basis
from enthesis.domain.biologics.yields.charted import Charted
from enthesis.domain.biologics.yields.control_chart import Reading
from enthesis.domain.errors import Invalid
from enthesis.domain.terms import Sourced

FEWEST = Sourced(8, "1", tag="P", note="Of how many products may the limits of a chart be declared at least?")
LONGEST_NAME = 200


class Watched(StrEnum):
    """What a chart is of: the products of one device, or those that followed one protocol."""

    DEVICE = "device"
    PROTOCOL = "protocol"


@dataclass(frozen=True, slots=True, kw_only=True)
class Subject:
    """`name` is the device in lower case and plainly spaced, or the id of the protocol."""

    watched: Watched
    name: str

    def includes(self, *, device: str, protocol: str) -> bool:
        """Whether a product of this device, made by this protocol, stands on the chart."""
        return self == (of_protocol(protocol) if self.watched is Watched.PROTOCOL else of_device(device))


def of_device(device: str) -> Subject:
    return Subject(watched=Watched.DEVICE, name=plain(device)[:LONGEST_NAME])


def of_protocol(protocol: str) -> Subject:
    return Subject(watched=Watched.PROTOCOL, name=protocol)


@dataclass(frozen=True, slots=True, kw_only=True)
class Baseline:
    """Mean and mean moving range of `count` products ready from `since` to `until`, as they were declared.

    A result that is corrected later changes neither.
    """

    subject: Subject
    charted: Charted
    since: datetime
    until: datetime
    count: int
    mean: Decimal
    mean_range: Decimal
    at: datetime
    name: str
    why: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Span:
    """Which products a baseline is of: the first so many since a day, or all from one day to another."""

    since: date | None = None
    until: date | None = None
    first: int | None = None


def baseline_of(
    readings: Sequence[tuple[date, Reading]],
    subject: Subject,
    charted: Charted,
    *,
    span: Span,
    at: datetime,
    name: str,
    why: str,
) -> Baseline:
    """The baseline of the measured readings of a span; each comes with its day on the office's clock.

    Raises Invalid where they are too few, or where it is not said why.
    """
    if not why.strip():
        raise Invalid("why", "It is not said why these products set the limits.", "Enter the reason.")
    chosen = _chosen(readings, span)
    if len(chosen) < FEWEST.value:
        raise Invalid(
            "first" if span.first is not None else "until",
            f"{len(chosen)} measured products are in this span; limits need {FEWEST.value} or more.",
            "Choose a longer span, or wait for more products.",
        )
    values = [one.value for one in chosen]
    ranges = [abs(b - a) for a, b in pairwise(values)]
    return Baseline(
        subject=subject,
        charted=charted,
        since=chosen[0].at,
        until=chosen[-1].at,
        count=len(chosen),
        mean=sum(values, Decimal(0)) / len(values),
        mean_range=sum(ranges, Decimal(0)) / len(ranges),
        at=at,
        name=name,
        why=why.strip(),
    )


def _chosen(readings: Sequence[tuple[date, Reading]], span: Span) -> list[Reading]:
    inside = sorted(
        (
            one
            for on, one in readings
            if one.basis is Basis.MEASURED
            and (span.since is None or on >= span.since)
            and (span.until is None or on <= span.until)
        ),
        key=lambda one: one.at,
    )
    return inside if span.first is None else inside[: span.first]
