"""A link to a visit that leads nowhere any more, or whose visit has just been cancelled."""

from django.http import HttpResponse

from enthesis.web.pages.public.visit_ended.present import EndedPage
from enthesis.web.shell.access import PERSONAL
from enthesis.web.shell.discovery import Route
from enthesis.web.shell.pages import render
from enthesis.web.shell.requests import Request
from enthesis.web.shell.session_keys import CANCELLED_SESSION

ROUTE = Route("visit/ended/")
ACCESS = PERSONAL


def view(request: Request) -> HttpResponse:
    cancelled = "cancelled" in request.GET and CANCELLED_SESSION in request.session
    return render(request, "public/visit_ended/page.html", EndedPage(cancelled=cancelled))
