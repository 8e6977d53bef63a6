"""What this browser has sent: only it is told that a request arrived, also when it sends it again."""

from django.http import HttpResponse

from enthesis.web.shell.asking import About, forget
from enthesis.web.shell.pages import see_other
from enthesis.web.shell.requests import Request
from enthesis.web.shell.session_keys import VISIT_SESSION

SENT_SESSION = "sent"  # the session key of the page that tells what became of what was sent last
TOLD = ("public:request_sent", "public:request_told", "public:call_sent", "public:emergency_sent")


def to_sent(request: Request, page: str) -> HttpResponse:
    """On to what is told after sending; what was typed is forgotten."""
    request.session[SENT_SESSION] = page
    return forget(see_other(page))


def was_sent(request: Request, page: str) -> bool:
    """Whether that page is about something this browser sent."""
    return request.session.get(SENT_SESSION) == page


def already_sent(request: Request, about: About) -> HttpResponse | None:
    """Somebody who went back after sending is told of what was sent, not shown an empty page."""
    if about.signs is not None:
        return None
    if (page := request.session.get(SENT_SESSION)) in TOLD:
        return see_other(page)
    return see_other("public:visit") if VISIT_SESSION in request.session else None
