"""One request for a consultation: what is known, how soon, and what the desk does about it."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.utils.translation import gettext as _

from enthesis.actions.act import check_allowed, permit_of
from enthesis.actions.reading import open_request
from enthesis.actions.triage import decline_request, note_request, record_call, set_urgency
from enthesis.domain.terms import SEES_CONTACT
from enthesis.store.bookings import find_held
from enthesis.store.patients import list_near
from enthesis.store.triage import list_notes
from enthesis.web.pages.practice.request.form import (
    CallForm,
    DeclineForm,
    NoteForm,
    RequestForm,
    UrgencyForm,
)
from enthesis.web.pages.practice.request.present import present
from enthesis.web.shell.access import staff
from enthesis.web.shell.acting import is_done
from enthesis.web.shell.discovery import Route
from enthesis.web.shell.pages import render, see_other
from enthesis.web.shell.requests import Request
from enthesis.web.shell.triage import soon_of

ROUTE = Route("requests/<uuid:request_id>/")
ACCESS = staff(*SEES_CONTACT)


def view(request: Request, request_id: UUID) -> HttpResponse:
    asking = open_request(request.scope, request_id, at=request.at)
    notes = list_notes(request.scope, {asking.id}).get(asking.id, ())
    soon = soon_of(asking, notes, zone=request.practice.offices[0].zone, at=request.at)
    act = request.POST.get("act", "")
    sent = request.POST or None
    urgency = UrgencyForm(sent if act == UrgencyForm.act else None, soon=soon)
    note = NoteForm(sent if act == NoteForm.act else None)
    decline = DeclineForm(sent if act == DeclineForm.act else None)
    call = CallForm(sent if act == CallForm.act else None)
    if sent:
        check_allowed(permit_of(set_urgency), request.scope)
    form = next((one for one in (urgency, note, decline, call) if one.is_bound), None)
    if form and is_done(form, lambda: _do(request, asking.id, form)):
        messages.success(request, _("It is on the request."))
        return see_other("practice:request", request_id=asking.id)
    page = present(
        request.practice,
        asking,
        soon,
        notes,
        find_held(request.scope, asking.id),
        list_near(request.scope, asking.asked.contact, ()),
        (urgency, note, decline, call),
        may_act=permit_of(set_urgency).allows(request.scope),
        at=request.at,
    )
    return render(request, "practice/request/page.html", page, status=422 if form else 200)


def _do(request: Request, asking: UUID, form: RequestForm) -> None:
    told, scope, at = form.cleaned_data, request.scope, request.at
    match form:
        case UrgencyForm():
            set_urgency(scope, asking, told["how_soon"], injured=told["injured"], words=told["words"], at=at)
        case NoteForm():
            note_request(scope, asking, told["kind"], words=told["words"], at=at)
        case CallForm():
            record_call(scope, asking, words=told["words"], at=at)
        case _:
            decline_request(scope, asking, why=told["why"], words=told["words"], at=at)
