"""Where a hip stands in its rehabilitation on one day: what holds, what comes next, what is not stated.

A printed week n is the seven days that begin n weeks after the operation, so the first is week 0; a part that
a handout begins at week 1 holds from the day of the operation all the same. A span holds through the week it
ends with, and a week that two spans name belongs to both, the stricter first. A month is counted on the
calendar, and the day on which it is over belongs to both.
"""

from calendar import monthrange
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date, timedelta
from decimal import Decimal
from enum import StrEnum

from enthesis.domain.pathway.followed import UNITS, Followed, IndividualLimit
from enthesis.domain.pathway.rehabilitation import Part, Span
from enthesis.domain.terms import Sourced, Tag, Wording

LIMITS = (Part.WEIGHT, Part.BRACE, Part.FORBIDDEN)
"""The parts that restrict; what a protocol does not state of them is not free."""

IN_TURN = (Part.WEIGHT, Part.BRACE)
"""The parts of which one span follows another."""

WEEKS = Wording(
    text="A printed week n begins n weeks after the operation and belongs, to its last day, to every span "
    "that names it; a part counted from week 1 holds from the first day.",
    tag=Tag.PROPOSED,
    note="Are the weeks of these handouts meant so, and may a limit end with the last day of its week?",
)


class State(StrEnum):
    NOT_CHOSEN = "not_chosen"  # no surgeon has named a protocol
    NO_DAY = "no_day"  # the day of the operation is not known
    BEFORE = "before"
    RUNNING = "running"
    OVER = "over"  # every dated step is behind


@dataclass(frozen=True, slots=True, kw_only=True)
class Held:
    """One span of one hip with its days, both included; None where no beginning or end is stated.

    `most` is in `unit` (UCUM). `individual`: a surgeon set it for this hip alone. `tear` is empty where it
    holds for every tear. Without a day of operation there are no days, and `span` has the weeks.
    """

    part: Part
    what: str
    begins_on: date | None = None
    ends_on: date | None = None
    most: Decimal | None = None
    unit: str = ""
    tear: str = ""
    individual: bool = False
    span: Span | None = None
    limit: IndividualLimit | None = None

    def holds_on(self, day: date) -> bool:
        begun = self.begins_on is None or self.begins_on <= day
        return begun and (self.ends_on is None or day <= self.ends_on)


@dataclass(frozen=True, slots=True, kw_only=True)
class RehabilitationDay:
    """`week` is None before the operation. `holds` are the spans of today, the stricter first; `coming` those
    that begin later, the earliest first. `silent` are the parts that restrict of which nothing holds today.
    """

    state: State
    week: int | None = None
    holds: tuple[Held, ...] = ()
    coming: tuple[Held, ...] = ()
    silent: tuple[Part, ...] = ()

    def of(self, part: Part) -> tuple[Held, ...]:
        return tuple(held for held in self.holds if held.part is part)

    def is_between(self, part: Part) -> bool:
        """Whether two spans name this week, so that the stricter one is said first."""
        return part in IN_TURN and len({held.what for held in self.of(part)}) > 1


def phase_on(
    followed: Followed | None, *, surgery_on: date | None, today: date, tear: str = ""
) -> RehabilitationDay:
    """Where the hip stands on a day. `tear` is partial, full, or empty for not known: then both hold."""
    if followed is None:
        return RehabilitationDay(state=State.NOT_CHOSEN)
    if surgery_on is None:
        return RehabilitationDay(state=State.NO_DAY)
    told = schedule(followed, surgery_on=surgery_on, tear=tear)
    holds = tuple(held for held in told if held.holds_on(today) and (today >= surgery_on or held.begins_on))
    coming = sorted(
        (held for held in told if held.begins_on and held.begins_on > today),
        key=lambda held: held.begins_on or today,
    )
    return RehabilitationDay(
        state=_state(told, surgery_on=surgery_on, today=today),
        week=(today - surgery_on).days // 7 if today >= surgery_on else None,
        holds=holds,
        coming=tuple(coming),
        silent=tuple(part for part in LIMITS if not any(held.part is part for held in holds))
        if today >= surgery_on
        else (),
    )


def schedule(followed: Followed, *, surgery_on: date | None, tear: str = "") -> tuple[Held, ...]:
    """Every span of a hip with its days, part by part; of weight and brace the earlier first."""
    return tuple(
        held
        for part in Part
        for held in sorted(
            _of_part(followed, part, surgery_on, tear),
            key=lambda held: held.begins_on or date.min if held.part in IN_TURN else date.min,
        )
    )


def week_begins(week: int, surgery_on: date) -> date:
    return surgery_on + timedelta(weeks=week)


def week_ends(week: int, surgery_on: date) -> date:
    """The last day that belongs to a week."""
    return week_begins(week + 1, surgery_on) - timedelta(days=1)


def _state(told: tuple[Held, ...], *, surgery_on: date, today: date) -> State:
    if today < surgery_on:
        return State.BEFORE
    days = [day for held in told for day in (held.begins_on, held.ends_on) if day is not None]
    return State.OVER if days and today > max(days) else State.RUNNING


def _of_part(followed: Followed, part: Part, surgery_on: date | None, tear: str) -> Iterator[Held]:
    spans = followed.protocol.spans(part)
    own = tuple(_individual(one, surgery_on) for one in followed.limits if one.part is part)
    yield from own
    weeks = [span.begins.value for span in spans if span.begins is not None]
    from_one = bool(weeks) and min(weeks) == 1
    for span in spans:
        if not (tear and span.tear and span.tear != tear):
            yield from _without(_dated(part, span, surgery_on, from_one=from_one), own)


def _individual(limit: IndividualLimit, surgery_on: date | None) -> Held:
    return Held(
        part=limit.part,
        what=limit.what,
        begins_on=week_begins(limit.from_week, surgery_on) if surgery_on else None,
        ends_on=week_ends(limit.until_week, surgery_on) if surgery_on else None,
        most=limit.most,
        unit=UNITS.get(limit.part, "") if limit.most is not None else "",
        individual=True,
        limit=limit,
    )


def _dated(part: Part, span: Span, surgery_on: date | None, *, from_one: bool) -> Held:
    begins = span.begins
    first = surgery_on if from_one and begins is not None and begins.value == 1 else None
    return Held(
        part=part,
        what=span.what,
        begins_on=first or (_begins(begins, surgery_on) if begins and surgery_on else None),
        ends_on=_ends(span.ends, surgery_on) if span.ends and surgery_on else None,
        most=span.limit.value if span.limit else None,
        unit=span.limit.unit if span.limit else "",
        tear=span.tear,
        span=span,
    )


def _begins(at: Sourced, surgery_on: date) -> date:
    if at.unit == "wk":
        return week_begins(int(at.value), surgery_on)
    return _months_after(surgery_on, int(at.value))


def _ends(at: Sourced, surgery_on: date) -> date:
    if at.unit == "wk":
        return week_ends(int(at.value), surgery_on)
    return _months_after(surgery_on, int(at.value))


def _months_after(on: date, months: int) -> date:
    """The same day of another month, or its last day where it has no such day."""
    years, month = divmod(on.month - 1 + months, 12)
    year = on.year + years
    return date(year, month + 1, min(on.day, monthrange(year, month + 1)[1]))


def _without(held: Held, own: tuple[Held, ...]) -> Iterator[Held]:
    """A span of the protocol on the days that no individual limit takes.

    An individual prohibition takes the place of the same one from the day it begins, for good; before, the
    protocol's holds. Of weight and brace, a limit holds on its days, and the protocol goes on after them.
    """
    if held.part is Part.FORBIDDEN:
        yield from _until_own(held, tuple(limit for limit in own if limit.what == held.what))
        return
    for limit in own:
        if limit.begins_on is None or limit.ends_on is None:
            continue
        before, after = limit.begins_on - timedelta(days=1), limit.ends_on + timedelta(days=1)
        if held.begins_on is not None and held.begins_on < limit.begins_on:
            end = min(before, held.ends_on) if held.ends_on else before
            yield replace(held, ends_on=end)
        if held.ends_on is None or held.ends_on >= after:
            yield replace(held, begins_on=max(after, held.begins_on or after))
        return
    yield held


def _until_own(held: Held, own: tuple[Held, ...]) -> Iterator[Held]:
    """A prohibition of the protocol, to the day before the first individual one of the same begins.

    Without a day of operation it stays whole unless that one begins with the operation.
    """
    days = [limit.begins_on for limit in own if limit.begins_on is not None]
    if not own or (not days and all(limit.limit and limit.limit.from_week for limit in own)):
        yield held
    elif days and (held.begins_on is None or held.begins_on < min(days)):
        before = min(days) - timedelta(days=1)
        yield replace(held, ends_on=min(before, held.ends_on or before))
