"""Requests for a consultation that wait for a booking."""

from django.http import HttpResponse

from enthesis.domain.terms import CLINICIANS, Role
from enthesis.store.bookings import list_requests
from enthesis.web.pages.practice.requests.present import present
from enthesis.web.shell.access import staff
from enthesis.web.shell.discovery import Route
from enthesis.web.shell.pages import render
from enthesis.web.shell.requests import Request

ROUTE = Route("requests/")
ACCESS = staff(Role.DESK, *CLINICIANS)


def view(request: Request) -> HttpResponse:
    page = present(request.practice, list_requests(request.scope), at=request.at)
    return render(request, "practice/requests/page.html", page)
