"""A surgeon goes on in spite of one blocking finding."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.utils.translation import gettext as _

from enthesis.actions.act import permit_of
from enthesis.actions.clinic import record_override
from enthesis.actions.reading import open_case_file
from enthesis.domain.errors import Invalid, NotFound
from enthesis.domain.verdict import Finding
from enthesis.store.case_files import CaseFile
from enthesis.web.pages.practice.override.form import OverrideForm
from enthesis.web.pages.practice.override.present import present
from enthesis.web.shell.access import staff
from enthesis.web.shell.acting import is_done
from enthesis.web.shell.case_head import case_head
from enthesis.web.shell.discovery import Route
from enthesis.web.shell.forms import to_moment
from enthesis.web.shell.pages import render, see_other
from enthesis.web.shell.requests import Request

ROUTE = Route("cases/<uuid:case_id>/override/<str:rule>/<str:option>/")
ACCESS = staff(*permit_of(record_override).roles)


def view(request: Request, case_id: UUID, rule: str, option: str) -> HttpResponse:
    file = open_case_file(request.scope, case_id, at=request.at)
    finding = _finding(request, file, rule, option)
    head = case_head(file, request.practice, at=request.at)
    form = OverrideForm(request.POST or None, initial={"version": file.case.version})
    if request.method == "POST" and is_done(
        form, lambda: _record(request, case_id, form, finding, head.zone)
    ):
        messages.success(request, _("The override is on the record, with your signature."))
        return see_other("practice:case", case_id=case_id)
    page = present(head, form, finding)
    return render(request, "practice/override/page.html", page, status=422 if form.is_bound else 200)


def _finding(request: Request, file: CaseFile, rule: str, option: str) -> Finding:
    for finding in file.judge(at=request.at).assessment.findings:
        if (finding.rule, finding.option.value) == (rule, option):
            return finding
    raise NotFound("finding", "No rule of this name judges this option.", "Open the plan and choose there.")


def _record(request: Request, case_id: UUID, form: OverrideForm, finding: Finding, zone: str) -> None:
    told = form.cleaned_data
    until = to_moment(told["until"], zone)
    if until <= request.at:
        raise Invalid("until", "That time is over already.", "Enter a later time.")
    record_override(
        request.scope,
        case_id,
        rule=finding.rule,
        option=finding.option,
        reason=told["reason"],
        until=until,
        confirmed=form.confirmed(request.scope, at=request.at),
        read=told["version"],
        at=request.at,
    )
