"""The scheme proposes a type; the surgeon confirms it or chooses another."""

from uuid import UUID

from django.http import HttpResponse

from enthesis.web.shell.access import ANY_STAFF
from enthesis.web.shell.discovery import Route
from enthesis.web.shell.pages import render
from enthesis.web.shell.requests import Request

ROUTE = Route("cases/<uuid:case_id>/classification/")
ACCESS = ANY_STAFF


def view(request: Request, case_id: UUID, **kwargs: str) -> HttpResponse:
    return render(request, "practice/classification/page.html", None)
