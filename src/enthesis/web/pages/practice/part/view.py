"""A merge is taken back: they are two patients again, each with what was the own before."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.utils.translation import gettext as _

from enthesis.actions.act import permit_of
from enthesis.actions.merges import part_patients
from enthesis.actions.reading import open_patient
from enthesis.domain.people.merging import WhyParted
from enthesis.store.merges import load_merge
from enthesis.store.patients import load_own_contact
from enthesis.web.pages.practice.part.form import PartForm
from enthesis.web.pages.practice.part.present import present
from enthesis.web.shell.access import staff
from enthesis.web.shell.acting import is_done
from enthesis.web.shell.discovery import Route
from enthesis.web.shell.pages import render, see_other
from enthesis.web.shell.requests import Request

ROUTE = Route("patients/merges/<uuid:merge_id>/")
ACCESS = staff(*permit_of(part_patients).roles)


def view(request: Request, merge_id: UUID) -> HttpResponse:
    merge = load_merge(request.scope, merge_id)
    form = PartForm(request.POST or None)
    if request.method == "POST" and is_done(form, lambda: _part(request, merge.id, form)):
        messages.success(request, _("They are two patients again."))
        return see_other("practice:patient", patient_id=merge.into)
    two = (merge.patient, merge.into)
    names = tuple(
        load_own_contact(request.scope, open_patient(request.scope, one, at=request.at).id) for one in two
    )
    page = present(form, merge, *names, zone=request.practice.offices[0].zone)
    return render(request, "practice/part/page.html", page, status=422 if form.is_bound else 200)


def _part(request: Request, merge: UUID, form: PartForm) -> None:
    part_patients(request.scope, merge, why=WhyParted(form.cleaned_data["why"]), at=request.at)
