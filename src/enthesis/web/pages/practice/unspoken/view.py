"""Visits of the last days that are over, each to be said of: the patient came, or did not."""

from django.http import HttpResponse

from enthesis.actions.bookings import BOOKERS
from enthesis.store.bookings import list_unspoken
from enthesis.store.lists import see
from enthesis.web.pages.practice.unspoken.present import present
from enthesis.web.shell.access import staff
from enthesis.web.shell.discovery import Route
from enthesis.web.shell.pages import render
from enthesis.web.shell.requests import Request
from enthesis.web.shell.visit_acts import UNSPOKEN_FOR

ROUTE = Route("visits/unspoken/")
ACCESS = staff(*BOOKERS)


def view(request: Request) -> HttpResponse:
    found = list_unspoken(request.scope, since=request.at - UNSPOKEN_FOR, at=request.at)
    page = present(request.practice, see(request.scope, found))
    return render(request, "practice/unspoken/page.html", page)
