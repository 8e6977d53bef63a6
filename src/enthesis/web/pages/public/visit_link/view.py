"""Where the private link to a visit leads: the date of birth is asked before anything is shown."""

from django.http import HttpResponse

from enthesis.store.links import find_visit_link
from enthesis.web.shell.access import PERSONAL
from enthesis.web.shell.discovery import Route
from enthesis.web.shell.pages import see_other
from enthesis.web.shell.private_links import LinkDoor
from enthesis.web.shell.requests import Request
from enthesis.web.shell.session_keys import VISIT_SESSION

ROUTE = Route("v/<str:token>/")
ACCESS = PERSONAL  # the token is the key, and the date of birth the second one
DOOR = LinkDoor(
    find=lambda token, at: find_visit_link(token, at=at),
    session=VISIT_SESSION,
    page="public/visit_link/page.html",
    leads_to=lambda request, link: see_other("public:visit"),
    ended="public:visit_ended",
)


def view(request: Request, *, token: str) -> HttpResponse:
    return DOOR.open(request, token)
