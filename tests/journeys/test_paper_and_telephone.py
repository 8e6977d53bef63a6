"""Patients who answer by no screen: on paper, entered by two people, and by telephone."""

import re

from playwright.sync_api import Page

from tests.support.journeys.clinic import of
from tests.support.journeys.front_door import given_a_booked_hip, invent
from tests.support.journeys.people import People, Person

PDF = re.compile(r"^PDF")


def goes_to_patient(person: Person, case: str) -> Person:
    person.goes_to(of(case))
    href = person.page.locator('main a[href*="/patients/"]').first.get_attribute("href") or ""
    return person.goes_to(href)


def keys_in(person: Person, first: str) -> None:
    """Types the sheet in with the keyboard alone: a key, Enter, the next question."""
    page = person.page
    today = page.evaluate("new Date().toISOString().slice(0, 10)")
    page.locator('[name="answered_on"]').fill(today)
    page.locator('[name="answered_by"][value="1"]').check()
    page.keyboard.press("Enter")
    for place in range(page.locator("[data-key]").count()):
        page.keyboard.type(first if place == 0 else "2")
        page.keyboard.press("Enter")
    page.keyboard.press("Enter")
    person.sits_back()


def code_on(page: Page) -> str:
    return page.locator("#printed ~ * tbody th, section:has(#printed) tbody th").first.inner_text().split()[0]


def test_a_sheet_is_entered_twice_differs_is_settled_and_scored(people: People) -> None:
    # Given a form that the desk printed for a patient
    case = given_a_booked_hip(people, invent("Pia"))
    desk = goes_to_patient(people("desk"), case).presses("Questions on paper").reads("Form on paper")
    desk.presses("Print the form").sees("The form is on record")
    pdf = desk.page.request.get(desk.page.get_by_role("link", name=PDF).first.get_attribute("href") or "")
    assert pdf.body().startswith(b"%PDF")
    code = code_on(desk.page)

    # When two people enter it, and read its first question differently
    desk.goes_to("/practice/paper/").fills(code=code).presses("Open the form").reads(code)
    keys_in(desk, "3")
    desk.sees("A colleague enters it now, without seeing yours.")
    nurse = people("nurse").goes_to("/practice/paper/")
    nurse.presses(code).sees("What the first person typed is not shown.")
    keys_in(nurse, "2")

    # Then both readings are shown, a look at the sheet settles it, and the score is on the case
    nurse.reads(f"Settle {code}").sees("1 of").takes_a_look("paper-settle")
    nurse.page.keyboard.press("Tab")
    nurse.page.locator("[data-key]").first.fill("3")
    nurse.presses("Settle the form").sees("The answers are on the record.")
    nurse.presses("Open the hip").sees("on paper of")


def test_a_caller_asks_by_keyboard_and_the_answers_are_kept_one_by_one(people: People) -> None:
    # Given a patient who is called
    patient = invent("Tomas")
    case = given_a_booked_hip(people, patient)
    desk = goes_to_patient(people("desk"), case).presses("Questions by telephone").reads("Ask by telephone")

    # When somebody else is there, nothing is asked
    desk.fills(born="1/2/1933", answered_by="patient", agreed=True).presses("Begin")
    desk.sees("That is not the date of birth on the record.")
    born = patient.born
    desk.fills(born=f"{born.month}/{born.day}/{born.year}", answered_by="patient", agreed=True)
    desk.presses("Begin").sees("3. Signs that must not wait").takes_a_look("telephone-signs")
    desk.page.locator("#id_sign_none").check()
    desk.presses("Go on").sees("4. The questions")

    # Then every form is asked with the keyboard alone, and thanks are read out at the end
    while desk.page.locator(".waiting a").count():
        desk.page.locator(".waiting a").first.click()
        desk.sits_back()
        if desk.page.locator('[name="pick"]').count() > 2:
            desk.takes_a_look("telephone-question")
        while desk.page.locator('[name="key"]').count():
            desk.page.keyboard.type("2")
            with desk.page.expect_navigation():
                desk.page.keyboard.press("Enter")
            desk.sits_back()
        desk.page.keyboard.press("Enter")
        desk.sees("These answers are on the record.")
    desk.sees("5. Thank them").takes_a_look("telephone-end")
    desk.goes_to(of(case)).sees("by telephone, asked by")
