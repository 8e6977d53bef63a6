"""One hip on one page: its story, where it stands, and the next thing to do."""

from uuid import UUID

from django.conf import settings
from django.http import HttpResponse

from enthesis.actions.act import permit_of
from enthesis.actions.outcomes import invite_to_answer
from enthesis.actions.reading import open_case_file
from enthesis.actions.rehabilitation import issue_rehabilitation_link
from enthesis.domain.examination.classification import Classified
from enthesis.domain.pathway.rehabilitation import lall_of
from enthesis.domain.pathway.threshold_choices import choices_of
from enthesis.domain.terms import CLINICIANS, Role
from enthesis.store.case_files import CaseFile
from enthesis.store.cases import list_cases
from enthesis.store.cohorts import list_cohorts
from enthesis.store.lists import Listed
from enthesis.store.operations import find_operation
from enthesis.store.timelines import moved_cases
from enthesis.web.pages.practice.case.afterwards import afterwards
from enthesis.web.pages.practice.case.candidacy import candidacy_card
from enthesis.web.pages.practice.case.meaning import By, end_of
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
from enthesis.web.pages.practice.case.steps import next_step
from enthesis.web.pages.practice.case.story import story
from enthesis.web.pages.practice.case.track import milestones, track
from enthesis.web.pages.practice.case.ways import ways
from enthesis.web.shell.access import staff
from enthesis.web.shell.attending import case_attention
from enthesis.web.shell.case_head import case_head
from enthesis.web.shell.discovery import Route
from enthesis.web.shell.endings import ended_lines
from enthesis.web.shell.forms import wall_now
from enthesis.web.shell.pages import render
from enthesis.web.shell.readiness import readiness_section
from enthesis.web.shell.requests import Request

ROUTE = Route("cases/<uuid:case_id>/")
ACCESS = staff(*CLINICIANS, Role.DESK, Role.RESEARCHER, Role.AUDITOR)


def view(request: Request, case_id: UUID) -> HttpResponse:
    file = open_case_file(request.scope, case_id, at=request.at)
    return render(request, "practice/case/page.html", _page(request, file))


def _page(request: Request, file: CaseFile) -> CasePage:
    scope, case, site = request.scope, file.case, request.practice
    head = case_head(file, site, at=request.at)
    zone, on = head.zone, wall_now(request.at, head.zone).date()
    now, booked = file.judge(at=request.at), find_operation(scope, case.id)
    told = story(file, site, zone, scope=scope)
    cases = list_cases(scope, patient=case.patient)
    readiness = readiness_section(scope, file, booked, at=request.at)
    return CasePage(
        head=head,
        ways=ways(scope, file),
        track=track(file, zone=zone, on=on),
        next=next_step(scope, file, now.assessment, readiness, on=on),
        others=others(case, cases),
        story=told[:RECENT],
        earlier=told[RECENT:],
        tear=tear_card(file),
        candidacy=candidacy_card(scope, file, now, zone=zone),
        plan=plan_card(file),
        operation=operation_card(site, file, booked, role=scope.actor.role),
        readiness=readiness,
        attention=case_attention(scope, site, Listed(case=case, contact=file.contact), at=request.at),
        products=tuple(product_card(product) for product in file.products),
        milestones=milestones(file, on=on, may_invite=permit_of(invite_to_answer).allows(scope)),
        courses=courses(file, zone=zone, demo=settings.ENTHESIS_DEMO, by=_by(request, file)),
        operated=case.operated_on is not None,
        ended=ended_lines(file),
        afterwards=afterwards(file),
        rehabilitation=rehabilitation_card(
            file, zone=zone, on=on, can_open=permit_of(issue_rehabilitation_link).allows(scope)
        ),
    )


def _by(request: Request, file: CaseFile) -> By:
    """What the scores are judged by; nothing is asked before there are any."""
    if not file.responses:
        return By()
    ended_on, ended_by = end_of(file)
    return By(
        choices=choices_of(request.practice.follow_up),
        cohorts=list_cohorts(request.scope),
        lall=lall_of(file.every(Classified)),
        ended_on=ended_on,
        ended_by=ended_by,
        moved=file.case.id in moved_cases(request.scope, {file.case.id}),
    )
