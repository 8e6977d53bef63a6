"""The desk, by keyboard, registers somebody twice, sees that they are one, merges and parts them."""

from playwright.sync_api import Page

from enthesis.domain.people.registration import template
from tests.journeys.test_keyboard import chooses, follows, tab_to, types_into
from tests.support.journeys.people import People, Person


def sends(page: Page) -> None:
    """Enter, and the next page is there."""
    with page.expect_navigation():
        page.keyboard.press("Enter")


def registers(desk: Person, family: str) -> None:
    page = desk.page
    follows(page, page.get_by_role("link", name="Register a patient"))
    desk.reads("Register a patient")
    types_into(page, "given", "Clara")
    types_into(page, "family", family)
    tab_to(page, page.locator('[name="birth_date"]'))
    page.keyboard.type("03071949")
    types_into(page, "phone", "201-555-0177")
    sends(page)


def test_the_desk_registers_merges_and_parts(people: People) -> None:
    # Given a patient whom the desk registers by keyboard
    desk = people("desk")
    page = desk.page
    desk.goes_to("/practice/patients/")
    registers(desk, "Demo-Twofold")
    desk.reads("Clara Demo-Twofold")

    # When somebody alike is registered, then the known one is shown and a tick is asked for
    desk.goes_to("/practice/patients/")
    registers(desk, "Demo-Twofald")
    desk.sees("May be known already:", "names differ by one letter")
    desk.takes_a_look("register somebody alike")
    tab_to(page, page.locator('[name="not_these"]'))
    page.keyboard.press("Space")
    sends(page)
    desk.reads("Clara Demo-Twofald")

    # When both are looked at and said to be one, then there is one patient under both names
    follows(page, page.get_by_role("link", name="Clara Demo-Twofold"))
    desk.reads("Are they one?")
    kept = page.locator('input[name="kept"]').first.get_attribute("value") or ""
    chooses(page, "kept", kept)
    tab_to(page, page.locator('[name="why"]'))
    page.keyboard.type("A slip")
    tab_to(page, page.get_by_role("button", name="They are one patient"))
    sends(page)
    desk.sees("They are one patient now.", "Also registered as Clara Demo-Two")

    # When that was wrong, then they are two again
    follows(page, page.get_by_role("link", name="Take the merge back"))
    tab_to(page, page.locator('[name="why"]'))
    page.keyboard.type("They are two")
    tab_to(page, page.get_by_role("button", name="Take the merge back"))
    sends(page)
    desk.sees("They are two patients again.", "May be the same person")


def test_a_table_is_checked_and_registered(people: People) -> None:
    # Given the file with the headings, with one line more
    desk = people("desk")
    desk.goes_to("/practice/patients/import/")
    with desk.page.expect_download() as download:
        desk.presses("Download a file with the headings")
    told = download.value.path().read_text(encoding="utf-8-sig")
    assert told == template().replace("\r\n", "\n")
    line = "Berta,Demo-Listed,12.03.1951,201-555-0178,,,,left,\n"

    # When it is checked, then the line in doubt is told with what to do
    desk.page.locator('[name="file"]').set_input_files(
        {"name": "patients.csv", "mimeType": "text/csv", "buffer": (told + line).encode()}
    )
    desk.presses("Go on").sees("Write year-month-day, such as 1961-05-04.")
    desk.takes_a_look("a table is checked")

    # When it is corrected and registered, then the patient is found
    mended = told.splitlines()[0] + "\n" + line.replace("12.03.1951", "1951-03-12")
    desk.page.locator('[name="file"]').set_input_files(
        {"name": "patients.csv", "mimeType": "text/csv", "buffer": mended.encode()}
    )
    desk.page.get_by_label("Register everybody new, if no line is in doubt").check()
    desk.presses("Go on").sees("1 patient is registered.")
    desk.goes_to("/practice/patients/?q=listed").sees("Berta Demo-Listed")
