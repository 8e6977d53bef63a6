"""Every address says who may come in. Those of other packages are listed here, with the reason."""

from collections.abc import Iterator

import pytest
from django.http import HttpResponse
from django.urls import URLPattern, URLResolver, get_resolver, path

from enthesis.domain.terms import STAFF
from enthesis.web.shell.access import PUBLIC, Access, Door
from enthesis.web.shell.discovery import pages
from enthesis.web.shell.guard import guarded

FOREIGN = {"accounts/": "Sign-in, second factor and sign-out ask for themselves who somebody is (allauth)."}

# The same for everybody: a browser, or anything on the way, may keep these. Every other page is never kept.
MAY_BE_KEPT = frozenset(
    f"public:{name}"
    for name in (
        *("home", "tear", "repair", "biologics", "safety", "references", "leaflet", "surgeon"),
        *("offices", "office", "robots", "sitemap", "components", "preferences"),
        "feed",  # says for itself that only the program that asks keeps it, for five minutes
    )
)


def routes(patterns: list[URLPattern | URLResolver], prefix: str = "") -> Iterator[tuple[str, object]]:
    """Every address below, with what answers it."""
    for pattern in patterns:
        address = prefix + str(pattern.pattern)
        if isinstance(pattern, URLResolver):
            yield from routes(pattern.url_patterns, address)
        else:
            yield address, pattern.callback


def undeclared(patterns: list[URLPattern | URLResolver]) -> list[str]:
    return [
        address
        for address, view in routes(patterns)
        if not isinstance(getattr(view, "access", None), Access) and not address.startswith(tuple(FOREIGN))
    ]


def test_every_address_declares_who_may_come_in() -> None:
    assert undeclared(get_resolver().url_patterns) == []


def test_an_address_without_access_is_found() -> None:
    def open_door(request: object) -> HttpResponse:
        return HttpResponse()

    assert undeclared([path("open/", open_door), path("kept/", guarded(open_door, PUBLIC))]) == ["open/"]


def test_every_exception_is_still_needed() -> None:
    addresses = [address for address, _view in routes(get_resolver().url_patterns)]
    assert [prefix for prefix in FOREIGN if not any(a.startswith(prefix) for a in addresses)] == []


@pytest.mark.parametrize("page", pages(), ids=lambda page: page.name)
def test_an_audience_has_its_own_door(page: object) -> None:
    audience, access = page.audience, page.access  # type: ignore[attr-defined]
    if audience == "practice":
        assert access.door is Door.STAFF and access.roles and access.roles <= STAFF
    if audience == "public":
        assert access.door in (Door.PUBLIC, Door.VISIT)


@pytest.mark.parametrize("page", pages(), ids=lambda page: page.name)
def test_a_page_of_one_visit_is_kept_by_its_link(page: object) -> None:
    before_the_link = {"public:visit_link", "public:visit_booked", "public:visit_ended"}
    of_a_visit = page.name.startswith("public:visit") and page.name not in before_the_link  # type: ignore[attr-defined]
    assert (page.access.door is Door.VISIT) == of_a_visit  # type: ignore[attr-defined]


@pytest.mark.parametrize("page", pages(), ids=lambda page: page.name)
def test_a_page_of_patients_is_kept_by_a_link(page: object) -> None:
    before_the_link = {"portal:link", "portal:ended", "portal:tablet", "portal:tablet_back"}
    if page.audience == "portal" and page.name not in before_the_link:  # type: ignore[attr-defined]
        assert page.access.door is Door.LINK  # type: ignore[attr-defined]


def test_only_pages_that_are_listed_here_may_be_kept() -> None:
    """A new public page declares PERSONAL, or shows everybody the same and is added to the list."""
    assert {page.name for page in pages() if page.access.may_be_kept} == MAY_BE_KEPT


@pytest.mark.parametrize("page", pages(), ids=lambda page: page.name)
def test_what_an_address_with_a_secret_shows_is_not_kept(page: object) -> None:
    if "token" in page.route.path and page.name != "public:feed":  # type: ignore[attr-defined]
        assert not page.access.may_be_kept  # type: ignore[attr-defined]
