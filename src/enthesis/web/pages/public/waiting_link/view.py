"""Where the private link of the waiting list leads: the date of birth is asked before anything is shown."""

from django.http import HttpResponse

from enthesis.store.links import find_waiting_link
from enthesis.web.shell.access import PERSONAL
from enthesis.web.shell.discovery import Route
from enthesis.web.shell.pages import see_other
from enthesis.web.shell.private_links import LinkDoor
from enthesis.web.shell.requests import Request
from enthesis.web.shell.waiting import WAITING_SESSION

ROUTE = Route("w/<str:token>/")
ACCESS = PERSONAL  # the token is the key, and the date of birth the second one
DOOR = LinkDoor(
    find=lambda token, at: find_waiting_link(token, at=at),
    session=WAITING_SESSION,
    page="public/waiting_link/page.html",
    leads_to=lambda request, link: see_other("public:waiting"),
    ended="public:waiting",
)


def view(request: Request, *, token: str) -> HttpResponse:
    return DOOR.open(request, token)
