"""Pages stand on what the app serves itself: nothing is fetched from elsewhere, nothing named is missing."""

import re
from pathlib import Path

import pytest
from django.template import TemplateDoesNotExist
from django.template.loader import get_template

from tests.support.source import PACKAGE

WEB = PACKAGE / "web"
ADDRESS = re.compile(r"""(?:https?:)?//(?P<host>[a-z0-9-]+(?:\.[a-z0-9-]+)+)""", re.IGNORECASE)
# Links a reader may follow, and the name of the SVG language. Nothing is loaded from them.
LINKED = frozenset({"pubmed.ncbi.nlm.nih.gov", "pmc.ncbi.nlm.nih.gov", "doi.org"})
NAMESPACES = frozenset({"www.w3.org"})
LINK = re.compile(r"""<a\b[^>]*?\bhref=["']$""", re.IGNORECASE | re.DOTALL)
NAMED = re.compile(r"""{%-?\s*(?:extends|include)\s+["'](?P<name>[^"']+)["']""")

TEMPLATES = sorted(WEB.rglob("*.html"))
KEPT_AS_PUBLISHED = WEB / "static" / "enthesis" / "vendor"  # tests.web.test_scanning knows them by hash
SERVED = [
    f
    for f in sorted((WEB / "static").rglob("*"))
    if f.suffix in (".css", ".js", ".svg", ".json", ".html") and not f.is_relative_to(KEPT_AS_PUBLISHED)
]


def short(file: Path) -> str:
    return file.relative_to(WEB).as_posix()


def fetched(text: str) -> list[str]:
    """Hosts this text would load something from."""
    return [
        match["host"]
        for match in ADDRESS.finditer(text)
        if match["host"] not in NAMESPACES
        and not (match["host"] in LINKED and LINK.search(text, 0, match.start()))
    ]


def missing(text: str) -> list[str]:
    """Templates this one extends or includes that nobody can load."""
    found = []
    for match in NAMED.finditer(text):
        try:
            get_template(match["name"])
        except TemplateDoesNotExist as problem:
            found.append(f"{match['name']}: {problem}")
    return found


def test_there_are_pages() -> None:
    assert TEMPLATES
    assert SERVED


@pytest.mark.parametrize("file", [*TEMPLATES, *SERVED], ids=short)
def test_nothing_is_fetched_from_elsewhere(file: Path) -> None:
    assert fetched(file.read_text(encoding="utf-8")) == []


@pytest.mark.parametrize("file", TEMPLATES, ids=short)
def test_every_template_compiles_and_finds_what_it_names(file: Path) -> None:
    for root in (WEB / "layouts", WEB / "components", WEB / "pages"):
        if file.is_relative_to(root):
            get_template(file.relative_to(root).as_posix())
    assert missing(file.read_text(encoding="utf-8")) == []


@pytest.mark.parametrize(
    "bad",
    [
        '<script src="https://cdn.example.org/x.js"></script>',
        '<link rel="stylesheet" href="//fonts.example.org/css">',
        "@import url(https://example.org/a.css);",
        '<img src="https://doi.org/10.1000/1.png">',
        '<a href="https://example.org/">elsewhere</a>',
    ],
)
def test_the_guard_sees_what_is_fetched(bad: str) -> None:
    assert fetched(bad)


def test_a_link_to_a_paper_is_no_fetch() -> None:
    assert not fetched('<a class="ref" href="https://pubmed.ncbi.nlm.nih.gov/34977622/">PubMed</a>')
    assert not fetched('<svg xmlns="http://www.w3.org/2000/svg"></svg>')
    assert not fetched("// a comment. And more")


def test_the_guard_sees_a_missing_template() -> None:
    assert missing('{% extends "no/such/layout.html" %}')
