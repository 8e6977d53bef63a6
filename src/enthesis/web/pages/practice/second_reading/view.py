"""The same images read again by somebody who has not seen what the first reader saw."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.utils.translation import gettext as _

from enthesis.actions.act import permit_of
from enthesis.actions.second_reading import first_reading, open_blind, record_second_reading
from enthesis.domain.examination.tear import Tear
from enthesis.store.case_files import CaseFile
from enthesis.web.pages.practice.second_reading.present import present
from enthesis.web.shell.access import staff
from enthesis.web.shell.acting import is_done
from enthesis.web.shell.case_head import case_head
from enthesis.web.shell.discovery import Route
from enthesis.web.shell.forms import wall_now
from enthesis.web.shell.marking import marking_in, marking_of
from enthesis.web.shell.mri_form import SecondReadingForm
from enthesis.web.shell.pages import render, see_other
from enthesis.web.shell.requests import Request

ROUTE = Route("cases/<uuid:case_id>/second-reading/")
ACCESS = staff(*permit_of(record_second_reading).roles)


def view(request: Request, case_id: UUID) -> HttpResponse:
    file = open_blind(request.scope, case_id, at=request.at)
    head = case_head(file, request.practice, at=request.at)
    begin = {"version": file.case.version, "read_on": wall_now(request.at, head.zone).date()}
    form = SecondReadingForm(request.POST or None, initial=begin)
    side = file.case.side
    marking = marking_in(form, side) if form.is_bound else marking_of(Tear(), side)
    if request.htmx:
        return render(request, "marking.html", marking)
    if request.method == "POST" and is_done(form, lambda: _record(request, file, form)):
        messages.success(request, _("The second reading is on the record. You may now see the first."))
        return see_other("practice:case", case_id=case_id)
    page = present(head, form, marking)
    return render(request, "practice/second_reading/page.html", page, status=422 if form.is_bound else 200)


def _record(request: Request, file: CaseFile, form: SecondReadingForm) -> None:
    told = form.cleaned_data
    seen = form.of_images(first_reading(file.entries).value.studied_on, request.scope.actor.person)
    record_second_reading(request.scope, file.case.id, seen, read=told["version"], at=request.at)
