"""The front door: what the practice does for a hip, and how to ask for a consultation."""

from django.http import HttpResponse

from enthesis.web.pages.public.home.present import present
from enthesis.web.shell.access import PUBLIC
from enthesis.web.shell.discovery import Route
from enthesis.web.shell.pages import render
from enthesis.web.shell.requests import Request

ROUTE = Route("")
ACCESS = PUBLIC


def view(request: Request) -> HttpResponse:
    return render(request, "public/home/page.html", present(request.practice))
