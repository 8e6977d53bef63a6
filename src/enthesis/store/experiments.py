"""Experiments with reminders, who was allotted which arm, and what they answered."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from secrets import randbelow
from uuid import UUID

from django.db import IntegrityError, transaction
from django.db.models import Q

from enthesis.domain.errors import NotAllowed, NotFound
from enthesis.domain.pathway.experiment.allotment import draw_place
from enthesis.domain.pathway.experiment.experiment import Design, Experiment, ExperimentId, WhyEnded
from enthesis.domain.pathway.experiment.result import Person
from enthesis.domain.pathway.experiment.variants import Varies
from enthesis.domain.terms import PatientId
from enthesis.store.codec import decode, encode
from enthesis.store.constraints import is_of
from enthesis.store.follow_ups import ResponseStatus, days_given
from enthesis.store.merges import list_standing
from enthesis.store.models import AllotmentRow, ExperimentRow, ResponseRow
from enthesis.store.scope import Scope, rows

TABLE = ExperimentRow._meta.db_table


@dataclass(frozen=True, slots=True, kw_only=True)
class Entered:
    """An experiment with the day on which each person entered, and nothing of their arms."""

    experiment: Experiment
    days: tuple[date, ...]


def save_experiment(scope: Scope, design: Design, *, at: datetime) -> ExperimentId:
    """It is started. Raises NotAllowed where another one varies the same and has not been ended."""
    row = ExperimentRow(
        practice_id=scope.practice,
        title=design.title.strip(),
        varies=design.varies.value,
        first_arm=design.arms[0],
        second_arm=design.arms[1],
        milestones=encode(design.milestones),
        first_on=design.first_on,
        last_on=design.last_on,
        within_days=design.within_days,
        persons=design.persons,
        started_at=at,
        started_by=scope.actor.person,
        started_by_name=scope.actor.name,
    )
    try:
        with transaction.atomic():
            row.save(force_insert=True)
    except IntegrityError as refused:
        if is_of(refused, ExperimentRow, "one_experiment_each"):
            raise NotAllowed(
                "experiment-running",
                "Somebody has just started another one that varies the same.",
                "Open the list of experiments again.",
            ) from None
        raise
    return ExperimentId(row.id)


def save_ended(
    scope: Scope, experiment: Experiment, why: WhyEnded, *, reason: str = "", at: datetime
) -> None:
    """Nobody enters any more. Raises NotAllowed when it has ended already."""
    by_hand = why is WhyEnded.BY_HAND
    changed = (
        rows(scope, ExperimentRow)
        .filter(id=experiment.id, ended_at=None)
        .update(
            ended_at=at,
            why_ended=why.value,
            ended_by=scope.actor.person if by_hand else None,
            ended_by_name=scope.actor.name if by_hand else "",
            reason=reason.strip(),
        )
    )
    if not changed:
        raise NotAllowed("experiment-ended", "This experiment has ended already.", "Look at its result.")


def load_experiment(scope: Scope, experiment: UUID) -> Entered:
    row = rows(scope, ExperimentRow).filter(id=experiment).first()
    if row is None:
        raise NotFound("experiment", "There is no such experiment in this practice.")
    return _entered(scope, (row,))[0]


def list_experiments(scope: Scope) -> tuple[Entered, ...]:
    """Every experiment of the practice, the newest first."""
    return _entered(scope, rows(scope, ExperimentRow).order_by("-started_at", "id"))


def save_allotted(
    scope: Scope,
    patient: PatientId,
    identities: Collection[PatientId],
    milestone: str,
    *,
    on: date,
    at: datetime,
) -> None:
    """The person has an arm in every experiment that takes them now; one that they have is kept.

    `identities` are all of the person's, `patient` the one that is kept. Who enters at the same time waits.
    Nobody enters while they are still asked in an arm of an earlier experiment that varies the same.
    """
    open_ones = rows(scope, ExperimentRow).select_for_update(no_key=True).filter(ended_at=None).order_by("id")
    for row in open_ones:
        entered = tuple(
            rows(scope, AllotmentRow)
            .filter(experiment_id=row.id)
            .values_list("patient_id", "block", "size", "arm")
        )
        known = {told[0] for told in entered}
        experiment = _experiment(row)
        if not known.isdisjoint(identities) or not experiment.takes(milestone, on=on, entered=len(entered)):
            continue
        if _has_arm(scope, identities, experiment.design.varies, on=on):
            continue
        place = draw_place(experiment.design.arms, [told[1:] for told in entered], randbelow)
        AllotmentRow.objects.create(
            practice_id=scope.practice,
            experiment_id=row.id,
            patient_id=patient,
            milestone=milestone,
            arm=place.arm,
            block=place.block,
            size=place.size,
            on=on,
            at=at,
        )


def _has_arm(scope: Scope, identities: Collection[PatientId], varies: Varies, *, on: date) -> bool:
    """Whether an arm of an experiment that varies this holds for the person on this day."""
    found = rows(scope, AllotmentRow).filter(patient_id__in=identities, experiment__varies=varies.value)
    told = found.values_list("on", "experiment__within_days")
    return any(_holds(since, within, on) for since, within in told)


def _holds(since: date, within: int, on: date) -> bool:
    return on <= since + timedelta(days=within)


def list_arms(
    scope: Scope, patients: Collection[UUID] | None = None, *, on: date
) -> dict[PatientId, Mapping[Varies, str]]:
    """By identity the arms in which a person is asked on this day; who is asked as usual is not in it.

    An arm holds from the first message for as many days as an answer counts, and does so when the experiment
    was ended meanwhile. Where two identities of one person have an arm each, the older one holds.
    """
    merged = list_standing(scope, patients)
    found = rows(scope, AllotmentRow).filter(on__lte=on).order_by("-at", "-id")
    if patients is not None:
        found = found.filter(patient_id__in={*patients, *merged, *merged.values()})
    by_main: dict[UUID, dict[Varies, str]] = {}
    told = found.values_list("patient_id", "arm", "on", "experiment__varies", "experiment__within_days")
    for patient, arm, since, varies, within in told:
        if _holds(since, within, on):
            by_main.setdefault(merged.get(PatientId(patient), PatientId(patient)), {})[Varies(varies)] = arm
    asked = {PatientId(p) for p in ({*by_main, *merged} if patients is None else patients)}
    return {one: by_main[main] for one in asked if (main := merged.get(one, one)) in by_main}


def list_persons(scope: Scope, experiment: Experiment) -> tuple[Person, ...]:
    """Everybody who entered, in the arm they were allotted, with when each form of their hips was sent in.

    The forms are those that were opened at the milestone of the first message. Who was merged with somebody
    who entered, too, is one person, with the arm that was drawn first.
    """
    merged = list_standing(scope)
    firsts: dict[UUID, AllotmentRow] = {}
    for row in rows(scope, AllotmentRow).filter(experiment_id=experiment.id).order_by("at", "id"):
        firsts.setdefault(merged.get(PatientId(row.patient_id), PatientId(row.patient_id)), row)
    owners: dict[UUID, UUID] = {p: p for p in firsts}
    owners |= {other: main for other, main in merged.items() if main in firsts}
    sent = _sent(scope, owners)
    return tuple(
        Person(arm=row.arm, entered_on=row.on, sent=tuple(sent.get((person, row.milestone), {}).values()))
        for person, row in firsts.items()
    )


def _sent(
    scope: Scope, owners: Mapping[UUID, UUID]
) -> dict[tuple[UUID, str], dict[UUID, dict[str, list[date]]]]:
    """By person and milestone, for each case the days on which each of its forms that counts was given."""
    found = rows(scope, ResponseRow).filter(patient_id__in=owners)
    told = found.exclude(status=ResponseStatus.RETIRED.value)
    asked = set(told.values_list("patient_id", "milestone", "case_id", "instrument"))
    given = days_given(scope, Q(patient_id__in=owners), elsewhere="UTC")
    sent: dict[tuple[UUID, str], dict[UUID, dict[str, list[date]]]] = {}
    for patient, milestone, case, instrument in asked:
        forms = sent.setdefault((owners[patient], milestone), {}).setdefault(case, {})
        forms[instrument] = given.get((case, milestone), {}).get(instrument, [])
    return sent


def _entered(scope: Scope, found: Iterable[ExperimentRow]) -> tuple[Entered, ...]:
    told = [_experiment(row) for row in found]
    days: dict[UUID, list[date]] = {}
    entered = rows(scope, AllotmentRow).filter(experiment_id__in=[one.id for one in told])
    for experiment, on in entered.order_by("on").values_list("experiment_id", "on"):
        days.setdefault(experiment, []).append(on)
    return tuple(Entered(experiment=one, days=tuple(days.get(one.id, ()))) for one in told)


def _experiment(row: ExperimentRow) -> Experiment:
    return Experiment(
        id=ExperimentId(row.id),
        design=Design(
            title=row.title,
            varies=Varies(row.varies),
            arms=(row.first_arm, row.second_arm),
            milestones=decode(row.milestones, tuple[str, ...]),
            first_on=row.first_on,
            last_on=row.last_on,
            within_days=row.within_days,
            persons=row.persons,
        ),
        started_at=row.started_at,
        started_by_name=row.started_by_name,
        ended_at=row.ended_at,
        why_ended=WhyEnded(row.why_ended) if row.why_ended else None,
        ended_by_name=row.ended_by_name,
        reason=row.reason,
    )
