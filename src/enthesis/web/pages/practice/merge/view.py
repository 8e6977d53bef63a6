"""Two patients are looked at side by side, and merged when a person says that they are one."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.utils.translation import gettext as _

from enthesis.actions.act import permit_of
from enthesis.actions.merges import merge_patients
from enthesis.actions.reading import open_patient
from enthesis.domain.errors import NotAllowed
from enthesis.store.cases import list_cases
from enthesis.store.patients import load_own_contact
from enthesis.web.pages.practice.merge.form import MergeForm
from enthesis.web.pages.practice.merge.present import OneOfTwo, choices, present
from enthesis.web.shell.access import staff
from enthesis.web.shell.acting import is_done
from enthesis.web.shell.discovery import Route
from enthesis.web.shell.pages import render, see_other
from enthesis.web.shell.requests import Request

ROUTE = Route("patients/<uuid:patient_id>/merge/<uuid:other_id>/")
ACCESS = staff(*permit_of(merge_patients).roles)


def view(request: Request, patient_id: UUID, other_id: UUID) -> HttpResponse:
    if patient_id == other_id:
        raise NotAllowed("same", "This is one patient, asked about twice.", "Choose two from the list.")
    two = (_one(request, patient_id), _one(request, other_id))
    form = MergeForm(request.POST or None, choices=choices(two))
    if request.method == "POST" and is_done(form, lambda: _merge(request, form, two)):
        messages.success(request, _("They are one patient now. It can be taken back."))
        return see_other("practice:patient", patient_id=UUID(form.cleaned_data["kept"]))
    return render(
        request, "practice/merge/page.html", present(form, two), status=422 if form.is_bound else 200
    )


def _one(request: Request, patient: UUID) -> OneOfTwo:
    return OneOfTwo(
        id=open_patient(request.scope, patient, at=request.at).id,
        contact=load_own_contact(request.scope, patient),
        cases=list_cases(request.scope, patient=patient),
    )


def _merge(request: Request, form: MergeForm, two: tuple[OneOfTwo, OneOfTwo]) -> None:
    told = form.cleaned_data
    kept = UUID(told["kept"])
    other = next((one.id for one in two if one.id != kept), kept)
    merge_patients(request.scope, other, kept, why=told["why"], words=told["words"], at=request.at)
