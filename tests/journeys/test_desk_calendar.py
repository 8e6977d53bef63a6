"""The desk with the keyboard alone: a call is booked, a patient arrives, a surgeon is called away."""

import re
from datetime import date, datetime

from playwright.sync_api import Page, expect

from tests.support.journeys.front_door import given_a_booked_hip, invent
from tests.support.journeys.people import People

MOST_KEYS = 12  # beside the letters of the name
MOST_TABS = 120


class Keys:
    """A keyboard that counts what is pressed; typing a name is counted apart."""

    def __init__(self, page: Page) -> None:
        self.page, self.pressed = page, 0

    def press(self, key: str) -> None:
        self.page.keyboard.press(key)
        self.pressed += 1

    def focused(self, test: str) -> bool:
        return bool(self.page.evaluate(f"() => (({test})(document.activeElement))"))

    def tab_until(self, test: str) -> None:
        """Tab, until what has the focus passes the test, a function of JavaScript."""
        for _ in range(MOST_TABS):
            if self.focused(test):
                return
            self.press("Tab")
        raise AssertionError(f"Nothing on {self.page.url} that passes {test} was reached with Tab")


def test_a_known_patient_is_booked_with_a_dozen_keys(people: People) -> None:
    # Given a patient the practice knows, who calls, and the page for calls
    patient = invent("Thea")
    given_a_booked_hip(people, patient)
    desk = people("desk").goes_to("/practice/telephone/").reads("Book by telephone")
    page, keys = desk.page, Keys(desk.page)

    # When the desk types the family name, presses Enter, says that it is one more visit, and takes a time
    page.keyboard.type(patient.family)
    keys.press("Enter")
    page.wait_for_url(re.compile(r"/telephone/\?q="))
    expect(page.locator('input[name="caller"]:checked')).to_be_focused()
    keys.tab_until("(e) => e.name === 'one_more'")
    keys.press("Space")
    keys.tab_until("(e) => e.matches('button[name=slot]')")
    keys.press("Enter")

    # Then it is booked, with no more keys than fingers and thumbs allow
    desk.sees("Say it back to the caller.")
    assert keys.pressed <= MOST_KEYS, f"{keys.pressed} keys were needed"
    desk.takes_a_look("telephone booked")


def test_somebody_new_is_booked_from_one_form(people: People) -> None:
    # Given somebody who calls for the first time
    patient = invent("Uma")
    desk = people("desk").goes_to("/practice/telephone/").reads("Book by telephone")
    page, keys = desk.page, Keys(desk.page)

    # When the desk types what is said, and chooses a time
    page.keyboard.type(f"{patient.name} 3/12/1961")
    keys.press("Enter")
    page.wait_for_url(re.compile(r"/telephone/\?q="))
    expect(page.get_by_role("heading", name="Somebody new")).to_be_visible()
    desk.takes_a_look("telephone new")
    keys.tab_until("(e) => e.name === 'email'")
    page.keyboard.type(patient.email)
    keys.tab_until("(e) => e.name === 'side'")
    keys.press("Space")
    keys.tab_until("(e) => e.matches('button[name=slot]')")
    keys.press("Enter")

    # Then hip and visit are there
    desk.sees("Say it back to the caller.")
    desk.goes_to("/practice/cases/").sees(patient.name)


def test_an_arrival_is_recorded_from_the_calendar_and_taken_back(people: People) -> None:
    # Given today's calendar with somebody on it; a day without sessions has nobody to arrive
    desk = people("desk").goes_to("/practice/calendar/")
    page, keys = desk.page, Keys(desk.page)
    desk.takes_a_look("calendar day")
    visit = page.locator("table.cal td.is-booked a").first
    if not visit.count():
        return

    # When the visit is opened and the patient is here, all by keyboard
    keys.tab_until("(e) => e.closest('table.cal td.is-booked')")
    keys.press("Enter")
    page.wait_for_url("**/visits/*/")
    keys.tab_until("(e) => e.matches('main form button')")
    expect(page.locator("main form button").first).to_have_text("Arrived")
    keys.press("Enter")

    # Then the page and the calendar say so; and what was wrong is opened again, then missed
    desk.sees("Recorded: arrived.").takes_a_look("visit arrived")
    desk.goes_to("/practice/calendar/")
    expect(page.locator("table.cal td.is-here").first).to_be_visible()
    page.locator("table.cal td.is-here a").first.press("Enter")
    page.wait_for_url("**/visits/*/")
    page.get_by_role("button", name="Open again").press("Enter")
    desk.sees("Recorded: opened again.")


def test_a_surgeon_is_called_away_and_the_session_moves(people: People) -> None:
    # Given a day ahead on which somebody is booked
    patient = invent("Vida")
    given_a_booked_hip(people, patient)
    desk = people("desk").goes_to("/practice/")
    page, keys = desk.page, Keys(desk.page)
    row = page.locator("tr").filter(has_text=patient.name).first
    row.locator("td.num a").press("Enter")
    page.wait_for_url("**/visits/*/")
    told = page.locator(".visit-when strong").inner_text()
    on = _day_in(told)

    # When the desk closes that day for the surgeon and confirms what is proposed, by keyboard
    desk.goes_to("/practice/closures/").reads("Closed times")
    page.locator('[name="first"]').fill(on.isoformat())
    keys.tab_until("(e) => e.matches('main form button')")
    keys.press("Enter")
    desk.reads(re.compile("^Away: Ajay"))
    expect(page.locator("tr").filter(has_text=patient.name)).to_be_visible()
    leaving = page.locator("tr").filter(has_text=patient.name)
    leaving.locator("summary").press("Enter")
    expect(leaving.get_by_text("Your visit is now on")).to_be_visible()
    desk.takes_a_look("closure proposals")
    assert _confirms_until_nobody_is_left(keys)

    # Then nobody is left in it, the visit has another day, and the day can be opened again
    desk.sees("No visit is in this time any more.")
    desk.goes_to("/practice/closures/").takes_a_look("closures")
    page.get_by_role("button", name=re.compile("^Open again")).first.press("Enter")
    desk.sees("This time is open again.")


def test_the_calendar_is_looked_at(people: People) -> None:
    # Given the demonstration, when its other views are opened, then nothing is wrong there
    desk = people("desk")
    for name, path in (
        ("week", "/practice/calendar/?view=week"),
        ("month", "/practice/calendar/?view=month"),
        ("nobody", "/practice/calendar/?on=2001-01-01"),
        ("capacity", "/practice/capacity/"),
        ("links", "/practice/calendar-links/"),
    ):
        desk.goes_to(path).takes_a_look(f"calendar {name}")


def _confirms_until_nobody_is_left(keys: Keys) -> bool:
    """A time that was offered to the waiting list meanwhile is refused; then the next one is taken.

    Whether the page said that those who have another time are told.
    """
    page, is_told = keys.page, False
    left = page.locator("table.leaving select")
    for _ in range(5):
        keys.tab_until("(e) => e.matches('main form .btn-primary')")
        with page.expect_navigation():
            keys.press("Enter")
        is_told = is_told or page.get_by_text("whoever comes is told.").count() > 0
        if not left.count():
            break
        for goes_to in left.all():
            goes_to.select_option(index=0)
    return is_told


def _day_in(told: str) -> date:
    """The day in words such as Tuesday, 9 March 2027, 10:00."""
    found = re.search(r"(\d{1,2} \w+ \d{4})", told)
    assert found
    return datetime.strptime(found[1], "%d %B %Y").date()  # noqa: DTZ007  a day has no zone
