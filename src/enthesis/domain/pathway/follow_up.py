"""The ten years after an operation: which milestone comes when, and how each stands today."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from enthesis.domain.outcomes.endpoint import EndpointKind
from enthesis.domain.pathway.ended import EndKind, told_day


class FollowUpState(StrEnum):
    PLANNED = "planned"
    DUE = "due"
    OVERDUE = "overdue"
    ANSWERED = "answered"
    CLOSED = "closed"  # the window passed without an answer
    ENDED = "ended"  # nobody is asked any more: `FollowUp.ended` says why


class EndedBy(StrEnum):
    """What ends a timeline: of the person, or an operation after which another is followed."""

    DIED = EndKind.DIED.value
    WITHDREW_CONTACT = EndKind.WITHDREW_CONTACT.value
    REVISION_REPAIR = EndpointKind.REVISION_REPAIR.value
    MUSCLE_TRANSFER = EndpointKind.MUSCLE_TRANSFER.value
    HIP_REPLACEMENT = EndpointKind.HIP_REPLACEMENT.value
    OPERATED_AGAIN = "operated_again"  # here, as the next case of this hip

    @property
    def label(self) -> str:
        return {
            EndedBy.DIED: "died",
            EndedBy.WITHDREW_CONTACT: "wants no more questions",
            EndedBy.REVISION_REPAIR: "revision of the repair",
            EndedBy.MUSCLE_TRANSFER: "muscle transfer",
            EndedBy.HIP_REPLACEMENT: "hip replacement",
            EndedBy.OPERATED_AGAIN: "operated on again",
        }[self]

    @property
    def is_endpoint(self) -> bool:
        """Whether the hip was operated on: answers from that day on are not of the operation before."""
        return self not in (EndedBy.DIED, EndedBy.WITHDREW_CONTACT)


@dataclass(frozen=True, slots=True, kw_only=True)
class TimelineEnd:
    """From the day `on` nobody is asked about the operation any more.

    `day_known` is False for a death of which only the day is known on which the practice was told.
    """

    by: EndedBy
    on: date
    day_known: bool = True

    @property
    def when(self) -> str:
        return told_day(self.on, known=self.day_known)


@dataclass(frozen=True, slots=True, kw_only=True)
class FollowUp:
    """One milestone of one operated hip. The window is open from `opens_on` until before `closes_on`.

    `surgery_on` is the day it is counted from. `ended` ends the timeline it stands in, if anything does; no
    answer from the day `counts_until` on is of that operation.
    """

    milestone: str
    opens_on: date
    due_on: date
    closes_on: date
    answered: bool = False
    surgery_on: date | None = None
    ended: TimelineEnd | None = None
    counts_until: date | None = None

    def state(self, *, on: date) -> FollowUpState:
        if self.answered:
            return FollowUpState.ANSWERED
        if self.ended is not None and self.ended.on <= on and self.ended.on < self.closes_on:
            return FollowUpState.ENDED
        if on >= self.closes_on:
            return FollowUpState.CLOSED
        if on < self.opens_on:
            return FollowUpState.PLANNED
        return FollowUpState.OVERDUE if on > self.due_on else FollowUpState.DUE
