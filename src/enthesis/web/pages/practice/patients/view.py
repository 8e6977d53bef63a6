"""Every patient, by name, birth date or telephone; also by the name of a registration that was merged."""

from django.http import HttpResponse

from enthesis.actions.act import permit_of
from enthesis.actions.reading import Listing, open_list
from enthesis.actions.registration import register_patient
from enthesis.store.merges import list_standing
from enthesis.store.patients import list_called, list_contacts
from enthesis.web.pages.practice.patients.present import present
from enthesis.web.shell.access import staff
from enthesis.web.shell.discovery import Route
from enthesis.web.shell.pages import render
from enthesis.web.shell.requests import Request

ROUTE = Route("patients/")
ACCESS = staff(*permit_of(register_patient).roles)


def view(request: Request) -> HttpResponse:
    open_list(request.scope, Listing.PATIENTS, at=request.at)
    page = present(
        list_called(request.scope),
        list_contacts(request.scope),
        merged=len(list_standing(request.scope)),
        typed=request.GET.get("q", "")[:100],
    )
    return render(request, "practice/patients/page.html", page)
