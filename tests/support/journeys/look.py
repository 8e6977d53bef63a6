"""Looking at a page: as wide as a desk and as narrow as a phone, in the light and in the dark."""

from collections.abc import Callable, Iterator
from pathlib import Path
from urllib.parse import urlsplit

from playwright.sync_api import Page, ViewportSize

from tests.support.axe import check_axe

DESK = ViewportSize(width=1280, height=900)
PHONE = ViewportSize(width=360, height=740)

Look = Callable[[Page, str], None]
Photograph = Callable[[Page, str], Path]

WIDER_THAN_PAGE = """() => {
  const wide = document.scrollingElement.clientWidth;
  const isClipped = (e) => e.closest(".visually-hidden, .table-wrap") !== null;
  return [...document.querySelectorAll("body *")]
    .filter((e) => e.getBoundingClientRect().right > wide + 1 && !isClipped(e))
    .slice(0, 5).map((e) => e.outerHTML.slice(0, 120));
}"""


def objections(page: Page, name: str, photograph: Photograph) -> Iterator[str]:
    """Whatever is wrong with the page: no title, not one heading, too wide, or what axe finds.

    Its window and theme are afterwards as before.
    """
    before = page.viewport_size
    page.wait_for_load_state()
    yield from _said(check_named, page)
    for device, size in (("phone", PHONE), ("desktop", DESK)):
        page.set_viewport_size(size)
        photograph(page, f"{name}-{device}")
        yield from _said(check_width, page)
        yield from _said(check_axe, page, f"light, {device}")
    if urlsplit(page.url).path.startswith(("/practice/", "/accounts/")):
        page.emulate_media(color_scheme="dark")
        photograph(page, f"{name}-dark")
        yield from _said(check_axe, page, "dark")
        page.emulate_media(color_scheme="light")
    if before:
        page.set_viewport_size(before)


def _said(check: Callable[[Page], None], page: Page, how: str = "") -> Iterator[str]:
    try:
        check(page)
    except AssertionError as objection:
        yield f"{objection} ({how})" if how else str(objection)


def check_named(page: Page) -> None:
    assert page.title().split(" – ")[0].strip(), f"{page.url} has no title"
    headings = page.locator("h1").all_inner_texts()
    assert len(headings) == 1, f"{page.url} has {len(headings)} first headings: {headings}"


def check_width(page: Page) -> None:
    """Nothing stands out to the right: only tables in a frame of their own may scroll sideways."""
    inner, outer = page.evaluate(
        "() => [document.scrollingElement.scrollWidth, document.scrollingElement.clientWidth]"
    )
    if inner > outer:
        told = "\n  ".join(page.evaluate(WIDER_THAN_PAGE))
        raise AssertionError(f"{page.url} is {inner} px wide in a window of {outer} px:\n  {told}")
