"""What a patient wants to do again, in their own words, and how near they are: theirs, never a score."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from enthesis.domain.errors import Invalid
from enthesis.domain.outcomes.schedule import milestone_called

MOST_WORDS = 200  # characters: our choice, one sentence
NEAREST = 10  # our scale from 0, not near at all, to 10, there; nobody published it, and no study reads it


@dataclass(frozen=True, slots=True, kw_only=True)
class OwnGoal:
    """One goal for one hip. The newest one is in force; the earlier ones stay. Empty words take it back."""

    words: str

    def __post_init__(self) -> None:
        if len(self.words) > MOST_WORDS:
            raise Invalid("words", f"Your goal is longer than {MOST_WORDS} characters.", "Shorten it.")


@dataclass(frozen=True, slots=True, kw_only=True)
class GoalNearness:
    """How near the patient is to the goal at a milestone, 0 to 10. `words` are those of the goal rated."""

    milestone: str
    words: str
    near: int

    def __post_init__(self) -> None:
        milestone_called(self.milestone)
        if not 0 <= self.near <= NEAREST:
            raise Invalid(
                "near", f"{self.near} is not on the scale.", f"Choose a number from 0 to {NEAREST}."
            )


@dataclass(frozen=True, slots=True, kw_only=True)
class GoalStory:
    """The goal in force with how near at each milestone, and the goals before it, newest first."""

    words: str = ""
    since: datetime | None = None
    near: tuple[GoalNearness, ...] = ()
    before: tuple[tuple[str, datetime], ...] = ()


def story_of(told: Sequence[tuple[datetime, OwnGoal | GoalNearness]]) -> GoalStory:
    """What was told, oldest first, as it stands: of one milestone the newest rating of the same goal."""
    goals = [(one.words.strip(), at) for at, one in told if isinstance(one, OwnGoal)]
    if not goals:
        return GoalStory()
    words, since = goals[-1]
    rated = {one.milestone: one for _, one in told if isinstance(one, GoalNearness) and one.words == words}
    before = tuple((text, at) for text, at in reversed(goals[:-1]) if text)
    return GoalStory(words=words, since=since if words else None, near=tuple(rated.values()), before=before)
