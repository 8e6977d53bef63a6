"""Every page that informs: easy to read as a whole in both languages, with its sources, and no promise."""

import re
from collections.abc import Iterator
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

import pytest
import time_machine
from django.test import Client

from enthesis.cli.site import load_practice_file
from enthesis.domain.information.catalogue import claims
from enthesis.domain.information.promises import promises_in
from enthesis.domain.terms import PracticeId
from tests.support.reading import EASE, GRADE, ease, grade
from tests.web.conftest import AT, PRACTICE

PAGES = (
    "/",
    "/tear/",
    "/repair/",
    "/biologics/",
    "/safety/",
    "/surgeon/",
    "/offices/",
    "/offices/west-palm-beach/",
    "/references/",
    "/leaflet/",
)
EACH = pytest.mark.parametrize("address", PAGES)
# Names, not prose: a paper's title, who somebody is, what a drawing shows to those who do not see it.
NOT_READ = frozenset({"cite", "desc", "script", "style", "svg"})
BLOCKS = frozenset(
    {"p", "li", "h1", "h2", "h3", "dt", "dd", "td", "th", "figcaption", "label", "legend", "div"}
)


class _Prose(HTMLParser):
    """The words of `main`, a line a block, without what is not read as prose."""

    def __init__(self) -> None:
        super().__init__()
        self.told, self._skipped, self._inside = "", 0, False

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self._inside = self._inside or tag == "main"
        self._skipped += tag in NOT_READ
        if tag in BLOCKS:
            self.told += "\n"

    def handle_endtag(self, tag: str) -> None:
        self._inside = self._inside and tag != "main"
        self._skipped -= tag in NOT_READ
        if tag in BLOCKS:
            self.told += "\n"

    def handle_data(self, data: str) -> None:
        if self._inside and not self._skipped:
            self.told += re.sub(r"\s+", " ", data)


def prose(client: Client, address: str, language: str) -> str:
    response = client.get(address, headers={"accept-language": language})
    assert response.status_code == 200
    reader = _Prose()
    reader.feed(response.content.decode())
    assert len(reader.told.split()) > 20
    return reader.told


def links(client: Client, address: str) -> Iterator[str]:
    yield from re.findall(r'href="([^"]+)"', client.get(address).content.decode())


@EACH
def test_a_page_is_easy_to_read_as_a_whole(practice: PracticeId, client: Client, address: str) -> None:
    assert grade(prose(client, address, "en")) <= GRADE


@EACH
def test_a_page_is_easy_to_read_in_spanish(practice: PracticeId, client: Client, address: str) -> None:
    assert ease(prose(client, address, "es")) >= EASE


@EACH
@pytest.mark.parametrize("language", ["en", "es"])
def test_a_page_promises_nothing(practice: PracticeId, client: Client, address: str, language: str) -> None:
    assert promises_in(prose(client, address, language), language) == ()


@EACH
def test_the_visit_and_the_telephone_are_at_hand(practice: PracticeId, client: Client, address: str) -> None:
    found = set(links(client, address))
    assert {"/request/", "tel:+12017335255"} <= found


@EACH
def test_one_navigation_leads_to_each_page(practice: PracticeId, client: Client, address: str) -> None:
    found = set(links(client, address))
    assert {
        "/tear/",
        "/repair/",
        "/biologics/",
        "/safety/",
        "/surgeon/",
        "/offices/",
        "/references/",
    } <= found


@EACH
def test_a_number_of_a_source_leads_to_it(practice: PracticeId, client: Client, address: str) -> None:
    page = client.get(address).content.decode()
    for name in set(re.findall(r'href="#([\w-]+)"', page)):
        assert f'id="{name}"' in page


@pytest.mark.parametrize("address", ["/tear/", "/repair/", "/biologics/", "/safety/"])
def test_a_topic_has_a_box_of_what_nobody_knows(practice: PracticeId, client: Client, address: str) -> None:
    assert "What nobody knows yet" in prose(client, address, "en")
    assert "Lo que nadie sabe todavía" in prose(client, address, "es")


@pytest.mark.parametrize("address", ["/tear/", "/repair/", "/biologics/", "/safety/"])
def test_a_page_past_its_review_says_so(practice: PracticeId, client: Client, address: str) -> None:
    assert "Ask us what is new." not in prose(client, address, "en")
    with time_machine.travel(max(claim.due_on for claim in claims().values()), tick=False):
        assert "Ask us what is new." in prose(client, address, "en")


def test_safety_names_the_signs_that_must_not_wait(practice: PracticeId, client: Client) -> None:
    told = prose(client, "/safety/", "en")
    assert told.index("Fever or chills") < told.index("Call the practice today") < told.index("weight loss")


def test_each_paper_has_its_links_and_says_who_of_the_practice_wrote_it(
    practice: PracticeId, client: Client
) -> None:
    found = set(links(client, "/references/"))
    for paper in ("27227987", "34977622", "33553438", "33959220"):
        assert f"https://pubmed.ncbi.nlm.nih.gov/{paper}/" in found
    assert "https://doi.org/10.4252/wjsc.v13.i4.304" in found
    told = prose(client, "/references/", "en")
    assert told.count("Ajay C. Lall of this practice is one of the authors.") == 2
    assert prose(client, "/surgeon/", "en").count("PubMed") == 2


def test_what_the_practice_says_of_its_surgeon_is_said_in_spanish(
    practice: PracticeId, client: Client
) -> None:
    assert "Certificado en cirugía ortopédica" in prose(client, "/surgeon/", "es")


def test_an_office_has_its_telephone_and_its_clock(practice: PracticeId, client: Client) -> None:
    told = prose(client, "/offices/manhattan/", "en")
    assert "(201) 733-5255" in told
    assert "Eastern time" in told
    assert "Notice" not in told


def test_an_office_nobody_has_is_not_there(practice: PracticeId, client: Client) -> None:
    assert client.get("/offices/atlantis/").status_code == 404


@pytest.mark.parametrize("address", ["/offices/west-palm-beach/", "/leaflet/"])
def test_a_notice_that_counsel_has_not_supplied_is_said_to_be_missing(
    practice: PracticeId, client: Client, address: str
) -> None:
    told = prose(client, address, "en")
    assert "The law of Florida may ask for a notice here. Its text is still missing." in told
    assert "Consent form" not in told


def test_the_leaflet_has_a_code_only_where_the_site_has_an_address(
    practice: PracticeId, client: Client, settings: Any
) -> None:
    settings.ENTHESIS_ORIGIN = ""
    assert "Code of the address" not in client.get("/leaflet/").content.decode()
    settings.ENTHESIS_ORIGIN = "https://hips.example"
    page = client.get("/leaflet/").content.decode()
    assert "Code of the address" in page
    assert "https://hips.example" in page


def changed(tmp_path: Path, *pairs: tuple[str, str], more: str = "") -> Path:
    """The shipped practice file with other words in it."""
    text = PRACTICE.read_text("utf-8")
    for old, new in pairs:
        assert old in text
        text = text.replace(old, new)
    file = tmp_path / "other.toml"
    file.write_text(text + more, encoding="utf-8")
    return file


@pytest.mark.django_db
def test_another_practice_changes_one_file(client: Client, tmp_path: Path) -> None:
    other = changed(
        tmp_path,
        ("LALL Orthopedics +", "Hips of Demo"),
        ("Ajay C. Lall", "Sam Demo"),
        ("+12017335255", "+12015550100"),
        ("West Palm Beach", "Demotown"),
        ('about = ""', 'about = "We are a small practice."'),
    )
    load_practice_file(other, at=AT)
    for address in PAGES:
        page = client.get(address).content.decode()
        assert "Hips of Demo" in page
        assert not re.search(r"LALL|Ajay|733-?5255|West Palm", page)
    assert "We are a small practice." in prose(client, "/", "en")
    assert "one of the authors" not in prose(client, "/references/", "en")


@pytest.mark.django_db
@pytest.mark.parametrize("address", ["/offices/west-palm-beach/", "/leaflet/"])
def test_a_notice_is_printed_as_counsel_supplied_it(client: Client, tmp_path: Path, address: str) -> None:
    notice = (
        '\n[[state_texts]]\nstate = "FL"\nduty = "notice"\ntext = "Counsel\'s <words>, as they are."\n'
        'supplied_by = "Counsel"\nsupplied_on = 2026-11-20\n'
    )
    load_practice_file(changed(tmp_path, more=notice), at=AT)
    told = prose(client, address, "es")
    assert "Counsel's <words>, as they are." in told
    assert "Todavía falta" not in told
    assert 'lang="en"' in client.get(address, headers={"accept-language": "es"}).content.decode()
