"""The booked operation: where, when and by whom, and how a booking stands until the operation is done."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta
from enum import StrEnum
from uuid import UUID

from enthesis.domain.errors import Invalid, NotAllowed
from enthesis.domain.pathway.stages import BEFORE_OPERATION, Stage
from enthesis.domain.practice.clock import wall_to_utc
from enthesis.domain.practice.resource import clinician_resource
from enthesis.domain.practice.task import TaskId
from enthesis.domain.practice.ticks import MINUTES, is_on_tick, ticks
from enthesis.domain.terms import BookingId, CaseId, OperationId, PersonId

LONGEST_NAME = 100
LONGEST_REASON = 300
LONGEST_THEATRE = 24 * 60  # minutes


class TeamRole(StrEnum):
    SURGEON = "surgeon"
    ASSISTANT = "assistant"
    ANAESTHESIA = "anaesthesia"
    NURSE = "nurse"

    @property
    def label(self) -> str:
        return {TeamRole.ANAESTHESIA: "Anaesthetist"}.get(self, self.value.capitalize())


@dataclass(frozen=True, slots=True, kw_only=True)
class Member:
    """Somebody of the team: with an account, a clinician of the practice file, both, or from outside."""

    role: TeamRole
    name: str
    person: PersonId | None = None
    clinician: str = ""

    def __post_init__(self) -> None:
        if not self.name.strip():
            raise Invalid("team", f"The {self.role.label.lower()} has no name.", "Enter the name.")
        if len(self.name) > LONGEST_NAME:
            raise Invalid("team", f"A name is longer than {LONGEST_NAME} characters.", "Shorten it.")

    @property
    def resources(self) -> tuple[str, ...]:
        """What is claimed of this person while the operation lasts; nothing of somebody from outside."""
        seen = (clinician_resource(self.clinician),) if self.clinician else ()
        return (*seen, *((f"person:{self.person}",) if self.person else ()))


@dataclass(frozen=True, slots=True, kw_only=True)
class Theatre:
    """Where and when, on the hospital's clock in `zone`. `begins` and `minutes` are None while not known.

    Only with both is anybody's time claimed.
    """

    hospital: str
    zone: str
    on: date
    begins: time | None = None
    minutes: int | None = None

    def __post_init__(self) -> None:
        if self.minutes is not None and not 0 < self.minutes <= LONGEST_THEATRE:
            raise Invalid("minutes", f"An operation cannot last {self.minutes} minutes.", "Correct it.")
        if self.minutes is not None and self.minutes % MINUTES:
            raise Invalid(
                "minutes", "The theatre is booked in steps of five minutes.", "Round the length to them."
            )
        if self.begins is not None and (self.starts_at is None or not is_on_tick(self.starts_at)):
            raise Invalid("begins", "The theatre is booked in steps of five minutes.", "Round the time.")

    @property
    def starts_at(self) -> datetime | None:
        """In UTC. Raises Invalid for a time the clocks skip; of one they show twice the first is meant."""
        if self.begins is None:
            return None
        return wall_to_utc(datetime.combine(self.on, self.begins), self.zone, fold=0)

    @property
    def ends_at(self) -> datetime | None:
        starts = self.starts_at
        return starts + timedelta(minutes=self.minutes) if starts and self.minutes else None

    @property
    def ticks(self) -> range:
        """What is claimed of everybody; empty while time or length is not known."""
        starts = self.starts_at
        return ticks(starts, self.minutes) if starts and self.minutes else range(0)

    @property
    def words(self) -> str:
        """Tuesday, 23 March 2027, 10:00, 120 minutes."""
        told = [f"{self.on:%A, %-d %B %Y}", f"{self.begins:%H:%M}" if self.begins else "no time yet"]
        told += [f"{self.minutes} minutes"] if self.begins and self.minutes else []
        return ", ".join(told)

    @property
    def is_weekend(self) -> bool:
        return self.on.weekday() >= 5


class OperationState(StrEnum):
    """How a booking stands. Planned and moved: the hospital has not confirmed the day yet."""

    PLANNED = "planned"
    CONFIRMED = "confirmed"
    MOVED = "moved"
    CANCELLED = "cancelled"
    DONE = "done"

    @property
    def label(self) -> str:
        return {
            OperationState.PLANNED: "Planned, not confirmed by the hospital",
            OperationState.CONFIRMED: "Confirmed by the hospital",
            OperationState.MOVED: "Moved, not confirmed again by the hospital",
            OperationState.CANCELLED: "Cancelled",
            OperationState.DONE: "Done",
        }[self]


class OperationAct(StrEnum):
    BOOK = "book"
    CHANGE = "change"  # time, length or team on the same day and in the same hospital
    MOVE = "move"
    CONFIRM = "confirm"
    CANCEL = "cancel"
    FINISH = "finish"

    @property
    def label(self) -> str:
        return {
            OperationAct.BOOK: "Booked",
            OperationAct.CHANGE: "Changed",
            OperationAct.MOVE: "Moved",
            OperationAct.CONFIRM: "Confirmed by the hospital",
            OperationAct.CANCEL: "Cancelled",
            OperationAct.FINISH: "Done",
        }[self]


STANDING = (OperationState.PLANNED, OperationState.CONFIRMED, OperationState.MOVED)
LEADS: Mapping[OperationAct, OperationState | None] = {
    OperationAct.CHANGE: None,
    OperationAct.MOVE: OperationState.MOVED,
    OperationAct.CONFIRM: OperationState.CONFIRMED,
    OperationAct.CANCEL: OperationState.CANCELLED,
    OperationAct.FINISH: OperationState.DONE,
}
"""Each act on a standing booking with the state it leads to; None leaves it, but for a confirmed time."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Hanging:
    """One visit that hangs on the operation: booked, or with a task to book it."""

    purpose: str
    due_on: date
    booking: BookingId | None = None
    task: TaskId | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class OperationBooking:
    """One operation of one case. `version` counts from 1 and rises with every act.

    `reason` is why it was moved or cancelled last. `call` is the open task to tell the hospital.
    """

    id: OperationId
    case: CaseId
    theatre: Theatre
    team: tuple[Member, ...]
    state: OperationState
    version: int
    reason: str = ""
    visits: tuple[Hanging, ...] = ()
    call: TaskId | None = None

    @property
    def is_standing(self) -> bool:
        return self.state in STANDING

    @property
    def on(self) -> date:
        """The day on the hospital's clock."""
        return self.theatre.on

    @property
    def surgeon(self) -> Member:
        return next(member for member in self.team if member.role is TeamRole.SURGEON)

    def after(
        self,
        act: OperationAct,
        *,
        theatre: Theatre | None = None,
        team: tuple[Member, ...] | None = None,
        reason: str = "",
    ) -> "OperationBooking":
        """The booking once the act was done. Raises NotAllowed when it stands no more."""
        if not self.is_standing:
            raise NotAllowed(
                "operation-ended",
                f"This operation is {self.state.value}.",
                "Book another one." if self.state is OperationState.CANCELLED else "Look at its record.",
            )
        if act is OperationAct.CONFIRM and self.state is OperationState.CONFIRMED:
            raise Invalid(
                "unchanged", "The hospital has confirmed this day already.", "Nothing is to be done."
            )
        if act in (OperationAct.MOVE, OperationAct.CANCEL):
            check_reason(reason)
        if team is not None:
            check_team(team)
        state = LEADS[act] or self.state
        if theatre not in (None, self.theatre) and state is OperationState.CONFIRMED:
            state = OperationState.MOVED
        return replace(
            self,
            theatre=theatre or self.theatre,
            team=self.team if team is None else team,
            state=state,
            reason=reason or self.reason,
            version=self.version + 1,
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class OperationChange:
    """One act in the history of a booking, with where it stood after it."""

    number: int
    act: OperationAct
    theatre: Theatre
    reason: str
    at: datetime
    by_name: str
    by: UUID | None = None


def change_between(before: OperationBooking, theatre: Theatre, team: tuple[Member, ...]) -> OperationAct:
    """Another hospital or day is a move; raises Invalid where nothing is different."""
    if (theatre.hospital, theatre.on) != (before.theatre.hospital, before.theatre.on):
        return OperationAct.MOVE
    if (theatre, team) == (before.theatre, before.team):
        raise Invalid("unchanged", "The operation is booked like this already.", "Change something.")
    return OperationAct.CHANGE


def check_team(team: tuple[Member, ...]) -> None:
    """Raises Invalid unless there is one surgeon, and nobody stands in it twice."""
    if sum(member.role is TeamRole.SURGEON for member in team) != 1:
        raise Invalid("surgeon", "An operation has one surgeon who leads it.", "Choose the surgeon.")
    claimed = [resource for member in team for resource in member.resources]
    if len(set(claimed)) < len(claimed):
        raise Invalid("team", "Somebody stands in the team twice.", "Name everybody once.")


def check_reason(reason: str) -> None:
    """Raises Invalid without a reason, or with one that is too long."""
    if not reason.strip():
        raise Invalid("reason", "It is not said why.", "Enter the reason.")
    if len(reason) > LONGEST_REASON:
        raise Invalid("reason", f"The reason is longer than {LONGEST_REASON} characters.", "Shorten it.")


def check_ahead(theatre: Theatre, *, today: date, at: datetime) -> None:
    """Raises Invalid for a day, or a time of today, that is over on the hospital's clock."""
    starts = theatre.starts_at
    if theatre.on < today or (starts is not None and starts < at):
        raise Invalid("on", f"{theatre.on:%-d %B %Y} is over at the hospital.", "Choose a later day or time.")


def check_not_begun(stage: Stage) -> None:
    """Raises NotAllowed once the operation has begun, was done, or the case has ended."""
    if stage in BEFORE_OPERATION:
        return
    told = {Stage.OPERATED: "The operation has been done.", Stage.CLOSED: "This case is closed."}
    raise NotAllowed(
        "operation-begun",
        f"{told.get(stage, 'The operation has begun.')} Its booking can no longer be changed.",
        "Look at its record.",
    )
