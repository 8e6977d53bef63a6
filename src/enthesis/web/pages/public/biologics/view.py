"""Products of blood beside products of marrow."""

from django.http import HttpResponse

from enthesis.domain.information.catalogue import topics
from enthesis.web.shell.access import PUBLIC
from enthesis.web.shell.discovery import Route
from enthesis.web.shell.information import tell_topic
from enthesis.web.shell.pages import render
from enthesis.web.shell.requests import Request

ROUTE = Route("biologics/")
ACCESS = PUBLIC


def view(request: Request) -> HttpResponse:
    return render(
        request, "public/biologics/page.html", tell_topic(topics()["biologics"], on=request.at.date())
    )
