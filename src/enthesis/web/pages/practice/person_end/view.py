"""A death, no more questions, or no more research: of the person, with all that follows."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.utils.translation import gettext_lazy as _

from enthesis.actions.ended import record_end
from enthesis.actions.reading import open_patient
from enthesis.domain.pathway.ended import EndKind
from enthesis.domain.terms import CLINICIANS, Role
from enthesis.store.patients import load_contact
from enthesis.web.pages.practice.person_end.form import EndForm
from enthesis.web.pages.practice.person_end.present import present
from enthesis.web.shell.access import staff
from enthesis.web.shell.acting import is_done
from enthesis.web.shell.discovery import Route
from enthesis.web.shell.pages import render, see_other
from enthesis.web.shell.requests import Request

ROUTE = Route("patients/<uuid:patient_id>/end/")
ACCESS = staff(Role.DESK, *CLINICIANS)

TOLD = {
    EndKind.DIED: _("It is on record. What is booked is a task of the desk."),
    EndKind.WITHDREW_CONTACT: _("It is on record: nobody asks this patient any more. Visits stay booked."),
    EndKind.WITHDREW_RESEARCH: _("It is on record: the next snapshot leaves this patient out."),
}


def view(request: Request, patient_id: UUID) -> HttpResponse:
    patient = open_patient(request.scope, patient_id, at=request.at)
    form = EndForm(request.POST or None)
    if request.method == "POST" and is_done(form, lambda: _record(request, patient_id, form)):
        messages.success(request, TOLD[form.end().kind])
        return see_other("practice:patient", patient_id=patient_id)
    page = present(form, patient, load_contact(request.scope, patient.id))
    return render(request, "practice/person_end/page.html", page, status=422 if form.is_bound else 200)


def _record(request: Request, patient_id: UUID, form: EndForm) -> None:
    record_end(request.scope, patient_id, form.end(), at=request.at)
