"""A study is run in a browser."""

import re

from playwright.sync_api import expect

from tests.support.journeys.people import Person

STUDY = "/practice/studies/isolated-endoscopic-two-year/"
PATIENCE_MS = 150_000  # a study in a process of its own, on a busy machine
REPORT = re.compile(r"/runs/([0-9a-f-]{36})/report/")


def presses_run(person: Person) -> None:
    """The study waits or is being computed."""
    person.goes_to(STUDY).presses(re.compile("^Run (this study|it again)$"))
    expect(person.page.locator("#now progress")).to_be_visible()


def waits_for_the_report(person: Person) -> str:
    """The page says by itself that the run is done; the id of the run."""
    report = person.page.get_by_role("link", name=re.compile("^Open the report")).first
    expect(report).to_be_visible(timeout=PATIENCE_MS)
    found = REPORT.search(report.get_attribute("href") or "")
    assert found
    return found[1]
