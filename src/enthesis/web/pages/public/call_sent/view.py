"""The request has arrived with a sign that must not wait: call the practice today."""

from django.http import HttpResponse

from enthesis.web.shell.access import PERSONAL
from enthesis.web.shell.asking_sent import was_sent
from enthesis.web.shell.discovery import Route
from enthesis.web.shell.pages import render, see_other
from enthesis.web.shell.requests import Request

ROUTE = Route("request/call-today/told/")
ACCESS = PERSONAL


def view(request: Request) -> HttpResponse:
    if not was_sent(request, "public:call_sent"):
        return see_other("public:request")
    return render(request, "public/call_sent/page.html", None)
