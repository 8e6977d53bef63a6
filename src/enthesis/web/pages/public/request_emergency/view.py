"""What was ticked needs emergency care now: nothing is booked here."""

from django.http import HttpResponse

from enthesis.web.shell.access import PERSONAL
from enthesis.web.shell.discovery import Route
from enthesis.web.shell.pages import render
from enthesis.web.shell.requests import Request

ROUTE = Route("request/emergency/")
ACCESS = PERSONAL


def view(request: Request) -> HttpResponse:
    return render(request, "public/request_emergency/page.html", None)
