"""Where the link of a reminder ends reminders: asked with a button, or done at once by a mail program."""

from dataclasses import replace

from django.http import HttpResponse

from enthesis.actions.messages import unsubscribe
from enthesis.delivery.messages.stop_link import StopLink, read_stop_link
from enthesis.domain.terms import Actor, Role
from enthesis.store.messages import has_stop
from enthesis.web.pages.public.stop.present import StopPage
from enthesis.web.shell.access import PERSONAL
from enthesis.web.shell.discovery import Route
from enthesis.web.shell.pages import render
from enthesis.web.shell.requests import Request

ROUTE = Route("stop/<str:token>/", by_machines=True)
ACCESS = PERSONAL


def view(request: Request, token: str) -> HttpResponse:
    """A mail program (RFC 8058) brings no cookie and follows no redirect: the answer is the page itself."""
    link = read_stop_link(token)
    if request.method == "POST":
        _end(request, link)
    ended = has_stop(request.scope, link.address_hash)
    return render(request, "public/stop/page.html", StopPage(ended=ended))


def _end(request: Request, link: StopLink) -> None:
    """Whoever holds the message may, also at a screen where somebody of the practice is signed in."""
    visitor = replace(request.scope, actor=Actor(role=Role.VISITOR, name="Visitor"), submit="")
    unsubscribe(visitor, link.message, link.address_hash, at=request.at)
