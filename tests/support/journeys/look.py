"""Looking at a page: as wide as a desk and as narrow as a phone, in the light and in the dark.

Axe is asked once in a process for each build of a page: one that differs from a page it has seen in nothing
but words, values and how often a row is repeated has nothing new to tell it.
"""

from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from urllib.parse import urlsplit

from playwright.sync_api import Page, ViewportSize

from tests.support.axe import OF_COLOUR, check_axe

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

# How a page is built: its elements with what axe and styles go by, each run of alike ones once; of a text,
# that it is there; of what names another element, whether that is there.
BUILD = """() => {
  const whole =
    /^(class|role|type|lang|style|rel|tabindex|scope|autocomplete|aria-(?!label|controls|describedby|owns))/;
  const names = /^(for|list|headers|aria-(labelledby|controls|describedby|owns))$/;
  const isLost = (name, value) =>
    names.test(name) && value.split(/\\s+/).some((id) => id && !document.getElementById(id));
  const told = (e) => [...e.attributes].map(({ name, value }) =>
    whole.test(name) || e.tagName === "LINK"
      ? `${name}=${value}`
      : `${name}${value ? "" : "!"}${isLost(name, value) ? "?" : ""}`,
  ).sort().join(" ") + (e.checked ? " on" : "");
  const built = (e) => {
    const parts = [];
    for (const node of e.childNodes) {
      const part = node.nodeType === 1 ? built(node) : node.nodeType === 3 && node.data.trim() ? "text" : "";
      if (part && part !== parts.at(-1)) parts.push(part);
    }
    return `<${e.tagName} ${told(e)}>${parts.join("")}</>`;
  };
  const ids = [...document.querySelectorAll("[id]")].map((e) => e.id);
  return `${new Set(ids).size === ids.length} ${built(document.documentElement)}`;
}"""
_asked: set[int] = set()


def objections(page: Page, name: str, photograph: Photograph) -> Iterator[str]:
    """Whatever is wrong with the page: no title, not one heading, too wide, or what axe finds.

    Its window and theme are afterwards as before.
    """
    before = page.viewport_size
    page.wait_for_load_state()
    build = page.evaluate(BUILD)
    yield from _said(check_named, page)
    for device, size in (("phone", PHONE), ("desktop", DESK)):
        page.set_viewport_size(size)
        photograph(page, f"{name}-{device}")
        yield from _said(check_width, page)
        yield from _asks_axe(page, build, f"light, {device}")
    if urlsplit(page.url).path.startswith(("/practice/", "/accounts/")):
        page.emulate_media(color_scheme="dark")
        photograph(page, f"{name}-dark")
        yield from _asks_axe(page, build, "dark", rules=OF_COLOUR)
        page.emulate_media(color_scheme="light")
    if before:
        page.set_viewport_size(before)


def _said(check: Callable[[Page], None], page: Page, how: str = "") -> Iterator[str]:
    try:
        check(page)
    except AssertionError as objection:
        yield f"{objection} ({how})" if how else str(objection)


def _asks_axe(page: Page, build: str, how: str, rules: Sequence[str] = ()) -> Iterator[str]:
    if (one := hash((build, how))) not in _asked:
        objections = list(_said(lambda page: check_axe(page, rules=rules), page, how))
        if not objections:
            _asked.add(one)
        yield from objections


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
