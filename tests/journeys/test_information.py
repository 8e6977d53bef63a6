"""Somebody with a sore hip reads in Spanish on a phone, from the first page to asking for a visit."""

from playwright.sync_api import Locator, expect

from tests.support.journeys.people import People, Person

MENU = ("El desgarro", "Reparación", "Biológicos", "Seguridad", "Cirujano", "Consultorios", "Estudios")
TITLES = (
    "¿Qué es un desgarro del glúteo medio?",
    "¿Cómo se repara el tendón?",
    "¿Qué son los productos biológicos?",
    "¿Es seguro?",
    "El cirujano",
    "Consultorios",
    "Estudios",
)


def test_every_page_is_read_in_spanish_on_a_phone(people: People) -> None:
    # Given a visitor on a phone who chooses Spanish
    visitor = people.nobody("phone")
    visitor.goes_to("/").presses("Español").reads("Cuando duele el lado de la cadera")
    visitor.takes_a_look("information home in spanish")

    # When each page of the menu is opened, then it is the one it names
    for item, title in zip(MENU, TITLES, strict=True):
        _of_the_menu(visitor, item).click()
        visitor.reads(title)
        expect(_of_the_menu(visitor, item)).to_have_attribute("aria-current", "page")
        visitor.takes_a_look(f"information {item} in spanish")

    # And a source that is named by its number is found at the foot of the page
    visitor.goes_to("/tear/").page.get_by_role("link", name="Fuente 2").first.press("Enter")
    expect(visitor.page.locator("#source-2")).to_be_in_viewport()

    # And wherever the page is scrolled to, the visit is at hand
    ask = visitor.page.locator(".at-hand").get_by_role("link", name="Pedir una consulta de cadera")
    expect(ask).to_be_in_viewport()
    ask.press("Enter")
    visitor.page.wait_for_url("**/request/**")


def test_an_office_and_its_notice_are_found(people: People) -> None:
    visitor = people.nobody("phone")
    visitor.goes_to("/offices/").presses("West Palm Beach").reads("West Palm Beach")
    visitor.sees("(201) 733-5255", "Eastern time", "Its text is still missing.")
    visitor.takes_a_look("information office")


def _of_the_menu(visitor: Person, item: str) -> Locator:
    return visitor.page.get_by_role("navigation", name="Páginas").get_by_role("link", name=item)
