"""Somebody the practice already cares for is registered, after a look at whoever is alike."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.utils.translation import gettext as _

from enthesis.actions.act import permit_of
from enthesis.actions.registration import register_patient
from enthesis.domain.people.likeness import Sign
from enthesis.domain.people.patient import Contact
from enthesis.domain.people.registration import Registering
from enthesis.domain.terms import PatientId
from enthesis.store.patients import contacts_of, list_alike
from enthesis.web.pages.practice.register.form import RegisterForm
from enthesis.web.pages.practice.register.present import present
from enthesis.web.shell.access import staff
from enthesis.web.shell.acting import is_done
from enthesis.web.shell.discovery import Route
from enthesis.web.shell.pages import render, see_other
from enthesis.web.shell.requests import Request

ROUTE = Route("patients/register/")
ACCESS = staff(*permit_of(register_patient).roles)


def view(request: Request) -> HttpResponse:
    form = RegisterForm(request.POST or None)
    told = form.read() if request.method == "POST" else None
    alike = list_alike(request.scope, told.contact) if told else {}
    if told and (not alike or form.cleaned_data["not_these"]):
        made: list[UUID] = []
        if is_done(form, lambda: made.append(_register(request, told, form))):
            messages.success(request, _("The patient is registered."))
            return see_other("practice:patient", patient_id=made[0])
    if alike and not form.errors:
        form.add_error(
            None, _("Somebody like this is known. Open them, or tick below that it is none of these.")
        )
    page = present(form, alike, _known(request, alike))
    return render(request, "practice/register/page.html", page, status=422 if form.is_bound else 200)


def _register(request: Request, told: Registering, form: RegisterForm) -> UUID:
    """The patient. Whoever was not shown on the page is not ruled out by its tick."""
    return register_patient(request.scope, told, not_these=form.seen, at=request.at).subject


def _known(request: Request, alike: dict[PatientId, tuple[Sign, ...]]) -> dict[PatientId, Contact]:
    return {PatientId(p): contact for p, contact in contacts_of(request.scope, set(alike)).items()}
