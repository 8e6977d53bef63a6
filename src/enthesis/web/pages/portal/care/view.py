"""What a sign that must not wait calls for; the questions wait, and may still be answered."""

from django.http import HttpResponse
from django.urls import reverse

from enthesis.store.signs import find_signs
from enthesis.web.pages.portal.care.present import care_page
from enthesis.web.shell.access import IN_ROUND
from enthesis.web.shell.discovery import Route
from enthesis.web.shell.pages import render, see_other
from enthesis.web.shell.portal import home_of
from enthesis.web.shell.requests import Request

ROUTE = Route("care/")
ACCESS = IN_ROUND


def view(request: Request) -> HttpResponse:
    told = find_signs(request.scope, request.link.case, request.link.milestone, at=request.at)
    if told is None or told.urgency is None:
        return see_other(home_of(request.link))
    return render(request, "portal/care/page.html", care_page(told, home=reverse(home_of(request.link))))
