"""What was told and found by hand at one visit."""

from datetime import date
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.utils.translation import gettext as _

from enthesis.actions.act import permit_of
from enthesis.actions.clinic import record_examination
from enthesis.actions.corrections import correct_entry
from enthesis.actions.reading import open_case_file
from enthesis.domain.candidacy.intake.statement import Stated
from enthesis.domain.examination.history import History
from enthesis.domain.examination.tests import Examination
from enthesis.domain.pathway.case import Entry
from enthesis.store.case_files import CaseFile
from enthesis.web.pages.practice.examination.form import FOUND, HISTORY, ExaminationForm, begin_with
from enthesis.web.pages.practice.examination.present import present
from enthesis.web.shell.access import staff
from enthesis.web.shell.acting import is_done
from enthesis.web.shell.case_head import case_head
from enthesis.web.shell.correcting import WHY, entry_in, make_correction
from enthesis.web.shell.discovery import Route
from enthesis.web.shell.forms import wall_now
from enthesis.web.shell.pages import render, see_other
from enthesis.web.shell.requests import Request

ROUTE = Route("cases/<uuid:case_id>/examination/")
ACCESS = staff(*permit_of(record_examination).roles)


def view(request: Request, case_id: UUID) -> HttpResponse:
    file = open_case_file(request.scope, case_id, at=request.at)
    head = case_head(file, request.practice, at=request.at)
    wrong = entry_in(request, file, History, Examination)
    form = _form(request, file, wrong, today=wall_now(request.at, head.zone).date())
    if request.method == "POST" and is_done(form, lambda: _record(request, case_id, form, wrong)):
        messages.success(request, _("The examination is on the record."))
        return see_other("practice:case", case_id=case_id)
    status = 422 if form.is_bound else 200
    page = present(head, form, correction=wrong is not None, stated=file.value(Stated))
    return render(request, "practice/examination/page.html", page, status=status)


def _form(request: Request, file: CaseFile, wrong: Entry[object] | None, *, today: date) -> ExaminationForm:
    begin: dict[str, object] = {"version": file.case.version, "examined_on": today}
    if wrong is not None and isinstance(wrong.value, History | Examination):
        begin |= begin_with(wrong.value)
    elif request.method == "POST":  # if somebody was faster, what they recorded stands beside what was typed
        begin |= _on_record(file)
    form = ExaminationForm(request.POST or None, initial=begin)
    if wrong is not None:
        make_correction(form, HISTORY if isinstance(wrong.value, History) else FOUND)
    return form


def _on_record(file: CaseFile) -> dict[str, object]:
    """What the record says now, as the form shows it."""
    told, found = file.value(History), file.value(Examination)
    return {**(begin_with(told) if told else {}), **(begin_with(found) if found else {})}


def _record(request: Request, case_id: UUID, form: ExaminationForm, wrong: Entry[object] | None) -> None:
    scope, read, at = request.scope, form.cleaned_data["version"], request.at
    if wrong is None:
        record_examination(scope, case_id, form.history(), form.examination(), read=read, at=at)
        return
    value = form.history() if isinstance(wrong.value, History) else form.examination()
    correct_entry(scope, case_id, wrong.id, value, reason=form.cleaned_data[WHY], read=read, at=at)
