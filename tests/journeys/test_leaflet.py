"""The leaflet: one sheet of paper of either size, in either language."""

import pytest
from playwright.sync_api import expect

from tests.support.journeys.people import People


@pytest.mark.parametrize(("language", "title"), [("English", "A page to print"), ("Español", "Una hoja")])
def test_it_is_one_sheet(people: People, language: str, title: str) -> None:
    # Given a visitor who has chosen a language on the leaflet
    visitor = people.nobody("desktop")
    visitor.goes_to("/leaflet/").presses(language)
    expect(visitor.page.get_by_role("heading", level=1)).to_contain_text(title)

    # When it is printed, then it is one sheet, whatever the paper
    for paper in ("A4", "Letter"):
        printed = visitor.page.pdf(format=paper)
        assert printed.count(b"/Type /Page\n") == 1, f"{paper} takes more than one sheet"
