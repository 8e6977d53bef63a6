"""The request has arrived, and what happens next."""

from django.http import HttpResponse

from enthesis.web.pages.public.request_sent.present import SentPage
from enthesis.web.shell.access import PERSONAL
from enthesis.web.shell.asking_sent import was_sent
from enthesis.web.shell.discovery import Route
from enthesis.web.shell.pages import render, see_other
from enthesis.web.shell.requests import Request
from enthesis.web.shell.waiting import ASKED_SESSION

ROUTE = Route("request/sent/")
ACCESS = PERSONAL


def view(request: Request) -> HttpResponse:
    if not was_sent(request, "public:request_sent"):
        return see_other("public:request")
    page = SentPage(can_wait=ASKED_SESSION in request.session)
    return render(request, "public/request_sent/page.html", page)
