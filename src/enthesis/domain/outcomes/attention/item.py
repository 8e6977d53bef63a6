"""One thing on the clinic's list: what a patient told that a person should look at, and what became of it."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from enum import StrEnum
from typing import NewType
from uuid import UUID

from enthesis.domain.errors import Invalid, NotAllowed
from enthesis.domain.outcomes.attention.rule import Looked, Need
from enthesis.domain.terms import CaseId, PatientId, PersonId, Sourced

AttentionId = NewType("AttentionId", UUID)
LONGEST_REASON = 1000
SATURDAY = 5
A_DAY = timedelta(days=1)

WORKING_DAYS = Sourced(
    1, "d", tag="P", note="Is everything on the list looked at by the end of the next working day?"
)


class Outcome(StrEnum):
    """What a person did about it."""

    CALLED = "called"
    BOOKED = "booked"
    EMERGENCY = "emergency"
    NO_NEED = "no_need"

    @property
    def label(self) -> str:
        return {
            Outcome.CALLED: "Called the patient",
            Outcome.BOOKED: "Booked a visit",
            Outcome.EMERGENCY: "Sent to emergency care",
            Outcome.NO_NEED: "Nothing more is needed",
        }[self]


@dataclass(frozen=True, slots=True, kw_only=True)
class Concern:
    """What the patient said that a rule found, and when."""

    rule: str
    sentence: str
    urgent: bool = False
    at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class Attention:
    """One item for one round of one hip. `version` counts from 1 and rises with every act.

    `due_on` is the last day for it. `claimed_by_name` has taken it on; `outcome` is None while it is open.
    """

    id: AttentionId
    case: CaseId
    patient: PatientId
    milestone: str
    concerns: tuple[Concern, ...]
    opened_at: datetime
    due_on: date
    version: int = 1
    claimed_by: PersonId | None = None
    claimed_by_name: str = ""
    outcome: Outcome | None = None
    reason: str = ""
    closed_at: datetime | None = None
    closed_by_name: str = ""

    @property
    def is_open(self) -> bool:
        return self.outcome is None

    @property
    def is_urgent(self) -> bool:
        return any(concern.urgent for concern in self.concerns)

    def is_overdue(self, on: date) -> bool:
        """Open on the day after it was due."""
        return self.is_open and self.due_on < on

    def with_concerns(self, more: Iterable[Concern], *, on: date) -> "Attention":
        """The item with what came in since; what it holds already is not said twice.

        An urgent one makes it due on the day it came in, `on`.
        """
        told = {(concern.rule, concern.sentence) for concern in self.concerns}
        new = tuple(concern for concern in more if (concern.rule, concern.sentence) not in told)
        if not new:
            return self
        due = min(self.due_on, on) if any(concern.urgent for concern in new) else self.due_on
        return replace(self, concerns=(*self.concerns, *new), due_on=due, version=self.version + 1)

    def claimed(self, by: PersonId, name: str) -> "Attention":
        """The item, taken on by somebody. Raises NotAllowed once it is closed."""
        self._check_open()
        return replace(self, claimed_by=by, claimed_by_name=name, version=self.version + 1)

    def closed(self, outcome: Outcome, reason: str, *, by_name: str, at: datetime) -> "Attention":
        """The item, with what was done. Raises NotAllowed once closed, Invalid without a needed reason."""
        self._check_open()
        reason = reason.strip()
        if outcome is Outcome.NO_NEED and not reason:
            raise Invalid("reason", "It is not said why nothing more is needed.", "Say why.")
        if len(reason) > LONGEST_REASON:
            raise Invalid(
                "reason", f"The words are longer than {LONGEST_REASON} characters.", "Shorten them."
            )
        return replace(
            self,
            outcome=outcome,
            reason=reason,
            closed_at=at,
            closed_by_name=by_name,
            version=self.version + 1,
        )

    def _check_open(self) -> None:
        if not self.is_open:
            raise NotAllowed(
                "attention-closed",
                f"{self.closed_by_name} has already dealt with these answers.",
                "Read what was done.",
            )


def concerns_of(looked: Iterable[Looked], *, at: datetime) -> tuple[Concern, ...]:
    """What needs a person, of what the rules found."""
    return tuple(
        Concern(rule=one.rule, sentence=one.sentence, urgent=one.urgent, at=at)
        for one in looked
        if one.need is Need.YES
    )


def due_on(opened_on: date, *, urgent: bool = False, is_holiday: Callable[[date], bool]) -> date:
    """The next working day after this one: no weekend, no public holiday. What is urgent is due this day."""
    if urgent:
        return opened_on
    day = opened_on
    for _ in range(int(WORKING_DAYS.value)):
        day += A_DAY
        while day.weekday() >= SATURDAY or is_holiday(day):
            day += A_DAY
    return day
