"""Signs that must not wait for an appointment; asked before a time is offered and in every patient form."""

from dataclasses import dataclass
from enum import StrEnum

from enthesis.domain.errors import Invalid, NotAllowed
from enthesis.domain.terms import Tag


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

    @property
    def needs_review(self) -> bool:
        return self.tag in (Tag.RECALLED, Tag.PROPOSED)


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
        question="Sudden new weakness or a pop in the hip after a repair",
        urgency=Urgency.CALL_TODAY,
        after_surgery_only=True,
    ),
)


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


def check_can_wait(ticked: frozenset[str]) -> None:
    """Raises NotAllowed for a sign that needs emergency care: it is answered, whatever else was sent."""
    if most_urgent(ticked) is Urgency.EMERGENCY:
        raise NotAllowed(
            "emergency",
            "What you ticked needs emergency care now, not an appointment.",
            "Call 911 or go to the nearest emergency department.",
        )
