"""One hip is asked how it is doing: by mail, or by a private link handed over."""

from django.http import HttpResponse

from enthesis.web.shell.access import ANY_STAFF
from enthesis.web.shell.discovery import Route
from enthesis.web.shell.pages import render
from enthesis.web.shell.requests import Request

ROUTE = Route("cases/<uuid:case_id>/invite/<str:milestone>/")
ACCESS = ANY_STAFF


def view(request: Request, **kwargs: object) -> HttpResponse:
    return render(request, "problem.html", None)
