"""What robots may read (RFC 9309): the public pages, and nothing of a demonstration."""

from collections.abc import Iterator

from django.conf import settings
from django.http import HttpResponse
from django.urls import reverse

from enthesis.web.shell.access import PUBLIC
from enthesis.web.shell.discovery import PREFIXES, Route
from enthesis.web.shell.requests import Request

ROUTE = Route("robots.txt")
ACCESS = PUBLIC

ACCOUNTS = "/accounts/"


def view(request: Request) -> HttpResponse:
    return HttpResponse("\n".join(_lines()) + "\n", content_type="text/plain; charset=utf-8")


def _lines() -> Iterator[str]:
    yield "User-agent: *"
    if settings.ENTHESIS_DEMO:
        yield "Disallow: /"
        return
    yield from (f"Disallow: /{prefix}" for prefix in PREFIXES.values() if prefix)
    yield f"Disallow: {ACCOUNTS}"
    if settings.ENTHESIS_ORIGIN:
        yield f"Sitemap: {settings.ENTHESIS_ORIGIN}{reverse('public:sitemap')}"
