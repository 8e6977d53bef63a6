"""Labels for the printer: what must be on them, for whom the name is, and where the site leaves it off."""

import pytest
from django.test import override_settings
from django.urls import reverse

from enthesis.domain.pathway.stages import Stage
from enthesis.domain.terms import Role
from tests.support.cases import Hip, a_house
from tests.support.screen import Screen, text_of, wall
from tests.support.stages import a_hip_at

pytestmark = pytest.mark.django_db

SEE_NO_NAME = (Role.RESEARCHER, Role.AUDITOR)


@pytest.fixture
def hip() -> Hip:
    return a_hip_at(Stage.CONSENTED).collect()


def label(hip: Hip) -> str:
    return reverse("practice:label", kwargs={"product_id": hip.made.id})


def wristband(hip: Hip) -> str:
    return reverse("practice:wristband", kwargs={"case_id": hip.case})


def test_a_label_holds_code_statements_name_and_time_with_its_zone(hip: Hip) -> None:
    words = text_of(Screen(hip.house.nurse, hip).get(label(hip)))

    assert hip.made.chain.product.shown in words
    assert "FOR AUTOLOGOUS USE ONLY" in words
    assert "NOT EVALUATED FOR INFECTIOUS SUBSTANCES" in words
    assert "Ida Ferro" in words
    assert "Born 4 May 1961" in words
    assert f"Collected 8 March 2027, {wall(hip.made.collected.harvest.collected_at)[-5:]} EST" in words


def test_once_it_is_ready_the_label_says_until_when(hip: Hip) -> None:
    hip.prepare()

    assert "Use by 8 March 2027, 13:" in text_of(Screen(hip.house.nurse, hip).get(label(hip)))


@pytest.mark.parametrize("role", SEE_NO_NAME)
def test_who_sees_no_names_gets_a_label_without(hip: Hip, role: Role) -> None:
    words = text_of(Screen(hip.house.scope(role), hip).get(label(hip)))

    assert "Ferro" not in words and "1961" not in words
    assert "Your role does not see names" in words
    assert "FOR AUTOLOGOUS USE ONLY" in words


def test_a_site_may_leave_names_off(hip: Hip) -> None:
    with override_settings(ENTHESIS_LABEL_NAMES=False):
        page = Screen(hip.house.nurse, hip).get(label(hip))

    assert "This site prints no names on labels." in text_of(page)
    assert b"Born" not in page.content


def test_a_discarded_product_wants_no_label(hip: Hip) -> None:
    hip.discard()

    assert "The product is discarded: no label is printed for it." in text_of(Screen(hip.house.nurse, hip).get(label(hip)))


def test_a_wristband_shows_its_code_to_type(hip: Hip) -> None:
    words = text_of(Screen(hip.house.nurse, hip).get(wristband(hip)))

    assert hip.file.case.wristband in words
    assert "LEFT HIP" in words
    assert "Ida Ferro" in words


@pytest.mark.parametrize("role", [*SEE_NO_NAME, Role.ADMINISTRATOR])
def test_a_wristband_is_for_those_who_meet_the_patient(hip: Hip, role: Role) -> None:
    assert Screen(hip.house.scope(role), hip).get(wristband(hip)).status_code == 403


def test_labels_of_another_practice_are_not_there(hip: Hip) -> None:
    stranger = Screen(a_house("south").nurse, hip)

    assert [stranger.get(u).status_code for u in (label(hip), wristband(hip))] == [404, 404]


def test_no_style_or_script_is_written_into_the_page(hip: Hip) -> None:
    body = Screen(hip.house.nurse, hip).get(label(hip)).content

    assert b" style=" not in body and b"<style" not in body and b" onclick" not in body
