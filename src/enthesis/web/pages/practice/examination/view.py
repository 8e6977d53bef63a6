"""What was told and found by hand at one visit."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.utils.translation import gettext as _

from enthesis.actions.act import permit_of
from enthesis.actions.clinic import record_examination
from enthesis.actions.reading import open_case_file
from enthesis.web.pages.practice.examination.form import ExaminationForm
from enthesis.web.pages.practice.examination.present import present
from enthesis.web.shell.access import staff
from enthesis.web.shell.acting import is_done
from enthesis.web.shell.case_head import case_head
from enthesis.web.shell.discovery import Route
from enthesis.web.shell.forms import wall_now
from enthesis.web.shell.pages import render, see_other
from enthesis.web.shell.requests import Request

ROUTE = Route("cases/<uuid:case_id>/examination/")
ACCESS = staff(*permit_of(record_examination).roles)


def view(request: Request, case_id: UUID) -> HttpResponse:
    file = open_case_file(request.scope, case_id, at=request.at)
    head = case_head(file, request.practice, at=request.at)
    begin = {"version": file.case.version, "examined_on": wall_now(request.at, head.zone).date()}
    form = ExaminationForm(request.POST or None, initial=begin)
    if request.method == "POST" and is_done(form, lambda: _record(request, case_id, form)):
        messages.success(request, _("The examination is on the record."))
        return see_other("practice:case", case_id=case_id)
    status = 422 if form.is_bound else 200
    return render(request, "practice/examination/page.html", present(head, form), status=status)


def _record(request: Request, case_id: UUID, form: ExaminationForm) -> None:
    read = form.cleaned_data["version"]
    record_examination(request.scope, case_id, form.history(), form.examination(), read=read, at=request.at)
