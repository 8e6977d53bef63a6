"""One hip on one page: its story, where it stands, and the next thing to do."""

from uuid import UUID

from django.http import HttpResponse

from enthesis.web.shell.access import ANY_STAFF
from enthesis.web.shell.discovery import Route
from enthesis.web.shell.pages import render
from enthesis.web.shell.requests import Request

ROUTE = Route("cases/<uuid:case_id>/")
ACCESS = ANY_STAFF


def view(request: Request, case_id: UUID, **kwargs: str) -> HttpResponse:
    return render(request, "practice/case/page.html", None)
