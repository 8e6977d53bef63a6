"""The start page: every published comparison with its size, its source and the day of its review."""

import pytest
from django.test import Client
from django.utils.translation import override

from enthesis.domain.sources import SOURCES
from enthesis.domain.terms import PracticeId
from enthesis.web.pages.public.home.present import HomePage, present
from tests.support.cases import practice_of
from tests.support.screen import text_of


def page() -> HomePage:
    return present(practice_of("any"))


def test_every_comparison_has_its_source_and_the_day_of_its_review() -> None:
    clot, graft, no_marrow, no_plasma = page().known

    assert clot.text.startswith("A clot made of blood platelets: 18 people had it, 29 did not.")
    assert "SF-12" in clot.text
    assert "iHOT-12" in clot.text
    assert clot.level == "Level of evidence III."
    assert [(s.title, s.href) for s in clot.sources] == [(SOURCES["S7"].title, SOURCES["S7"].href)]
    assert "38 people had it, 26 did not" in graft.text
    assert graft.level == "Level of evidence not stated."
    assert [s.id for s in graft.sources] == ["S8"]
    assert {(none.sources, none.level) for none in (no_marrow, no_plasma)} == {((), "")}
    assert {known.reviewed for known in page().known} == {"Reviewed on 23 November 2026."}


def test_what_is_investigational_is_called_so() -> None:
    assert page().biologics.investigational
    assert all(known.investigational for known in page().known)


def test_it_is_said_in_spanish_too() -> None:
    with override("es"):
        clot, *_ = page().known
    assert clot.text.startswith("Un coágulo hecho de plaquetas de la sangre: 18 personas lo tuvieron, 29 no.")
    assert clot.reviewed == "Revisado el 23 de noviembre de 2026."


@pytest.mark.usefixtures("practice")
def test_the_page_shows_them_and_promises_nothing(practice: PracticeId, client: Client) -> None:
    told = text_of(client.get("/"))  # type: ignore[arg-type]

    for known in page().known:
        assert known.text in told
        assert known.reviewed in told
    assert "Investigational" in told
    assert "It is not for people who have cancer, or whose cancer went away only recently." in told
    assert "Small holes in the bone" in told
    assert "Every operation has risks." in told
