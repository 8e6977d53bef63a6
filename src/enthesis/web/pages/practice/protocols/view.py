"""The practice's protocols in force, and the published ones to begin from."""

from django.http import HttpResponse

from enthesis.actions.act import permit_of
from enthesis.actions.protocols import change_protocol
from enthesis.store.protocols import list_protocols
from enthesis.web.pages.practice.protocols.present import present
from enthesis.web.shell.access import ANY_STAFF
from enthesis.web.shell.discovery import Route
from enthesis.web.shell.pages import render
from enthesis.web.shell.requests import Request

ROUTE = Route("protocols/")
ACCESS = ANY_STAFF


def view(request: Request) -> HttpResponse:
    page = present(
        list_protocols(request.scope),
        zone=request.practice.offices[0].zone,
        may_change=permit_of(change_protocol).allows(request.scope),
    )
    return render(request, "practice/protocols/page.html", page)
