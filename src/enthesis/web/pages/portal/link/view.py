"""Where a private link leads: who you are is asked before anything is shown."""

from datetime import datetime

from django.conf import settings
from django.http import HttpResponse

from enthesis.actions.outcomes import open_round
from enthesis.store.links import ANSWER, INTAKE, REHABILITATION, Link, find_link
from enthesis.store.patients import load_contact
from enthesis.web.shell.access import PERSONAL
from enthesis.web.shell.discovery import Route
from enthesis.web.shell.pages import see_other
from enthesis.web.shell.portal import home_of
from enthesis.web.shell.private_links import LinkDoor
from enthesis.web.shell.requests import Request
from enthesis.web.shell.rounds import site_words
from enthesis.web.shell.session_keys import LINK_SESSION

ROUTE = Route("link/<str:token>/")
ACCESS = PERSONAL  # the token is the key, and the date of birth the second one


def view(request: Request, *, token: str) -> HttpResponse:
    return DOOR.open(request, token)


def _find(token: str, at: datetime) -> Link | None:
    link = find_link(token, at=at)
    return link if link and link.purpose in (ANSWER, INTAKE, REHABILITATION) else None


def _leads_to(request: Request, link: Link) -> HttpResponse:
    """The first page, in the language they told the practice, if another."""
    if link.purpose == ANSWER:
        open_round(link.scope, link, wordings=site_words(), at=request.at)
    answer = see_other(home_of(link))
    language = load_contact(link.scope, link.patient).language
    asked_for = language in dict(settings.LANGUAGES) and not settings.LANGUAGE_CODE.startswith(language)
    if asked_for and settings.LANGUAGE_COOKIE_NAME not in request.COOKIES:
        answer.set_cookie(settings.LANGUAGE_COOKIE_NAME, language, httponly=True, samesite="Lax")
    return answer


DOOR = LinkDoor(
    find=_find,
    session=LINK_SESSION,
    page="portal/link/page.html",
    leads_to=_leads_to,
    ended="portal:ended",
)
