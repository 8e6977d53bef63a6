"""Before the visit: a private link to questions, answers kept by the page, sent as what the patient states.

What is stated becomes no fact here: a clinician confirms it with the facts (`clinic.record_facts`).
"""

from collections.abc import Sequence
from datetime import datetime, timedelta
from uuid import UUID

from enthesis.actions.act import Done, act
from enthesis.actions.outcomes import LINK_LASTS, open_forms
from enthesis.domain.candidacy.intake.review import Reviewed, check_decides
from enthesis.domain.candidacy.intake.statement import (
    ASKED_AT,
    Stated,
    Statement,
    check_can_ask,
    check_statement,
    merged,
)
from enthesis.domain.errors import NotAllowed
from enthesis.domain.outcomes.wording import Wordings
from enthesis.domain.pathway.case import Case, latest
from enthesis.domain.pathway.invitation import BEFORE_SURGERY
from enthesis.domain.practice.booking import next_visit
from enthesis.domain.practice.clock import utc_to_wall
from enthesis.domain.terms import CLINICIANS, Role
from enthesis.store import bookings, cases, intakes, links, patients, work
from enthesis.store.instruments import wordings_for
from enthesis.store.links import INTAKE, Channel
from enthesis.store.rounds import load_asking
from enthesis.store.scope import Scope

INVITED = "intake_invited"
AFTER_VISIT = timedelta(days=1)


@act(Role.DESK, *CLINICIANS)
def invite_to_intake(scope: Scope, case_id: UUID, *, at: datetime) -> Done:
    """A message with a private link to the questions before the visit is on its way, if there is mail."""
    case = cases.load_case(scope, case_id)
    check_can_ask(case.stage)
    queue_intake(scope, case, at=at)
    return Done(kind="case", subject=case.id, patient=case.patient)


def queue_intake(scope: Scope, case: Case, *, at: datetime) -> None:
    """The message waits in the outbox, where the case is still asked: part of an action."""
    if case.stage not in ASKED_AT:
        return
    work.save_message(
        scope,
        subject=case.id,
        kind=INVITED,
        version=work.count_messages(case.id, INVITED) + 1,
        body={"case": str(case.id)},
        due_at=at,
    )


@act(Role.DESK, *CLINICIANS, Role.SYSTEM)
def issue_intake_link(scope: Scope, case_id: UUID, *, at: datetime) -> Done:
    """A private link to the questions before the visit; its token goes to the caller once, kept nowhere.

    One that is handed over takes the place of the one before; those in messages stand beside each other. It
    lasts until the day after the next visit.
    """
    cases.lock_case(scope, case_id)
    case = cases.load_case(scope, case_id)
    check_can_ask(case.stage)
    visit = next_visit(bookings.bookings_of(scope, case.id), at=at)
    lasts = at + LINK_LASTS
    token = links.new_token()
    link = links.save_link(
        scope,
        case,
        token=token,
        purpose=INTAKE,
        milestone=BEFORE_SURGERY,
        channel=Channel.MAIL if scope.actor.role is Role.SYSTEM else Channel.CLINIC,
        at=at,
        expires_at=max(lasts, visit.visit.starts_at + AFTER_VISIT) if visit else lasts,
    )
    return Done(kind="link", subject=link, patient=case.patient, secret=token)


@act(Role.PATIENT)
def save_intake(scope: Scope, case_id: UUID, told: Sequence[Statement], *, at: datetime) -> Done:
    """These answers are kept; the others stay as they are. Nobody but the patient sees them yet.

    After it was sent, what is told begins another one with the answers of the last.
    """
    case = _asked(scope, case_id)
    today = utc_to_wall(at, bookings.zone_of(scope, case.id)).date()
    born_on = patients.load_contact(scope, case.patient).birth_date
    for statement in told:
        check_statement(statement, born_on=born_on, today=today)
    before = intakes.find_intake(scope, case.id)
    statements = merged(before.statements if before else (), told)
    intakes.save_statements(scope, case, statements, at=at)
    return Done(kind="case", subject=case.id, patient=case.patient, detail={"answered": len(statements)})


@act(Role.PATIENT)
def send_intake(scope: Scope, case_id: UUID, *, wordings: Wordings, at: datetime) -> Done:
    """What was told stands on the case as stated by the patient, and waits for a clinician.

    It moves no version: nobody's form becomes stale by it. The forms from before surgery are open afterwards
    where this site has words for them. Raises NotAllowed where nothing was told.
    """
    case = _asked(scope, case_id)
    intake = intakes.find_intake(scope, case.id)
    if intake is None or not intake.is_open or not intake.statements:
        raise NotAllowed("nothing-told", "Nothing new has been answered yet.", "Answer what you can first.")
    intakes.save_sent(scope, intake, at=at)
    cases.save_entry(scope, case, Stated(statements=intake.statements), at=at)
    _open_baseline(scope, case, wordings, at=at)
    return Done(
        kind="case", subject=case.id, patient=case.patient, detail={"answered": len(intake.statements)}
    )


@act(*CLINICIANS)
def mark_intake_read(scope: Scope, case_id: UUID, *, at: datetime) -> Done:
    """A clinician has read everything the patient stated last; what waits to be confirmed still waits."""
    cases.lock_case(scope, case_id)
    case = cases.load_case(scope, case_id)
    entries = cases.list_entries(scope, case.id)
    newest = latest(entries, Stated)
    if newest is None:
        raise NotAllowed("nothing-told", "The patient has stated nothing yet.", "Send the private link.")
    reviewed = Reviewed(stated=newest.id, told_at=newest.at, read=True)
    check_decides(entries, reviewed)
    cases.save_entry(scope, case, reviewed, at=at)
    return Done(kind="case", subject=case.id, patient=case.patient)


def _asked(scope: Scope, case_id: UUID) -> Case:
    cases.lock_case(scope, case_id)
    case = cases.load_case(scope, case_id)
    check_can_ask(case.stage)
    return case


def _open_baseline(scope: Scope, case: Case, wordings: Wordings, *, at: datetime) -> None:
    asking = load_asking(scope, case.id, BEFORE_SURGERY, at=at)
    wordings = wordings_for(scope, wordings, case.patient, on=asking.on)
    if asking.why_not() is None and asking.why_no_wording(wordings) is None:
        open_forms(scope, asking, wordings, at=at)
