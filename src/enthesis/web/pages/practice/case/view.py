"""One hip on one page: its story, where it stands, and the next thing to do."""

from uuid import UUID

from django.conf import settings
from django.http import HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _

from enthesis.actions.act import permit_of
from enthesis.actions.attachments import withdraw_attachment
from enthesis.actions.clinic import close_case, record_facts
from enthesis.actions.codes import confirm_codes
from enthesis.actions.documents import keep_document
from enthesis.actions.events import record_event
from enthesis.actions.intake import invite_to_intake
from enthesis.actions.outcomes import invite_to_answer
from enthesis.actions.patients import correct_contact
from enthesis.actions.reading import open_case_file
from enthesis.actions.registration import register_patient
from enthesis.actions.rehabilitation import issue_rehabilitation_link
from enthesis.domain.candidacy.intake.review import is_read
from enthesis.domain.candidacy.judgement import Judgement
from enthesis.domain.pathway.known_for_codes import outdated_codes
from enthesis.domain.pathway.stages import Act, Stage, is_possible
from enthesis.domain.terms import CLINICIANS, Role
from enthesis.store.case_files import CaseFile
from enthesis.store.cases import list_cases
from enthesis.store.operations import find_operation
from enthesis.store.scope import Scope
from enthesis.web.pages.practice.case.outcomes import courses
from enthesis.web.pages.practice.case.present import (
    RECENT,
    CasePage,
    operation_card,
    others,
    plan_card,
    product_card,
    rehabilitation_card,
    tear_card,
)
from enthesis.web.pages.practice.case.steps import is_open, next_step
from enthesis.web.pages.practice.case.story import story
from enthesis.web.pages.practice.case.track import milestones, track
from enthesis.web.shell.access import staff
from enthesis.web.shell.case_head import case_head
from enthesis.web.shell.discovery import Route
from enthesis.web.shell.forms import wall_now
from enthesis.web.shell.pages import render
from enthesis.web.shell.present import Button, moment
from enthesis.web.shell.readiness import readiness_section
from enthesis.web.shell.requests import Request
from enthesis.web.shell.verdicts import kept_table, verdict_table

ROUTE = Route("cases/<uuid:case_id>/")
ACCESS = staff(*CLINICIANS, Role.DESK, Role.RESEARCHER, Role.AUDITOR)


def view(request: Request, case_id: UUID) -> HttpResponse:
    file = open_case_file(request.scope, case_id, at=request.at)
    return render(request, "practice/case/page.html", _page(request, file))


def _page(request: Request, file: CaseFile) -> CasePage:
    scope, case = request.scope, file.case
    head = case_head(file, request.practice, at=request.at)
    on = wall_now(request.at, head.zone).date()
    now = file.judge(at=request.at)
    kept = None if is_open(file) else file.value(Judgement)
    planned = file.draft.options if file.draft else ()
    table = (
        kept_table(kept, case.id, planned=planned)
        if kept
        else verdict_table(now, case.id, planned=planned, can_answer=permit_of(record_facts).allows(scope))
    )
    booked = find_operation(scope, case.id)
    told = story(file, request.practice, head.zone, scope=scope)
    return CasePage(
        head=head,
        wristband=Button(
            label=_("Wristband"),
            href=reverse("practice:wristband", kwargs={"case_id": case.id}),
            show=scope.actor.role in CLINICIANS,
        ),
        patient=Button(
            label=_("Patient"),
            href=reverse("practice:patient", kwargs={"patient_id": case.patient}),
            show=permit_of(register_patient).allows(scope),
        ),
        contact=Button(
            label=_("Correct contact"),
            href=reverse("practice:contact", kwargs={"case_id": case.id}),
            show=permit_of(correct_contact).allows(scope),
        ),
        documents=Button(
            label=_("Papers"),
            href=reverse("practice:documents", kwargs={"case_id": case.id}),
            show=permit_of(keep_document).allows(scope),
        ),
        adverse=Button(
            label=_("Record an adverse event"),
            href=reverse("practice:adverse_event", kwargs={"case_id": case.id}),
            show=permit_of(record_event).allows(scope)
            and case.operated_on is not None
            and is_possible(Act.RECORD_EVENT, case.stage),
        ),
        codes=_codes(scope, file),
        files=Button(
            label=_("Files"),
            href=reverse("practice:files", kwargs={"case_id": case.id}),
            show=permit_of(withdraw_attachment).allows(scope),
        ),
        intake=_intake(scope, file),
        close=_close(scope, file),
        track=track(file, zone=head.zone, on=on),
        next=next_step(scope, file, now.assessment, on=on),
        others=others(case, list_cases(scope, patient=case.patient)),
        story=told[:RECENT],
        earlier=told[RECENT:],
        tear=tear_card(file),
        table=table,
        assessed=tuple(
            Button(
                label=_("As assessed on %(when)s") % {"when": moment(entry.at, head.zone)},
                href=reverse("practice:assessed", kwargs={"case_id": case.id, "number": entry.number}),
                show=scope.actor.role in CLINICIANS,
            )
            for entry in file.entries
            if isinstance(entry.value, Judgement)
        ),
        table_title=_("Candidacy as it was signed") if kept else _("Candidacy"),
        plan=plan_card(file),
        operation=operation_card(
            request.practice,
            file,
            booked,
            role=scope.actor.role,
        ),
        readiness=readiness_section(scope, file, booked, at=request.at),
        products=tuple(product_card(product) for product in file.products),
        milestones=milestones(file, on=on, may_invite=permit_of(invite_to_answer).allows(scope)),
        courses=courses(file, zone=head.zone, demo=settings.ENTHESIS_DEMO),
        operated=case.operated_on is not None,
        rehabilitation=rehabilitation_card(
            file, zone=head.zone, on=on, can_open=permit_of(issue_rehabilitation_link).allows(scope)
        ),
    )


def _intake(scope: Scope, file: CaseFile) -> Button:
    """To what the patient told before the visit; it stands out while nobody has read it."""
    read = is_read(file.entries)
    return Button(
        label=_("Told before the visit") if read else _("Told before the visit, not read yet"),
        href=reverse("practice:intake", kwargs={"case_id": file.case.id}),
        show=permit_of(invite_to_intake).allows(scope),
        primary=not read,
    )


def _codes(scope: Scope, file: CaseFile) -> Button:
    """To the codes of this hip; it stands out while a confirmed one no longer follows from the record."""
    changed = bool(outdated_codes(file.entries, file.case.side))
    return Button(
        label=_("Codes, confirmed for something that changed") if changed else _("Codes"),
        href=reverse("practice:codes", kwargs={"case_id": file.case.id}),
        show=permit_of(confirm_codes).allows(scope),
        primary=changed,
    )


def _close(scope: Scope, file: CaseFile) -> Button:
    """The way to the end of the pathway; gone once it has ended."""
    stage = file.case.stage
    return Button(
        label=_("Close this case"),
        href=reverse("practice:close", kwargs={"case_id": file.case.id}),
        show=permit_of(close_case).allows(scope) and stage is not Stage.CLOSED,
        disabled=not is_possible(Act.CLOSE_CASE, stage),
        why=_("Possible once the operation has ended."),
    )
