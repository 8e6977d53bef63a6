"""A call for answers, and what became of it, in codes."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from enthesis.domain.errors import Invalid
from enthesis.domain.terms import CaseId


@dataclass(frozen=True, slots=True, kw_only=True, order=True)
class About:
    """One milestone of one case: a window."""

    case: CaseId
    milestone: str


class Outcome(StrEnum):
    """What became of a call."""

    ANSWERED = "answered"  # in this call
    PROMISED = "promised"  # will answer by the link
    LATER = "later"
    NO_ANSWER = "no_answer"
    LEFT_MESSAGE = "left_message"
    WRONG_NUMBER = "wrong_number"
    MOVED = "moved"
    DECLINED = "declined"  # this milestone
    WITHDREW = "withdrew"  # altogether
    DIED = "died"

    @property
    def label(self) -> str:
        return _OUTCOMES[self]

    @property
    def ends_all(self) -> bool:
        """Whether an end of the person was recorded with it; that one holds, until it is taken back."""
        return self in (Outcome.WITHDREW, Outcome.DIED)

    @property
    def ends_number(self) -> bool:
        """Whether the number that was called reaches somebody else, or nobody."""
        return self in (Outcome.WRONG_NUMBER, Outcome.MOVED)

    @property
    def was_spoken_to(self) -> bool:
        """Whether the patient was on the telephone."""
        return self in (
            Outcome.ANSWERED,
            Outcome.PROMISED,
            Outcome.LATER,
            Outcome.DECLINED,
            Outcome.WITHDREW,
        )


_OUTCOMES = {
    Outcome.ANSWERED: "Answered the questions",
    Outcome.PROMISED: "Will answer by the link",
    Outcome.LATER: "Asked to be called later",
    Outcome.NO_ANSWER: "No answer",
    Outcome.LEFT_MESSAGE: "Left a message",
    Outcome.WRONG_NUMBER: "Wrong number",
    Outcome.MOVED: "Moved: the number reaches them no more",
    Outcome.DECLINED: "Declines these questions",
    Outcome.WITHDREW: "Wants no more questions",
    Outcome.DIED: "Has died",
}


class Reason(StrEnum):
    """Why somebody does not answer, as they said it."""

    NO_TIME = "no_time"
    TOO_ILL = "too_ill"
    TOO_MANY = "too_many"
    LANGUAGE = "language"
    TECHNIQUE = "technique"
    PRIVACY = "privacy"
    CARE_ELSEWHERE = "care_elsewhere"
    NOT_SAID = "not_said"

    @property
    def label(self) -> str:
        return {
            Reason.NO_TIME: "No time",
            Reason.TOO_ILL: "Too ill",
            Reason.TOO_MANY: "Too many questions, or too often",
            Reason.LANGUAGE: "Does not understand the language of the questions",
            Reason.TECHNIQUE: "Cannot use the link",
            Reason.PRIVACY: "Does not want to give these answers",
            Reason.CARE_ELSEWHERE: "Is cared for elsewhere",
            Reason.NOT_SAID: "Did not say",
        }[self]


class HalfOfDay(StrEnum):
    """When somebody is best called, as they said."""

    MORNING = "morning"
    AFTERNOON = "afternoon"
    EVENING = "evening"

    @property
    def label(self) -> str:
        return {"morning": "in the morning", "afternoon": "in the afternoon", "evening": "after five"}[
            self.value
        ]


@dataclass(frozen=True, slots=True, kw_only=True)
class Called:
    """One call. `next_at` is when the person asked to be called, `best` when they are best called.

    `reason` is why they do not answer, where they declined.
    """

    about: frozenset[About]
    outcome: Outcome
    at: datetime
    by_name: str = ""
    next_at: datetime | None = None
    best: HalfOfDay | None = None
    reason: Reason | None = None

    def __post_init__(self) -> None:
        if self.outcome is Outcome.LATER and self.next_at is None:
            raise Invalid("next_at", "It is not said when to call again.", "Enter the day and time.")
        if self.outcome is Outcome.DECLINED and self.reason is None:
            raise Invalid("reason", "It is not said why they decline.", "Choose a reason.")
        if self.next_at is not None and self.next_at <= self.at:
            raise Invalid("next_at", "The next call lies before this one.", "Enter a later time.")


def may_be_called_again(calls: Sequence[Called], most: int) -> bool:
    """Whether another call about a window is left after these, oldest first. A promised one always is."""
    return len(calls) < most or (bool(calls) and calls[-1].next_at is not None)
