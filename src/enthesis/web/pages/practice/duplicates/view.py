"""Patients who may be one person, with the reason; nothing is merged here."""

from django.http import HttpResponse

from enthesis.actions.act import permit_of
from enthesis.actions.merges import merge_patients
from enthesis.actions.reading import Listing, open_list
from enthesis.store.patients import list_contacts
from enthesis.web.pages.practice.duplicates.present import present
from enthesis.web.shell.access import staff
from enthesis.web.shell.discovery import Route
from enthesis.web.shell.pages import render
from enthesis.web.shell.requests import Request

ROUTE = Route("patients/duplicates/")
ACCESS = staff(*permit_of(merge_patients).roles)


def view(request: Request) -> HttpResponse:
    open_list(request.scope, Listing.DUPLICATES, at=request.at)
    return render(request, "practice/duplicates/page.html", present(list_contacts(request.scope)))
