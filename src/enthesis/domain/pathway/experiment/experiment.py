"""An experiment with reminders: declared before it starts, and not changed while it runs.

Chance decides by person, not by hip: one message serves both hips of a person, so that two hips of one person
cannot be asked in two ways. Whoever was allotted an arm is counted in it, whatever they were sent.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from typing import NewType
from uuid import UUID

from enthesis.domain.errors import Invalid, NotAllowed
from enthesis.domain.outcomes.schedule import MILESTONES
from enthesis.domain.pathway.experiment.variants import Varies, variant_called
from enthesis.domain.terms import Sourced

ExperimentId = NewType("ExperimentId", UUID)
ALL_MILESTONES = tuple(m.id for m in MILESTONES)
LONGEST_TITLE = 120
LONGEST_WITHIN = 365  # days
MOST_PERSONS = 10_000

FEWEST_PERSONS = Sourced(
    20, "1", tag="P", note="From how many persons on is a comparison of two ways of asking worth starting?"
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Design:
    """What is compared, and when it stops. Raises Invalid.

    A person counts as having answered when every form of at least one of their hips, at the milestone of the
    first message, was sent in within `within_days` days of it, the last day included. Nobody enters after
    `last_on` or after `persons` persons; both are set before it starts, and no result is shown before the
    last person had that time.
    """

    title: str
    varies: Varies
    arms: tuple[str, str]
    milestones: tuple[str, ...]
    first_on: date
    last_on: date
    within_days: int
    persons: int

    def __post_init__(self) -> None:
        if not self.title.strip() or len(self.title) > LONGEST_TITLE:
            raise Invalid("title", "It has no name, or a very long one.", "Name it in a few words.")
        if self.arms[0] == self.arms[1]:
            raise Invalid("arms", "Both arms are asked in the same way.", "Choose two ways.")
        if not self.milestones or not set(self.milestones) <= set(ALL_MILESTONES):
            raise Invalid("milestones", "It is not said when people are asked.", "Choose a milestone.")
        if self.last_on < self.first_on:
            raise Invalid("last_on", "The last day is before the first.", "Correct one of them.")
        if not 1 <= self.within_days <= LONGEST_WITHIN:
            raise Invalid(
                "within_days",
                f"{self.within_days} days to answer cannot be counted.",
                f"Enter a number from 1 to {LONGEST_WITHIN}.",
            )
        fewest = int(FEWEST_PERSONS.value)
        if not fewest <= self.persons <= MOST_PERSONS:
            raise Invalid(
                "persons",
                f"An experiment with {self.persons} persons is not worth starting, or never ends.",
                f"Enter a number from {fewest} to {MOST_PERSONS}.",
            )


class WhyEnded(StrEnum):
    """Why nobody enters any more."""

    PERSONS = "persons"
    LAST_DAY = "last_day"
    BY_HAND = "by_hand"

    @property
    def label(self) -> str:
        return {
            WhyEnded.PERSONS: "As many persons as planned have entered",
            WhyEnded.LAST_DAY: "Its last day has passed",
            WhyEnded.BY_HAND: "Somebody ended it before its time",
        }[self]


@dataclass(frozen=True, slots=True, kw_only=True)
class Experiment:
    """A design that was started. `ended_at` is None until somebody ends it or it fills up."""

    id: ExperimentId
    design: Design
    started_at: datetime
    started_by_name: str
    ended_at: datetime | None = None
    why_ended: WhyEnded | None = None
    ended_by_name: str = ""
    reason: str = ""

    def takes(self, milestone: str, *, on: date, entered: int) -> bool:
        """Whether a person who is first asked at this milestone on this day enters."""
        design = self.design
        return (
            self.ended_at is None
            and milestone in design.milestones
            and design.first_on <= on <= design.last_on
            and entered < design.persons
        )

    def runs(self, *, on: date, entered: int) -> bool:
        """Whether somebody may still enter."""
        return self.ended_at is None and on <= self.design.last_on and entered < self.design.persons


def check_design(design: Design, running: Iterable[Experiment], *, on: date) -> None:
    """It may be started on the day `on` beside those that run; raises Invalid or NotAllowed."""
    for arm in design.arms:
        if variant_called(design.varies, arm) is None:
            raise Invalid("arms", f"There is no way of asking “{arm}”.", "Choose one of the list.")
    if design.first_on < on:
        raise Invalid("first_on", "It would begin in the past.", "Begin today or later.")
    for other in running:
        if other.design.varies is design.varies:
            raise NotAllowed(
                "experiment-running",
                f"“{other.design.title}” varies the same already.",
                "End it first: two would be told from each other by nobody.",
            )


def check_ending(experiment: Experiment, reason: str) -> None:
    """Raises NotAllowed when it has ended, Invalid without a reason."""
    if experiment.ended_at is not None:
        raise NotAllowed("experiment-ended", "This experiment has ended already.", "Look at its result.")
    if not reason.strip():
        raise Invalid("reason", "An experiment is ended with a reason.", "Enter why it ends now.")
