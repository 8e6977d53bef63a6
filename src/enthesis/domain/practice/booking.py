"""A visit at an office, and where its booking stands."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from enum import StrEnum
from itertools import takewhile

from enthesis.domain.errors import Invalid, NotAllowed
from enthesis.domain.practice.clock import moments, utc_to_wall
from enthesis.domain.practice.ticks import TICK, is_on_tick
from enthesis.domain.terms import BookingId, CaseId, PersonId, RequestId


@dataclass(frozen=True, slots=True, kw_only=True)
class Visit:
    """Who is seen where and when. The office's wall time and zone are kept beside the moment in UTC."""

    office: str
    clinician: str
    visit_type: str
    starts_at: datetime
    wall_start: datetime
    zone: str
    minutes: int

    @property
    def ends_at(self) -> datetime:
        return self.starts_at + self.minutes // 5 * TICK


class BookingStatus(StrEnum):
    BOOKED = "booked"
    ARRIVED = "arrived"
    ROOMED = "roomed"
    DONE = "done"
    NO_SHOW = "no_show"
    CANCELLED = "cancelled"

    @property
    def label(self) -> str:
        return {"no_show": "not come", "roomed": "in a room"}.get(self.value, self.value)


class BookingAct(StrEnum):
    """What happens to a booking."""

    BOOK = "book"
    MOVE = "move"
    CANCEL = "cancel"
    ARRIVE = "arrive"
    ROOM = "room"
    MISS = "miss"
    FINISH = "finish"
    REOPEN = "reopen"


class Why(StrEnum):
    """Why a visit is moved or cancelled. Nothing clinical, and no free text."""

    PATIENT = "patient"
    NO_TIME = "no_time"
    NO_NEED = "no_need"
    ELSEWHERE = "elsewhere"
    PRACTICE = "practice"
    MISTAKE = "mistake"

    @property
    def is_patients(self) -> bool:
        """Whether it lies with the patient, whoever wrote it down."""
        return self in (Why.PATIENT, *OWN_REASONS)

    @property
    def label(self) -> str:
        return {
            Why.PATIENT: "The patient asked for it",
            Why.NO_TIME: "The patient cannot come at that time",
            Why.NO_NEED: "The patient does not need it any more",
            Why.ELSEWHERE: "The patient goes somewhere else",
            Why.PRACTICE: "The practice cannot keep the time",
            Why.MISTAKE: "It was booked by mistake",
        }[self]


OWN_REASONS = (Why.NO_TIME, Why.NO_NEED, Why.ELSEWHERE)
"""What a patient may choose to say when cancelling by link."""

_BOOKED, _ARRIVED, _MISSED = BookingStatus.BOOKED, BookingStatus.ARRIVED, BookingStatus.NO_SHOW
_ROOMED, _DONE = BookingStatus.ROOMED, BookingStatus.DONE
LEADS: Mapping[BookingAct, tuple[tuple[BookingStatus, ...], BookingStatus]] = {
    BookingAct.MOVE: ((_BOOKED,), _BOOKED),
    BookingAct.CANCEL: ((_BOOKED,), BookingStatus.CANCELLED),
    BookingAct.ARRIVE: ((_BOOKED, _MISSED), _ARRIVED),
    BookingAct.MISS: ((_BOOKED,), _MISSED),
    BookingAct.ROOM: ((_ARRIVED, _ROOMED), _ROOMED),
    BookingAct.FINISH: ((_ARRIVED, _ROOMED), _DONE),
    BookingAct.REOPEN: ((_ARRIVED, _ROOMED, _MISSED, _DONE), _BOOKED),
}
"""Each act with the statuses it is possible at, and the one it leads to."""
_COURSE = (BookingAct.ARRIVE, BookingAct.ROOM, BookingAct.MISS, BookingAct.FINISH)


@dataclass(frozen=True, slots=True, kw_only=True)
class Booking:
    """A visit that is in the book. `version` counts from 1 and rises with every act.

    It is held by a request until somebody has said whose it is; from then on it has a case. `room` is where
    the patient was taken to, empty before that and where the office names no rooms.
    """

    id: BookingId
    case: CaseId | None = None
    request: RequestId | None = None
    visit: Visit
    status: BookingStatus
    version: int
    room: str = ""

    def __post_init__(self) -> None:
        if (self.case is None) == (self.request is None):
            raise Invalid(
                "booking",
                "A visit belongs to nobody, or twice.",
                "Give its case, or the request that holds it.",
            )

    @property
    def is_held(self) -> bool:
        """Whether it stands in the book for a request that has no case yet."""
        return self.case is None and self.status is not BookingStatus.CANCELLED

    def is_unspoken(self, *, at: datetime) -> bool:
        """Whether it is over and nobody has said whether the patient came."""
        return self.status is BookingStatus.BOOKED and self.visit.ends_at <= at

    def after(self, act: BookingAct, *, at: datetime) -> "Booking":
        """The booking once the act was done at a moment; raises NotAllowed where it is not possible."""
        sources, target = LEADS[act]
        if self.status not in sources:
            raise NotAllowed(
                "booking-status",
                f"This visit is {self.status.label} and cannot {_WORDS[act]}.",
                f"It could while it is {' or '.join(source.label for source in sources)}.",
            )
        self._check_day(act, at=at)
        room = self.room if target in (_ROOMED, _DONE) else ""
        return replace(self, status=target, room=room, version=self.version + 1)

    def at(self, visit: Visit) -> "Booking":
        return replace(self, visit=visit)

    def in_room(self, room: str) -> "Booking":
        return replace(self, room=room)

    def _check_day(self, act: BookingAct, *, at: datetime) -> None:
        began = self.visit.starts_at <= at
        if act is BookingAct.CANCEL and began:
            raise NotAllowed(
                "booking-past",
                "This visit's time has come and it cannot be cancelled any more.",
                "Record that the patient arrived or did not come.",
            )
        if act is BookingAct.MOVE and self.is_unspoken(at=at):
            raise NotAllowed(
                "booking-past",
                "This visit is over and nobody has said whether the patient came.",
                "Record that the patient arrived or did not come, then book another visit.",
            )
        if act is BookingAct.MISS and not began:
            raise NotAllowed(
                "booking-ahead",
                "This visit has not begun, so nobody can have missed it.",
                "Cancel it instead.",
            )
        today = utc_to_wall(at, self.visit.zone).date()
        if act is BookingAct.ARRIVE and today < self.visit.wall_start.date():
            raise NotAllowed(
                "booking-ahead",
                f"This visit is on {self.visit.wall_start:%d %B %Y}, not today.",
                "Move it to today if the patient is seen now.",
            )


@dataclass(frozen=True, slots=True, kw_only=True)
class BookingChange:
    """One act on a booking; where the visit stood after it. `number` is the version of the booking then."""

    number: int
    act: BookingAct
    why: Why | None
    office: str
    clinician: str
    starts_at: datetime
    wall_start: datetime
    at: datetime
    by: PersonId | None
    by_name: str


def status_at(booking: Booking, history: Sequence[BookingChange], *, at: datetime) -> BookingStatus:
    """Where it stood at a moment, by its history, oldest first; as it stands now where none was kept."""
    if not history:
        return booking.status
    until = [change for change in history if change.at <= at]
    last = until[-1].act if until else BookingAct.BOOK
    return LEADS[last][1] if last in LEADS else BookingStatus.BOOKED


_WORDS = {
    BookingAct.MOVE: "be moved",
    BookingAct.CANCEL: "be cancelled",
    BookingAct.ARRIVE: "be marked as arrived",
    BookingAct.ROOM: "be taken to a room",
    BookingAct.MISS: "be marked as missed",
    BookingAct.FINISH: "be marked as done",
    BookingAct.REOPEN: "be opened again",
}


def booked_until(changes: Sequence[BookingChange]) -> datetime | None:
    """When a visit with these changes, oldest first, ceased to be booked; None where it is."""
    course = takewhile(lambda one: one.act in _COURSE, reversed(changes))
    return min((one.at for one in course), default=None)


def still_to_come(found: Iterable[Booking], *, at: datetime) -> tuple[Booking, ...]:
    """The visits that are booked and not over, and those whose patient is here today, earliest first."""
    here = (BookingStatus.ARRIVED, BookingStatus.ROOMED)

    def is_ahead(one: Booking) -> bool:
        today = utc_to_wall(at, one.visit.zone).date()
        is_here = one.status in here and one.visit.wall_start.date() == today
        return is_here or (one.status is BookingStatus.BOOKED and one.visit.ends_at > at)

    return tuple(sorted((b for b in found if is_ahead(b)), key=lambda b: b.visit.starts_at))


def next_visit(found: Iterable[Booking], *, at: datetime) -> Booking | None:
    """The earliest visit that is booked and not over."""
    ahead = (b for b in found if b.status is BookingStatus.BOOKED and b.visit.ends_at > at)
    return min(ahead, key=lambda b: b.visit.starts_at, default=None)


def check_times(visit: Visit) -> None:
    """The moment is one the office's clock shows as the wall time, and it lies on the ticks.

    Off the ticks a visit would not meet the claims of another that overlaps it. Raises Invalid.
    """
    if visit.wall_start.tzinfo is not None or visit.starts_at.utcoffset() is None:
        raise Invalid("time", "The time of the visit has no zone, or two.", "Choose a time again.")
    if visit.starts_at not in moments(visit.wall_start, visit.zone):
        raise Invalid(
            "time", f"{visit.wall_start:%H:%M} is not the time of this visit there.", "Choose a time again."
        )
    if not is_on_tick(visit.starts_at):
        raise Invalid(
            "time", f"{visit.wall_start:%H:%M:%S} is not on the five minutes.", "Choose a time again."
        )
