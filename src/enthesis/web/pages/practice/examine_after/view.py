"""Strength and gait at a visit after the operation, recorded or corrected."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.utils.translation import gettext as _

from enthesis.actions.act import permit_of
from enthesis.actions.corrections import correct_entry
from enthesis.actions.events import examine_after
from enthesis.actions.reading import open_case_file
from enthesis.domain.pathway.case import Entry
from enthesis.domain.pathway.examined_after import ExaminedAfter
from enthesis.store.case_files import CaseFile
from enthesis.web.pages.practice.examine_after.form import KEPT, AfterForm, begin_with
from enthesis.web.pages.practice.examine_after.present import present
from enthesis.web.shell.access import staff
from enthesis.web.shell.acting import is_done
from enthesis.web.shell.case_head import case_head
from enthesis.web.shell.correcting import WHY, entry_in, make_correction
from enthesis.web.shell.discovery import Route
from enthesis.web.shell.forms import wall_now
from enthesis.web.shell.meant import MEANT
from enthesis.web.shell.pages import render, see_other
from enthesis.web.shell.requests import Request

ROUTE = Route("cases/<uuid:case_id>/examine-after/")
ACCESS = staff(*permit_of(examine_after).roles)


def view(request: Request, case_id: UUID) -> HttpResponse:
    file = open_case_file(request.scope, case_id, at=request.at)
    wrong = entry_in(request, file, ExaminedAfter)
    form = _form(request, file, wrong)
    if request.method == "POST" and is_done(form, lambda: _record(request, file, form, wrong)):
        messages.success(request, _("It is on the record."))
        return see_other("practice:case", case_id=case_id)
    page = present(case_head(file, request.practice, at=request.at), form, correction=wrong is not None)
    return render(request, "practice/examine_after/page.html", page, status=422 if form.is_bound else 200)


def _form(request: Request, file: CaseFile, wrong: Entry[object] | None) -> AfterForm:
    begin: dict[str, object] = {"version": file.case.version}
    if wrong is not None and isinstance(wrong.value, ExaminedAfter):
        begin |= begin_with(wrong.value)
    else:
        begin["examined_on"] = wall_now(request.at, file.zone).date()
    form = AfterForm(request.POST or None, initial=begin)
    if wrong is not None:
        make_correction(form, KEPT)
    return form


def _record(request: Request, file: CaseFile, form: AfterForm, wrong: Entry[object] | None) -> None:
    scope, read, at = request.scope, form.cleaned_data["version"], request.at
    meant = form.cleaned_data[MEANT]
    before = wrong.value.found if wrong is not None and isinstance(wrong.value, ExaminedAfter) else None
    told = form.told(before)
    if wrong is None:
        examine_after(scope, file.case.id, told, all_the_same=meant, read=read, at=at)
    else:
        why = form.cleaned_data[WHY]
        correct_entry(scope, file.case.id, wrong.id, told, reason=why, all_the_same=meant, read=read, at=at)
