"""Questions are read out by telephone: who it is, signs that must not wait, then the forms."""

from uuid import UUID

from django.http import HttpResponse

from enthesis.actions.act import permit_of
from enthesis.actions.reading import open_patient
from enthesis.actions.telephone_form import begin_call, check_may_be_asked, hear_signs, is_heard_now
from enthesis.domain.errors import NotAllowed
from enthesis.domain.terms import PatientId
from enthesis.store.cases import list_cases
from enthesis.store.follow_ups import ResponseStatus, list_responses
from enthesis.store.patients import load_contact
from enthesis.store.signs import find_signs
from enthesis.web.pages.practice.telephone_form.form import CallForm
from enthesis.web.pages.practice.telephone_form.present import Call, present
from enthesis.web.shell.access import staff
from enthesis.web.shell.acting import is_done
from enthesis.web.shell.discovery import Route
from enthesis.web.shell.pages import render, see_other
from enthesis.web.shell.requests import Request
from enthesis.web.shell.rounds import site_words
from enthesis.web.shell.signs import SignsForm

ROUTE = Route("patients/<uuid:patient_id>/telephone-form/")
ACCESS = staff(*permit_of(begin_call).roles)
SIGNS = "signs"


def view(request: Request, patient_id: UUID) -> HttpResponse:
    patient = open_patient(request.scope, patient_id, at=request.at)
    call = _call(request, patient.id)
    do = request.POST.get("do", "") if request.method == "POST" else None
    begin = CallForm(request.POST if do is not None and do != SIGNS else None)
    told = SignsForm(request.POST if do == SIGNS else None)
    if begin.is_bound and is_done(begin, lambda: _begin(request, patient.id, begin)):
        return see_other("practice:telephone_form", patient_id=patient_id)
    if call is not None and told.is_bound and is_done(told, lambda: _hear(request, call, told)):
        return see_other("practice:telephone_form", patient_id=patient_id)
    page = present(
        patient.id,
        load_contact(request.scope, patient.id),
        request.practice,
        call,
        caller=request.scope.actor.name,
        begin=begin,
        told=told,
        why_not=_why_not(request, patient.id),
    )
    wrong = begin.errors or told.errors
    return render(request, "practice/telephone_form/page.html", page, status=422 if wrong else 200)


def _why_not(request: Request, patient: PatientId) -> NotAllowed | None:
    try:
        check_may_be_asked(request.scope, patient)
    except NotAllowed as why:
        return why
    return None


def _begin(request: Request, patient: PatientId, form: CallForm) -> None:
    told = form.cleaned_data
    begin_call(
        request.scope,
        patient,
        told["born"],
        told["answered_by"],
        agreed=told["agreed"],
        wordings=site_words(),
        at=request.at,
    )


def _hear(request: Request, call: Call, form: SignsForm) -> None:
    """Signs stand with the first form of the call, and with each other hip that is asked in it."""
    for case, milestone in dict.fromkeys((r.case, r.milestone) for r, _ in call.forms):
        hear_signs(request.scope, case, milestone, form.ticked, at=request.at)


def _call(request: Request, patient: PatientId) -> Call | None:
    """The call this person is in; None where it is still to begin, or over."""
    sides = {case.id: case.side.value for case in list_cases(request.scope, patient=patient)}
    asked = tuple(
        (response, f"{side} hip")
        for case, side in sides.items()
        for response in list_responses(request.scope, case)
        if is_heard_now(request.scope, response, at=request.at)
    )
    if not asked:
        return None
    waiting = tuple(one for one in asked if one[0].status is ResponseStatus.OPEN)
    first = asked[0][0]
    signs = find_signs(request.scope, first.case, first.milestone, at=request.at)
    return Call(forms=waiting, signs=signs)
