"""Public pages are found: their words, their address in each language, their data; others are not."""

import json
import re
from datetime import date
from html import unescape
from typing import Any
from xml.etree import ElementTree

import pytest
from django.test import Client
from django.urls import reverse
from pytest_django import Settings

from enthesis.domain.practice.practice import Clinician
from enthesis.domain.terms import PracticeId
from enthesis.web.shell.discovery import pages
from enthesis.web.shell.found import PAGES
from enthesis.web.shell.linked_data import Told, as_script, graph
from tests.support.cases import practice_of

pytestmark = pytest.mark.django_db

ORIGIN = "https://hips.example"
OFFICE = "/offices/manhattan/"
SITEMAP = "{http://www.sitemaps.org/schemas/sitemap/0.9}"
XHTML = "{http://www.w3.org/1999/xhtml}"
ADDRESSES = [OFFICE if name == "public:office" else name for name in PAGES]

# Of the vocabulary of schema.org, version 30.1: what is used here, with the types a value may have.
# Text, URL, Date and Enumeration are values; the rest are nodes or references to one.
THING = {"name": {"Text"}, "description": {"Text"}, "url": {"URL"}}
ORGANIZATION = THING | {
    "telephone": {"Text"},
    "department": {"Organization"},
    "parentOrganization": {"Organization"},
    "address": {"PostalAddress", "Text"},
    "medicalSpecialty": {"Enumeration"},
}
WEB_PAGE = THING | {
    "about": {"Thing"},
    "inLanguage": {"Text"},
    "publisher": {"Organization"},
    "lastReviewed": {"Date"},
    "specialty": {"Enumeration"},
}
MEDICAL_ENTITY = THING | {"relevantSpecialty": {"Enumeration"}}
VOCABULARY: dict[str, dict[str, set[str]]] = {
    "MedicalClinic": ORGANIZATION,
    "Physician": ORGANIZATION,
    "WebPage": WEB_PAGE,
    "MedicalWebPage": WEB_PAGE,
    "MedicalCondition": MEDICAL_ENTITY | {"associatedAnatomy": {"AnatomicalStructure"}},
    "MedicalProcedure": MEDICAL_ENTITY | {"bodyLocation": {"Text"}},
    "AnatomicalStructure": MEDICAL_ENTITY,
    "PostalAddress": THING | {"addressRegion": {"Text"}, "streetAddress": {"Text"}},
}
KINDS = {
    "MedicalClinic": {"Organization"},
    "Physician": {"Organization"},
    "PostalAddress": {"PostalAddress"},
    "AnatomicalStructure": {"AnatomicalStructure"},
}
SPECIALTIES = {"https://schema.org/Musculoskeletal"}


def path(name: str) -> str:
    return reverse(name) if ":" in name else name


def data(html: str) -> Any:
    found = re.findall(r'<script type="application/ld\+json">(.*?)</script>', html, re.DOTALL)
    assert len(found) == 1
    return json.loads(found[0])


def meta(html: str, name: str) -> str:
    match = re.search(rf'<meta (?:name|property)="{name}" content="([^"]*)">', html)
    return unescape(match[1]) if match else ""


def kinds(value: Any, nodes: dict[str, str]) -> set[str]:
    """The types a value is of."""
    if isinstance(value, dict):
        kind = value.get("@type") or nodes[value["@id"]]
        return KINDS.get(kind, set()) | {"Thing"}
    if value in SPECIALTIES:
        return {"Enumeration"}
    if re.fullmatch(r"\d{4}-\d\d-\d\d", value):
        return {"Date"}
    return {"URL", "Text"} if value.startswith("http") else {"Text"}


def walk(told: Any) -> Any:
    if isinstance(told, dict):
        if "@type" in told:
            yield told
        for value in told.values():
            yield from walk(value)
    if isinstance(told, list):
        for value in told:
            yield from walk(value)


def wrong(told: Any) -> list[str]:
    """What the vocabulary does not know, or does not allow there."""
    nodes = {node["@id"]: node["@type"] for node in walk(told) if "@id" in node}
    found = []
    for node in walk(told):
        known = VOCABULARY.get(node["@type"], {})
        for name, value in node.items():
            if name.startswith("@"):
                continue
            values = value if isinstance(value, list) else [value]
            found += [
                f"{node['@type']}.{name}" for one in values if not kinds(one, nodes) & known.get(name, set())
            ]
    return found


@pytest.fixture
def at_home(settings: Settings, practice: PracticeId) -> Client:
    """A visitor of a real site that knows its address."""
    settings.ENTHESIS_ORIGIN = ORIGIN
    settings.ENTHESIS_DEMO = False
    return Client()


@pytest.mark.parametrize("name", ADDRESSES)
@pytest.mark.parametrize("language", ["en", "es"])
def test_a_page_says_its_words_and_its_addresses(at_home: Client, name: str, language: str) -> None:
    answer = at_home.get(path(name), {"lang": language})
    html = answer.content.decode()

    assert answer.headers["Content-Language"] == language
    own = ORIGIN + path(name) + ("" if language == "en" else "?lang=es")
    assert f'<link rel="canonical" href="{own}">' in html
    assert meta(html, "og:url") == own
    for code, href in (("en", path(name)), ("es", f"{path(name)}?lang=es"), ("x-default", path(name))):
        assert f'<link rel="alternate" hreflang="{code}" href="{ORIGIN}{href}">' in html
    title = re.search(r"<title>(.*?) – ", html)
    assert title and unescape(title[1]) == meta(html, "og:title")
    assert 30 < len(meta(html, "description")) < 170
    assert meta(html, "og:description") == meta(html, "description")
    assert meta(html, "og:image").startswith(f"{ORIGIN}/static/enthesis/share")
    assert "noindex" not in html


@pytest.mark.parametrize("name", ADDRESSES)
@pytest.mark.parametrize("language", ["en", "es"])
def test_its_data_are_words_of_the_vocabulary(at_home: Client, name: str, language: str) -> None:
    told = data(at_home.get(path(name), {"lang": language}).content.decode())

    assert told["@context"] == "https://schema.org"
    assert wrong(told) == []
    page, clinic, *people = told["@graph"]
    assert page["@id"] == page["url"] and page["inLanguage"] == language
    assert (clinic["@type"], [p["@type"] for p in people]) == ("MedicalClinic", ["Physician"])
    assert [office["address"] for office in clinic["department"]] == [
        {"@type": "PostalAddress", "addressRegion": state} for state in ("NJ", "NY", "PA", "FL")
    ]


def test_a_medical_page_says_what_it_is_about_and_when_it_was_reviewed(at_home: Client) -> None:
    page = data(at_home.get("/repair/").content.decode())["@graph"][0]

    assert page["@type"] == "MedicalWebPage"
    assert [node["@type"] for node in page["about"]] == ["MedicalProcedure", "MedicalCondition"]
    assert date.fromisoformat(page["lastReviewed"]) >= date(2026, 11, 23)


def test_the_check_sees_what_the_vocabulary_does_not_allow() -> None:
    assert wrong({"@type": "MedicalClinic", "rating": "5"}) == ["MedicalClinic.rating"]
    assert wrong({"@type": "Clinic", "name": "x"}) == ["Clinic.name"]
    assert wrong({"@type": "WebPage", "lastReviewed": "yesterday"}) == ["WebPage.lastReviewed"]
    assert wrong({"@type": "WebPage", "publisher": {"@type": "MedicalCondition"}}) == ["WebPage.publisher"]


def test_a_name_cannot_end_the_block() -> None:
    site = practice_of("any")
    evil = type(site)(
        slug="x", name="</script><script>alert(1)</script>", telephone="", offices=site.offices,
        clinicians=(Clinician(slug="y", name="<!-- & \u2028"),), visit_types=site.visit_types,
    )  # fmt: skip
    page = Told(
        view="public:home", title="t", description="d", language="en", url="", office="", reviewed_on=None
    )
    block = str(as_script(graph(evil, page, origin="")))

    assert re.findall(r"[<>&\u2028]", block.removesuffix("</script>").removeprefix("<script")) == [">"]
    assert data(block)["@graph"][1]["name"] == evil.name


def test_without_an_origin_nothing_absolute_is_said(practice: PracticeId, settings: Settings) -> None:
    settings.ENTHESIS_ORIGIN = ""
    client = Client()
    html = client.get("/tear/").content.decode()

    for absent in ('rel="canonical"', "hreflang=", "og:url", "og:image"):
        assert absent not in html
    assert wrong(data(html)) == [] and "url" not in data(html)["@graph"][0]
    answer = client.get("/sitemap.xml")
    assert answer.status_code == 404 and "Set ENTHESIS_ORIGIN." in answer.content.decode()


def test_a_language_in_the_address_is_shown_once_and_kept_nowhere(at_home: Client) -> None:
    assert '<html lang="es"' in at_home.get("/", {"lang": "es"}).content.decode()
    assert set(at_home.cookies) <= {"csrftoken"}
    assert at_home.get("/").headers["Content-Language"] == "en"
    assert at_home.get("/", {"lang": "xx"}).headers["Content-Language"] == "en"
    assert at_home.get("/", headers={"Accept-Language": "es"}).headers["Content-Language"] == "es"
    assert at_home.get("/?lang=en", headers={"Accept-Language": "es"}).headers["Content-Language"] == "en"


def test_what_is_not_listed_is_not_to_be_found(at_home: Client) -> None:
    for name in ("public:visit_ended", "public:leaflet"):
        html = at_home.get(reverse(name)).content.decode()
        assert meta(html, "robots") == "noindex" and "application/ld+json" not in html
    lost = at_home.get("/offices/nowhere/")
    assert lost.status_code == 404 and meta(lost.content.decode(), "robots") == "noindex"


def test_a_demonstration_is_not_to_be_found(practice: PracticeId) -> None:
    client = Client()
    assert meta(client.get("/").content.decode(), "robots") == "noindex"
    assert client.get("/robots.txt").content.decode() == "User-agent: *\nDisallow: /\n"


def test_robots_keep_out_of_what_is_private(at_home: Client) -> None:
    answer = at_home.get("/robots.txt")

    assert answer.headers["Content-Type"] == "text/plain; charset=utf-8"
    assert answer.content.decode().splitlines() == [
        "User-agent: *",
        "Disallow: /my/",
        "Disallow: /practice/",
        "Disallow: /accounts/",
        f"Sitemap: {ORIGIN}/sitemap.xml",
    ]


def test_the_sitemap_lists_every_page_in_each_language(at_home: Client) -> None:
    answer = at_home.get("/sitemap.xml")
    root = ElementTree.fromstring(answer.content)  # noqa: S314 – our own
    entries = {entry.findtext(f"{SITEMAP}loc"): entry for entry in root}

    assert answer.headers["Content-Type"] == "application/xml; charset=utf-8"
    assert len(entries) == 2 * (len(PAGES) - 1 + 4)
    for address, entry in entries.items():
        links = {link.get("hreflang"): link.get("href") for link in entry.findall(f"{XHTML}link")}
        assert set(links) == {"en", "es", "x-default"} and address in links.values()
    assert entries[f"{ORIGIN}/tear/?lang=es"].findtext(f"{SITEMAP}lastmod") == "2026-11-23"
    for address in entries:
        assert at_home.get(str(address).removeprefix(ORIGIN)).status_code == 200


def test_only_public_pages_are_listed() -> None:
    public = {page.name for page in pages() if page.audience == "public" and not page.access.demo_only}
    assert set(PAGES) <= public
