"""The therapy events of a hip: the planned one is opened before anything is collected."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.utils.translation import gettext as _

from enthesis.actions.act import permit_of
from enthesis.actions.reading import open_case_file
from enthesis.actions.therapy_events import open_event, planned_now
from enthesis.domain.errors import NotFound, Problem
from enthesis.domain.terms import CLINICIANS, Role
from enthesis.store.case_files import CaseFile
from enthesis.store.therapy_events import list_events
from enthesis.web.pages.practice.therapy.form import OpenForm
from enthesis.web.pages.practice.therapy.present import present
from enthesis.web.shell.access import staff
from enthesis.web.shell.case_head import case_head
from enthesis.web.shell.discovery import Route
from enthesis.web.shell.pages import render, see_other
from enthesis.web.shell.requests import Request

ROUTE = Route("cases/<uuid:case_id>/therapy/")
ACCESS = staff(*CLINICIANS, Role.DESK, Role.RESEARCHER, Role.AUDITOR)


def view(request: Request, case_id: UUID) -> HttpResponse:
    file = open_case_file(request.scope, case_id, at=request.at)
    form = OpenForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            receipt = open_event(request.scope, case_id, at=request.at)
        except NotFound:
            raise
        except Problem as problem:
            form.add_problem(problem)
        else:
            messages.success(request, _("Opened. Print its labels and put one on each tube."))
            return see_other("practice:event", event_id=receipt.subject)
    return render(
        request,
        "practice/therapy/page.html",
        present(
            file,
            case_head(file, request.practice, at=request.at),
            list_events(request.scope, case_id),
            form if form.is_bound or _may_open(request, file) else None,
        ),
        status=422 if form.is_bound else 200,
    )


def _may_open(request: Request, file: CaseFile) -> bool:
    plan = file.signed_plan
    wanted = plan is not None and plan.biologic is not None
    return permit_of(open_event).allows(request.scope) and wanted and planned_now(request.scope, file) is None
