"""Public pages as a reader's device meets them: light, still while they load, drawn in steps, on paper."""

import pytest
from django.urls import reverse
from playwright.sync_api import Page, expect

from enthesis.web.shell.found import PAGES
from tests.journeys.conftest import OpenPage
from tests.support.journeys.look import Look

KILOBYTE = 1024
SHIFTS = """() => new Promise((tell) => {
  let moved = 0;
  new PerformanceObserver((list) => {
    for (const shift of list.getEntries()) if (!shift.hadRecentInput) moved += shift.value;
  }).observe({ type: "layout-shift", buffered: true });
  setTimeout(() => tell(moved), 300);
})"""
SENT = """() => [...performance.getEntriesByType("navigation"), ...performance.getEntriesByType("resource")]
  .reduce((sum, entry) => sum + entry.transferSize, 0)"""


@pytest.mark.parametrize("device", ["desktop", "phone"])
@pytest.mark.parametrize("name", PAGES)
def test_a_public_page_is_light_and_stands_still(open_page: OpenPage, device: str, name: str) -> None:
    page = open_page(device)
    page.goto(reverse(name, kwargs={"office": "manhattan"} if name == "public:office" else {}))

    assert page.evaluate(SHIFTS) < 0.01
    assert 0 < page.evaluate(SENT) < 120 * KILOBYTE


def shown(page: Page) -> list[str]:
    """The steps whose drawing is seen."""
    figures = page.locator(".drawn-steps li:has(figure)")
    return [
        (item.locator("label").inner_text().split(maxsplit=1))[1]
        for item in figures.all()
        if item.locator("figure").is_visible()
    ]


def test_the_repair_is_stepped_through_by_keyboard_without_script(open_page: OpenPage) -> None:
    # Given a browser without script
    page = open_page("desktop", java_script_enabled=False)
    page.goto("/repair/")
    assert shown(page) == ["The tear"]

    # When the arrow keys move over the steps, then each is drawn in the same place
    first = page.locator(".drawn-steps figure").first.bounding_box()
    page.get_by_role("radio", name="The tear").focus()
    for title in ("Clean the tendon", "Small holes in the bone", "Fix the tendon", "Add tissue if needed"):
        page.keyboard.press("ArrowDown")
        assert shown(page) == [title]
        expect(page.get_by_role("img", name=title)).to_be_visible()
    assert page.locator(".drawn-steps li:has(:checked) figure").bounding_box() == first


def test_the_repair_is_stepped_through_by_finger_in_spanish(open_page: OpenPage, look: Look) -> None:
    page = open_page("phone")
    page.goto("/repair/?lang=es")
    page.locator(".drawn-steps label").nth(4).tap()

    assert shown(page) == ["Agregar tejido si hace falta"]
    expect(page.locator(".drawn-text").nth(4)).to_be_in_viewport()
    look(page, "repair step by finger")


def test_on_paper_every_step_stands_with_its_drawing(open_page: OpenPage) -> None:
    page = open_page("desktop")
    page.goto("/repair/")
    page.emulate_media(media="print")

    assert len(shown(page)) == 6
    expect(page.locator(".drawn-steps input").first).to_be_hidden()
    for text in page.locator(".drawn-text").all():
        assert (text.bounding_box() or {"height": 0})["height"] > 10
