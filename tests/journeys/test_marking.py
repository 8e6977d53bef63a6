"""A tear is marked on the drawing by pointer and by keyboard, and the boxes are what is sent."""

from playwright.sync_api import Page, expect

from tests.support.journeys.clinic import of
from tests.support.journeys.front_door import given_a_booked_hip, invent
from tests.support.journeys.people import People

TICKED = "input[name=tendons]:checked"


def ticked(page: Page) -> list[str]:
    return [str(box.get_attribute("value")) for box in page.locator(TICKED).all()]


def test_a_tear_is_marked_by_pointer_and_by_keyboard(people: People) -> None:
    # Given the reading of a booked hip
    case = given_a_booked_hip(people, invent("Mara"))
    surgeon = people("surgeon")
    page = surgeon.goes_to(of(case, "imaging")).page
    drawn = page.locator("#marking figcaption strong")

    # When one facet is pressed, and another tendon is ticked by keyboard
    page.locator(".facet-hit[data-value=gluteus_medius_anterior]").click()
    expect(drawn).to_contain_text("gluteus medius anterior")
    assert ticked(page) == ["gluteus_medius_anterior"]
    page.locator("input[name=tendons][value=gluteus_minimus]").focus()
    page.keyboard.press("Space")
    page.locator("[name=thickness]").select_option("partial")
    page.locator("[name=retraction_mm]").fill("18")
    page.keyboard.press("Tab")

    # Then the drawing says what the fields say, and the first is let go by pressing it again
    expect(drawn).to_contain_text(
        "Torn, partial: gluteus medius anterior, gluteus minimus; drawn back 18 mm."
    )
    surgeon.takes_a_look("marking")
    page.locator(".facet-hit[data-value=gluteus_medius_anterior]").click()
    said = "Torn, partial: gluteus minimus; drawn back 18 mm."
    expect(drawn).to_have_text(said)
    surgeon.presses("Record the reading")
    surgeon.sees("The reading is on the record.")
    expect(page.locator(".facets figcaption strong")).to_have_text(said)
