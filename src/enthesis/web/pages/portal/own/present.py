from dataclasses import dataclass

from django.utils.translation import gettext as _

from enthesis.domain.outcomes.own_goal import NEAREST, GoalStory
from enthesis.domain.outcomes.schedule import milestone_called
from enthesis.domain.practice.clock import utc_to_wall
from enthesis.web.pages.portal.own.form import GoalForm, NearForm
from enthesis.web.shell.own_course import Course
from enthesis.web.shell.present import day


@dataclass(frozen=True, slots=True, kw_only=True)
class Goal:
    """A goal, how near at each milestone, what it was before. `near_form` is None without a goal."""

    words: str
    since: str
    near: tuple[tuple[str, str], ...]
    before: tuple[tuple[str, str], ...]
    form: GoalForm
    near_form: NearForm | None
    near_when: str


@dataclass(frozen=True, slots=True, kw_only=True)
class OwnHip:
    """One hip: what comes next, a goal, what the forms said. `rehabilitation` says where it stands today.

    `asks`: they are asked how near the goal is; not whoever wants no more questions.
    """

    title: str
    rehabilitation: str
    coming: tuple[tuple[str, str], ...]
    goal: Goal
    courses: tuple[Course, ...]
    asks: bool = True


@dataclass(frozen=True, slots=True, kw_only=True)
class OwnPage:
    """`why` says of each form that was asked what it is for."""

    hips: tuple[OwnHip, ...]
    why: tuple[tuple[str, str], ...]
    refused: GoalForm | NearForm | None
    home: str


def goal_of(story: GoalStory, form: GoalForm, near_form: NearForm | None, when: str, *, zone: str) -> Goal:
    return Goal(
        words=story.words,
        since=day(utc_to_wall(story.since, zone).date()) if story.since else "",
        near=tuple(
            (_(milestone_called(one.milestone).title), _("%(near)s of %(most)s") % _near(one.near))
            for one in story.near
        ),
        before=tuple((words, day(utc_to_wall(at, zone).date())) for words, at in story.before),
        form=form,
        near_form=near_form,
        near_when=_(milestone_called(when).title) if when else "",
    )


def _near(near: int) -> dict[str, int]:
    return {"near": near, "most": NEAREST}
