"""Which lot had which adverse event; the trail knows who looked."""

from django.http import HttpResponse

from enthesis.actions.reading import Listing, open_list
from enthesis.domain.terms import CLINICIANS, Role
from enthesis.store.lot_events import list_lot_events
from enthesis.web.pages.practice.lot_events.form import LotForm
from enthesis.web.pages.practice.lot_events.present import present
from enthesis.web.shell.access import staff
from enthesis.web.shell.discovery import Route
from enthesis.web.shell.pages import render
from enthesis.web.shell.requests import Request

ROUTE = Route("adverse-events/")
ACCESS = staff(*CLINICIANS, Role.ADMINISTRATOR)


def view(request: Request) -> HttpResponse:
    open_list(request.scope, Listing.ADVERSE_EVENTS, at=request.at)
    form = LotForm(request.GET or None)
    told = form.cleaned_data if form.is_valid() else {"kind": "", "lot": ""}
    zone = request.practice.offices[0].zone
    events = list_lot_events(request.scope, zone=zone, kind=told["kind"], lot=told["lot"])
    page = present(events, form, drafts=request.scope.actor.role in CLINICIANS)
    return render(request, "practice/lot_events/page.html", page, status=422 if form.errors else 200)
