"""A quote as it went out: the lines, the total, until when, and that it is no bill."""

from uuid import UUID

from django.http import HttpResponse

from enthesis.actions.act import permit_of
from enthesis.actions.payments import issue_quote
from enthesis.actions.reading import open_patient
from enthesis.domain.practice.clock import utc_to_wall
from enthesis.store.merges import main_of
from enthesis.store.patients import load_contact
from enthesis.store.payments import load_quote
from enthesis.web.pages.practice.quote.present import present
from enthesis.web.shell.access import staff
from enthesis.web.shell.discovery import Route
from enthesis.web.shell.pages import render
from enthesis.web.shell.requests import Request

ROUTE = Route("quotes/<uuid:quote_id>/")
ACCESS = staff(*permit_of(issue_quote).roles)


def view(request: Request, quote_id: UUID) -> HttpResponse:
    quote = load_quote(request.scope, quote_id)
    open_patient(request.scope, quote.patient, at=request.at)
    contact = load_contact(request.scope, quote.patient)
    kept = main_of(request.scope, quote.patient)
    on = utc_to_wall(request.at, request.practice.offices[0].zone).date()
    page = present(request.practice, quote, contact, patient=str(kept), on=on)
    return render(request, "practice/quote/page.html", page)
