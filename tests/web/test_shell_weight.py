"""A page is light enough for a slow line: everything it loads is counted, uncompressed."""

import re

import pytest
from django.contrib.staticfiles import finders
from django.test import Client

from enthesis.domain.terms import PracticeId

pytestmark = pytest.mark.django_db

KILOBYTE = 1024
LOADED = re.compile(r"""(?:src|href)="/static/(?P<file>[^"]+)\"""")
NAMED = re.compile(r"""url\("(?P<file>[^"]+)"\)""")


def weight(html: str) -> int:
    """Bytes of the page and of every file it names, once each."""
    files = {match["file"] for match in LOADED.finditer(html)}
    return len(html.encode()) + sum(size(file) for file in files)


def size(file: str) -> int:
    found = finders.find(file)
    assert found, f"/static/{file} is not there."
    with open(found, "rb") as opened:
        return len(opened.read())


@pytest.mark.parametrize("address", ["/", "/request/"])
def test_a_public_page_is_light(practice: PracticeId, address: str) -> None:
    assert weight(Client().get(address).content.decode()) < 120 * KILOBYTE


def test_the_portal_is_lighter(practice: PracticeId) -> None:
    assert weight(Client().get("/my/ended/").content.decode()) < 50 * KILOBYTE


def test_what_a_sheet_names_is_there() -> None:
    for sheet in ("parts.css", "theme.css", "public.css", "portal.css", "print.css"):
        found = finders.find(f"enthesis/{sheet}")
        assert found
        with open(str(found), encoding="utf-8") as opened:
            for match in NAMED.finditer(opened.read()):
                assert finders.find(f"enthesis/{match['file']}"), f"{sheet} names {match['file']}."
