"""Asking a patient how the hip is doing, and the patient's answers."""

import email
import re
import time
from email.policy import default
from pathlib import Path

from playwright.sync_api import expect

from tests.support.journeys.clinic import of
from tests.support.journeys.front_door import Patient
from tests.support.journeys.people import Person

LINK = re.compile(r"https?://\S+?(/my/link/[\w-]+/)")
SECONDS_FOR_MAIL = 30.0
# The third answer of pain and so on: neither best nor worst.
MIDDLING = {
    "pain": "30",
    "limp": "8",
    "support": "11",
    "distance": "8",
    "stairs": "2",
    "shoes": "4",
    "sitting": "5",
    "transport": "1",
}


def link_shown_to(desk: Person, case: str, milestone: str = "baseline") -> str:
    """A private link, read from the screen of the practice."""
    desk.goes_to(of(case, f"invite/{milestone}")).presses("Show a private link here")
    address = desk.page.locator("#private-link").input_value()
    found = LINK.fullmatch(address)
    assert found, f"{address} is no private link"
    return found[1]


def link_in_mail(data: Path, patient: Patient) -> str:
    """The private link of the invitation that arrived in the demo's mail folder."""
    deadline = time.monotonic() + SECONDS_FOR_MAIL
    while time.monotonic() < deadline:
        for file in data.glob("mail/*"):
            found = LINK.search(_mail_to(patient, file))
            if found:
                return found[1]
        time.sleep(0.2)
    raise AssertionError(f"No invitation for {patient.email} arrived in {data / 'mail'}.")


def _mail_to(patient: Patient, file: Path) -> str:
    """What the invitation to answer says; empty for other mail, as that about the visit."""
    message = email.message_from_bytes(file.read_bytes(), policy=default)
    is_invitation = patient.email in message["To"] and message["Subject"].startswith("A few questions")
    return str(message.get_content()) if is_invitation else ""


def says_birth_date(someone: Person, *, day: int, month: int, year: int) -> None:
    someone.fills(day=day, month=month, year=year).presses("Go on")


def comes_by_link(someone: Person, link: str, patient: Patient) -> None:
    someone.goes_to(link)
    born = patient.born
    says_birth_date(someone, day=born.day, month=born.month, year=born.year)
    someone.reads("Before you begin").fills(sign="none").presses("Go on").reads("How is your hip?")


def answers_one_by_one(someone: Person, *, looks: str = "") -> None:
    """The modified Harris hip score, a question at a time, up to its overview."""
    card = someone.page.locator("section.card").filter(has_text="Modified Harris")
    card.get_by_role("link", name="One question at a time").click()
    for number, (item, answer) in enumerate(MIDDLING.items()):
        expect(someone.page.locator(f'[name="a-{item}"]').first).to_be_attached()
        someone.page.locator(f'label:has([name="a-{item}"][value="{answer}"])').click()
        if looks and number == 0:
            someone.takes_a_look(looks)
        someone.presses("Go on")
    someone.reads("Overview")
