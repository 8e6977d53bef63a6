"""What a patient does again for the first time after the operation, on which day, and by whose word."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from types import MappingProxyType

from enthesis.domain.errors import Invalid, NotAllowed
from enthesis.domain.pathway.case import Entry, every
from enthesis.domain.pathway.followed import Followed
from enthesis.domain.pathway.phase import Held, schedule
from enthesis.domain.terms import Tag, Wording


class RecoveryMilestone(StrEnum):
    CRUTCHES_OFF = "crutches_off"
    BRACE_OFF = "brace_off"
    FULL_WEIGHT = "full_weight"
    SIDE_LYING_ABDUCTION = "side_lying_abduction"

    @property
    def label(self) -> str:
        return {
            RecoveryMilestone.CRUTCHES_OFF: "Crutches off",
            RecoveryMilestone.BRACE_OFF: "Brace off",
            RecoveryMilestone.FULL_WEIGHT: "Full weight bearing",
            RecoveryMilestone.SIDE_LYING_ABDUCTION: "First side-lying abduction",
        }[self]

    @property
    def asked(self) -> str:
        """As a patient is asked about it."""
        return {
            RecoveryMilestone.CRUTCHES_OFF: "I walk without crutches",
            RecoveryMilestone.BRACE_OFF: "I no longer wear the brace",
            RecoveryMilestone.FULL_WEIGHT: "I put my full weight on the leg",
            RecoveryMilestone.SIDE_LYING_ABDUCTION: "I lift the leg while I lie on my side",
        }[self]


CRUTCHES, BRACE, WEIGHT, LIFT = RecoveryMilestone

HOLDS_BACK: Mapping[str, tuple[RecoveryMilestone, ...]] = MappingProxyType(
    {
        "touch-down": (CRUTCHES, WEIGHT),
        "flat foot": (CRUTCHES, WEIGHT),
        "partial": (CRUTCHES, WEIGHT),
        "partial, on two crutches": (CRUTCHES, WEIGHT),
        "strictly protected": (CRUTCHES, WEIGHT),
        "protected": (CRUTCHES, WEIGHT),
        "protected, until the surgeon allows more": (CRUTCHES, WEIGHT),
        "as tolerated, on crutches": (CRUTCHES,),
        "at all times, at night too": (BRACE,),
        "when walking": (BRACE,),
        "active abduction": (LIFT,),
        "active abduction and internal rotation": (LIFT,),
        "active abduction, until the surgeon allows it": (LIFT,),
    }
)
"""By the words of a span, what does not come while it holds."""

BEGINS_WITH: Mapping[str, RecoveryMilestone] = MappingProxyType(
    {
        "full": WEIGHT,
        "none": BRACE,
        "crutches are weaned": CRUTCHES,
        "without crutches": CRUTCHES,
        "side-lying abduction against gravity, not before": LIFT,
    }
)
"""By the words of a span, what does not come before it begins."""

READING = Wording(
    text="Neither crutches off nor full weight while weight is partial or protected; no brace off while it "
    "is worn; no side-lying abduction while active abduction is forbidden.",
    tag=Tag.PROPOSED,
    note="Is a milestone that comes during these spans earlier than the protocol says?",
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Reached:
    """A recovery milestone, on the day it was reached.

    `told_by_patient`: nobody of the practice has confirmed it. `on` is None only in a correction: it was not
    reached after all.
    """

    milestone: RecoveryMilestone
    on: date | None
    told_by_patient: bool = False


def reached_in(entries: Iterable[Entry[object]]) -> Mapping[RecoveryMilestone, Entry[Reached]]:
    """The newest standing word on each milestone that was reached."""
    newest = {entry.value.milestone: entry for entry in every(entries, Reached)}
    return {milestone: entry for milestone, entry in newest.items() if entry.value.on is not None}


def check_reached(reached: Reached, *, surgery_on: date | None, today: date) -> None:
    """The day fits the case. Raises NotAllowed without an operation, Invalid for another day."""
    if surgery_on is None:
        raise NotAllowed("no-operation", "No operation of this hip is on record.", "Record it first.")
    if reached.on is None:
        raise Invalid("on", "The day is missing.", "Enter the day.")
    if not surgery_on <= reached.on <= today:
        raise Invalid(
            "on",
            "The day lies before the operation or in the future.",
            f"Enter a day from {surgery_on:%-d %B %Y} to {today:%-d %B %Y}.",
        )


def is_early(
    milestone: RecoveryMilestone, on: date, followed: Followed | None, *, surgery_on: date, tear: str = ""
) -> bool | None:
    """Whether it came before the protocol says; None where the protocol says nothing of it."""
    told = schedule(followed, surgery_on=surgery_on, tear=tear) if followed else ()
    begins = [held.begins_on for held in told if _begins_with(held, milestone)]
    back = [held for held in told if milestone in HOLDS_BACK.get(held.what, ())]
    dated = [held for held in back if held.ends_on is not None or not begins]
    if not begins and not back:
        return None
    return any(day is not None and on < day for day in begins) or any(held.holds_on(on) for held in dated)


def earliest_on(
    milestone: RecoveryMilestone, followed: Followed, *, surgery_on: date, tear: str = ""
) -> date | None:
    """The first day on which it would not be early; None where none is stated, or no end."""
    days = {surgery_on}
    for held in schedule(followed, surgery_on=surgery_on, tear=tear):
        days |= {day for day in (held.begins_on, _after(held)) if day is not None}
    for day in sorted(days):
        if is_early(milestone, day, followed, surgery_on=surgery_on, tear=tear) is False:
            return day
    return None


def _begins_with(held: Held, milestone: RecoveryMilestone) -> bool:
    return BEGINS_WITH.get(held.what) is milestone and held.begins_on is not None


def _after(held: Held) -> date | None:
    return date.fromordinal(held.ends_on.toordinal() + 1) if held.ends_on else None
