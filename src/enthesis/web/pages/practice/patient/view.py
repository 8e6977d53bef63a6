"""One patient, under every identity: contact, hips, insurance, quotes, tasks, and who it may be as well."""

from uuid import UUID

from django.http import HttpResponse

from enthesis.actions.reading import open_patient
from enthesis.domain.terms import SEES_CONTACT
from enthesis.store import merges, patients, payments
from enthesis.store.cases import list_cases
from enthesis.store.ended import list_ends_told
from enthesis.store.tasks import list_tasks
from enthesis.web.pages.practice.patient.present import Kept, present
from enthesis.web.shell.access import staff
from enthesis.web.shell.discovery import Route
from enthesis.web.shell.nav import may_open
from enthesis.web.shell.pages import render, see_other
from enthesis.web.shell.requests import Request

ROUTE = Route("patients/<uuid:patient_id>/")
ACCESS = staff(*SEES_CONTACT)


def view(request: Request, patient_id: UUID) -> HttpResponse:
    scope = request.scope
    kept = merges.main_of(scope, patients.load_patient(scope, patient_id).id)
    if kept != patient_id:
        return see_other("practice:patient", patient_id=kept)
    patient = open_patient(scope, kept, at=request.at)
    contact = patients.load_contact(scope, kept)
    own = merges.identities_of(scope, kept)
    alike = {p: signs for p, signs in patients.list_alike(scope, contact).items() if p not in own}
    known = patients.contacts_of(scope, set(alike))
    told = Kept(
        patient=patient,
        contact=contact,
        hips=patients.list_hips_of(scope, kept),
        cases=list_cases(scope, patient=kept),
        merged=tuple(m for m in merges.list_merges(scope, kept) if m.holds),
        called={p: patients.load_own_contact(scope, p) for p in own[1:]},
        alike=tuple((p, known[p], signs) for p, signs in alike.items()),
        insurance=payments.list_insurance(scope, kept),
        quotes=payments.list_quotes(scope, kept),
        tasks=list_tasks(scope, patients=own),
        ends=list_ends_told(scope, kept),
    )
    page = present(
        request.practice, told, is_open=lambda href: may_open(href, scope.actor.role), at=request.at
    )
    return render(request, "practice/patient/page.html", page)
