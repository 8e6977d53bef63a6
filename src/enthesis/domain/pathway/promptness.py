"""Who answers at once, who only when asked again, who never: to see how they differ."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from enum import StrEnum


class Promptness(StrEnum):
    AT_ONCE = "at_once"
    AFTER_REMINDER = "after_reminder"
    AFTER_CALL = "after_call"
    UNASKED = "unasked"
    OTHERWISE = "otherwise"
    NEVER = "never"

    @property
    def label(self) -> str:
        return {
            Promptness.AT_ONCE: "After the first message",
            Promptness.AFTER_REMINDER: "After a reminder",
            Promptness.AFTER_CALL: "After a call",
            Promptness.UNASKED: "Answered in time, and no message before it is on record",
            Promptness.OTHERWISE: "Outside the window, or in part",
            Promptness.NEVER: "Never",
        }[self]

    @property
    def in_time(self) -> bool:
        return self not in (Promptness.OTHERWISE, Promptness.NEVER)


AT_ONCE, LATE = (Promptness.AT_ONCE,), (Promptness.AFTER_REMINDER, Promptness.AFTER_CALL)
IN_TIME = tuple(one for one in Promptness if one.in_time)
NEVER = (Promptness.NEVER,)
COMPARED: tuple[tuple[tuple[Promptness, ...], tuple[Promptness, ...]], ...] = (
    (LATE, AT_ONCE),
    (NEVER, IN_TIME),
)
"""Whose mean is taken minus whose."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Characteristics:
    """What is known of a hip: age in years on the day of surgery, the score before it, what came after."""

    age: int | None = None
    is_woman: bool | None = None
    before: Decimal | None = None
    satisfied: Decimal | None = None


def promptness(answered_at: datetime, messages: Sequence[datetime], calls: Sequence[datetime]) -> Promptness:
    """How much it took until the last form was given, on paper the day on it.

    A call before it counts more than any message; of `calls` are only those in which somebody was spoken to,
    as a telephone that rang in vain asked nobody.
    """
    if any(at < answered_at for at in calls):
        return Promptness.AFTER_CALL
    before = sum(at < answered_at for at in messages)
    if before > 1:
        return Promptness.AFTER_REMINDER
    return Promptness.AT_ONCE if before else Promptness.UNASKED


def _at(hour: int) -> datetime:
    return datetime.fromisoformat(f"2029-03-12T{hour:02}:00:00+00:00")


EXAMPLES: tuple[tuple[str, datetime, tuple[datetime, ...], tuple[datetime, ...], Promptness], ...] = (
    ("after the first message", _at(9), (_at(8),), (), Promptness.AT_ONCE),
    ("the reminder came later", _at(9), (_at(8), _at(10)), (), Promptness.AT_ONCE),
    ("after the second", _at(11), (_at(8), _at(10)), (), Promptness.AFTER_REMINDER),
    ("after a call", _at(13), (_at(8), _at(10)), (_at(12),), Promptness.AFTER_CALL),
    ("called after it was answered", _at(11), (_at(8),), (_at(12),), Promptness.AT_ONCE),
    ("only called", _at(13), (), (_at(12),), Promptness.AFTER_CALL),
    ("nobody wrote", _at(9), (), (), Promptness.UNASKED),
    ("at the very moment of the message", _at(8), (_at(8),), (), Promptness.UNASKED),
)
"""Name, when the last form was given, messages, calls; what it took."""
