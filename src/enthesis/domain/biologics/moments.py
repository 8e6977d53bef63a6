"""Times of one product: their order, the time between them, and the limits on it.

Differences are taken in UTC, so that a change to or from summer time never lengthens or shortens them.
"""

import math
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from decimal import Decimal
from enum import StrEnum

from enthesis.domain.errors import Invalid, NotAllowed
from enthesis.domain.numbers import in_words, plain, with_unit
from enthesis.domain.terms import Sourced


class Moment(StrEnum):
    COLLECTED = "collected"
    STARTED = "processing started"
    READY = "ready"
    COUNTED = "counted"
    GIVEN = "given"


Moments = Mapping[Moment, datetime]


@dataclass(frozen=True, slots=True, kw_only=True)
class TimeLimit:
    """At most `limit` minutes from one moment to another.

    Beyond it the act is refused without a reason where `needs_reason`; otherwise it is only noted.
    """

    id: str
    start: Moment
    end: Moment
    limit: Sourced
    needs_reason: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Incubation:
    """How many hours lie between the start of processing and a product that is ready.

    A shorter or longer time is kept as a deviation with its reason.
    """

    id: str
    low: Sourced
    high: Sourced


@dataclass(frozen=True, slots=True, kw_only=True)
class Deviation:
    """A limit that was passed, by how much, and why."""

    limit: str
    minutes: int
    sentence: str
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Running:
    """A limit whose clock runs now. `left` is negative once it has passed."""

    limit: TimeLimit
    elapsed: timedelta
    left: timedelta

    @property
    def is_over(self) -> bool:
        return self.left < timedelta(0)


def elapsed(start: datetime, end: datetime) -> timedelta:
    return end.astimezone(UTC) - start.astimezone(UTC)


def minutes(span: timedelta) -> int:
    """Whole minutes, the begun one counted."""
    return math.ceil(span / timedelta(minutes=1))


def check_order(first: str, start: datetime, second: str, end: datetime, *, field: str) -> None:
    """`end` is not before `start`, and both know their zone; otherwise Invalid names both in a sentence."""
    for name, time in ((first, start), (second, end)):
        if time.utcoffset() is None:
            raise Invalid(field, f"The time of {name} has no zone.", "Enter it with its zone.")
    if elapsed(start, end) < timedelta(0):
        raise Invalid(
            field, f"{second.capitalize()} cannot be before {first}.", "Correct one of the two times."
        )


def deviations(
    limits: tuple[TimeLimit, ...], moments: Moments, *, ending: Moment, reason: str
) -> tuple[Deviation, ...]:
    """The limits that end at `ending` and were passed. Raises NotAllowed where one lacks a due reason."""
    passed = passed_limits(tuple(x for x in limits if x.end is ending), moments, reason=reason)
    must_explain = {x.id for x in limits if x.needs_reason}
    _check_explained(tuple(d for d in passed if d.limit in must_explain))
    return passed


def passed_limits(
    limits: tuple[TimeLimit, ...], moments: Moments, *, reason: str = ""
) -> tuple[Deviation, ...]:
    """The limits whose two times are known and that were passed; nothing is refused."""
    return tuple(found for x in limits if (found := _deviation(x, moments, reason)))


def incubated_otherwise(incubation: Incubation | None, moments: Moments, *, reason: str) -> Deviation | None:
    """The deviation of an incubation that was shorter or longer than the kind says; None where it was not."""
    if incubation is None or not {Moment.STARTED, Moment.READY} <= set(moments):
        return None
    span = elapsed(moments[Moment.STARTED], moments[Moment.READY])
    low, high = (timedelta(hours=float(x.value)) for x in (incubation.low, incubation.high))
    if low <= span <= high:
        return None
    low_words, high_words = plain(incubation.low.value), in_words(incubation.high)
    taken = _in_hours(span)
    sentence = f"The incubation took {taken}; {low_words} to {high_words} are usual."
    return Deviation(limit=incubation.id, minutes=minutes(span), sentence=sentence, reason=reason.strip())


def _in_hours(span: timedelta) -> str:
    """Hours and, where there are any, minutes: 3 hours 5 min; a begun minute counts."""
    hours, rest = divmod(timedelta(minutes=minutes(span)), timedelta(hours=1))
    told = with_unit(Decimal(hours), "h")
    return f"{told} {minutes(rest)} min" if rest else told


def check_incubation(
    incubation: Incubation | None, moments: Moments, *, reason: str
) -> tuple[Deviation, ...]:
    """As `incubated_otherwise`. Raises NotAllowed where the reason is missing."""
    found = incubated_otherwise(incubation, moments, reason=reason)
    _check_explained((found,) if found else ())
    return (found,) if found else ()


def _check_explained(passed: tuple[Deviation, ...]) -> None:
    unexplained = [d for d in passed if not d.reason]
    if unexplained:
        raise NotAllowed(
            "deviation-reason",
            unexplained[0].sentence,
            "Record the reason for the deviation, or discard the product.",
        )


def running(limits: tuple[TimeLimit, ...], moments: Moments, *, at: datetime) -> tuple[Running, ...]:
    """The clocks that have started and not ended, the most urgent first."""
    going = [
        Running(limit=x, elapsed=span, left=_allowed(x) - span)
        for x in limits
        if x.start in moments and x.end not in moments
        for span in (elapsed(moments[x.start], at),)
    ]
    return tuple(sorted(going, key=lambda r: r.left))


def _allowed(limit: TimeLimit) -> timedelta:
    return timedelta(minutes=float(limit.limit.value))


def _deviation(limit: TimeLimit, moments: Moments, reason: str) -> Deviation | None:
    if limit.start not in moments or limit.end not in moments:
        return None
    span = elapsed(moments[limit.start], moments[limit.end])
    if span <= _allowed(limit):
        return None
    taken = minutes(span)
    allowed = f"{limit.limit.value} {limit.limit.unit}"
    sentence = f"From {limit.start.value} to {limit.end.value} took {taken} min; the limit is {allowed}."
    return Deviation(limit=limit.id, minutes=taken, sentence=sentence, reason=reason.strip())
