"""The leaflet: one page to print and to give, in the language of the page."""

from django.conf import settings
from django.http import HttpResponse

from enthesis.web.pages.public.leaflet.present import present
from enthesis.web.shell.access import PUBLIC
from enthesis.web.shell.discovery import Route
from enthesis.web.shell.pages import render
from enthesis.web.shell.requests import Request

ROUTE = Route("leaflet/")
ACCESS = PUBLIC


def view(request: Request) -> HttpResponse:
    page = present(request.practice, settings.ENTHESIS_ORIGIN)
    return render(request, "public/leaflet/page.html", page)
