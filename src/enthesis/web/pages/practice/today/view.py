from django.http import HttpResponse

from enthesis.web.shell.access import ANY_STAFF
from enthesis.web.shell.discovery import Route
from enthesis.web.shell.requests import Request

ROUTE = Route("")
ACCESS = ANY_STAFF


def view(request: Request) -> HttpResponse:
    return HttpResponse("")
