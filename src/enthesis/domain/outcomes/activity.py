"""Whether a patient does again what he or she did before surgery."""

from dataclasses import dataclass
from enum import StrEnum

from enthesis.domain.outcomes.latest import is_followed_two_years


@dataclass(frozen=True, slots=True, kw_only=True)
class Activity:
    """One activity or sport of one patient, as asked on a day since surgery; None is not known."""

    name: str
    within_year_before: bool | None
    able: bool | None
    asked_on: int


class Level(StrEnum):
    SAME_OR_HIGHER = "same_or_higher"
    LOWER = "lower"


def has_returned(activity: Activity) -> bool | None:
    """Whether the patient returned to it.

    None when asked before two years, when something is not known, and for what was not done within the year
    before surgery: nobody returns to that, and it counts in no denominator.
    """
    if not is_followed_two_years(activity.asked_on) or not activity.within_year_before:
        return None
    return activity.able


def level_of_return(before: int | None, after: int | None) -> Level | None:
    """How high the patient came back, by two levels of one activity scale; None while one is not known."""
    if before is None or after is None:
        return None
    return Level.SAME_OR_HIGHER if after >= before else Level.LOWER


def _walking(*, before: bool | None = True, able: bool | None = True, day: int = 800) -> Activity:
    return Activity(name="walking", within_year_before=before, able=able, asked_on=day)


EXAMPLES: tuple[tuple[str, Activity, bool | None], ...] = (
    ("walks again", _walking(), True),
    ("does not", _walking(able=False), False),
    ("asked on the first day that counts", _walking(day=730), True),
    ("asked a day too early", _walking(day=729), None),
    ("did not do it before", _walking(before=False), None),
    ("nobody asked about before", _walking(before=None), None),
    ("not answered", _walking(able=None), None),
)

LEVELS: tuple[tuple[str, int | None, int | None, Level | None], ...] = (
    ("the same", 4, 4, Level.SAME_OR_HIGHER),
    ("higher", 4, 6, Level.SAME_OR_HIGHER),
    ("lower", 4, 3, Level.LOWER),
    ("not known", 4, None, None),
)
