"""In theatre: the operation recorded as it happens, beside the product."""

from dataclasses import replace
from datetime import datetime
from uuid import UUID
from zoneinfo import ZoneInfo

from enthesis.actions.act import Done, act
from enthesis.actions.confirmation import Confirmed
from enthesis.actions.operations import finish_operation, lock_operations
from enthesis.actions.pieces import in_already
from enthesis.actions.record import record
from enthesis.actions.timelines import rebuild_others, rebuild_timelines
from enthesis.domain.biologics.identity import CodeKind, parse_code
from enthesis.domain.errors import NotAllowed
from enthesis.domain.examination.schemes import scheme_called
from enthesis.domain.pathway.complications import complications_as_events
from enthesis.domain.pathway.departures import (
    check_anchors,
    check_approach,
    check_departure,
    check_product,
)
from enthesis.domain.pathway.operation_day import check_day
from enthesis.domain.pathway.plan import Plan, SignedPlan, obstacles
from enthesis.domain.pathway.stages import Act
from enthesis.domain.pathway.surgery import (
    Finish,
    InHand,
    Start,
    Step,
    check_acknowledged,
    check_between,
    check_can_finish,
    check_graft,
    check_step_time,
    step_obstacles,
)
from enthesis.domain.pathway.tear_seen import TearSeen
from enthesis.domain.pathway.time_out import TimeOut, check_held_before, check_time_out
from enthesis.domain.pathway.timeline import RetiredBecause
from enthesis.domain.terms import SURGEONS, Role
from enthesis.store import case_files, cases, operations
from enthesis.store.case_files import CaseFile
from enthesis.store.scope import Scope

THEATRE = (*SURGEONS, Role.ASSISTANT, Role.NURSE)


@act(*THEATRE)
def start_surgery(scope: Scope, case_id: UUID, start: Start, *, read: int, at: datetime) -> Done:
    """The operation has begun on the hip whose wristband was scanned, under the signed plan.

    A planned product needs its consent first; refused, it is taken out of the plan. Candidacy is judged again
    at this moment: what has come up since the signature is overridden, or leads to another plan.
    """
    cases.lock_case(scope, case_id)
    file = case_files.load_case_file(scope, case_id)
    _check_consent(file, _plan(file))
    _check_candidacy(file, at=at)
    scanned = parse_code(start.wristband, kind=CodeKind.WRISTBAND, field="wristband")
    if scanned.text != file.case.wristband:
        raise NotAllowed(
            "wristband-mismatch",
            "The scanned wristband belongs to another case.",
            "Stop. Check the patient and the side.",
        )
    if start.started_at > at:
        raise NotAllowed("time-order", "The operation cannot start in the future.", "Correct the time.")
    _check_signed_before(file, start)
    check_approach(_plan(file), start)
    check_day(operations.find_standing(scope, case_id), start)
    return record(scope, case_id, Act.START_SURGERY, start, read=read, at=at)


@act(*THEATRE)
def record_time_out(scope: Scope, case_id: UUID, time_out: TimeOut, *, read: int, at: datetime) -> Done:
    """Everything was confirmed aloud, by name; from now on steps are recorded. A no stops it."""
    file = case_files.load_case_file(scope, case_id)
    check_between(_start(file), time_out.held_at, "Time-out", at=at)
    check_time_out(time_out)
    return record(scope, case_id, Act.RECORD_TIME_OUT, time_out, read=read, at=at)


@act(*THEATRE)
def record_tear_seen(scope: Scope, case_id: UUID, seen: TearSeen, *, read: int, at: datetime) -> Done:
    """The tear as it was seen is on the record, beside what the images told; a newer one takes its place."""
    file = case_files.load_case_file(scope, case_id)
    check_between(_start(file), seen.seen_at, "The tear as it was seen", at=at)
    check_held_before(file.every(TimeOut), seen.seen_at)
    if seen.classified is not None:
        scheme_called(seen.classified.scheme).level(seen.classified.chosen)
    return record(scope, case_id, Act.RECORD_TEAR_SEEN, seen, read=read, at=at)


@act(*THEATRE)
def record_step(
    scope: Scope, case_id: UUID, step: Step, *, confirmed: Confirmed | None = None, read: int, at: datetime
) -> Done:
    """One step is on the record with its time, and with what was read that speaks against it.

    The time-out comes first. A step the plan does not hold, or done otherwise than planned, says why. A piece
    that is recalled or past its last day is refused; one that is in the hip already a surgeon confirms.
    """
    file = case_files.load_case_file(scope, case_id)
    cases.check_version(file.case, read)
    check_step_time(_start(file), step, at=at)
    check_held_before(file.every(TimeOut), step.done_at)
    check_departure(_plan(file), step, file.every(Step))
    check_graft(step)
    told = in_already(scope, file, step, confirmed=confirmed, at=at)
    check_read(file, step, at=at)
    return record(scope, case_id, Act.RECORD_STEP, replace(step, in_already=told), read=read, at=at)


@act(*SURGEONS)
def finish_surgery(
    scope: Scope, case_id: UUID, finish: Finish, *, confirmed: Confirmed, zone: str, read: int, at: datetime
) -> Done:
    """The record is complete and signed, and ten years of follow-up are on the calendar.

    Each complication that was seen is an adverse event on the record, to be graded later.
    `zone` is that of the office: the day of surgery is the day on its clock.
    """
    confirmed.check_is(scope, at=at)
    lock_operations(scope, case_id)
    file = case_files.load_case_file(scope, case_id)
    check_can_finish(_plan(file), _start(file), file.every(Step), finish, seen=file.value(TearSeen))
    check_anchors(_plan(file), file.every(Step))
    check_product(_plan(file), file.products, finish)
    if finish.finished_at > at:
        raise NotAllowed("time-order", "The operation cannot end in the future.", "Correct the time.")
    on = finish.finished_at.astimezone(ZoneInfo(zone)).date()
    signature = confirmed.sign(file.case, finish)
    seen = complications_as_events(finish, on=on)
    done = record(
        scope,
        case_id,
        Act.FINISH_SURGERY,
        *seen,
        finish,
        signature=signature,
        operated_on=on,
        read=read,
        at=at,
    )
    rebuild_timelines(scope, case_id, because=RetiredBecause.SURGERY_MOVED, at=at)
    rebuild_others(scope, file.case, at=at)
    finish_operation(scope, file, _start(file), on=on, at=at)
    return done


def _plan(file: CaseFile) -> Plan:
    if file.signed_plan is None:
        raise NotAllowed("no-plan", "There is no signed plan for this hip.", "Sign the plan first.")
    return file.signed_plan


def _check_consent(file: CaseFile, plan: Plan) -> None:
    if plan.biologic is None:
        return
    consent = file.consent_to(plan.biologic.product)
    if consent is None or not consent.given:
        raise NotAllowed(
            "no-consent",
            "The plan holds a product the patient has not consented to.",
            "Record the consent, or sign a plan without the product.",
        )


def speaks_against(file: CaseFile, step: InHand, *, at: datetime) -> tuple[str, ...]:
    """What speaks against a step now, judged by the graft in hand and not by the planned one."""
    today = at.astimezone(ZoneInfo(file.zone)).date()
    return step_obstacles(step, file.judge(at=at, graft=step.graft).assessment, on=today)


def check_read(file: CaseFile, step: Step, *, at: datetime) -> None:
    """What speaks against this step now was read."""
    check_acknowledged(step, speaks_against(file, step.in_hand, at=at))


def start_obstacles(file: CaseFile, *, at: datetime) -> tuple[str, ...]:
    """What in candidacy speaks against the signed plan at this moment, each sentence once."""
    return tuple(
        dict.fromkeys(
            obstacles(_plan(file), file.judge(at=at).assessment, claimed=file.claim_on(_plan(file), at=at))
        )
    )


def _check_signed_before(file: CaseFile, start: Start) -> None:
    """People enter whole minutes: the minute of the signature is not before it."""
    signed = file.latest(SignedPlan)
    if signed is not None and start.started_at < signed.at.replace(second=0, microsecond=0):
        raise NotAllowed(
            "time-order", "The operation cannot start before its plan was signed.", "Correct the time."
        )


def _check_candidacy(file: CaseFile, *, at: datetime) -> None:
    if found := start_obstacles(file, at=at):
        raise NotAllowed("not-a-candidate", f"The operation cannot start: {' '.join(found)}")


def _start(file: CaseFile) -> Start:
    start = file.value(Start)
    if start is None:
        raise NotAllowed("not-started", "The operation has not been started here.", "Start it first.")
    return start
