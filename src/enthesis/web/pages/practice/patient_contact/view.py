"""Names, birth date, addresses and language of a patient, put right."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.utils.translation import gettext as _

from enthesis.actions.act import permit_of
from enthesis.actions.patients import correct_contact
from enthesis.actions.reading import open_patient
from enthesis.store.patients import load_contact_in_force
from enthesis.web.pages.practice.patient_contact.present import PatientContactPage
from enthesis.web.shell.access import staff
from enthesis.web.shell.acting import is_done
from enthesis.web.shell.agreeing import agreement_words
from enthesis.web.shell.contacting import ContactForm, begin_with
from enthesis.web.shell.discovery import Route
from enthesis.web.shell.pages import render, see_other
from enthesis.web.shell.requests import Request

ROUTE = Route("patients/<uuid:patient_id>/contact/")
ACCESS = staff(*permit_of(correct_contact).roles)


def view(request: Request, patient_id: UUID) -> HttpResponse:
    open_patient(request.scope, patient_id, at=request.at)
    now = load_contact_in_force(request.scope, patient_id)
    said = agreement_words(request.scope, patient_id, zone=request.practice.offices[0].zone)
    begun = {"version": now.version, **begin_with(now.contact)}
    form = ContactForm(request.POST or None, initial=begun, agreement=said)
    if request.method == "POST" and is_done(form, lambda: _correct(request, patient_id, form)):
        messages.success(request, _("The contact is corrected. What it said before is kept."))
        return see_other("practice:patient", patient_id=patient_id)
    page = PatientContactPage(name=now.contact.name, patient=str(patient_id), form=form)
    return render(request, "practice/patient_contact/page.html", page, status=422 if form.is_bound else 200)


def _correct(request: Request, patient: UUID, form: ContactForm) -> None:
    read = form.cleaned_data["version"]
    correct_contact(request.scope, patient, form.contact(), read=read, at=request.at)
