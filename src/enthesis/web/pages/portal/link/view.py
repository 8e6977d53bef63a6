"""Where a private link leads: who you are is asked before anything is shown."""

from django.http import HttpResponse

from enthesis.web.shell.access import PUBLIC
from enthesis.web.shell.discovery import Route
from enthesis.web.shell.pages import render
from enthesis.web.shell.requests import Request

ROUTE = Route("link/<str:token>/")
ACCESS = PUBLIC


def view(request: Request, **kwargs: object) -> HttpResponse:
    return render(request, "problem.html", None)
