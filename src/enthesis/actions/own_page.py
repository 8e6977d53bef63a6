"""What a patient does on the own page: a goal in own words, how near it is, and taking the own data away."""

from datetime import datetime
from uuid import UUID

from enthesis.actions.act import Done, act
from enthesis.domain.errors import Invalid, NotAllowed
from enthesis.domain.outcomes.own_goal import GoalNearness, OwnGoal, story_of
from enthesis.domain.pathway.own_record import DataFormat
from enthesis.domain.terms import Role
from enthesis.store import cases
from enthesis.store.scope import Scope


@act(Role.PATIENT)
def set_goal(scope: Scope, case_id: UUID, words: str, *, at: datetime) -> Done:
    """This is the patient's goal for this hip from now on; the one before stays in its story."""
    goal = OwnGoal(words=words.strip())
    cases.lock_case(scope, case_id)
    case = cases.load_case(scope, case_id)
    if goal.words == _goal(scope, case_id):
        raise Invalid("words", "That is your goal already.", "Change it, or leave it as it is.")
    cases.save_entry(scope, case, goal, at=at)
    return Done(kind="case", subject=case.id, patient=case.patient, detail={"set": bool(goal.words)})


@act(Role.PATIENT)
def rate_goal(scope: Scope, case_id: UUID, milestone: str, near: int, *, at: datetime) -> Done:
    """How near the patient is to the goal at this milestone; said again, the newest counts.

    Raises NotAllowed without a goal.
    """
    cases.lock_case(scope, case_id)
    case = cases.load_case(scope, case_id)
    words = _goal(scope, case_id)
    if not words:
        raise NotAllowed("no-goal", "There is no goal for this hip yet.", "Write your goal first.")
    cases.save_entry(scope, case, GoalNearness(milestone=milestone, words=words, near=near), at=at)
    return Done(kind="case", subject=case.id, patient=case.patient, detail={"milestone": milestone})


@act(Role.PATIENT, once=False)
def take_own_data(scope: Scope, case_id: UUID, form: DataFormat, *, at: datetime) -> Done:
    """The trail knows that the patient took the own data away, and in which form."""
    case = cases.load_case(scope, case_id)
    return Done(kind="patient", subject=case.patient, patient=case.patient, detail={"form": form.value})


def _goal(scope: Scope, case_id: UUID) -> str:
    told = [
        (entry.at, entry.value)
        for entry in cases.list_entries(scope, case_id)
        if isinstance(entry.value, OwnGoal | GoalNearness)
    ]
    return story_of(told).words
