"""Which path of the law the practice claims for which product."""

from zoneinfo import ZoneInfo

from django.http import HttpResponse

from enthesis.domain.terms import CLINICIANS, Role
from enthesis.store.determinations import list_determinations
from enthesis.web.pages.practice.determinations.present import present
from enthesis.web.shell.access import staff
from enthesis.web.shell.discovery import Route
from enthesis.web.shell.pages import render
from enthesis.web.shell.requests import Request

ROUTE = Route("determinations/")
ACCESS = staff(*CLINICIANS, Role.ADMINISTRATOR, Role.AUDITOR)


def view(request: Request) -> HttpResponse:
    on = request.at.astimezone(ZoneInfo(request.practice.offices[0].zone)).date()
    page = present(list_determinations(request.scope), on=on)
    return render(request, "practice/determinations/page.html", page)
