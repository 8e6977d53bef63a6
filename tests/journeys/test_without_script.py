"""Without JavaScript: everything a patient and the desk need still works."""

from tests.support.journeys import outcomes
from tests.support.journeys.front_door import (
    asks_for_a_consultation,
    invent,
    opens_the_request,
    takes_the_first_time,
)
from tests.support.journeys.people import Account, People, Person, sign_in


def test_from_request_to_answers_without_script(people: People, accounts: dict[str, Account]) -> None:
    # Given a visitor, a desk and a patient whose browsers run no script
    patient = invent("Wilma", side="right")
    visitor = people.nobody("phone", java_script_enabled=False)
    desk = Person(people.nobody("desktop", java_script_enabled=False).page, people.look, accounts["desk"])
    someone = people.nobody("phone", java_script_enabled=False)

    # When a visit is asked for and booked
    asks_for_a_consultation(visitor, patient)
    sign_in(desk)
    opens_the_request(desk, patient)
    case = takes_the_first_time(desk)
    desk.reads(patient.name)

    # And the patient answers by private link
    outcomes.comes_by_link(someone, outcomes.link_shown_to(desk, case), patient)
    outcomes.answers_one_by_one(someone)
    someone.presses("Send my answers").reads("How is your hip?")
    someone.presses("All on one page")
    someone.page.locator("label.slot").nth(6).click()
    someone.presses("Go on").presses("Send my answers")

    # Then the answers are in, with the score
    someone.reads("Thank you").sees("75.9")
    desk.goes_to(f"/practice/cases/{case}/").sees("75.9")
