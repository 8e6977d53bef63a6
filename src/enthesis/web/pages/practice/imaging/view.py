"""One reading of one magnetic resonance study."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.utils.translation import gettext as _

from enthesis.actions.act import permit_of
from enthesis.actions.clinic import record_imaging
from enthesis.actions.reading import open_case_file
from enthesis.web.pages.practice.imaging.form import ImagingForm
from enthesis.web.pages.practice.imaging.present import present
from enthesis.web.shell.access import staff
from enthesis.web.shell.acting import is_done
from enthesis.web.shell.case_head import case_head
from enthesis.web.shell.discovery import Route
from enthesis.web.shell.forms import wall_now
from enthesis.web.shell.pages import render, see_other
from enthesis.web.shell.requests import Request

ROUTE = Route("cases/<uuid:case_id>/imaging/")
ACCESS = staff(*permit_of(record_imaging).roles)


def view(request: Request, case_id: UUID) -> HttpResponse:
    file = open_case_file(request.scope, case_id, at=request.at)
    head = case_head(file, request.practice, at=request.at)
    begin = {"version": file.case.version, "read_on": wall_now(request.at, head.zone).date()}
    form = ImagingForm(request.POST or None, initial=begin)
    if request.method == "POST" and is_done(form, lambda: _record(request, case_id, form)):
        messages.success(request, _("The reading is on the record."))
        return see_other("practice:case", case_id=case_id)
    status = 422 if form.is_bound else 200
    return render(request, "practice/imaging/page.html", present(head, form), status=status)


def _record(request: Request, case_id: UUID, form: ImagingForm) -> None:
    findings = form.findings(request.scope.actor.person)
    record_imaging(request.scope, case_id, findings, read=form.cleaned_data["version"], at=request.at)
