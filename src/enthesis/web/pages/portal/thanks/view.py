"""Thanks, and what the patient's own answers have said so far: own scores only, no advice."""

from django.http import HttpResponse
from django.urls import reverse

from enthesis.store.bookings import zone_of
from enthesis.store.cases import load_case
from enthesis.store.follow_ups import list_responses
from enthesis.web.pages.portal.thanks.present import thanks_page
from enthesis.web.shell.access import BY_LINK
from enthesis.web.shell.discovery import Route
from enthesis.web.shell.pages import render
from enthesis.web.shell.requests import Request
from enthesis.web.shell.session_keys import LINK_SESSION

ROUTE = Route("thanks/")
ACCESS = BY_LINK


def view(request: Request) -> HttpResponse:
    if request.method == "POST":
        return _leave(request)
    case = load_case(request.scope, request.link.case)
    page = thanks_page(
        case,
        list_responses(request.scope, case.id),
        request.link.milestone,
        zone=zone_of(request.scope, case.id),
    )
    return render(request, "portal/thanks/page.html", page)


def _leave(request: Request) -> HttpResponse:
    """Nobody goes on as this patient on this device; the link itself still works."""
    request.session.pop(LINK_SESSION, None)
    request.session.cycle_key()
    answer = HttpResponse(status=303)
    answer["Location"] = reverse("portal:ended") + "?left"
    return answer
