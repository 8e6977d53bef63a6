"""One therapy event: its code and labels, what the signed plan names, and every product of it so far."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.utils.translation import gettext as _

from enthesis.actions.act import permit_of
from enthesis.actions.reading import open_case_file
from enthesis.actions.therapy_events import name_donation
from enthesis.domain.errors import NotFound, Problem, Stale
from enthesis.domain.terms import CLINICIANS, Role
from enthesis.store.products import list_products
from enthesis.store.therapy_events import load_event
from enthesis.web.pages.practice.event.form import DonationForm
from enthesis.web.pages.practice.event.present import present
from enthesis.web.shell.access import staff
from enthesis.web.shell.case_head import case_head
from enthesis.web.shell.discovery import Route
from enthesis.web.shell.pages import render, see_other
from enthesis.web.shell.requests import Request

ROUTE = Route("events/<uuid:event_id>/")
ACCESS = staff(*CLINICIANS, Role.DESK, Role.RESEARCHER, Role.AUDITOR)


def view(request: Request, event_id: UUID) -> HttpResponse:
    form = DonationForm(request.POST) if request.method == "POST" else None
    if form is None or not form.is_valid():
        return _show(request, event_id, form, status=422 if form else 200)
    told = form.cleaned_data
    try:
        name_donation(request.scope, event_id, told["donation"], read=told["read"], at=request.at)
    except NotFound:
        raise
    except Problem as problem:
        form.add_problem(problem)
        return _show(request, event_id, form, status=409 if isinstance(problem, Stale) else 422)
    messages.success(request, _("The number is saved."))
    return see_other("practice:event", event_id=event_id)


def _show(request: Request, event_id: UUID, sent: DonationForm | None, *, status: int) -> HttpResponse:
    event = load_event(request.scope, event_id)
    file = open_case_file(request.scope, event.case, at=request.at)
    head = case_head(file, request.practice, at=request.at)
    form = sent or DonationForm(initial={"donation": event.donation, "read": event.donation})
    page = present(
        file,
        head,
        event,
        list_products(request.scope, event=event_id),
        form if permit_of(name_donation).allows(request.scope) else None,
        at=request.at,
    )
    return render(request, "practice/event/page.html", page, status=status)
