"""Who may pay for a patient is recorded as it was told; earlier versions stay."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.utils.translation import gettext as _

from enthesis.actions.act import permit_of
from enthesis.actions.payments import record_insurance
from enthesis.actions.reading import open_patient
from enthesis.domain.practice.clock import utc_to_wall
from enthesis.store.merges import main_of
from enthesis.store.patients import load_contact
from enthesis.store.payments import count_insurance, list_insurance
from enthesis.web.pages.practice.insurance.form import InsuranceForm
from enthesis.web.pages.practice.insurance.present import present
from enthesis.web.shell.access import staff
from enthesis.web.shell.acting import is_done
from enthesis.web.shell.discovery import Route
from enthesis.web.shell.pages import render, see_other
from enthesis.web.shell.requests import Request

ROUTE = Route("patients/<uuid:patient_id>/insurance/")
ACCESS = staff(*permit_of(record_insurance).roles)


def view(request: Request, patient_id: UUID) -> HttpResponse:
    open_patient(request.scope, patient_id, at=request.at)
    name = load_contact(request.scope, patient_id).name
    kept = main_of(request.scope, patient_id)
    today = utc_to_wall(request.at, request.practice.offices[0].zone).date()
    now = {"read": count_insurance(request.scope, kept), "told_on": today}
    form = InsuranceForm(request.POST or None, initial=now)
    if request.method == "POST" and is_done(form, lambda: _record(request, kept, form)):
        messages.success(request, _("It is recorded who pays."))
        return see_other("practice:patient", patient_id=kept)
    page = present(name, str(kept), form, list_insurance(request.scope, kept))
    return render(request, "practice/insurance/page.html", page, status=422 if form.is_bound else 200)


def _record(request: Request, patient: UUID, form: InsuranceForm) -> None:
    read = form.cleaned_data["read"]
    record_insurance(request.scope, patient, form.insurance(), read=read, at=request.at)
