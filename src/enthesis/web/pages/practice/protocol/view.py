"""One protocol: its version in force, its history, its yields."""

from uuid import UUID

from django.http import HttpResponse

from enthesis.actions.act import permit_of
from enthesis.actions.protocols import change_protocol
from enthesis.domain.biologics.yields.baseline import of_protocol
from enthesis.store.protocols import list_protocol_versions
from enthesis.web.pages.practice.protocol.present import present
from enthesis.web.shell.access import ANY_STAFF
from enthesis.web.shell.discovery import Route
from enthesis.web.shell.own_yields import own_of
from enthesis.web.shell.pages import render
from enthesis.web.shell.requests import Request

ROUTE = Route("protocols/<uuid:protocol_id>/")
ACCESS = ANY_STAFF


def view(request: Request, protocol_id: UUID) -> HttpResponse:
    versions = list_protocol_versions(request.scope, protocol_id)
    page = present(
        versions,
        own_of(request.scope, of_protocol(str(protocol_id)), kind=versions[-1].protocol.kind),
        zone=request.practice.offices[0].zone,
        may_change=permit_of(change_protocol).allows(request.scope),
    )
    return render(request, "practice/protocol/page.html", page)
