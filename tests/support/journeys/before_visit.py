"""Before a visit: a private link to the questions, and a file on a case."""

import re
from pathlib import Path

from tests.support.journeys.clinic import of
from tests.support.journeys.front_door import Patient
from tests.support.journeys.outcomes import LINK, says_birth_date
from tests.support.journeys.people import People, Person


def comes_before_the_visit(people: People, patient: Patient, case: str) -> Person:
    """The patient, on a telephone, by a link that the desk hands over, with none of the signs.

    Who told of signs a moment ago is not asked again.
    """
    desk, phone = people("desk"), people.nobody("phone")
    desk.goes_to(of(case, "intake")).presses("Show a private link here")
    found = LINK.fullmatch(desk.page.locator("#private-link").input_value())
    assert found
    phone.goes_to(found[1])
    says_birth_date(phone, day=patient.born.day, month=patient.born.month, year=patient.born.year)
    phone.reads(re.compile("^Before you"))
    if phone.page.locator('[name="sign"]').count():
        phone.fills(sign="none").presses("Go on")
    return phone.reads("Before your visit")


def adds_a_file(desk: Person, case: str, file: Path) -> None:
    desk.goes_to(of(case, "files")).fills(kind="other")
    desk.page.locator('[name="file"]').set_input_files(file)
    desk.presses("Add the file").sees("The file is with this hip.")
