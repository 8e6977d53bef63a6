"""The operation, recorded as it happens."""

from uuid import UUID

from django.http import HttpResponse

from enthesis.web.shell.access import ANY_STAFF
from enthesis.web.shell.discovery import Route
from enthesis.web.shell.requests import Request

ROUTE = Route("cases/<uuid:case_id>/theatre/")
ACCESS = ANY_STAFF


def view(request: Request, case_id: UUID) -> HttpResponse:
    return HttpResponse()
