"""Experiments with reminders: started and ended by people, entered at the first message."""

from datetime import date, datetime
from uuid import UUID
from zoneinfo import ZoneInfo

from enthesis.actions.act import Done, act
from enthesis.domain.pathway.contact.rhythm import Rhythm
from enthesis.domain.pathway.experiment.experiment import Design, WhyEnded, check_design, check_ending
from enthesis.domain.pathway.experiment.variants import rhythm_of
from enthesis.domain.terms import SURGEONS, Role
from enthesis.store import experiments
from enthesis.store.experiments import TABLE, Entered
from enthesis.store.merges import identities_of
from enthesis.store.practice import load_written_practice
from enthesis.store.scope import Scope


@act(*SURGEONS, Role.ADMINISTRATOR)
def start_experiment(scope: Scope, design: Design, *, at: datetime) -> Done:
    """From its first day on who is written to for the first time enters it, by chance in one arm.

    One that varies the same and takes nobody any more is ended by it. Raises NotAllowed while one runs.
    """
    on = day_of(scope, at)
    running = []
    for entered in experiments.list_experiments(scope):
        why = why_full(entered, on=on)
        if entered.experiment.ended_at is None and why is not None:
            experiments.save_ended(scope, entered.experiment, why, at=at)
        elif entered.experiment.ended_at is None:
            running.append(entered.experiment)
    check_design(design, running, on=on)
    started = experiments.save_experiment(scope, design, at=at)
    detail = {
        "varies": design.varies,
        "arms": design.arms,
        "milestones": design.milestones,
        "persons": design.persons,
        "last_on": design.last_on,
        "within_days": design.within_days,
    }
    return Done(kind=TABLE, subject=started, detail=detail)


@act(*SURGEONS, Role.ADMINISTRATOR)
def end_experiment(scope: Scope, experiment_id: UUID, *, reason: str, at: datetime) -> Done:
    """Nobody enters any more. Who has entered is asked in their arm to the end, and counted in it."""
    entered = experiments.load_experiment(scope, experiment_id)
    why = why_full(entered, on=day_of(scope, at)) or WhyEnded.BY_HAND
    check_ending(entered.experiment, reason)
    experiments.save_ended(scope, entered.experiment, why, reason=reason, at=at)
    detail = {"why": why, "entered": len(entered.days)}
    return Done(kind=TABLE, subject=entered.experiment.id, detail=detail)


def allocated(scope: Scope, patient: UUID, milestone: str, *, at: datetime) -> Rhythm:
    """The rhythm and words in which this person is asked from now on: part of an action, in its transaction.

    Call it as the first message of a window of the milestone is about to leave, not when it is planned: the
    person enters every experiment that runs, and is drawn an arm that is kept.
    """
    on = day_of(scope, at)
    kept, *others = identities_of(scope, patient)
    experiments.save_allotted(scope, kept, (kept, *others), milestone, on=on, at=at)
    return rhythm_of(experiments.list_arms(scope, {patient}, on=on).get(kept, {}))


def rhythm_for(scope: Scope, patient: UUID, *, at: datetime) -> Rhythm:
    """The rhythm and words in which this person is asked now; nobody enters anything by it."""
    arms = experiments.list_arms(scope, {patient}, on=day_of(scope, at))
    return rhythm_of(next(iter(arms.values()), {}))


def why_full(entered: Entered, *, on: date) -> WhyEnded | None:
    """Why nobody can enter any more on this day; None while somebody can."""
    if len(entered.days) >= entered.experiment.design.persons:
        return WhyEnded.PERSONS
    return WhyEnded.LAST_DAY if on > entered.experiment.design.last_on else None


def day_of(scope: Scope, at: datetime) -> date:
    """The day of an experiment is that on the clock of the practice's first office."""
    return at.astimezone(ZoneInfo(load_written_practice(scope).offices[0].zone)).date()
