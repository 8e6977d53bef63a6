"""One product at the bench: where it stands and the one next step."""

from uuid import UUID

from django.http import HttpResponse

from enthesis.web.shell.access import ANY_STAFF
from enthesis.web.shell.discovery import Route
from enthesis.web.shell.requests import Request

ROUTE = Route("products/<uuid:product_id>/")
ACCESS = ANY_STAFF


def view(request: Request, product_id: UUID) -> HttpResponse:
    return HttpResponse()
