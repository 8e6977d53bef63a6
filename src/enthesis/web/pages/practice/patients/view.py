"""Every patient, by name, birth date or telephone; also by the name of a registration that was merged."""

from django.http import HttpResponse

from enthesis.actions.reading import Listing, open_list
from enthesis.domain.terms import SEES_CONTACT
from enthesis.store.merges import list_standing
from enthesis.store.patients import list_called, list_contacts
from enthesis.web.pages.practice.patients.present import present
from enthesis.web.shell.access import staff
from enthesis.web.shell.discovery import Route
from enthesis.web.shell.nav import may_open
from enthesis.web.shell.pages import render
from enthesis.web.shell.requests import Request

ROUTE = Route("patients/")
ACCESS = staff(*SEES_CONTACT)


def view(request: Request) -> HttpResponse:
    open_list(request.scope, Listing.PATIENTS, at=request.at)
    page = present(
        list_called(request.scope),
        list_contacts(request.scope),
        merged=len(list_standing(request.scope)),
        typed=request.GET.get("q", "")[:100],
        is_open=lambda href: may_open(href, request.scope.actor.role),
    )
    return render(request, "practice/patients/page.html", page)
