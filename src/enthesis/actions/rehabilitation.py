"""After the operation: what one hip follows is changed, and what the patient does again is on the record."""

from datetime import date, datetime
from uuid import UUID

from enthesis.actions.act import Done, act
from enthesis.actions.outcomes import LINK_LASTS
from enthesis.actions.record import record
from enthesis.domain.errors import NotAllowed
from enthesis.domain.pathway.case import Case
from enthesis.domain.pathway.followed import (
    RehabilitationChange,
    check_amounts,
    check_change,
    followed_in,
    torn_in,
)
from enthesis.domain.pathway.recovery import (
    Reached,
    RecoveryMilestone,
    check_reached,
    is_early,
    reached_in,
)
from enthesis.domain.pathway.stages import Act, stage_after
from enthesis.domain.practice.clock import utc_to_wall
from enthesis.domain.practice.task import TaskKind, Todo
from enthesis.domain.terms import CLINICIANS, SURGEONS, Role
from enthesis.store import bookings, cases, links, tasks
from enthesis.store.case_files import CaseFile
from enthesis.store.links import REHABILITATION, Channel
from enthesis.store.scope import Scope


@act(*SURGEONS)
def change_rehabilitation(
    scope: Scope,
    case_id: UUID,
    change: RehabilitationChange,
    *,
    more: bool = False,
    read: int,
    at: datetime,
) -> Done:
    """From now on this hip follows this protocol with these limits; what held before stays readable.

    `more`: an amount is meant to be above what the protocol names.
    """
    check_change(change, followed_in(cases.list_entries(scope, case_id)))
    check_amounts(change, more=more)
    return record(scope, case_id, Act.CHANGE_REHABILITATION, change, read=read, at=at)


@act(*CLINICIANS)
def record_recovery(scope: Scope, case_id: UUID, reached: Reached, *, read: int, at: datetime) -> Done:
    """A recovery milestone is on the record by the practice's word; one the patient told is so confirmed.

    Raises NotAllowed where the practice has it on record: that one is corrected.
    """
    case = cases.load_case(scope, case_id)
    check_reached(reached, surgery_on=case.operated_on, today=_today(scope, case, at=at))
    known = reached_in(cases.list_entries(scope, case_id)).get(reached.milestone)
    if reached.told_by_patient or (known is not None and not known.value.told_by_patient):
        raise NotAllowed(
            "already-reached", "This milestone is on record already.", "Correct the entry if it is wrong."
        )
    return record(scope, case_id, Act.RECORD_RECOVERY, reached, read=read, at=at)


@act(Role.PATIENT)
def tell_recovery(
    scope: Scope, case_id: UUID, milestone: RecoveryMilestone, on: date | None, *, at: datetime
) -> Done:
    """The patient told a recovery milestone, which waits for the practice to confirm it.

    One that comes before the protocol says is on the practice's list of the day. It stands beside what staff
    are recording and moves no version: nobody's form becomes stale by it.
    """
    cases.lock_case(scope, case_id)
    case = cases.load_case(scope, case_id)
    stage_after(Act.RECORD_RECOVERY, case.stage)
    told = Reached(milestone=milestone, on=on, told_by_patient=True)
    entries, today = cases.list_entries(scope, case_id), _today(scope, case, at=at)
    check_reached(told, surgery_on=case.operated_on, today=today)
    if milestone in reached_in(entries):
        raise NotAllowed("already-told", "We have this already.", "Call us if the day is wrong.")
    followed, early = followed_in(entries), False
    if on is not None and case.operated_on is not None:
        early = bool(is_early(milestone, on, followed, surgery_on=case.operated_on, tear=torn_in(entries)))
    cases.save_entry(scope, case, told, at=at)
    if early:
        tasks.save_task(scope, _to_look_at(case, told, today), owner_name="", at=at)
    return Done(
        kind="case",
        subject=case.id,
        patient=case.patient,
        detail={"act": Act.RECORD_RECOVERY.value, "milestone": milestone.value, "early": early},
    )


@act(Role.DESK, *CLINICIANS)
def issue_rehabilitation_link(scope: Scope, case_id: UUID, *, at: datetime) -> Done:
    """A private link to the patient's own rehabilitation; its token goes to the caller once, kept nowhere.

    One takes the place of the one before. Raises NotAllowed before the operation.
    """
    cases.lock_case(scope, case_id)
    case = cases.load_case(scope, case_id)
    if case.operated_on is None:
        raise NotAllowed("no-operation", "No operation of this hip is on record.", "Record it first.")
    token = links.new_token()
    link = links.save_link(
        scope,
        case,
        token=token,
        purpose=REHABILITATION,
        milestone="",
        channel=Channel.CLINIC,
        at=at,
        expires_at=at + LINK_LASTS,
    )
    return Done(kind="link", subject=link, patient=case.patient, secret=token)


def check_correction(file: CaseFile, reached: Reached, *, at: datetime) -> None:
    """The day of a corrected milestone fits the case; one that was not reached after all has none."""
    if reached.on is not None:
        today = utc_to_wall(at, file.zone).date()
        check_reached(reached, surgery_on=file.case.operated_on, today=today)


def _today(scope: Scope, case: Case, *, at: datetime) -> date:
    return utc_to_wall(at, bookings.zone_of(scope, case.id)).date()


def _to_look_at(case: Case, told: Reached, today: date) -> Todo:
    """What is early is looked at by a person, today."""
    on = f" on {told.on:%-d %B %Y}" if told.on else ""
    words = f"Told by the patient: {told.milestone.label.lower()}{on}, earlier than the protocol says."
    return Todo(kind=TaskKind.TELL, words=words, case=case.id, due_on=today)
