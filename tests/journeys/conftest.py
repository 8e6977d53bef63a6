"""Journeys: a real browser on a running demo practice.

`site` is the practice, `open_page("phone")` a page of it with nobody signed in, `people` are those who use
it, each in a browser of their own. A page that throws or logs an error, breaks the content policy, gets an
error for one of its parts or asks another machine for anything fails its test. So does one `look` objects to.
"""

import re
import shutil
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import (
    Browser,
    BrowserContext,
    ConsoleMessage,
    Page,
    Request,
    Response,
    ViewportSize,
    expect,
    sync_playwright,
)

from tests.support.browser import find_chromium, flags
from tests.support.journeys.look import Look, objections
from tests.support.journeys.people import Account, People, Person, read_accounts
from tests.support.once import made_once
from tests.support.site import Site, prepare, running_site

DEVICES: dict[str, dict[str, Any]] = {
    "desktop": {"viewport": ViewportSize(width=1280, height=900)},
    "tablet": {"viewport": ViewportSize(width=1024, height=768), "has_touch": True},
    "phone": {"viewport": ViewportSize(width=360, height=740), "has_touch": True, "is_mobile": True},
}
SCREENSHOTS = Path(__file__).resolve().parents[2] / "build" / "screenshots"
HIPS = 8
TIMEOUT_MS = 30_000  # what hangs; no measure of speed, as the machine may be busy with other things
expect.set_options(timeout=TIMEOUT_MS)
REFUSED = "Failed to load resource"  # Chromium logs it for a page that answers 4xx; `heard` tells these apart

OpenPage = Callable[..., Page]


LONGEST = ("test_one_hip.py", "test_every_page.py")
"""They begin first, however the rest is shuffled: else one process works on alone at the end of a run."""


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    items.sort(key=lambda item: item.path.name not in LONGEST)
    for item in items:
        if Path(__file__).parent in item.path.parents and not item.get_closest_marker("timeout"):
            item.add_marker(pytest.mark.timeout(900))


@pytest.fixture(scope="session")
def site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    """The demo practice, prepared and served as `script/demo` does it; all journeys of a run share it."""
    made = made_once(tmp_path_factory, f"site-{HIPS}", lambda data: prepare(data, HIPS))
    data = tmp_path_factory.mktemp("site") / "data"
    shutil.copytree(made.folder, data)
    with running_site(data, told=made.told) as running:
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


@dataclass
class Watch:
    """Writes down what no page of this site may do."""

    site: Site
    troubles: list[str]

    def asked(self, request: Request) -> None:
        """No other machine is found (tests.support.browser); asking for one is wrong all the same."""
        if not request.url.startswith((f"{self.site.url}/", "data:", "blob:")):
            self.troubles.append(f"asked another machine: {request.url}")

    def heard(self, message: ConsoleMessage) -> None:
        if message.type == "error" and not message.text.startswith(REFUSED):
            self.troubles.append(f"console of {message.location.get('url')}: {message.text}")

    def answered(self, response: Response) -> None:
        if response.status >= (500 if response.request.is_navigation_request() else 400):
            self.troubles.append(f"{response.status} for {response.url}")

    def on(self, page: Page) -> None:
        page.on("pageerror", lambda error: self.troubles.append(f"script error on {page.url}: {error}"))
        page.on("console", self.heard)
        page.on("response", self.answered)


@pytest.fixture
def troubles() -> Iterator[list[str]]:
    """What was wrong with pages on the way; the journey goes on, and fails at its end with all of it."""
    found: list[str] = []
    yield found
    assert not found, "\n".join(dict.fromkeys(found))


@pytest.fixture
def open_page(browser: Browser, site: Site, troubles: list[str]) -> Iterator[OpenPage]:
    """`open_page(device="desktop", **options)`: a page with cookies of its own; options of new_context.

    Paths such as page.goto("/practice/") are the site's. Ask for `color_scheme="dark"` to see the dark theme.
    """
    contexts: list[BrowserContext] = []
    watch = Watch(site, troubles)

    def open_one(device: str = "desktop", **options: Any) -> Page:
        still: dict[str, Any] = {"reduced_motion": "reduce", "locale": "en-US"}
        context = browser.new_context(base_url=site.url, **{**still, **DEVICES[device], **options})
        contexts.append(context)
        context.set_default_timeout(TIMEOUT_MS)
        context.on("request", watch.asked)
        page = context.new_page()
        watch.on(page)
        return page

    yield open_one
    for context in contexts:
        context.close()


@pytest.fixture
def page(open_page: OpenPage) -> Page:
    return open_page("desktop")


@pytest.fixture(scope="session")
def accounts(site: Site) -> dict[str, Account]:
    """The accounts of the demonstration, by the first part of their address: `accounts["nurse2"].pin`."""
    return read_accounts(site.told)


@pytest.fixture(scope="session")
def signed_in() -> dict[str, Any]:
    """The cookies of everybody who has signed in during this run."""
    return {}


@pytest.fixture
def people(
    open_page: OpenPage, accounts: dict[str, Account], signed_in: dict[str, Any], look: Look
) -> People:
    return People(open_page, accounts, signed_in, look)


@pytest.fixture
def visitor(open_page: OpenPage, look: Look) -> Person:
    """Somebody with a phone and no account."""
    return Person(open_page("phone"), look)


@pytest.fixture(scope="session")
def screenshot() -> Callable[[Page, str], Path]:
    """`screenshot(page, "name")`: the whole page as build/screenshots/name.png."""

    def save(page: Page, name: str) -> Path:
        SCREENSHOTS.mkdir(parents=True, exist_ok=True)
        file = SCREENSHOTS / f"{name}.png"
        page.screenshot(path=file, full_page=True)
        return file

    return save


@pytest.fixture
def look(screenshot: Callable[[Page, str], Path], troubles: list[str]) -> Look:
    """`look(page, "name")`: photographed and checked at a desk and on a phone, practice pages in the dark."""

    def look_closely(page: Page, name: str) -> None:
        file = re.sub(r"[^a-z0-9]+", "-", name.lower()).strip("-")
        troubles.extend(f"{name}: {objection}" for objection in objections(page, file, screenshot))

    return look_closely
