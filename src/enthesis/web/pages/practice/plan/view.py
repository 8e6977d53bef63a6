"""The plan, beside what the rules say of each of its options."""

from datetime import datetime
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.utils.translation import gettext as _

from enthesis.actions.act import permit_of
from enthesis.actions.clinic import record_facts, record_override
from enthesis.actions.plans import draft_plan, sign_plan
from enthesis.actions.reading import open_case_file
from enthesis.domain.examination.classification import Classified
from enthesis.domain.examination.radiograph import RadiographFindings
from enthesis.domain.pathway.stages import Act, is_possible
from enthesis.domain.pathway.technique import usual_protocol
from enthesis.domain.verdict import Assessment
from enthesis.store.case_files import CaseFile
from enthesis.web.pages.practice.plan.form import PlanForm, begin_with
from enthesis.web.pages.practice.plan.present import present, said_once
from enthesis.web.shell.access import staff
from enthesis.web.shell.acting import is_done
from enthesis.web.shell.case_head import case_head
from enthesis.web.shell.discovery import Route
from enthesis.web.shell.pages import render, see_other
from enthesis.web.shell.present import moment
from enthesis.web.shell.requests import Request
from enthesis.web.shell.telling import radiograph_rows
from enthesis.web.shell.verdicts import verdict_table

ROUTE = Route("cases/<uuid:case_id>/plan/")
ACCESS = staff(*permit_of(draft_plan).roles)


def view(request: Request, case_id: UUID) -> HttpResponse:
    file = open_case_file(request.scope, case_id, at=request.at)
    usual = usual_protocol(file.value(Classified))
    initial = {**begin_with(file.draft, usual), "version": file.case.version}
    form = PlanForm(request.POST or None, initial=initial)
    if request.method == "POST" and is_done(form, lambda: _draft(request, case_id, form)):
        messages.success(request, _("The draft is on the record. It is not signed yet."))
        return see_other("practice:case", case_id=case_id)
    return _page(request, file, form)


def _draft(request: Request, case_id: UUID, form: PlanForm) -> None:
    draft_plan(request.scope, case_id, form.plan(), read=form.cleaned_data["version"], at=request.at)


def _page(request: Request, file: CaseFile, form: PlanForm) -> HttpResponse:
    judgement = file.judge(at=request.at)
    head = case_head(file, request.practice, at=request.at)
    table = verdict_table(
        judgement,
        file.case.id,
        planned=file.draft.options if file.draft else (),
        can_answer=permit_of(record_facts).allows(request.scope),
        may_override=permit_of(record_override).allows(request.scope)
        and is_possible(Act.RECORD_OVERRIDE, file.case.stage),
        when=lambda at: moment(at, head.zone),
    )
    page = present(
        head,
        form,
        table,
        case_id=file.case.id,
        state=_state(file),
        obstacles=_held(file, judgement.assessment, at=request.at) if not file.signed_plan else (),
        draft=file.draft,
        seen=file.seen,
        radiograph=radiograph_rows(film) if (film := file.value(RadiographFindings)) else (),
        may_sign=permit_of(sign_plan).allows(request.scope)
        and file.draft is not None
        and is_possible(Act.SIGN_PLAN, file.case.stage),
    )
    return render(request, "practice/plan/page.html", page, status=422 if form.is_bound else 200)


def _held(file: CaseFile, assessment: Assessment, *, at: datetime) -> tuple[str, ...]:
    return said_once(file.draft, assessment, claimed=file.claim_on(file.draft, at=at))


def _state(file: CaseFile) -> str:
    if file.signed_plan:
        return _("Signed. A new draft takes the signature back: it must be signed again.")
    return _("A draft, not signed.") if file.draft else _("There is no draft yet.")
