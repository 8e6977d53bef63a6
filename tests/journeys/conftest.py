"""Journeys: a real browser on a running demo practice.

`site` is the practice, `open_page("phone")` a page of it with nobody signed in, `page` one on a desktop.
A page that throws a script error or asks another machine for anything fails its test.
"""

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, Route, ViewportSize, sync_playwright

from tests.support.browser import find_chromium, flags
from tests.support.site import Site, running_site

DEVICES: dict[str, dict[str, Any]] = {
    "desktop": {"viewport": ViewportSize(width=1280, height=900)},
    "phone": {"viewport": ViewportSize(width=360, height=740), "has_touch": True, "is_mobile": True},
}
SCREENSHOTS = Path(__file__).resolve().parents[2] / "build" / "screenshots"
HIPS = 8
TIMEOUT_MS = 10_000

OpenPage = Callable[..., Page]


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    for item in items:
        if Path(__file__).parent in item.path.parents and not item.get_closest_marker("timeout"):
            item.add_marker(pytest.mark.timeout(300))


@pytest.fixture(scope="session")
def site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    """The demo practice, prepared and served as `script/demo` does it; all journeys of a run share it."""
    with running_site(tmp_path_factory.mktemp("site") / "data", hips=HIPS) as running:
        yield running


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    program = find_chromium()
    if program is None:
        pytest.fail("No Chromium or Chrome was found: run script/test tests/journeys.")
    with sync_playwright() as playwright:
        running = playwright.chromium.launch(executable_path=program, args=flags())
        yield running
        running.close()


@pytest.fixture
def open_page(browser: Browser, site: Site) -> Iterator[OpenPage]:
    """`open_page(device="desktop", **options)`: a page with cookies of its own; options of new_context.

    Paths such as page.goto("/practice/") are the site's. Ask for `color_scheme="dark"` to see the dark theme.
    """
    contexts: list[BrowserContext] = []
    troubles: list[str] = []

    def stay_home(route: Route) -> None:
        if route.request.url.startswith((site.url, "data:", "blob:")):
            route.continue_()
        else:
            troubles.append(f"asked another machine: {route.request.url}")
            route.abort()

    def open_one(device: str = "desktop", **options: Any) -> Page:
        context = browser.new_context(base_url=site.url, **{**DEVICES[device], **options})
        contexts.append(context)
        context.set_default_timeout(TIMEOUT_MS)
        context.route("**/*", stay_home)
        page = context.new_page()
        page.on("pageerror", lambda error: troubles.append(f"script error on {page.url}: {error}"))
        return page

    yield open_one
    for context in contexts:
        context.close()
    assert not troubles, "\n".join(troubles)


@pytest.fixture
def page(open_page: OpenPage) -> Page:
    return open_page("desktop")


@pytest.fixture(scope="session")
def screenshot() -> Callable[[Page, str], Path]:
    """`screenshot(page, "name")`: the whole page as build/screenshots/name.png."""

    def save(page: Page, name: str) -> Path:
        SCREENSHOTS.mkdir(parents=True, exist_ok=True)
        file = SCREENSHOTS / f"{name}.png"
        page.screenshot(path=file, full_page=True)
        return file

    return save
