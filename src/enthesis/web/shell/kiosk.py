"""A tablet of the clinic in a patient's hands: one round of questions, and nothing else of this house.

Whoever hands it over is signed out on it. It locks when it is given back, or when nobody touches it for a
while; then staff sign in again.
"""

from datetime import datetime, timedelta

from django.conf import settings
from django.contrib.auth import logout
from django.http import HttpResponse
from django.urls import reverse

from enthesis.web.shell.requests import Request
from enthesis.web.shell.session_keys import KIOSK_SESSION, LINK_SESSION, TOUCHED_SESSION


def hand_over(request: Request, link: str, language: str) -> HttpResponse:
    """Staff are signed out on this device, and it asks for the patient's date of birth."""
    logout(request)
    request.session[KIOSK_SESSION] = link
    stays_awake(request)
    answer = HttpResponse(status=303)
    answer["Location"] = reverse("portal:tablet")
    if language in dict(settings.LANGUAGES):
        answer.set_cookie(settings.LANGUAGE_COOKIE_NAME, language, httponly=True, samesite="Lax")
    return answer


def is_kiosk(request: Request) -> bool:
    return KIOSK_SESSION in request.session


def stays_awake(request: Request) -> None:
    """The tablet was used at this moment."""
    request.on_tablet = True
    request.session[TOUCHED_SESSION] = request.at.isoformat()


def has_gone_idle(request: Request) -> bool:
    """Whether nobody used the tablet for so long that it locks."""
    touched = datetime.fromisoformat(request.session[TOUCHED_SESSION])
    return request.at >= touched + timedelta(minutes=request.practice.follow_up.tablet_locks_after)


def end_kiosk(request: Request) -> None:
    """Whoever signed in has the tablet back: it is nobody's round any more."""
    for key in (KIOSK_SESSION, TOUCHED_SESSION, LINK_SESSION) if is_kiosk(request) else ():
        request.session.pop(key, None)


def locked(request: Request) -> HttpResponse:
    """Nothing of the round is left on the device: the session is gone, and what the browser kept of it."""
    request.session.flush()
    answer = HttpResponse(status=303)
    answer["Location"] = reverse("portal:tablet_back")
    answer["Clear-Site-Data"] = '"cache"'
    answer.delete_cookie(settings.LANGUAGE_COOKIE_NAME)
    return answer
