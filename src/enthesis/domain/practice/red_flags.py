"""Signs that must not wait for an appointment; asked before a time is offered and in every patient form."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

from enthesis.domain.errors import Invalid, NotAllowed
from enthesis.domain.terms import Tag

SIGNS_HOLD = timedelta(hours=4)  # our choice: one sitting and the second form of it, not the evening after


class Urgency(StrEnum):
    EMERGENCY = "emergency"  # emergency care now
    CALL_TODAY = "call_today"  # call the practice today


@dataclass(frozen=True, slots=True, kw_only=True)
class RedFlag:
    id: str
    question: str
    urgency: Urgency
    after_surgery_only: bool = False
    tag: Tag = Tag.RECALLED  # every one awaits a clinician's review
    source: str = ""
    note: str = "Is it to be asked, in these words, and is this how soon it needs care?"

    @property
    def asked(self) -> str:
        """The question as it stands before people of whom nobody knows whether they were operated on."""
        if not self.after_surgery_only:
            return self.question
        return f"After an operation on this hip: {self.question[0].lower()}{self.question[1:]}"

    @property
    def needs_review(self) -> bool:
        return self.tag.needs_review


RED_FLAGS = (
    RedFlag(
        id="injury",
        question="A fall or injury, and you cannot put weight on the leg, or the leg looks shorter "
        "or turned out",
        urgency=Urgency.EMERGENCY,
    ),
    RedFlag(
        id="hot_joint",
        question="Fever or chills together with a hot, very painful hip",
        urgency=Urgency.EMERGENCY,
    ),
    RedFlag(
        id="cauda_equina",
        question="Numbness between the legs, new trouble holding urine or stool, or weakness in both legs",
        urgency=Urgency.EMERGENCY,
    ),
    RedFlag(
        id="clot",
        question="A swollen or painful calf, shortness of breath, or chest pain",
        urgency=Urgency.EMERGENCY,
    ),
    RedFlag(
        id="wound",
        question="A wound that opens, redness that spreads, or pus",
        urgency=Urgency.CALL_TODAY,
        after_surgery_only=True,
    ),
    RedFlag(
        id="weight_loss",
        question="Pain at night together with weight loss, or a cancer you know of",
        urgency=Urgency.CALL_TODAY,
    ),
    RedFlag(
        id="pop",
        question="Sudden new weakness, or a pop in the hip",
        urgency=Urgency.CALL_TODAY,
        after_surgery_only=True,
    ),
)


@dataclass(frozen=True, slots=True, kw_only=True)
class SignsTold:
    """What a patient ticked before the questions of a milestone, by id; empty: none of them.

    `urgency` is what that called for on the day; a later list of signs does not change it.
    """

    milestone: str
    ticked: tuple[str, ...] = ()
    urgency: Urgency | None = None

    def is_fresh(self, told_at: datetime, *, at: datetime) -> bool:
        """Whether it still stands for how the patient is; told longer ago, the signs are asked again."""
        return told_at <= at < told_at + SIGNS_HOLD


def signs_told(milestone: str, ticked: frozenset[str]) -> SignsTold:
    """What was ticked, with what it calls for. Raises Invalid for a sign nobody knows."""
    return SignsTold(milestone=milestone, ticked=tuple(sorted(ticked)), urgency=most_urgent(ticked))


def most_urgent(ticked: frozenset[str]) -> Urgency | None:
    """What the ticked flags call for; None when none is ticked. Raises Invalid for a flag nobody knows."""
    if unknown := ticked - {flag.id for flag in RED_FLAGS}:
        raise Invalid(
            "red_flags", f"There is no sign called {min(unknown)[:40]!r}.", "Load the page and tick again."
        )
    found = {flag.urgency for flag in RED_FLAGS if flag.id in ticked}
    if Urgency.EMERGENCY in found:
        return Urgency.EMERGENCY
    return Urgency.CALL_TODAY if found else None


def is_emergency(ticked: Collection[str]) -> bool:
    """Whether any ticked sign needs emergency care; one that is asked no more does not count."""
    return any(flag.id in ticked and flag.urgency is Urgency.EMERGENCY for flag in RED_FLAGS)


def questions(ticked: Collection[str]) -> tuple[str, ...]:
    """What was asked of each ticked flag, in the order of asking; one that is asked no more by its id."""
    asked = {flag.id: flag.asked for flag in RED_FLAGS}
    gone = sorted(set(ticked) - set(asked))
    return (*(question for id_, question in asked.items() if id_ in ticked), *gone)


def check_can_wait(ticked: frozenset[str]) -> None:
    """Raises NotAllowed for a sign that needs emergency care: it is answered, whatever else was sent."""
    if most_urgent(ticked) is Urgency.EMERGENCY:
        raise NotAllowed(
            "emergency",
            "What you ticked needs emergency care now, not an appointment.",
            "Call 911 or go to the nearest emergency department.",
        )
