"""The words of a call as a PDF: to be read out, and the answers ticked, where no screen is at hand."""

from uuid import UUID

from django.http import HttpResponse
from django.utils.translation import gettext, override

from enthesis.actions.act import permit_of
from enthesis.actions.reading import open_patient
from enthesis.actions.telephone_form import begin_call, check_may_be_asked
from enthesis.delivery.documents.typesetting import typeset
from enthesis.domain.outcomes.official import in_language
from enthesis.domain.terms import PatientId
from enthesis.store.instruments import wordings_for, words_of
from enthesis.store.patients import load_contact
from enthesis.store.rounds import load_whole_round
from enthesis.web.pages.practice.telephone_script.compose import Form, compose
from enthesis.web.shell.access import staff
from enthesis.web.shell.discovery import Route
from enthesis.web.shell.requests import Request
from enthesis.web.shell.rounds import site_words, whom

ROUTE = Route("patients/<uuid:patient_id>/telephone-form/script.pdf")
ACCESS = staff(*permit_of(begin_call).roles)
POLICY = "sandbox; default-src 'none'; frame-ancestors 'none'"


def view(request: Request, patient_id: UUID) -> HttpResponse:
    patient = open_patient(request.scope, patient_id, at=request.at)
    check_may_be_asked(request.scope, patient.id)
    contact = load_contact(request.scope, patient.id)
    with override(contact.language):
        forms = _forms(request, patient.id)
        pdf = typeset(compose(request.practice, contact, forms, caller=request.scope.actor.name))
    return HttpResponse(
        pdf,
        content_type="application/pdf",
        headers={
            "Content-Disposition": 'attachment; filename="script.pdf"',
            "Content-Security-Policy": POLICY,
            "X-Content-Type-Options": "nosniff",
            "Cache-Control": "no-store",
        },
    )


def _forms(request: Request, patient: PatientId) -> tuple[Form, ...]:
    scope = request.scope
    words = wordings_for(scope, site_words(), patient, on=request.at.date())
    asked = load_whole_round(scope, patient, at=request.at).forms
    return tuple(
        (
            whom(form.instrument, form.asking.case.side),
            words_of(scope, form.instrument.id, translation)
            if (translation := words.translation_of(form.instrument))
            else in_language(form.instrument, gettext),
        )
        for form in asked
        if words.has(form.instrument)
    )
