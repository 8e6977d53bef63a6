"""A form is printed for a patient who answers on paper; which were, and how each stands."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.utils.translation import gettext as _

from enthesis.actions.act import permit_of
from enthesis.actions.entries import print_sheet
from enthesis.actions.reading import open_patient
from enthesis.store.entries import list_sheets
from enthesis.store.instruments import wordings_for
from enthesis.store.patients import load_contact
from enthesis.store.rounds import load_whole_round
from enthesis.web.pages.practice.paper_form.present import present
from enthesis.web.shell.access import staff
from enthesis.web.shell.acting import is_done
from enthesis.web.shell.discovery import Route
from enthesis.web.shell.forms import ActForm
from enthesis.web.shell.pages import render, see_other
from enthesis.web.shell.requests import Request
from enthesis.web.shell.rounds import site_words

ROUTE = Route("patients/<uuid:patient_id>/paper/")
ACCESS = staff(*permit_of(print_sheet).roles)


def view(request: Request, patient_id: UUID) -> HttpResponse:
    form = ActForm(request.POST if request.method == "POST" else None)
    if form.is_bound and is_done(form, lambda: _print(request, patient_id)):
        messages.success(request, _("The form is on record. Open the PDF below and print it."))
        return see_other("practice:paper_form", fragment="printed", patient_id=patient_id)
    patient = open_patient(request.scope, patient_id, at=request.at)
    page = present(
        form,
        patient.id,
        load_contact(request.scope, patient.id),
        load_whole_round(request.scope, patient.id, at=request.at),
        wordings_for(request.scope, site_words(), patient.id, on=request.at.date()),
        list_sheets(request.scope, patient.id),
        request.practice.offices[0].zone,
    )
    return render(request, "practice/paper_form/page.html", page, status=422 if form.is_bound else 200)


def _print(request: Request, patient_id: UUID) -> None:
    print_sheet(request.scope, patient_id, wordings=site_words(), at=request.at)
