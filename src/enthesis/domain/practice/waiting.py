"""The waiting list: who waits for an earlier time, what fits them, and whose turn it is.

The order, in words: who must be seen sooner, as a person at the desk decided it, comes first; among these
whoever has waited longest. The earliest free time is offered to the first in this order whom it fits. Nobody
has two offers at once, nobody is offered a time of a day they declined or left unanswered, and who left three
offers in a row unanswered is not offered anything until they or the desk have said something.
"""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import StrEnum

from enthesis.domain.errors import Invalid
from enthesis.domain.practice.availability import HalfDay
from enthesis.domain.practice.booking import Visit
from enthesis.domain.practice.offer import Way, held_until
from enthesis.domain.practice.practice import Practice
from enthesis.domain.practice.send_window import is_open
from enthesis.domain.practice.session import WEEKDAYS
from enthesis.domain.terms import BookingId, CaseId, PatientId, RequestId, WaitingId

SILENT = 3  # offers in a row without an answer
LONGEST_NOTICE = 14 * 24  # hours
NEVER_SET = 99  # the place of who has no urgency: after everybody who has one
RESTS = timedelta(minutes=15)  # for the desk to use a time whose offer it took back


class WaitingEnd(StrEnum):
    """Why somebody waits no longer."""

    PLACED = "placed"
    LEFT = "left"
    REMOVED = "removed"
    OVER = "over"

    @property
    def label(self) -> str:
        return {
            WaitingEnd.PLACED: "took a time that was offered",
            WaitingEnd.LEFT: "left the list",
            WaitingEnd.REMOVED: "taken off by the desk",
            WaitingEnd.OVER: "the visit took place, was cancelled, or is no longer asked for",
        }[self]


@dataclass(frozen=True, slots=True, kw_only=True)
class Wish:
    """What somebody waits for. An empty word or tuple is any.

    `notice` are the hours they need between saying yes and the visit. `first` and `last` are days on the
    office's calendar.
    """

    visit_type: str
    offices: tuple[str, ...] = ()
    clinician: str = ""
    half: HalfDay | None = None
    weekdays: tuple[str, ...] = ()
    notice: int = 24
    first: date | None = None
    last: date | None = None

    def __post_init__(self) -> None:
        if not set(self.weekdays) <= set(WEEKDAYS):
            raise Invalid("weekdays", "There is no such weekday.", f"Use {', '.join(WEEKDAYS)}.")
        if not 0 <= self.notice <= LONGEST_NOTICE:
            raise Invalid(
                "notice",
                f"{self.notice} hours cannot be the notice somebody needs.",
                f"Choose up to {LONGEST_NOTICE} hours.",
            )
        if self.first and self.last and self.last < self.first:
            raise Invalid("last", "The last day lies before the first.", "Choose a later last day.")

    def check_known(self, site: Practice) -> None:
        """Everything it names is in the practice. Raises NotFound."""
        site.visit_type(self.visit_type)
        for office in self.offices:
            site.office(office)
        if self.clinician:
            site.clinician(self.clinician)

    def fits(self, visit: Visit) -> bool:
        day = visit.wall_start.date()
        return (
            visit.visit_type == self.visit_type
            and (not self.offices or visit.office in self.offices)
            and self.clinician in ("", visit.clinician)
            and (self.half is None or self.half is half_of(visit.wall_start))
            and (not self.weekdays or WEEKDAYS[day.weekday()] in self.weekdays)
            and (self.first is None or self.first <= day)
            and (self.last is None or day <= self.last)
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class Subject:
    """For whom: one of a visit that stands, a request without a time, and a case without a visit."""

    booking: BookingId | None = None
    request: RequestId | None = None
    case: CaseId | None = None

    def __post_init__(self) -> None:
        if [self.booking, self.request, self.case].count(None) != 2:
            raise Invalid("waiting", "It is not said who waits.", "Name one visit, request or case.")


@dataclass(frozen=True, slots=True, kw_only=True)
class Waiting:
    """Somebody on the list, with what has happened since.

    `has` is the visit they have now, None without one; only an earlier one is offered. `place` is that of
    their urgency, 0 the soonest. `said_no` are the offices and days of offers they declined or did not
    answer; `unanswered` counts the last ones in a row they did not. `offered`: an offer is open.
    """

    id: WaitingId
    wish: Wish
    subject: Subject
    since: datetime
    version: int = 1
    patient: PatientId | None = None
    has: Visit | None = None
    place: int = NEVER_SET
    way: Way = Way.MESSAGE
    said_no: frozenset[tuple[str, date]] = frozenset()
    unanswered: int = 0
    offered: bool = False

    @property
    def is_silent(self) -> bool:
        return self.unanswered >= SILENT

    def can_be_offered(self, visit: Visit, *, now: datetime) -> bool:
        """Whether the time fits, and is far enough for the hold and then the notice to pass before it."""
        return (
            self.wish.fits(visit)
            and (self.has is None or visit.starts_at < self.has.starts_at)
            and held_until(now, visit.zone) + timedelta(hours=self.wish.notice) <= visit.starts_at
        )

    def is_next_for(self, visit: Visit, *, now: datetime) -> bool:
        """Whether it is offered to them when their turn comes."""
        refused = (visit.office, visit.wall_start.date()) in self.said_no
        silent = self.offered or self.is_silent or refused
        return not silent and self.can_be_offered(visit, now=now)


@dataclass(frozen=True, slots=True, kw_only=True)
class Turn:
    """This time is to be offered to this person now."""

    waiting: Waiting
    visit: Visit


def in_order(waiting: Iterable[Waiting]) -> tuple[Waiting, ...]:
    """The list: the more urgent first, then the longest waiting."""
    return tuple(sorted(waiting, key=lambda one: (one.place, one.since, str(one.id))))


def next_turn(
    waiting: Collection[Waiting], free: Iterable[Visit], *, now: datetime, resting: Collection[Visit] = ()
) -> Turn | None:
    """Whose turn it is, and for which of the free times (earliest first); None when none is to be offered.

    Nobody is offered anything at night on the clock of that office. A time that overlaps one of `resting`
    is left to the desk. A patient who waits for two visits has one offer at once.
    """
    busy = {one.patient for one in waiting if one.offered and one.patient}
    able = [one for one in in_order(waiting) if one.patient not in busy]
    for visit in free:
        if is_open(now, visit.zone) and not any(_overlap(visit, other) for other in resting):
            for one in able:
                if one.is_next_for(visit, now=now):
                    return Turn(waiting=one, visit=visit)
    return None


def first_for(waiting: Iterable[Waiting], visit: Visit, *, now: datetime) -> Waiting | None:
    """Who is the first in order for a time."""
    return next((one for one in in_order(waiting) if one.is_next_for(visit, now=now)), None)


def half_of(wall: datetime) -> HalfDay:
    return HalfDay.MORNING if wall.hour < 12 else HalfDay.AFTERNOON


def _overlap(one: Visit, other: Visit) -> bool:
    same = one.clinician == other.clinician
    return same and one.starts_at < other.ends_at and other.starts_at < one.ends_at
