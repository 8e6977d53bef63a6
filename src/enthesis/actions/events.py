"""What happened to a patient after the operation, on the record."""

from datetime import date, datetime
from uuid import UUID
from zoneinfo import ZoneInfo

from enthesis.actions.act import Done, act
from enthesis.actions.ended import end_person
from enthesis.actions.record import record
from enthesis.actions.timelines import rebuild_timelines
from enthesis.domain.outcomes.adverse_event import AdverseEvent
from enthesis.domain.pathway.case import Entry, every
from enthesis.domain.pathway.doing_again import DoingAgain, check_doing
from enthesis.domain.pathway.ended import may_be_written_to
from enthesis.domain.pathway.event_days import (
    EVENT_CORRECTED,
    a_death,
    check_event,
    check_product_named,
    died_on,
)
from enthesis.domain.pathway.examined_after import ExaminedAfter, check_examined
from enthesis.domain.pathway.recorded_after import Recorded, check_lived, check_meant
from enthesis.domain.pathway.stages import Act
from enthesis.domain.pathway.surgery import Start
from enthesis.domain.pathway.timeline import RetiredBecause
from enthesis.domain.terms import CLINICIANS, SURGEONS, Role
from enthesis.store import case_files, cases, ended, merges
from enthesis.store.case_files import CaseFile
from enthesis.store.scope import Scope

EXAMINERS = (*SURGEONS, Role.ASSISTANT)


@act(*CLINICIANS)
def record_event(
    scope: Scope,
    case_id: UUID,
    event: AdverseEvent,
    *,
    all_the_same: bool = False,
    read: int,
    at: datetime,
) -> Done:
    """One adverse event is on the record. What is learnt of it later is a correction of this entry.

    A death ends what is asked and sent to the person; a revision, a transfer or a replacement of the hip ends
    the follow-up of the operation before it.
    """
    file = case_files.load_case_file(scope, case_id)
    check_days(file, event, at=at)
    cases.check_version(file.case, read)
    check_recorded(file, event, all_the_same=all_the_same)
    end_with(scope, file, event, at=at)
    done = record(scope, case_id, Act.RECORD_EVENT, event, read=read, at=at)
    rebuild_timelines(scope, case_id, because=RetiredBecause.EVENT_RECORDED, at=at)
    return done


@act(*CLINICIANS)
def record_doing(
    scope: Scope,
    case_id: UUID,
    told: DoingAgain,
    *,
    all_the_same: bool = False,
    read: int,
    at: datetime,
) -> Done:
    """What the patient does again, or does not, is on the record as told on its day."""
    file = case_files.load_case_file(scope, case_id)
    check_told(file, told, at=at)
    cases.check_version(file.case, read)
    check_recorded(file, told, all_the_same=all_the_same)
    return record(scope, case_id, Act.RECORD_DOING, told, read=read, at=at)


@act(*EXAMINERS)
def examine_after(
    scope: Scope,
    case_id: UUID,
    told: ExaminedAfter,
    *,
    all_the_same: bool = False,
    read: int,
    at: datetime,
) -> Done:
    """Strength, gait and what else was found at a visit after the operation is on the record."""
    file = case_files.load_case_file(scope, case_id)
    check_told(file, told, at=at)
    cases.check_version(file.case, read)
    check_recorded(file, told, all_the_same=all_the_same)
    return record(scope, case_id, Act.EXAMINE_AFTER, told, read=read, at=at)


def check_told(file: CaseFile, value: DoingAgain | ExaminedAfter, *, at: datetime) -> None:
    """What was told or examined after the operation is of a day that can be."""
    surgery_on, today = file.case.operated_on, at.astimezone(ZoneInfo(file.zone)).date()
    if isinstance(value, DoingAgain):
        check_doing(value, surgery_on=surgery_on, on=today)
    else:
        check_examined(value, surgery_on=surgery_on, on=today)


def check_recorded(
    file: CaseFile, value: Recorded, *, all_the_same: bool, instead_of: Entry[object] | None = None
) -> None:
    """It is of no day after a death, and what is to be asked about it was answered with yes.

    What it is recorded `instead_of` is not asked about.
    """
    check_lived(value, file.ends)
    known = (e.value for e in every(file.entries, type(value)) if e.id != (instead_of and instead_of.id))
    check_meant(value, known, all_the_same=all_the_same)


def end_with(scope: Scope, file: CaseFile, event: AdverseEvent, *, at: datetime) -> None:
    """A death that an event tells is on the person's record; one that is there already stays as it is."""
    if (on := died_on(event)) is not None and may_be_written_to(file.ends):
        end_person(scope, file.case.patient, a_death(on), case=file.case.id, at=at)


def mend_end(
    scope: Scope, file: CaseFile, entry: Entry[object], event: AdverseEvent | None, *, at: datetime
) -> None:
    """The death that an event told is on the person's record as its correction tells it, or no more.

    None where the event was taken back.

    An end that somebody recorded by itself stays, as does one of a day that another event tells.
    """
    before = died_on(entry.value) if isinstance(entry.value, AdverseEvent) else None
    after = died_on(event) if event is not None else None
    if before == after:
        return
    patient = file.case.patient
    merges.lock_person(scope, patient)
    others = _other_deaths(scope, file, entry)
    wrong = [
        told
        for told in ended.list_ends_told(scope, patient)
        if told.holds and told.case is not None and told.ended.on == before and before not in others
    ]
    for told in wrong:
        ended.save_taken_back(scope, told, why=EVENT_CORRECTED, at=at)
    on = after or (min(others, default=None) if wrong else None)
    if on is not None and may_be_written_to(ended.list_ended(scope, {patient}).get(patient, ())):
        end_person(scope, patient, a_death(on), case=file.case.id, at=at)


def _other_deaths(scope: Scope, file: CaseFile, entry: Entry[object]) -> set[date]:
    """The days of death that the other events of the person tell, under whichever identity."""
    known = cases.list_cases(scope, patient=merges.main_of(scope, file.case.patient))
    return {
        on
        for case in known
        for other in every(cases.list_entries(scope, case.id), AdverseEvent)
        if other.id != entry.id and (on := died_on(other.value)) is not None
    }


def check_days(file: CaseFile, event: AdverseEvent, *, at: datetime) -> None:
    """Its days fit the case, on the clock of its office, and its product. Raises NotAllowed or Invalid."""
    check_product_named(event, {product.chain.product.text for product in file.products})
    zone, start = ZoneInfo(file.zone), file.value(Start)
    check_event(
        event,
        operated_on=_operated_on(file, start, zone),
        taken_on=frozenset(
            product.collected.harvest.collected_at.astimezone(zone).date() for product in file.products
        ),
        on=at.astimezone(zone).date(),
    )


def _operated_on(file: CaseFile, start: Start | None, zone: ZoneInfo) -> date | None:
    if file.case.operated_on is not None:
        return file.case.operated_on
    return start.started_at.astimezone(zone).date() if start else None
