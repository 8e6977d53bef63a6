"""An address of its own for each language: `?lang=es` shows a page in Spanish once and keeps nothing.

Who reads here is answered in the language of their cookie or browser. A search engine has neither; it, and a
link sent to somebody, need an address that says the language.
"""

from collections.abc import Callable

from django.conf import settings
from django.http import HttpResponse
from django.utils import translation

from enthesis.web.shell.requests import Request

ASKED = "lang"
FIRST: str = settings.LANGUAGES[0][0]  # the language of an address that names none


def asked_language(answer: Callable[[Request], HttpResponse]) -> Callable[[Request], HttpResponse]:
    """Answers a page that is opened with a known language in its address in that language."""

    def handle(request: Request) -> HttpResponse:
        code = request.GET.get(ASKED, "")
        if request.method in ("GET", "HEAD") and code in dict(settings.LANGUAGES):
            translation.activate(code)
            request.LANGUAGE_CODE = translation.get_language()
        return answer(request)

    return handle


def in_language(path: str, code: str) -> str:
    """The address of a page in a language."""
    return path if code == FIRST else f"{path}?{ASKED}={code}"
