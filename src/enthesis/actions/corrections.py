"""Mending the record: a new entry in the place of a wrong one, an addendum to what is signed."""

from collections.abc import Callable, Collection, Mapping
from dataclasses import replace
from datetime import date, datetime
from types import MappingProxyType
from uuid import UUID
from zoneinfo import ZoneInfo

from enthesis.actions import clinic, events, radiographs, rehabilitation, surgery
from enthesis.actions.act import Done, Receipt, act, check_allowed, permit_of
from enthesis.actions.confirmation import Confirmed
from enthesis.actions.pieces import in_already
from enthesis.actions.record import move, record
from enthesis.actions.timelines import rebuild_others, rebuild_timelines
from enthesis.domain.candidacy.facts import Facts
from enthesis.domain.errors import NotAllowed
from enthesis.domain.examination.classification import Classified
from enthesis.domain.examination.history import History
from enthesis.domain.examination.imaging import MriFindings
from enthesis.domain.examination.radiograph import RadiographFindings
from enthesis.domain.examination.schemes import scheme_called
from enthesis.domain.examination.tests import Examination
from enthesis.domain.outcomes.adverse_event import AdverseEvent
from enthesis.domain.pathway.case import every
from enthesis.domain.pathway.corrections import (
    Addendum,
    EnteredInError,
    addendum_of_day,
    check_can_correct,
    check_can_take_back,
    entry_called,
)
from enthesis.domain.pathway.departures import check_approach, check_departure
from enthesis.domain.pathway.doing_again import DoingAgain
from enthesis.domain.pathway.examined_after import ExaminedAfter
from enthesis.domain.pathway.invitation import BEFORE_SURGERY
from enthesis.domain.pathway.moved_day import OnRecord, check_read
from enthesis.domain.pathway.operation_day import check_day
from enthesis.domain.pathway.plan import SignedPlan
from enthesis.domain.pathway.recovery import Reached
from enthesis.domain.pathway.stages import Act
from enthesis.domain.pathway.surgery import Finish, Start, Step, check_acknowledged
from enthesis.domain.pathway.timeline import RetiredBecause, check_moved
from enthesis.domain.people.consent import Consent
from enthesis.domain.terms import CLINICIANS, SURGEONS, EntryId, Role
from enthesis.store import case_files, cases, operations
from enthesis.store.case_files import CaseFile
from enthesis.store.follow_ups import by_day_given
from enthesis.store.scope import Scope

# Who may record it may correct it. What is not here is recorded anew (a plan, a consent) or added to.
RECORDED_BY: Mapping[type[object], Callable[..., Receipt]] = MappingProxyType(
    {
        History: clinic.record_examination,
        Examination: clinic.record_examination,
        MriFindings: clinic.record_imaging,
        RadiographFindings: radiographs.record_radiograph,
        Classified: clinic.classify_tear,
        Facts: clinic.record_facts,
        Start: surgery.start_surgery,
        Step: surgery.record_step,
        AdverseEvent: events.record_event,
        Reached: rehabilitation.record_recovery,
        DoingAgain: events.record_doing,
        ExaminedAfter: events.examine_after,
    }
)


@act(*SURGEONS, Role.ASSISTANT, Role.NURSE)
def correct_entry(
    scope: Scope,
    case_id: UUID,
    entry_id: UUID,
    value: object,
    *,
    reason: str,
    all_the_same: bool = False,
    confirmed: Confirmed | None = None,
    read: int,
    at: datetime,
) -> Done:
    """The value stands in the place of the entry, which stays readable; the reason is kept beside it."""
    file = case_files.load_case_file(scope, case_id)
    entry = entry_called(file.entries, EntryId(entry_id))
    _check_kind(scope, value)
    cases.check_version(file.case, read)
    check_can_correct(file.entries, entry, value, at=at)
    _check_days(scope, case_id, value, at=at)
    if isinstance(value, Step) and isinstance(entry.value, Step):
        told = in_already(scope, file, value, confirmed=confirmed, at=at, before=entry.value)
        _check_read(file, entry.value, value, at=at)
        value = replace(value, in_already=told)
        _check_departure(file, entry.id, value)
    if isinstance(value, Start):
        _check_start(scope, file, value)
    if isinstance(value, AdverseEvent):
        events.check_days(file, value, at=at)
        events.check_recorded(file, value, all_the_same=all_the_same, instead_of=entry)
        events.mend_end(scope, file, entry, value, at=at)
    if isinstance(value, DoingAgain | ExaminedAfter):
        events.check_told(file, value, at=at)
        events.check_recorded(file, value, all_the_same=all_the_same, instead_of=entry)
    if isinstance(value, Reached):
        rehabilitation.check_correction(file, value, at=at)
    why = Addendum(to=entry.id, text=reason)
    moved = move(scope, file.case, Act.CORRECT_ENTRY, read=read)
    cases.save_entry(scope, moved, value, corrects=entry.id, at=at)
    cases.save_entry(scope, moved, why, at=at)
    if isinstance(value, AdverseEvent):
        rebuild_timelines(scope, case_id, because=RetiredBecause.EVENT_CORRECTED, at=at)
    return Done(
        kind="case",
        subject=file.case.id,
        patient=file.case.patient,
        detail={"act": Act.CORRECT_ENTRY.value, "entry": str(entry.id), "version": moved.version},
    )


@act(*CLINICIANS)
def take_entry_back(
    scope: Scope, case_id: UUID, entry_id: UUID, *, reason: str, read: int, at: datetime
) -> Done:
    """The entry counts nowhere any more and stays readable with the reason.

    What followed from it is undone: a death it told, a timeline that it ended or began.
    """
    file = case_files.load_case_file(scope, case_id)
    entry = entry_called(file.entries, EntryId(entry_id))
    why = EnteredInError(reason=reason)
    cases.check_version(file.case, read)
    check_can_take_back(file.entries, entry)
    _check_kind(scope, entry.value)
    if isinstance(entry.value, AdverseEvent):
        events.mend_end(scope, file, entry, None, at=at)
    done = record(scope, case_id, Act.CORRECT_ENTRY, why, corrects=entry.id, read=read, at=at)
    rebuild_timelines(scope, case_id, because=RetiredBecause.EVENT_CORRECTED, at=at)
    return done


@act(*SURGEONS)
def write_addendum(
    scope: Scope,
    case_id: UUID,
    entry_id: UUID,
    text: str,
    *,
    confirmed: Confirmed,
    read: int,
    at: datetime,
) -> Done:
    """Signed words stand beside an entry, which stays as it is."""
    confirmed.check_is(scope, at=at)
    file = case_files.load_case_file(scope, case_id)
    entry = entry_called(file.entries, EntryId(entry_id))
    addendum = Addendum(to=entry.id, text=text)
    signature = confirmed.sign(file.case, addendum)
    return record(scope, case_id, Act.WRITE_ADDENDUM, addendum, signature=signature, read=read, at=at)


@act(*SURGEONS)
def correct_surgery_day(
    scope: Scope,
    case_id: UUID,
    on: date,
    reason: str,
    *,
    acknowledged: Collection[str] = (),
    confirmed: Confirmed,
    read: int,
    at: datetime,
) -> Done:
    """The operation was on another day than its signed record says: that stands beside it, signed.

    What is counted from the day of surgery is counted anew; the windows before stay readable. Visits stay as
    they are booked. What speaks against the day, in the record, is to be `acknowledged`, each sentence.
    """
    confirmed.check_is(scope, at=at)
    cases.lock_case(scope, case_id)
    file = case_files.load_case_file(scope, case_id)
    finish, before = file.latest(Finish), file.case.operated_on
    if finish is None or before is None:
        raise NotAllowed("not-operated", "No operation of this hip is on record.", "Finish its record first.")
    check_moved(before, on, on=at.astimezone(ZoneInfo(file.zone)).date())
    check_read(days_on_record(file, before), on, acknowledged)
    addendum = addendum_of_day(finish.id, before, on, reason)
    signature = confirmed.sign(file.case, addendum)
    done = record(
        scope,
        case_id,
        Act.WRITE_ADDENDUM,
        addendum,
        signature=signature,
        operated_on=on,
        read=read,
        at=at,
    )
    rebuild_timelines(scope, case_id, because=RetiredBecause.SURGERY_MOVED, at=at)
    rebuild_others(scope, file.case, at=at)
    return done


def days_on_record(file: CaseFile, operated_on: date) -> OnRecord:
    """What the case tells about the day of its operation."""
    zone, plan, start = ZoneInfo(file.zone), file.latest(SignedPlan), file.value(Start)
    consent = next((e for e in every(file.entries, Consent) if e.value.given), None)
    given = ((r.milestone, r.given_at) for r in by_day_given(file.responses) if r.milestone != BEFORE_SURGERY)
    return OnRecord(
        operated_on=operated_on,
        planned_on=plan.at.astimezone(zone).date() if plan else None,
        consented_on=consent.at.astimezone(zone).date() if consent else None,
        began_on=start.started_at.astimezone(zone).date() if start else None,
        taken_on=tuple(
            sorted({p.collected.harvest.collected_at.astimezone(zone).date() for p in file.products})
        ),
        answered=tuple(
            dict.fromkeys((name, at.astimezone(zone).date()) for name, at in given if at is not None)
        ),
    )


def _check_days(scope: Scope, case_id: UUID, value: object, *, at: datetime) -> None:
    """What was told, examined or read is of a day that can be, as when it was recorded."""
    match value:
        case History():
            clinic.check_history(scope, case_id, value, at=at)
        case Examination():
            clinic.check_day(scope, case_id, "examined_on", value.examined_on, at=at)
        case MriFindings():
            clinic.check_days_of_mri(scope, case_id, value, at=at)
        case RadiographFindings():
            radiographs.check_days_of_radiograph(scope, case_id, value, at=at)


def _check_read(file: CaseFile, before: Step, step: Step, *, at: datetime) -> None:
    """What spoke against a step stays read; one left out before, or another graft, is judged now."""
    if before.omitted or before.in_hand != step.in_hand:
        surgery.check_read(file, step, at=at)
    else:
        check_acknowledged(step, before.acknowledged)


def _check_departure(file: CaseFile, corrected: EntryId, step: Step) -> None:
    """Done otherwise than planned, it says why, as when it was recorded."""
    others = [e.value for e in every(file.entries, Step) if e.id != corrected]
    if file.signed_plan is not None:
        check_departure(file.signed_plan, step, others)


def _check_start(scope: Scope, file: CaseFile, start: Start) -> None:
    """By another approach, or on another day, it says why, as when it was recorded."""
    if file.signed_plan is not None:
        check_approach(file.signed_plan, start)
    check_day(operations.find_standing(scope, file.case.id), start)


def _check_kind(scope: Scope, value: object) -> None:
    recorder = RECORDED_BY.get(type(value))
    if recorder is None:
        raise NotAllowed(
            "not-correctable",
            "An entry of this kind is not corrected.",
            "Record a new one, or write an addendum.",
        )
    check_allowed(permit_of(recorder), scope)
    if isinstance(value, Classified):
        scheme_called(value.scheme).level(value.chosen)
