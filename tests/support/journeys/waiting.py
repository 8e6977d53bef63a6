"""The waiting list in a browser: an offer that the worker makes, and the link in its message."""

import re
import time
from email import message_from_string, policy
from pathlib import Path

from playwright.sync_api import expect

from tests.support.journeys.front_door import Patient, born
from tests.support.journeys.people import Person

LINK = re.compile(r"/w/[\w-]{43}/")
SECONDS_FOR_AN_OFFER = 60.0


def an_offer_arrives(visitor: Person) -> None:
    """The place on the list is looked at until the worker has offered something."""
    heading = visitor.page.get_by_role("heading", level=1)
    deadline = time.monotonic() + SECONDS_FOR_AN_OFFER
    while heading.inner_text() != "An earlier time is free" and time.monotonic() < deadline:
        time.sleep(1)
        visitor.goes_to("/waiting/")
    expect(heading).to_have_text("An earlier time is free")


def newest_link_to(data: Path, address: str) -> str:
    """The private link in the newest message of the list that went to an address."""
    deadline = time.monotonic() + SECONDS_FOR_AN_OFFER
    while time.monotonic() < deadline:
        for file in sorted(data.glob("mail/*"), reverse=True):
            for text in file.read_text("utf-8").split("-" * 79):
                told = message_from_string(text.lstrip(), policy=policy.default)
                if told["To"] == address and "earlier time" in str(told["Subject"]):
                    body = told.get_body(("plain",))
                    if body and (found := LINK.search(body.get_content())):
                        return found[0]
        time.sleep(0.5)
    raise AssertionError(f"No offer was written to {address}.")


def enters_by(someone: Person, patient: Patient) -> Person:
    return someone.fills(**born(patient)).presses("Go on")


def waits_for_a_day_that_is_over(visitor: Person) -> None:
    """On the list with the visit just booked, and offered nothing."""
    visitor.goes_to("/visit/").presses("Tell me when an earlier time is free")
    visitor.fills(last="2020-01-01").presses("Join the waiting list").reads("You are on the waiting list")
