"""Asking for a consultation, and giving it a time."""

import re
from dataclasses import dataclass
from datetime import date
from itertools import count

from playwright.sync_api import Locator, Page

from tests.support.journeys.people import People, Person

_numbers = count(1)
FAMILIES = ("Abernathy", "Brightwater", "Castellane", "Dunmore", "Ellery", "Fairweather", "Garrick", "Hollis")
VISIT_LINK = re.compile(r"/v/[\w-]{43}/")
NEXT_WEEK = re.compile("^(Next week|Semana siguiente)$")
CASE = re.compile(r"/practice/cases/([0-9a-f-]{36})/")


@dataclass(frozen=True, slots=True)
class Patient:
    """Somebody invented for one test."""

    given: str
    family: str
    born: date
    email: str
    side: str = "left"
    office: str = "manhattan"

    @property
    def name(self) -> str:
        return f"{self.given} {self.family}"


def invent(given: str, *, side: str = "left") -> Patient:
    number = next(_numbers)
    family = f"{FAMILIES[number % len(FAMILIES)]}-{'abcdefghij'[number % 10].upper()}{number}"
    return Patient(given, family, date(1961, 3, 12), f"{given.lower()}{number}@example.org", side)


def asks_for_a_consultation(
    visitor: Person, patient: Patient, *, red_flag: str = "", hears: str = "We have your request"
) -> None:
    """Through every page, without a time; with a sign for today only as far as a name and a number."""
    visitor.goes_to("/request/").fills(sign=red_flag or "none").presses("Go on")
    if red_flag:
        visitor.reads("Call the practice today").fills(
            phone="201 555 0123", side=patient.side, office=patient.office, **named(patient)
        )
        visitor.presses("Tell the practice")
        visitor.page.wait_for_url("**/told/")
    else:
        tells_of_the_hip(visitor, patient)
        visitor.page.locator("#id_office").select_option(patient.office)
        visitor.presses("Go on without a time")
        tells_who(visitor, patient)
        visitor.presses("Send the request")
    visitor.reads(hears)


def tells_of_the_hip(visitor: Person, patient: Patient) -> None:
    visitor.reads("About the hip").fills(
        side=patient.side, reason="Pain on the side of the hip at night, for a year.", how_long="longer"
    )
    visitor.presses("Go on").reads("Choose a time")


def tells_who(visitor: Person, patient: Patient, *, agreed: str = "") -> None:
    visitor.reads("Who the visit is for").fills(whom="oneself", email=patient.email, **named(patient))
    if agreed:
        visitor.fills(agreed=agreed)
    visitor.presses("Go on").reads("Is everything right?")


def books_a_visit(visitor: Person, patient: Patient, *, nth: int, agreed: str = "") -> str:
    """The private link to a visit at one of the free times; which of them, see `takes_a_time`."""
    visitor.goes_to("/request/").fills(sign="none").presses("Go on")
    tells_of_the_hip(visitor, patient)
    takes_a_time(visitor, nth)
    tells_who(visitor, patient, agreed=agreed)
    visitor.presses("Book this visit").reads("Your visit is booked")
    return private_link(visitor)


def free_times(page: Page) -> Locator:
    return page.locator('.week button[name="slot"]')


def takes_a_time(someone: Person, nth: int) -> None:
    """A free time of the week that is shown, round and round: on some days of the week it shows few.

    What is shown on a Friday evening may be none; then it is one of the week after.
    """
    times = free_times(someone.page)
    if not times.count():
        someone.presses(NEXT_WEEK)
    times.nth(nth % times.count()).click()
    someone.sits_back()


def private_link(visitor: Person) -> str:
    found = VISIT_LINK.search(visitor.page.locator(".own-link").inner_text())
    assert found
    return found[0]


def named(patient: Patient) -> dict[str, object]:
    """Name and date of birth by the fields of a form."""
    return {"given": patient.given, "family": patient.family, **born(patient)}


def born(patient: Patient) -> dict[str, object]:
    return {"day": patient.born.day, "month": patient.born.month, "year": patient.born.year}


def opens_the_request(desk: Person, patient: Patient) -> None:
    desk.goes_to("/practice/requests/")
    card = desk.page.locator("article, tr, li").filter(has_text=patient.name)
    card.get_by_role("link", name="Choose a time").first.click()
    desk.reads(f"A time for {patient.name}")


def takes_the_first_time(desk: Person) -> str:
    """Books it; the id of the case that now exists."""
    return _takes(desk, desk.page.locator('button[name="slot"], label.slot').first)


def takes_the_last_time(desk: Person) -> str:
    """The last time that is shown is days ahead, whatever the hour."""
    return _takes(desk, desk.page.locator('button[name="slot"], label.slot').last)


def _takes(desk: Person, time: Locator) -> str:
    time.click()
    desk.page.wait_for_url(CASE)
    return case_shown(desk)


def case_shown(person: Person) -> str:
    found = CASE.search(person.page.url)
    assert found, f"{person.page.url} is no page of a case"
    return found[1]


def given_a_booked_hip(people: People, patient: Patient) -> str:
    """A hip at the stage Booked; its case."""
    asks_for_a_consultation(people.nobody(), patient)
    opens_the_request(people("desk"), patient)
    return takes_the_first_time(people("desk"))
