"""What a patient does again after an operation, as told on a day: an activity, a sport or the work."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from enthesis.domain.errors import Invalid, NotAllowed
from enthesis.domain.outcomes.activity import Activity, Level, has_returned, level_of_return
from enthesis.domain.outcomes.catalogue import load_instrument
from enthesis.domain.terms import Tag, Wording

LONGEST_NAME = 100


class Sort(StrEnum):
    ACTIVITY = "activity"
    SPORT = "sport"
    WORK = "work"

    @property
    def label(self) -> str:
        return {Sort.ACTIVITY: "Activity", Sort.SPORT: "Sport", Sort.WORK: "Work"}[self]


class ActivityScale(StrEnum):
    """The scales a level is told on; each an instrument of one question."""

    UCLA = "ucla"
    TEGNER = "tegner"
    HSAS = "hsas"

    @property
    def label(self) -> str:
        return load_instrument(self.value).title

    @property
    def levels(self) -> tuple[int, int]:
        """The lowest and the highest level."""
        scale = load_instrument(self.value).scales[0]
        return int(scale.low), int(scale.high)


class WhyNot(StrEnum):
    """Why somebody does not do it again."""

    PAIN = "pain"
    FEAR = "fear"
    OTHER_JOINT = "other_joint"
    OTHER_HEALTH = "other_health"
    NO_INTEREST = "no_interest"
    ADVISED_AGAINST = "advised_against"

    @property
    def label(self) -> str:
        return {
            WhyNot.PAIN: "Pain of this hip",
            WhyNot.FEAR: "Fear of hurting it again",
            WhyNot.OTHER_JOINT: "Another joint",
            WhyNot.OTHER_HEALTH: "Other health",
            WhyNot.NO_INTEREST: "No interest any more",
            WhyNot.ADVISED_AGAINST: "Advised against it",
        }[self]


REASONS = Wording(
    text="; ".join(why.label for why in WhyNot),
    tag=Tag.PROPOSED,
    note="Is a reason missing why somebody does not return to an activity?",
)


@dataclass(frozen=True, slots=True, kw_only=True)
class DoingAgain:
    """One activity as told on `asked_on`; None is not known.

    `again_on` is the first day it was done again. `before` and `now` are levels of `scale`. Raises Invalid,
    its code the field, where two of these cannot both be true.
    """

    sort: Sort
    name: str
    asked_on: date
    within_year_before: bool | None = None
    able: bool | None = None
    again_on: date | None = None
    scale: ActivityScale | None = None
    before: int | None = None
    now: int | None = None
    why_not: frozenset[WhyNot] = frozenset()
    comment: str = ""

    def __post_init__(self) -> None:
        if not self.name.strip() or len(self.name) > LONGEST_NAME:
            raise Invalid("name", "It is not said what is done again.", "Name it in a few words.")
        if self.why_not and self.able is not False:
            raise Invalid("why_not", "There is a reason why not, and it is not said that it is not done.", DO)
        if self.again_on is not None and self.able is False:
            raise Invalid("again_on", "It is not done, and there is a day of its first time.", DO)
        if self.again_on is not None and self.again_on > self.asked_on:
            raise Invalid(
                "again_on", f"{self.again_on:%-d %B %Y} is after the day it was asked.", "Correct the day."
            )
        self._check_levels()

    def _check_levels(self) -> None:
        for field in ("before", "now"):
            level = getattr(self, field)
            if level is None:
                continue
            if self.scale is None:
                raise Invalid("scale", "There is a level, and no scale it is of.", "Choose the scale.")
            low, high = self.scale.levels
            if not low <= level <= high:
                raise Invalid(field, f"{self.scale.label} has no level {level}.", f"Enter {low} to {high}.")

    @property
    def says_anything(self) -> bool:
        told = (self.within_year_before, self.able, self.again_on, self.before, self.now)
        return any(part is not None for part in told) or bool(self.why_not or self.comment.strip())

    @property
    def level(self) -> Level | None:
        """How high the patient came back; None while a level is not known."""
        return level_of_return(self.before, self.now)

    def returned(self, surgery_on: date) -> bool | None:
        """Whether it is a return by the definition in use; None before two years and while not known."""
        return has_returned(
            Activity(
                name=self.name,
                within_year_before=self.within_year_before,
                able=self.able,
                asked_on=(self.asked_on - surgery_on).days,
            )
        )


DO = "Correct one of the two."


def check_doing(told: DoingAgain, *, surgery_on: date | None, on: date) -> None:
    """Something is told, and its days fit the case on the day it is recorded.

    Raises NotAllowed without an operation, or Invalid.
    """
    since = check_operated(surgery_on)
    if not told.says_anything:
        raise Invalid("able", "Nothing is told of it.", "Say whether it is done again, or what is known.")
    for field, day in (("asked_on", told.asked_on), ("again_on", told.again_on)):
        if day is not None:
            check_after_surgery(field, day, since, on)


def check_operated(surgery_on: date | None) -> date:
    """The day of surgery. Raises NotAllowed where there is none."""
    if surgery_on is None:
        raise NotAllowed("not-operated", "No operation of this hip is on record.", "Record it first.")
    return surgery_on


def check_after_surgery(field: str, day: date, surgery_on: date, on: date) -> None:
    """Nothing after an operation is of a day before it, or of one that has not come. Raises Invalid."""
    if day < surgery_on:
        raise Invalid(
            field,
            f"{day:%-d %B %Y} lies before the operation.",
            f"Enter a day from {surgery_on:%-d %B %Y} on.",
        )
    if day > on:
        raise Invalid(field, f"{day:%-d %B %Y} has not come yet.", "Enter a day up to today.")


ASKED = date(2029, 4, 1)
BASE = DoingAgain(sort=Sort.ACTIVITY, name="Walking", asked_on=ASKED, within_year_before=True, able=True)
NOT_DONE: Mapping[str, object] = {"able": False, "why_not": frozenset({WhyNot.FEAR})}

EXAMPLES: tuple[tuple[str, Mapping[str, object], str | None], ...] = (
    ("walks again", {}, None),
    (
        "since a day, on a level",
        {"again_on": ASKED, "scale": ActivityScale.UCLA, "before": 6, "now": 4},
        None,
    ),
    ("does not, and why", NOT_DONE, None),
    ("no name", {"name": " "}, "It is not said what is done again."),
    (
        "does it, and why not",
        {"why_not": frozenset({WhyNot.PAIN})},
        "There is a reason why not, and it is not said that it is not done.",
    ),
    (
        "does not, since a day",
        {**NOT_DONE, "again_on": ASKED},
        "It is not done, and there is a day of its first time.",
    ),
    ("before it was asked", {"again_on": date(2029, 4, 2)}, "2 April 2029 is after the day it was asked."),
    ("a level of nothing", {"now": 4}, "There is a level, and no scale it is of."),
    ("no such level", {"scale": ActivityScale.UCLA, "now": 11}, "UCLA activity has no level 11."),
)
"""Name; what is told beside `BASE`; the sentence that refuses it."""
