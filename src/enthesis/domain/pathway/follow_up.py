"""The ten years after an operation: which milestone comes when, and how each stands today."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum


class FollowUpState(StrEnum):
    PLANNED = "planned"
    DUE = "due"
    OVERDUE = "overdue"
    ANSWERED = "answered"
    CLOSED = "closed"  # the window passed without an answer


@dataclass(frozen=True, slots=True, kw_only=True)
class FollowUp:
    """One milestone of one operated hip. The window is open from `opens_on` until before `closes_on`."""

    milestone: str
    opens_on: date
    due_on: date
    closes_on: date
    answered: bool = False

    def state(self, *, on: date) -> FollowUpState:
        if self.answered:
            return FollowUpState.ANSWERED
        if on >= self.closes_on:
            return FollowUpState.CLOSED
        if on < self.opens_on:
            return FollowUpState.PLANNED
        return FollowUpState.OVERDUE if on > self.due_on else FollowUpState.DUE
