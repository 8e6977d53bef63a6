"""Every office, with its telephone and the zone its times are told in."""

from dataclasses import dataclass

from django.http import HttpResponse

from enthesis.web.shell.access import PUBLIC
from enthesis.web.shell.discovery import Route
from enthesis.web.shell.pages import render
from enthesis.web.shell.practice_words import OfficeCard, office_cards
from enthesis.web.shell.requests import Request

ROUTE = Route("offices/")
ACCESS = PUBLIC


@dataclass(frozen=True, slots=True, kw_only=True)
class OfficesPage:
    offices: tuple[OfficeCard, ...]


def view(request: Request) -> HttpResponse:
    page = OfficesPage(offices=office_cards(request.practice))
    return render(request, "public/offices/page.html", page)
