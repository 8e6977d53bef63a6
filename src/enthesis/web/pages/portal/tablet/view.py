"""A tablet of the clinic was handed over: the date of birth is asked before anything is shown."""

from datetime import datetime
from uuid import UUID

from django.http import HttpResponse

from enthesis.actions.outcomes import open_round
from enthesis.domain.errors import NotAllowed
from enthesis.store.links import Channel, Link, load_link_session
from enthesis.web.shell.access import PERSONAL
from enthesis.web.shell.discovery import Route
from enthesis.web.shell.kiosk import has_gone_idle, is_kiosk, locked, stays_awake
from enthesis.web.shell.pages import see_other
from enthesis.web.shell.private_links import LinkDoor
from enthesis.web.shell.requests import Request
from enthesis.web.shell.rounds import site_words
from enthesis.web.shell.session_keys import KIOSK_SESSION, LINK_SESSION

ROUTE = Route("tablet/")
ACCESS = PERSONAL  # staff began it on this device, and the date of birth is the second key


def view(request: Request) -> HttpResponse:
    if not is_kiosk(request):
        return see_other("portal:tablet_back")
    if has_gone_idle(request):
        return locked(request)
    stays_awake(request)
    return DOOR.open(request, request.session[KIOSK_SESSION])


def _find(link: str, at: datetime) -> Link | None:
    try:
        found = load_link_session(UUID(link), at=at)
    except NotAllowed:
        return None
    return found if found.channel is Channel.KIOSK else None


def _leads_to(request: Request, link: Link) -> HttpResponse:
    open_round(link.scope, link, wordings=site_words(), at=request.at)
    return see_other("portal:forms")


DOOR = LinkDoor(
    find=_find,
    session=LINK_SESSION,
    page="portal/tablet/page.html",
    leads_to=_leads_to,
    ended="portal:tablet_back",
)
