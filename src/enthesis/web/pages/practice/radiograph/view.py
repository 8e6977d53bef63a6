"""One reading of one radiograph."""

from datetime import date
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.utils.translation import gettext as _

from enthesis.actions.act import permit_of
from enthesis.actions.corrections import correct_entry
from enthesis.actions.radiographs import record_radiograph
from enthesis.actions.reading import open_case_file
from enthesis.domain.examination.radiograph import RadiographFindings
from enthesis.domain.pathway.case import Entry
from enthesis.store.case_files import CaseFile
from enthesis.web.pages.practice.radiograph.present import present
from enthesis.web.shell.access import staff
from enthesis.web.shell.acting import is_done
from enthesis.web.shell.case_head import case_head
from enthesis.web.shell.correcting import WHY, entry_in, make_correction
from enthesis.web.shell.discovery import Route
from enthesis.web.shell.forms import wall_now
from enthesis.web.shell.pages import render, see_other
from enthesis.web.shell.radiograph_form import RadiographForm, begin_with
from enthesis.web.shell.requests import Request

ROUTE = Route("cases/<uuid:case_id>/radiograph/")
ACCESS = staff(*permit_of(record_radiograph).roles)


def view(request: Request, case_id: UUID) -> HttpResponse:
    file = open_case_file(request.scope, case_id, at=request.at)
    head = case_head(file, request.practice, at=request.at)
    wrong = entry_in(request, file, RadiographFindings)
    form = _form(request, file, wrong, today=wall_now(request.at, head.zone).date())
    if request.method == "POST" and is_done(form, lambda: _record(request, case_id, form, wrong)):
        messages.success(request, _("The reading is on the record."))
        return see_other("practice:case", case_id=case_id)
    page = present(head, form, correction=wrong is not None)
    return render(request, "practice/radiograph/page.html", page, status=422 if form.is_bound else 200)


def _form(request: Request, file: CaseFile, wrong: Entry[object] | None, *, today: date) -> RadiographForm:
    begin: dict[str, object] = {"version": file.case.version, "read_on": today}
    if wrong is not None and isinstance(wrong.value, RadiographFindings):
        begin |= begin_with(wrong.value)
    form = RadiographForm(request.POST or None, initial=begin)
    if wrong is not None:
        make_correction(form, frozenset(form.fields))
    return form


def _record(request: Request, case_id: UUID, form: RadiographForm, wrong: Entry[object] | None) -> None:
    told, me = form.cleaned_data, request.scope.actor.person
    if wrong is None:
        record_radiograph(request.scope, case_id, form.findings(me), read=told["version"], at=request.at)
        return
    before = wrong.value.reader if isinstance(wrong.value, RadiographFindings) else None
    correct_entry(
        request.scope,
        case_id,
        wrong.id,
        form.findings(before or me),
        reason=told[WHY],
        read=told["version"],
        at=request.at,
    )
