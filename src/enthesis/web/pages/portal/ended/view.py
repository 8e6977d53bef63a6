"""A link that no longer works, and how to get a new one."""

from django.http import HttpResponse

from enthesis.web.shell.access import PUBLIC
from enthesis.web.shell.discovery import Route
from enthesis.web.shell.pages import render
from enthesis.web.shell.requests import Request

ROUTE = Route("ended/")
ACCESS = PUBLIC


def view(request: Request, **kwargs: object) -> HttpResponse:
    return render(request, "problem.html", None)
