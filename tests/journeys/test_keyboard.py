"""With the keyboard alone: a patient answers, the desk books."""

from collections.abc import Callable

from playwright.sync_api import Locator, Page, expect

from tests.support.journeys import outcomes
from tests.support.journeys.clinic import of
from tests.support.journeys.front_door import (
    CASE,
    asks_for_a_consultation,
    case_shown,
    given_a_booked_hip,
    invent,
)
from tests.support.journeys.people import Account, People, Person
from tests.support.site import Site

MOST_TABS = 120
IN_FOCUS = "e => e === document.activeElement"
# An outline must show where the focus is: around the thing itself, its label, or what is drawn in its place.
SHOWS_FOCUS = """e => [e, e.closest("label"), e.nextElementSibling].some((x) => {
  if (!x) return false;
  const style = getComputedStyle(x);
  return style.outlineStyle !== "none" && parseFloat(style.outlineWidth) > 0;
})"""


def tab_to(page: Page, target: Locator) -> None:
    """Tab, until the target has the focus and shows it; never the mouse.

    Only a page that is drawn shows anything: an outline whose colour is still on its way is none.
    """
    target.wait_for(state="attached")
    page.wait_for_load_state()
    for _ in range(MOST_TABS):
        if target.evaluate(IN_FOCUS):
            assert target.evaluate(SHOWS_FOCUS), f"The focus on {target} of {page.url} cannot be seen"
            return
        page.keyboard.press("Tab")
    raise AssertionError(f"{target} of {page.url} was not reached by {MOST_TABS} tabs")


def types_into(page: Page, name: str, text: str) -> None:
    tab_to(page, page.locator(f'[name="{name}"]:visible'))
    page.keyboard.type(text)


def follows(page: Page, target: Locator) -> None:
    tab_to(page, target)
    page.keyboard.press("Enter")


def chooses(page: Page, name: str, value: str) -> None:
    """A radio button: its group is entered with Tab, the arrows go through it, space takes it."""
    group = page.locator(f'input[type="radio"][name="{name}"]')
    wanted = page.locator(f'input[type="radio"][name="{name}"][value="{value}"]')
    tab_to(page, group.first)
    for _ in range(group.count() + 1):
        page.keyboard.press("Space")
        if wanted.is_checked():
            return
        page.keyboard.press("ArrowDown")
    raise AssertionError(f"{name} = {value} of {page.url} cannot be chosen by keyboard")


def test_a_patient_answers_with_the_keyboard_alone(people: People, visitor: Person, site: Site) -> None:
    # Given an invitation that came by mail
    patient = invent("Ida")
    case = given_a_booked_hip(people, patient)
    people("desk").goes_to(of(case, "invite/baseline")).presses("Send the invitation")
    people("desk").sees("The invitation is on its way.")
    link = outcomes.link_in_mail(site.data, patient)
    someone = people.nobody("desktop")
    page = someone.page

    # When the date of birth and every answer are given by keyboard
    someone.goes_to(link)
    types_into(page, "day", "12")
    types_into(page, "month", "March")
    types_into(page, "year", "1961")
    page.keyboard.press("Enter")
    someone.reads("Before you begin")
    tab_to(page, page.locator('[name="sign"][value="none"]'))
    page.keyboard.press("Space")
    page.keyboard.press("Enter")
    someone.reads("How is your hip?")
    harris = page.locator("section.card").filter(has_text="Modified Harris")
    follows(page, harris.get_by_role("link", name="One question at a time"))
    for item, answer in outcomes.MIDDLING.items():
        expect(page.locator(f'[name="a-{item}"]').first).to_be_attached()
        chooses(page, f"a-{item}", answer)
        page.keyboard.press("Enter")  # in a form, Enter goes on, never back
    someone.reads("Overview")
    follows(page, page.get_by_role("button", name="Send my answers"))
    someone.reads("How is your hip?")
    follows(page, page.get_by_role("link", name="All on one page"))
    chooses(page, "a-pain", "6")
    follows(page, page.get_by_role("button", name="Go on", exact=True))
    follows(page, page.get_by_role("button", name="Send my answers"))

    # Then both forms are in
    someone.reads("Thank you").sees("75.9").takes_a_look("keyboard thanks")


def test_the_desk_books_with_the_keyboard_alone(
    people: People, visitor: Person, accounts: dict[str, Account], open_page: Callable[..., Page]
) -> None:
    # Given a request that waits, and a desk that has not signed in
    patient = invent("Noor")
    asks_for_a_consultation(visitor, patient)
    page = open_page("desktop")
    page.goto("/practice/")

    # When it signs in, finds the request and takes a time
    types_into(page, "login", accounts["desk"].email)
    types_into(page, "password", accounts["desk"].password)
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", level=1, name="Today")).to_be_visible()
    follows(page, page.get_by_role("navigation", name="Main").get_by_role("link", name="Requests"))
    page.wait_for_url("**/requests/")
    card = page.locator("article, tr, li").filter(has_text=patient.name)
    follows(page, card.get_by_role("link", name="Choose a time").first)
    page.wait_for_url("**/book/")
    follows(page, page.locator('button[name="slot"]').first)
    page.wait_for_url(CASE)

    # Then the hip is booked
    expect(page.get_by_role("heading", level=1, name=patient.name)).to_be_visible()
    assert case_shown(Person(page, people.look))
