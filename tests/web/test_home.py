"""The start page: every published comparison with its size, its source and the day of its review."""

import pytest
from django.test import Client
from django.utils.translation import override

from enthesis.domain.outcomes.claims import CLAIMS
from enthesis.domain.practice.practice import Practice
from enthesis.domain.sources import SOURCES
from enthesis.domain.terms import PracticeId
from enthesis.web.pages.public.home.present import HomePage, present
from tests.support.cases import practice_of
from tests.support.screen import text_of


def page() -> HomePage:
    site: Practice = practice_of("any")
    return present(site)


def test_every_comparison_has_its_source_and_the_day_of_its_review() -> None:
    clot, graft, none = page().known

    assert clot.text.startswith("A clot made from blood platelets: 18 patients with it, 29 without.")
    assert "SF-12" in clot.text
    assert "iHOT-12" in clot.text
    assert clot.level == "Level of evidence III."
    assert clot.sources == ((SOURCES["S7"].title, SOURCES["S7"].href),)
    assert "38 patients with it, 26 without" in graft.text
    assert graft.level == "Level of evidence not stated."
    assert graft.sources == ((SOURCES["S8"].title, SOURCES["S8"].href),)
    assert (none.sources, none.level) == ((), "")
    assert {known.reviewed for known in page().known} == {"Reviewed on 23 November 2026."}


def test_what_is_investigational_is_called_so() -> None:
    assert all(claim.investigational for claim in CLAIMS)
    assert page().investigational


def test_it_is_said_in_spanish_too() -> None:
    with override("es"):
        clot, *_ = page().known
    assert clot.text.startswith("Un coágulo hecho de plaquetas de la sangre: 18 pacientes con él, 29 sin él.")
    assert clot.reviewed == "Revisado el 23 de noviembre de 2026."


@pytest.mark.usefixtures("practice")
def test_the_page_shows_them_and_promises_nothing(practice: PracticeId, client: Client) -> None:
    told = text_of(client.get("/"))  # type: ignore[arg-type]

    for known in page().known:
        assert known.text in told
        assert known.reviewed in told
    assert "Investigational" in told
    assert "As a rule they are not used in people with a cancer or a recent remission." in told
    assert "Small holes in the bone." in told
    assert "Wake" not in told
