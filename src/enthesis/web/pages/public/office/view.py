"""One office: its telephone, its zone, and the notice its state asks for."""

from dataclasses import dataclass

from django.http import HttpResponse

from enthesis.web.shell.access import PUBLIC
from enthesis.web.shell.discovery import Route
from enthesis.web.shell.pages import render
from enthesis.web.shell.practice_words import OfficeCard, office_card
from enthesis.web.shell.requests import Request

ROUTE = Route("offices/<slug:office>/")
ACCESS = PUBLIC


@dataclass(frozen=True, slots=True, kw_only=True)
class OfficePage:
    office: OfficeCard


def view(request: Request, office: str) -> HttpResponse:
    page = OfficePage(office=office_card(request.practice, request.practice.office(office)))
    return render(request, "public/office/page.html", page)
