"""The desk was told of an emergency; 911 still comes first."""

from django.http import HttpResponse

from enthesis.web.shell.access import PERSONAL
from enthesis.web.shell.asking_sent import was_sent
from enthesis.web.shell.discovery import Route
from enthesis.web.shell.pages import render, see_other
from enthesis.web.shell.requests import Request

ROUTE = Route("request/emergency/told/")
ACCESS = PERSONAL


def view(request: Request) -> HttpResponse:
    if not was_sent(request, "public:emergency_sent"):
        return see_other("public:request")
    return render(request, "public/emergency_sent/page.html", None)
