"""A link that no longer works, and how to get a new one."""

from django.http import HttpResponse

from enthesis.web.pages.portal.ended.present import EndedPage
from enthesis.web.shell.access import PERSONAL
from enthesis.web.shell.discovery import Route
from enthesis.web.shell.pages import render
from enthesis.web.shell.requests import Request

ROUTE = Route("ended/")
ACCESS = PERSONAL


def view(request: Request) -> HttpResponse:
    return render(request, "portal/ended/page.html", EndedPage(left="left" in request.GET))
