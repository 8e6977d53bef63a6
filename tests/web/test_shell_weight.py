"""A page is light enough for a slow line: everything it loads is counted, as the server sends it.

Files are sent compressed (gzip, beside the plain file); the page itself is not.
"""

import gzip
import re

import pytest
from django.contrib.staticfiles import finders
from django.test import Client
from django.urls import reverse

from enthesis.domain.terms import PracticeId
from enthesis.web.shell.found import PAGES

pytestmark = pytest.mark.django_db

KILOBYTE = 1024
LOADED = re.compile(r"""(?:src|href)="/static/(?P<file>[^"]+)\"""")
COMPRESSED = (".css", ".js", ".svg", ".html", ".json")
NAMED = re.compile(r"""url\("(?P<file>[^"]+)"\)""")


def weight(html: str) -> int:
    """Bytes of the page and of every file it names, once each."""
    files = {match["file"] for match in LOADED.finditer(html)}
    return len(html.encode()) + sum(size(file) for file in files)


def size(file: str) -> int:
    found = finders.find(file)
    assert found, f"/static/{file} is not there."
    with open(found, "rb") as opened:
        whole = opened.read()
    return len(gzip.compress(whole)) if file.endswith(COMPRESSED) else len(whole)


@pytest.mark.parametrize("name", [*PAGES, "public:leaflet"])
@pytest.mark.parametrize("language", ["en", "es"])
def test_a_public_page_is_light(practice: PracticeId, name: str, language: str) -> None:
    kwargs = {"office": "manhattan"} if name == "public:office" else {}
    html = Client().get(reverse(name, kwargs=kwargs), {"lang": language}).content.decode()
    assert weight(html) < 120 * KILOBYTE
    assert not re.search(
        r"<(?:script|link|img|iframe)[^>]*(?:src|href)=\"(?:https?:)?//(?!testserver)", _loaded(html)
    )
    for image in re.findall(r"<img[^>]*>", html):
        assert re.search(r' width="\d+"', image) and re.search(r' height="\d+"', image), image


def _loaded(html: str) -> str:
    """Without the links that only name an address of the page itself."""
    return re.sub(r'<link rel="(?:canonical|alternate)"[^>]*>', "", html)


def test_the_portal_is_lighter(practice: PracticeId) -> None:
    assert weight(Client().get("/my/ended/").content.decode()) < 50 * KILOBYTE


def test_what_a_sheet_names_is_there() -> None:
    for sheet in ("parts.css", "theme.css", "public.css", "portal.css", "print.css", "drawings.css"):
        found = finders.find(f"enthesis/{sheet}")
        assert found
        with open(str(found), encoding="utf-8") as opened:
            for match in NAMED.finditer(opened.read()):
                assert finders.find(f"enthesis/{match['file']}"), f"{sheet} names {match['file']}."
