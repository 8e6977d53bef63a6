"""One reading of one magnetic resonance study."""

from datetime import date
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _

from enthesis.actions.act import permit_of
from enthesis.actions.clinic import record_imaging
from enthesis.actions.corrections import correct_entry
from enthesis.actions.reading import open_case_file
from enthesis.domain.examination.imaging import MriFindings
from enthesis.domain.examination.tear import Tear
from enthesis.domain.pathway.case import Entry
from enthesis.domain.terms import Side
from enthesis.store.case_files import CaseFile
from enthesis.web.pages.practice.imaging.present import present
from enthesis.web.shell.access import staff
from enthesis.web.shell.acting import is_done
from enthesis.web.shell.case_head import case_head
from enthesis.web.shell.correcting import WHY, entry_in, make_correction
from enthesis.web.shell.discovery import Route
from enthesis.web.shell.forms import wall_now
from enthesis.web.shell.marking import Marking, marking_in, marking_of
from enthesis.web.shell.mri_form import ImagingForm, begin_with
from enthesis.web.shell.pages import render, see_other
from enthesis.web.shell.requests import Request

ROUTE = Route("cases/<uuid:case_id>/imaging/")
ACCESS = staff(*permit_of(record_imaging).roles)


def view(request: Request, case_id: UUID) -> HttpResponse:
    file = open_case_file(request.scope, case_id, at=request.at)
    head = case_head(file, request.practice, at=request.at)
    wrong = entry_in(request, file, MriFindings)
    form = _form(request, file, wrong, today=wall_now(request.at, head.zone).date())
    marking = _marking(form, wrong, file.case.side)
    if request.htmx:
        return render(request, "marking.html", marking)
    if request.method == "POST" and is_done(form, lambda: _record(request, case_id, form, wrong)):
        messages.success(request, _("The reading is on the record."))
        return see_other("practice:case", case_id=case_id)
    status = 422 if form.is_bound else 200
    return render(
        request,
        "practice/imaging/page.html",
        present(
            head,
            form,
            marking,
            correction=wrong is not None,
            radiograph=reverse("practice:radiograph", kwargs={"case_id": case_id}),
        ),
        status=status,
    )


def _form(request: Request, file: CaseFile, wrong: Entry[object] | None, *, today: date) -> ImagingForm:
    begin: dict[str, object] = {"version": file.case.version, "read_on": today}
    if wrong is not None and isinstance(wrong.value, MriFindings):
        begin |= begin_with(wrong.value)
    elif request.method == "POST" and (read := file.value(MriFindings)) is not None:
        begin |= begin_with(read)  # if somebody was faster, theirs stands beside what was typed
    form = ImagingForm(request.POST or None, initial=begin)
    if wrong is not None:
        make_correction(form, frozenset(form.fields))
    return form


def _marking(form: ImagingForm, wrong: Entry[object] | None, side: Side) -> Marking:
    """What is drawn: the fields as they were sent, else those the form begins with."""
    if form.is_bound:
        return marking_in(form, side)
    return marking_of(wrong.value.tear if wrong and isinstance(wrong.value, MriFindings) else Tear(), side)


def _record(request: Request, case_id: UUID, form: ImagingForm, wrong: Entry[object] | None) -> None:
    told = form.cleaned_data
    if wrong is None:
        findings = form.findings(request.scope.actor.person)
        record_imaging(request.scope, case_id, findings, read=told["version"], at=request.at)
        return
    before = wrong.value.reader if isinstance(wrong.value, MriFindings) else None
    findings = form.findings(before or request.scope.actor.person)
    correct_entry(
        request.scope, case_id, wrong.id, findings, reason=told[WHY], read=told["version"], at=request.at
    )
