"""When a hip is asked how it is doing, counted from its day of surgery."""

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Literal

from enthesis.domain.errors import Invalid
from enthesis.domain.outcomes.schedule import (
    MILESTONES,
    Milestone,
    Window,
    asked_at,
    invitation_on,
    is_complete,
    is_due,
    window_on,
)
from enthesis.interop.door import Door, Example

State = Literal["to come", "open", "due", "answered", "closed", "ended"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Operated:
    """`answered` holds the days that were answered, as a date or in days since surgery.

    `endpoint` is the day of a revision or a replacement of the hip: later answers are not of this operation.
    """

    surgery: date
    today: date | None = None
    answered: tuple[int | date, ...] = ()
    endpoint: date | None = None

    def __post_init__(self) -> None:
        latest = self.today or date.max
        if self.endpoint is not None and not self.surgery <= self.endpoint <= latest:
            raise Invalid("endpoint", "The endpoint is before the surgery or after today.", "Check the day.")
        if self.today is not None and any(day > self.day_of(self.today) for day in self._days):
            raise Invalid("answered", "An answer is dated after today.", "Check the day.")

    def day_of(self, on: date) -> int:
        """A date in days since surgery."""
        return (on - self.surgery).days

    @property
    def answered_on(self) -> tuple[int, ...]:
        """The answers of this operation, in days since surgery."""
        end = None if self.endpoint is None else self.day_of(self.endpoint)
        return tuple(day for day in self._days if end is None or day < end)

    @property
    def _days(self) -> tuple[int, ...]:
        return tuple(self.day_of(day) if isinstance(day, date) else day for day in self.answered)


@dataclass(frozen=True, slots=True, kw_only=True)
class Planned:
    """A milestone on the calendar. `opens` belongs to it, `closes` no longer.

    `invites` is the first day of an invitation; an answer before `counts_from` is asked for again. `asks`
    names the instruments. Without a day of today `state` is null. `due`: the patient should hold an
    invitation. `open`: the window is open and nobody is invited yet. `closed`: it passed without all that was
    needed. `ended`: the endpoint came before it closed.
    """

    id: str
    title: str
    opens: date
    target: date
    closes: date
    invites: date
    counts_from: date
    asks: tuple[str, ...]
    state: State | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Schedule:
    """`day` is today in days since surgery, null without a day of today."""

    surgery: date
    day: int | None
    milestones: tuple[Planned, ...]


DOOR = Door(
    name="schedule",
    title="Put the milestones on the calendar",
    takes=Operated,
    gives=(Schedule,),
    notes=(
        "The windows stand in [Milestones](milestones.md), with their tags.",
        "A window reaches from the day it opens until before the day it closes.",
        "At two years an answer before day 730 does not end the milestone.",
    ),
)


def answer(hip: Operated) -> Schedule:
    """Every milestone of this operation, and how it stands today."""
    return Schedule(
        surgery=hip.surgery,
        day=None if hip.today is None else hip.day_of(hip.today),
        milestones=tuple(_planned(hip, milestone) for milestone in MILESTONES),
    )


def _planned(hip: Operated, milestone: Milestone) -> Planned:
    window = window_on(hip.surgery, milestone)
    return Planned(
        id=milestone.id,
        title=milestone.title,
        opens=window.opens,
        target=window.due,
        closes=window.closes,
        invites=invitation_on(hip.surgery, milestone),
        counts_from=hip.surgery + timedelta(days=int(milestone.counts_from.value)),
        asks=asked_at(milestone),
        state=None if hip.today is None else _state(hip, milestone, window, hip.today),
    )


def _state(hip: Operated, milestone: Milestone, window: Window, today: date) -> State:
    answered, day = hip.answered_on, hip.day_of(today)
    if is_complete(milestone, answered):
        return "answered"
    if today >= window.closes and not (hip.endpoint and hip.endpoint < window.closes):
        return "closed"
    if hip.endpoint is not None:
        return "ended"
    if is_due(milestone, day=day, answered=answered):
        return "due"
    return "open" if window.has(today) else "to come"


_SURGERY = "2026-03-02"

EXAMPLES = (
    Example(
        name="three months after surgery, two weeks answered",
        asks={"surgery": _SURGERY, "today": "2026-06-01", "answered": ["2026-03-16"]},
        gives={
            "surgery": _SURGERY,
            "day": 91,
            "milestones": [
                {"id": "baseline", "opens": "2025-12-02", "closes": "2026-03-03", "state": "closed"},
                {"id": "2w", "state": "answered"},
                {"id": "6w", "opens": "2026-03-30", "closes": "2026-05-04", "state": "closed"},
                {"id": "3m", "target": "2026-06-01", "state": "due"},
                {"id": "6m", "opens": "2026-07-17", "state": "to come"},
            ],
        },
        whole=False,
    ),
    Example(
        name="at two years an early answer is asked for again",
        asks={"surgery": _SURGERY, "today": "2028-03-02", "answered": [640]},
        gives={"day": 731, "milestones": [{"id": "2y", "invites": "2028-03-01", "state": "due"}]},
        whole=False,
    ),
    Example(
        name="after a revision nothing more is asked",
        asks={"surgery": _SURGERY, "today": "2026-06-01", "endpoint": "2026-05-20"},
        gives={"milestones": [{"id": "6w", "state": "closed"}, {"id": "3m", "state": "ended"}]},
        whole=False,
    ),
)
