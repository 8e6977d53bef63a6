"""A tablet of the clinic is locked: nothing of the patient is left on it, and staff sign in to use it."""

from django.http import HttpResponse

from enthesis.web.pages.portal.tablet_back.present import TabletBackPage
from enthesis.web.shell.access import PERSONAL
from enthesis.web.shell.discovery import Route
from enthesis.web.shell.kiosk import is_kiosk, locked
from enthesis.web.shell.pages import render
from enthesis.web.shell.requests import Request

ROUTE = Route("tablet/back/")
ACCESS = PERSONAL


def view(request: Request) -> HttpResponse:
    if is_kiosk(request):
        return locked(request)
    return render(request, "portal/tablet_back/page.html", TabletBackPage())
