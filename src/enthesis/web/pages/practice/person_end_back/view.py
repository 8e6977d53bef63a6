"""An end is taken back, with a reason; it stays on record."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.utils.translation import gettext as _

from enthesis.actions.act import permit_of
from enthesis.actions.ended import take_end_back
from enthesis.actions.reading import open_patient
from enthesis.store.ended import load_end
from enthesis.store.patients import load_contact
from enthesis.web.pages.practice.person_end_back.form import BackForm
from enthesis.web.pages.practice.person_end_back.present import present
from enthesis.web.shell.access import staff
from enthesis.web.shell.acting import is_done
from enthesis.web.shell.discovery import Route
from enthesis.web.shell.pages import render, see_other
from enthesis.web.shell.requests import Request

ROUTE = Route("patients/ends/<uuid:end_id>/")
ACCESS = staff(*permit_of(take_end_back).roles)


def view(request: Request, end_id: UUID) -> HttpResponse:
    told = load_end(request.scope, end_id)
    form = BackForm(request.POST or None)
    if request.method == "POST" and is_done(form, lambda: _take_back(request, end_id, form)):
        messages.success(request, _("It is taken back. What was closed by it is opened anew by hand."))
        return see_other("practice:patient", patient_id=told.patient)
    patient = open_patient(request.scope, told.patient, at=request.at)
    contact = load_contact(request.scope, patient.id)
    page = present(form, told, contact, zone=request.practice.offices[0].zone)
    return render(request, "practice/person_end_back/page.html", page, status=422 if form.is_bound else 200)


def _take_back(request: Request, end_id: UUID, form: BackForm) -> None:
    take_end_back(request.scope, end_id, why=form.cleaned_data["why"], at=request.at)
