"""How to come back to the questions later, on this device or another."""

from django.http import HttpResponse

from enthesis.web.pages.portal.later.present import later_page
from enthesis.web.shell.access import BY_LINK
from enthesis.web.shell.discovery import Route
from enthesis.web.shell.pages import render
from enthesis.web.shell.requests import Request
from enthesis.web.shell.rounds import round_of

ROUTE = Route("later/")
ACCESS = BY_LINK


def view(request: Request) -> HttpResponse:
    page = later_page(round_of(request), request.link, zone=request.practice.offices[0].zone)
    return render(request, "portal/later/page.html", page)
