"""The facts of candidacy are asked: with one press for a section, by keyboard, and without script."""

import re

from playwright.sync_api import Locator, Page, expect

from enthesis.domain.candidacy.labs import ANALYTES
from tests.support.journeys.clinic import of
from tests.support.journeys.front_door import given_a_booked_hip, invent
from tests.support.journeys.people import Account, People, Person, sign_in


def answer(page: Page, fact: str) -> Locator:
    return page.locator(f'[name="{fact}"]:checked')


def test_one_press_answers_the_rest_of_a_section_with_no(people: People) -> None:
    # Given a hip of which nothing is known, and a patient who takes aspirin
    nurse = people("nurse")
    case = given_a_booked_hip(people, invent("Asta"))
    page = nurse.goes_to(of(case, "facts")).page
    section = page.get_by_role("region", name="Drugs and tobacco")
    expect(page.locator('[name="aspirin_on"]')).to_be_hidden()
    nurse.fills(aspirin="yes", aspirin_on="2026-01-02")

    # When the rest was asked
    section.get_by_role("button", name="Asked all of these: set the rest to No").press("Enter")

    # Then the rest of this section is no, it is said, and nothing else has changed
    said = section.get_by_role("status")
    expect(said).to_contain_text("Set to No: Anti-inflammatory drug (NSAID);")
    expect(said).not_to_contain_text("Aspirin")
    expect(answer(page, "aspirin")).to_have_value("yes")
    expect(answer(page, "anticoagulation")).to_have_value("none")
    expect(answer(page, "tobacco")).to_have_value("no")
    expect(answer(page, "sepsis")).to_have_value("")
    section.get_by_role("button", name="Asked all of these").click()
    expect(said).to_contain_text("Nothing was left to set")

    # And values are entered, never set
    page.get_by_role("region", name="Situation").get_by_role("button", name="Asked all").click()
    expect(answer(page, "tonnis")).to_have_value("")
    for fact in ANALYTES:
        expect(page.locator(f'[name="{fact}_value"]')).to_have_value("")

    # And what the rules say comes into view when it is saved
    nurse.presses("Save and see what the rules say").sees("Saved. This is what the rules say now.")
    expect(page.locator("#verdicts")).to_be_in_viewport()
    expect(answer(page, "tobacco")).to_have_value("no")
    # And an answer that is changed is told now
    when = page.locator("#tobacco .ask-told")
    expect(when).to_have_text(re.compile("Told [1-3]"))
    nurse.fills(tobacco="yes")
    expect(when).to_have_text("Told now")
    nurse.fills(tobacco="no")
    expect(when).to_have_text(re.compile("Told [1-3]"))
    nurse.takes_a_look("asking saved")


def test_facts_are_told_without_script(people: People, accounts: dict[str, Account]) -> None:
    # Given a browser that runs no script
    case = given_a_booked_hip(people, invent("Ole"))
    nurse = Person(people.nobody("desktop", java_script_enabled=False).page, people.look, accounts["nurse"])
    sign_in(nurse)

    # When answers are given one by one
    nurse.goes_to(of(case, "facts"))
    expect(nurse.page.locator("[data-sweep]:visible")).to_have_count(0)
    nurse.fills(sepsis="no", illness="yes", illness_on="2026-01-02")
    nurse.presses("Save and see what the rules say")

    # Then they are on the record, and the page says so
    nurse.reads("What is known for candidacy").sees("What is known is on the record.")
    expect(answer(nurse.page, "illness")).to_have_value("yes")
    expect(answer(nurse.page, "local_infection")).to_have_value("")


def test_facts_are_told_with_the_keyboard_alone(people: People) -> None:
    # Given the page, and the link of a question from elsewhere
    nurse = people("nurse")
    case = given_a_booked_hip(people, invent("Kay"))
    page = nurse.goes_to(f"{of(case, 'facts')}#sepsis").page

    # When the question is answered with the arrows and the next one is gone to
    page.keyboard.press("Tab")
    expect(page.locator('[name="sepsis"][value=""]')).to_be_focused()
    page.keyboard.press("ArrowLeft")
    expect(answer(page, "sepsis")).to_have_value("no")
    page.keyboard.press("Tab")  # when it was told
    page.keyboard.press("Tab")

    # Then it is the next question
    expect(page.locator('[name="local_infection"][value=""]')).to_be_focused()
