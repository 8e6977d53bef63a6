"""Who is due, who is overdue, and how many have answered."""

from django.http import HttpResponse

from enthesis.web.shell.access import ANY_STAFF
from enthesis.web.shell.discovery import Route
from enthesis.web.shell.pages import render
from enthesis.web.shell.requests import Request

ROUTE = Route("follow-up/")
ACCESS = ANY_STAFF


def view(request: Request, **kwargs: object) -> HttpResponse:
    return render(request, "problem.html", None)
