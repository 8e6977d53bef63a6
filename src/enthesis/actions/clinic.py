"""In the clinic: what is told, examined, read, classified, and known about candidacy."""

from dataclasses import replace
from datetime import date, datetime
from uuid import UUID

from enthesis.actions.act import Done, act
from enthesis.actions.confirmation import Confirmed
from enthesis.actions.operations import check_none_stands
from enthesis.actions.record import record
from enthesis.domain.candidacy.assess import check_can_override, check_override
from enthesis.domain.candidacy.facts import Facts
from enthesis.domain.candidacy.intake.review import Reviewed, check_decides
from enthesis.domain.errors import Invalid, NotFound
from enthesis.domain.examination.classification import Classified
from enthesis.domain.examination.history import History
from enthesis.domain.examination.imaging import MriFindings
from enthesis.domain.examination.muscle import Muscle
from enthesis.domain.examination.schemes import scheme_called
from enthesis.domain.examination.tear import Tear
from enthesis.domain.examination.tests import Examination
from enthesis.domain.pathway.case import Closure
from enthesis.domain.pathway.stages import Act
from enthesis.domain.practice.clock import utc_to_wall
from enthesis.domain.terms import SURGEONS, Option, Role
from enthesis.domain.verdict import Override
from enthesis.store import bookings, case_files, cases, links, patients
from enthesis.store.scope import Scope

RECORDERS = (*SURGEONS, Role.ASSISTANT, Role.NURSE)


@act(*SURGEONS, Role.ASSISTANT)
def record_examination(
    scope: Scope, case_id: UUID, history: History, examination: Examination, *, read: int, at: datetime
) -> Done:
    """History and examination of one visit are on the record; newer ones replace them, the old stay."""
    check_day(scope, case_id, "examined_on", examination.examined_on, at=at)
    if history == History() and examination == Examination(examined_on=examination.examined_on):
        raise Invalid("examined_on", "Nothing was told or examined.", "Enter what was found, or go back.")
    check_history(scope, case_id, history, at=at)
    return record(scope, case_id, Act.RECORD_EXAMINATION, history, examination, read=read, at=at)


@act(*SURGEONS, Role.ASSISTANT)
def record_imaging(scope: Scope, case_id: UUID, mri: MriFindings, *, read: int, at: datetime) -> Done:
    """One reading of one magnetic resonance study is on the record."""
    check_reading(scope, case_id, mri, at=at)
    return record(scope, case_id, Act.RECORD_IMAGING, mri, read=read, at=at)


@act(*SURGEONS)
def classify_tear(scope: Scope, case_id: UUID, classified: Classified, *, read: int, at: datetime) -> Done:
    """The surgeon's choice stands beside what the scheme proposed."""
    scheme_called(classified.scheme).level(classified.chosen)
    return record(scope, case_id, Act.CLASSIFY_TEAR, classified, read=read, at=at)


@act(*RECORDERS)
def record_facts(
    scope: Scope, case_id: UUID, facts: Facts, *, reviewed: Reviewed | None = None, read: int, at: datetime
) -> Done:
    """What is known about candidacy, as of now; what is left out is not known any more.

    `reviewed` says what of it the patient had stated and is confirmed by this, and what is not so.
    """
    if reviewed is None:
        return record(scope, case_id, Act.RECORD_FACTS, facts, read=read, at=at)
    check_decides(cases.list_entries(scope, case_id), reviewed)
    return record(scope, case_id, Act.RECORD_FACTS, reviewed, facts, read=read, at=at)


@act(*SURGEONS)
def record_override(
    scope: Scope,
    case_id: UUID,
    *,
    rule: str,
    option: Option,
    reason: str,
    until: datetime,
    confirmed: Confirmed,
    read: int,
    at: datetime,
) -> Done:
    """One blocking finding is overridden until a moment, with reason and signature."""
    confirmed.check_is(scope, at=at)
    file = case_files.load_case_file(scope, case_id)
    found = [f for f in file.judge(at=at).assessment.of(option) if f.rule == rule]
    if not found:
        raise NotFound("rule", f"No rule {rule[:20]!r} speaks of {option.label}.", "Choose a listed finding.")
    check_can_override(found[0])
    check_override(reason, at=at, until=until, policy=file.policy)
    override = Override(
        rule=rule,
        option=option,
        sentence=found[0].sentence,
        reason=reason,
        by=confirmed.by,
        name=confirmed.name,
        at=at,
        until=until,
    )
    signature = confirmed.sign(file.case, override)
    return record(scope, case_id, Act.RECORD_OVERRIDE, override, signature=signature, read=read, at=at)


@act(*SURGEONS)
def close_case(scope: Scope, case_id: UUID, closure: Closure, *, read: int, at: datetime) -> Done:
    """The pathway ends with a reason, and so do the private links to it; what was recorded stays.

    Raises NotAllowed while an operation is booked.
    """
    cases.lock_case(scope, case_id)
    check_none_stands(scope, case_id)
    links.save_revoked(scope, cases.load_case(scope, case_id), at=at)
    return record(scope, case_id, Act.CLOSE_CASE, closure, read=read, at=at)


def check_reading(scope: Scope, case_id: UUID, mri: MriFindings, *, at: datetime) -> None:
    """Raises Invalid for images or a reading of a day that cannot be, or a reading that says nothing."""
    check_days_of_mri(scope, case_id, mri, at=at)
    if mri == replace(mri, tear=Tear(), muscle=Muscle(), present=(), absent=(), comment=""):
        raise Invalid("comment", "The reading says nothing.", "Enter what was seen, or that nothing was.")


def check_days_of_mri(scope: Scope, case_id: UUID, mri: MriFindings, *, at: datetime) -> None:
    """Raises Invalid for images, or a reading of them, from before the patient's birth or of a day ahead."""
    if mri.studied_on is not None:
        check_day(scope, case_id, "studied_on", mri.studied_on, at=at)
    check_day(scope, case_id, "read_on", mri.read_on, at=at)


def check_history(scope: Scope, case_id: UUID, history: History, *, at: datetime) -> None:
    """Raises Invalid for care told of a day before the patient's birth, or of one ahead."""
    for on in history.steroid_injected_on:
        check_day(scope, case_id, "steroid_injected_on", on, at=at)
    if history.physiotherapy_began_on is not None:
        check_day(scope, case_id, "physiotherapy_began_on", history.physiotherapy_began_on, at=at)


def check_day(scope: Scope, case_id: UUID, field: str, on: date, *, at: datetime) -> None:
    """The day is not ahead on the office's calendar, and the patient was born."""
    today = utc_to_wall(at, bookings.zone_of(scope, case_id)).date()
    born = patients.load_contact(scope, cases.load_case(scope, case_id).patient).birth_date
    if not born <= on <= today:
        raise Invalid(field, f"{on.isoformat()} cannot be the day of it.", "Enter the day it was done.")
