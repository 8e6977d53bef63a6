"""The forms that wait for the patient who came by a private link."""

from django.http import HttpResponse

from enthesis.web.shell.access import BY_LINK
from enthesis.web.shell.discovery import Route
from enthesis.web.shell.pages import render
from enthesis.web.shell.requests import Request

ROUTE = Route("forms/")
ACCESS = BY_LINK


def view(request: Request, **kwargs: object) -> HttpResponse:
    return render(request, "problem.html", None)
