"""Keeps the reader's theme and language, and leads back to where they came from."""

from typing import cast

from django.conf import settings
from django.http import HttpResponse, HttpResponseNotAllowed, HttpResponseRedirect
from django.utils.http import url_has_allowed_host_and_scheme

from enthesis.web.shell.access import PUBLIC
from enthesis.web.shell.discovery import Route
from enthesis.web.shell.requests import Request

ROUTE = Route("preferences/")
ACCESS = PUBLIC

YEAR_SECONDS = 365 * 24 * 3600


def view(request: Request) -> HttpResponse:
    if request.method != "POST":
        return HttpResponseNotAllowed(["POST"])
    response = HttpResponseRedirect(_way_back(request))
    response.status_code = 303
    if (theme := request.POST.get("theme")) in ("light", "dark"):
        _keep(response, "theme", theme)
    elif theme == "system":
        response.delete_cookie("theme")
    if (language := request.POST.get("language")) in dict(settings.LANGUAGES):
        _keep(response, settings.LANGUAGE_COOKIE_NAME, language)
    return response


def _way_back(request: Request) -> str:
    """A path of this site and nothing else."""
    asked = request.POST.get("next", "")
    safe = asked.startswith("/") and url_has_allowed_host_and_scheme(asked, allowed_hosts=None)
    return asked if safe else "/"


def _keep(response: HttpResponse, name: str, value: str | None) -> None:
    response.set_cookie(
        name,
        cast(str, value),
        max_age=YEAR_SECONDS,
        samesite="Lax",
        httponly=True,
        secure=settings.SESSION_COOKIE_SECURE,
    )
