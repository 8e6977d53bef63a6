"""Exactly what is signed, what stands in its way, and the signature."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.utils.translation import gettext as _

from enthesis.actions.act import permit_of
from enthesis.actions.clinic import record_facts, record_override
from enthesis.actions.plans import sign_plan
from enthesis.actions.reading import open_case_file
from enthesis.domain.biologics.determination import ClaimedPath
from enthesis.domain.candidacy.judgement import Judgement
from enthesis.domain.errors import NotAllowed
from enthesis.domain.pathway.plan import Plan, obstacles, to_acknowledge, to_sign
from enthesis.domain.pathway.stages import Act, stage_after
from enthesis.domain.verdict import Assessment
from enthesis.store.case_files import CaseFile
from enthesis.store.codec import digest
from enthesis.web.pages.practice.sign_plan.form import SignPlanForm
from enthesis.web.pages.practice.sign_plan.present import present
from enthesis.web.shell.access import staff
from enthesis.web.shell.acting import is_done
from enthesis.web.shell.case_head import case_head
from enthesis.web.shell.discovery import Route
from enthesis.web.shell.pages import render, see_other
from enthesis.web.shell.present import moment
from enthesis.web.shell.requests import Request
from enthesis.web.shell.verdicts import verdict_table

ROUTE = Route("cases/<uuid:case_id>/plan/sign/")
ACCESS = staff(*permit_of(sign_plan).roles)


def view(request: Request, case_id: UUID) -> HttpResponse:
    file = open_case_file(request.scope, case_id, at=request.at)
    judgement = file.judge(at=request.at)
    form = SignPlanForm(
        request.POST or None,
        initial={"version": file.case.version},
        warnings=to_acknowledge(
            file.draft, judgement.assessment, claimed=file.claim_on(file.draft, at=request.at)
        ),
    )
    if request.method == "POST" and is_done(form, lambda: _sign(request, case_id, form)):
        messages.success(request, _("The plan is signed."))
        return see_other("practice:case", case_id=case_id)
    return _page(request, file, form, judgement)


def _sign(request: Request, case_id: UUID, form: SignPlanForm) -> None:
    sign_plan(
        request.scope,
        case_id,
        acknowledged=form.acknowledged,
        confirmed=form.confirmed(request.scope, at=request.at),
        read=form.cleaned_data["version"],
        at=request.at,
    )


def _page(request: Request, file: CaseFile, form: SignPlanForm, judgement: Judgement) -> HttpResponse:
    head = case_head(file, request.practice, at=request.at)
    table = verdict_table(
        judgement,
        file.case.id,
        planned=file.draft.options if file.draft else (),
        can_answer=permit_of(record_facts).allows(request.scope),
        may_override=permit_of(record_override).allows(request.scope),
        when=lambda at: moment(at, head.zone),
    )
    claimed = file.claim_on(file.draft, at=request.at)
    page = present(
        head,
        form,
        file.draft,
        table,
        case_id=file.case.id,
        drafted=_drafted(file, head.zone),
        digest=digest(to_sign(file.draft, judgement.assessment, claimed=claimed)) if file.draft else "",
        obstacles=_obstacles(file, judgement.assessment, claimed),
        signer=request.scope.actor.name,
    )
    return render(request, "practice/sign_plan/page.html", page, status=422 if form.is_bound else 200)


def _obstacles(file: CaseFile, assessment: Assessment, claimed: ClaimedPath | None) -> tuple[str, ...]:
    """What the stage and the rules hold against a signature."""
    try:
        stage_after(Act.SIGN_PLAN, file.case.stage)
    except NotAllowed as problem:
        return (str(problem),)
    return obstacles(file.draft, assessment, claimed=claimed)


def _drafted(file: CaseFile, zone: str) -> str:
    entry = file.latest(Plan)
    if entry is None:
        return ""
    return _("Drafted by %(name)s, %(when)s") % {"name": entry.by_name, "when": moment(entry.at, zone)}
