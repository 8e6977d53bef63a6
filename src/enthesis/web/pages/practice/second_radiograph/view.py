"""The same radiograph read again by somebody who has not seen what the first reader saw."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.utils.translation import gettext as _

from enthesis.actions.act import permit_of
from enthesis.actions.radiographs import first_radiograph, open_radiograph_blind, record_second_radiograph
from enthesis.store.case_files import CaseFile
from enthesis.web.pages.practice.second_radiograph.present import present
from enthesis.web.shell.access import staff
from enthesis.web.shell.acting import is_done
from enthesis.web.shell.case_head import case_head
from enthesis.web.shell.discovery import Route
from enthesis.web.shell.forms import wall_now
from enthesis.web.shell.pages import render, see_other
from enthesis.web.shell.radiograph_form import SecondRadiographForm
from enthesis.web.shell.requests import Request

ROUTE = Route("cases/<uuid:case_id>/second-radiograph/")
ACCESS = staff(*permit_of(record_second_radiograph).roles)


def view(request: Request, case_id: UUID) -> HttpResponse:
    file = open_radiograph_blind(request.scope, case_id, at=request.at)
    head = case_head(file, request.practice, at=request.at)
    begin = {"version": file.case.version, "read_on": wall_now(request.at, head.zone).date()}
    form = SecondRadiographForm(request.POST or None, initial=begin)
    if request.method == "POST" and is_done(form, lambda: _record(request, file, form)):
        messages.success(request, _("The second reading is on the record. You may now see the first."))
        return see_other("practice:case", case_id=case_id)
    page = present(head, form)
    return render(request, "practice/second_radiograph/page.html", page, status=422 if form.is_bound else 200)


def _record(request: Request, file: CaseFile, form: SecondRadiographForm) -> None:
    first = first_radiograph(file.entries).value
    seen = form.of_picture(first.taken_on, first.view, request.scope.actor.person)
    record_second_radiograph(
        request.scope, file.case.id, seen, read=form.cleaned_data["version"], at=request.at
    )
