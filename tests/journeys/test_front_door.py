"""What comes in at the front door: a sign that must not wait, and somebody with a known name."""

from dataclasses import replace

from playwright.sync_api import expect

from tests.support.journeys.front_door import (
    CASE,
    asks_for_a_consultation,
    case_shown,
    given_a_booked_hip,
    invent,
    opens_the_request,
)
from tests.support.journeys.people import People, Person


def test_a_sign_for_today_is_told_and_seen(people: People, visitor: Person) -> None:
    # Given a visitor who ticks a sign for which the practice is to be called
    patient, desk = invent("Wera"), people("desk")
    asks_for_a_consultation(visitor, patient, red_flag="wound", hears="Call the practice today")
    expect(visitor.page.locator("main").get_by_role("link", name="Call (")).to_be_visible()
    visitor.takes_a_look("front door call today")

    # Then the desk sees it wherever the request stands, and first
    desk.goes_to("/practice/").sees(f"Call today: {patient.name}").takes_a_look("front door today")
    desk.goes_to("/practice/requests/").takes_a_look("front door requests")
    first = desk.page.locator("article")
    expect(first.filter(has_text=patient.name)).to_contain_text("After an operation on this hip: a wound")
    expect(first.first).to_contain_text("Call today.")
    opens_the_request(desk, patient)
    desk.sees("Call today.")


def test_a_stranger_with_a_patients_name_is_met_by_a_question(people: People, visitor: Person) -> None:
    # Given a patient, and a request in the same name with another address
    patient, desk = invent("Tessa"), people("desk")
    case = given_a_booked_hip(people, patient)
    asks_for_a_consultation(visitor, replace(patient, email="stranger@example.net"))

    # When the desk takes a time without a word on who it is, then it is asked
    opens_the_request(desk, patient)
    desk.sees("Another mail address: stranger@example.net").takes_a_look("front door who is it")
    desk.page.locator('button[name="slot"]').first.click()
    desk.sees("Choose whether this is a patient you know or a new one.")
    desk.takes_a_look("front door not said")

    # And when it says the known one, then the visit is that hip's and the known address stays
    desk.page.get_by_label(f"{patient.name}, born").check()
    desk.page.locator('button[name="slot"]').first.click()
    desk.page.wait_for_url(CASE)
    assert case_shown(desk) == case
    asks_for_a_consultation(visitor, patient)
    opens_the_request(desk, patient)
    desk.sees(f"Same mail address: {patient.email}")
