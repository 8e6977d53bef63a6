"""Which reminders of a visit leave when: pure arithmetic on the office's clock.

A reminder is told as the practice file writes it: "7d", "2d", "2h". Days are counted on the clock of the
wall, so that a change of the clocks moves none; hours are hours. One that falls outside the send window moves
to the end of the window before. One is dropped when another message of the visit left within twelve hours
before it, when the visit was booked too late for it, and when less than half of the time that it tells is
left: one of seven days leaves three and a half days before the visit, or not at all.
"""

import re
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta

from enthesis.domain.errors import Invalid
from enthesis.domain.practice.booking import Visit
from enthesis.domain.practice.clock import reached
from enthesis.domain.practice.send_window import last_open, next_open
from enthesis.domain.terms import Sourced

USUAL = ("7d", "2d", "2h")
APART = timedelta(hours=12)
MOST = 6  # reminders of one visit
LONGEST = {"d": 60, "h": 72}
LEFT = Sourced(
    "0.5",
    "1",
    tag="P",
    note="What share of the time that a reminder tells must be left when it leaves?",
)
KIND = "remind_"  # how the kind of a reminder begins among the messages

_TOLD = re.compile(r"([1-9][0-9]?)([dh])")


@dataclass(frozen=True, slots=True, kw_only=True)
class Reminder:
    """`ahead` is how long before the visit it belongs, `due_at` when it leaves (UTC)."""

    ahead: str
    due_at: datetime

    @property
    def kind(self) -> str:
        return KIND + self.ahead


def check_reminders(told: Collection[str]) -> None:
    """Each is a number of days or hours before the visit, and none is told twice. Raises Invalid."""
    for one in told:
        found = _TOLD.fullmatch(one)
        if found is None or int(found[1]) > LONGEST[found[2]]:
            raise Invalid(
                "reminders",
                f"{one!r} is no reminder.",
                "Write days or hours before the visit: 1d to 60d, 1h to 72h.",
            )
    if len(set(told)) != len(told) or len(told) > MOST:
        raise Invalid("reminders", f"Reminders are told twice, or more than {MOST}.", "Leave some out.")


def reminders_of(
    visit: Visit, ahead: Iterable[str], *, now: datetime, left: Iterable[datetime]
) -> tuple[Reminder, ...]:
    """The reminders of a visit that are still to leave, earliest first.

    `left` are the moments at which messages of this visit left or leave; a confirmation counts.
    """
    wanted = sorted(
        (Reminder(ahead=one, due_at=_due(visit, one)) for one in ahead), key=lambda r: (r.due_at, r.ahead)
    )
    told, chosen = list(left), []
    for reminder in wanted:
        if now < reminder.due_at < visit.starts_at and not _is_near(reminder.due_at, told):
            told.append(reminder.due_at)
            chosen.append(reminder)
    return tuple(chosen)


def reminder_leaves(visit: Visit, kind: str, *, now: datetime, left: Iterable[datetime]) -> datetime | None:
    """When a reminder of this kind that is due may leave: now, when the window opens, or never (None).

    Never once the visit began or is nearer than half of what it tells, and never within twelve hours of
    another message of the visit.
    """
    leaves = next_open(now, visit.zone)
    if leaves >= visit.starts_at or _is_near(leaves, left) or _is_late(visit, kind, leaves):
        return None
    return leaves


def _is_late(visit: Visit, kind: str, leaves: datetime) -> bool:
    told = kind.removeprefix(KIND)
    number, unit = int(told[:-1]), told[-1]
    ahead = timedelta(hours=number) if unit == "h" else timedelta(days=number)
    return visit.starts_at - leaves < ahead * float(LEFT.value)


def _due(visit: Visit, ahead: str) -> datetime:
    number, unit = int(ahead[:-1]), ahead[-1]
    if unit == "h":
        return last_open(visit.starts_at - timedelta(hours=number), visit.zone)
    return last_open(reached(visit.wall_start - timedelta(days=number), visit.zone), visit.zone)


def _is_near(moment: datetime, left: Iterable[datetime]) -> bool:
    return any(timedelta() <= moment - one < APART for one in left)


NEW_YORK, PHOENIX, SYDNEY = "America/New_York", "America/Phoenix", "Australia/Sydney"

EXAMPLES: tuple[tuple[str, str, str, tuple[str, ...], str, tuple[str, ...]], ...] = (
    # name, the visit, its zone, the reminders, booked at, what leaves when: all on the office's clock
    (
        "a week, two days, two hours",
        "2027-03-30T14:00",
        NEW_YORK,
        USUAL,
        "2027-03-01T10:00",
        ("7d 2027-03-23T14:00", "2d 2027-03-28T14:00", "2h 2027-03-30T12:00"),
    ),
    (
        "two hours before nine is before the window: the evening before",
        "2027-03-30T09:00",
        NEW_YORK,
        USUAL,
        "2027-03-01T10:00",
        ("7d 2027-03-23T09:00", "2d 2027-03-28T09:00", "2h 2027-03-29T19:45"),
    ),
    (
        "two hours before ten is the opening of the window",
        "2027-03-30T10:00",
        NEW_YORK,
        ("2h",),
        "2027-03-01T10:00",
        ("2h 2027-03-30T08:00",),
    ),
    (
        "after a day ahead the evening before is too near",
        "2027-03-30T09:00",
        NEW_YORK,
        ("1d", "2h"),
        "2027-03-01T10:00",
        ("1d 2027-03-29T09:00",),
    ),
    (
        "the clocks go forward in between: the same time of day",
        "2027-03-15T09:30",
        NEW_YORK,
        ("7d", "2d"),
        "2027-03-01T10:00",
        ("7d 2027-03-08T09:30", "2d 2027-03-13T09:30"),
    ),
    (
        "the clocks go back in between",
        "2026-11-02T09:30",
        NEW_YORK,
        ("7d", "2d"),
        "2026-10-01T10:00",
        ("7d 2026-10-26T09:30", "2d 2026-10-31T09:30"),
    ),
    (
        "where clocks never change",
        "2027-03-15T16:00",
        PHOENIX,
        USUAL,
        "2027-03-01T10:00",
        ("7d 2027-03-08T16:00", "2d 2027-03-13T16:00", "2h 2027-03-15T14:00"),
    ),
    (
        "on the other side of the earth",
        "2027-04-05T08:00",
        SYDNEY,
        USUAL,
        "2027-03-01T10:00",
        ("7d 2027-03-29T08:00", "2d 2027-04-03T08:00", "2h 2027-04-04T19:45"),
    ),
    (
        "booked five days ahead: too late for the week",
        "2027-03-30T14:00",
        NEW_YORK,
        USUAL,
        "2027-03-25T10:00",
        ("2d 2027-03-28T14:00", "2h 2027-03-30T12:00"),
    ),
    (
        "booked two days and an hour ahead: the confirmation was enough",
        "2027-03-30T14:00",
        NEW_YORK,
        USUAL,
        "2027-03-28T13:00",
        ("2h 2027-03-30T12:00",),
    ),
    ("booked for today: nothing more", "2027-03-30T14:00", NEW_YORK, USUAL, "2027-03-30T09:00", ()),
    (
        "booked to the minute: not twice at once",
        "2027-03-30T14:00",
        NEW_YORK,
        ("2d",),
        "2027-03-28T14:00",
        (),
    ),
    ("no reminders wanted", "2027-03-30T14:00", NEW_YORK, (), "2027-03-01T10:00", ()),
    (
        "a visit late in the evening",
        "2027-03-30T22:30",
        NEW_YORK,
        ("2d", "2h"),
        "2027-03-01T10:00",
        ("2d 2027-03-28T19:45", "2h 2027-03-30T19:45"),
    ),
)

LATE: tuple[tuple[str, str, str, str, str], ...] = (
    # name, the visit, which reminder, when it could leave, when it leaves: all in New York
    ("at its time", "2027-03-30T09:00", "7d", "2027-03-23T09:00", "2027-03-23T09:00"),
    ("three days late of a week", "2027-03-30T09:00", "7d", "2027-03-26T09:00", "2027-03-26T09:00"),
    ("half of the week is over", "2027-03-30T09:00", "7d", "2027-03-26T20:30", ""),
    ("a week's, on the day of the visit", "2027-03-30T09:00", "7d", "2027-03-30T04:06", ""),
    ("two days', a day late", "2027-03-30T14:00", "2d", "2027-03-29T14:00", "2027-03-29T14:00"),
    ("two days', the evening before", "2027-03-30T14:00", "2d", "2027-03-29T19:00", ""),
    ("two hours', the evening before", "2027-03-30T09:00", "2h", "2027-03-29T19:45", "2027-03-29T19:45"),
    ("two hours', when the window opens", "2027-03-30T09:00", "2h", "2027-03-30T04:06", "2027-03-30T08:00"),
    ("two hours', an hour late", "2027-03-30T14:00", "2h", "2027-03-30T13:00", "2027-03-30T13:00"),
    ("two hours', more than an hour late", "2027-03-30T14:00", "2h", "2027-03-30T13:01", ""),
)
