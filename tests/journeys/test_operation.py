"""A surgeon books an operation, moves it and cancels it, and its visits follow."""

import re
from datetime import date, timedelta

from playwright.sync_api import expect

from tests.support.journeys.people import People, Person

WEDNESDAY = 2
FAR = timedelta(days=70)


def a_wednesday() -> date:
    """Far enough ahead that nothing of the demonstration stands there."""
    day = date.today() + FAR  # noqa: DTZ011  a day some weeks away, whatever the clock
    return day + timedelta(days=(WEDNESDAY - day.weekday()) % 7)


def in_words(day: date) -> str:
    return f"{day:%A}, {day.day} {day:%B %Y}"


def opens_a_drafted_hip(surgeon: Person) -> Person:
    """The first hip whose plan is drafted and whose operation nobody has booked."""
    surgeon.goes_to("/practice/").reads("Today")
    plans = surgeon.page.get_by_role("link", name="Plan to sign")
    for href in [link.get_attribute("href") or "" for link in plans.all()]:
        surgeon.goes_to(href.removesuffix("plan/"))
        if surgeon.page.get_by_role("link", name="Book the operation").count():
            return surgeon
    raise AssertionError("No hip of the demonstration has a drafted plan and no operation.")


def test_a_surgeon_books_moves_and_cancels_an_operation(people: People) -> None:
    # Given a hip with a drafted plan
    first, second = a_wednesday(), a_wednesday() + timedelta(days=14)
    surgeon = opens_a_drafted_hip(people("surgeon")).presses("Book the operation").reads("Operation")

    # When the surgeon books it, and looks at what hangs on it
    surgeon.fills(on=first.isoformat(), begins="07:00", minutes="90", anaesthesia="A guest")
    surgeon.presses("Book the operation").sees("Planned, not confirmed by the hospital")
    surgeon.sees("The plan is not signed.", f"{in_words(first)}, 07:00, 90 minutes", "A guest")
    visits = surgeon.page.get_by_role("region", name="Visits that hang on it")
    expect(visits.get_by_role("link")).to_have_count(2)
    before = visits.inner_text()
    surgeon.takes_a_look("operation booked")

    # Then another day needs a reason, and the visits go along
    surgeon.fills(on=second.isoformat()).presses("Save the change")
    surgeon.sees("It is not said why.")
    surgeon.fills(reason="The hospital has no theatre.").presses("Save the change")
    surgeon.sees("Moved, not confirmed again by the hospital", f"{in_words(second)}, 07:00, 90 minutes")
    assert visits.inner_text() != before

    # And once it is cancelled nothing is booked, and what happened stays
    surgeon.page.locator("summary", has_text="Cancel the operation").click()
    surgeon.page.get_by_label("Why it is cancelled").fill("The patient is ill.")
    surgeon.presses("Cancel it now").sees("No operation is booked.", "The patient is ill.")
    expect(surgeon.page.get_by_role("button", name=re.compile("confirmed"))).to_have_count(0)
    surgeon.takes_a_look("operation cancelled")
