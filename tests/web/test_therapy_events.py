"""A therapy event on its page: planned before anything is collected, with the site's own number."""

import pytest
from django.urls import reverse

from enthesis.domain.pathway.stages import Stage
from enthesis.domain.terms import Role
from enthesis.store.therapy_events import list_events
from tests.support.cases import Hip, a_house
from tests.support.screen import Screen, form_in, text_of
from tests.support.stages import a_hip_at

pytestmark = pytest.mark.django_db


@pytest.fixture
def hip() -> Hip:
    return a_hip_at(Stage.PLANNED)


def url(hip: Hip) -> str:
    (event,) = list_events(hip.house.nurse, hip.case)
    return reverse("practice:event", kwargs={"event_id": event.id})


def number(hip: Hip) -> str:
    (event,) = list_events(hip.house.nurse, hip.case)
    return event.donation


def test_a_signed_plan_has_its_event_before_anything_is_collected(hip: Hip) -> None:
    page = text_of(Screen(hip.house.nurse, hip).get(url(hip)))

    assert "Planned: nothing is collected yet" in page
    assert "Platelet-rich plasma, leukocyte-rich, once the repair is completed." in page
    assert "No product has been collected." in page


def test_a_collected_product_stands_on_its_event() -> None:
    hip = a_hip_at(Stage.CONSENTED).collect()

    assert hip.made.chain.product.shown in text_of(Screen(hip.house.nurse, hip).get(url(hip)))


def test_the_sites_own_number_is_kept_without_its_check_character(hip: Hip) -> None:
    screen = Screen(hip.house.nurse, hip)

    assert screen.send(url(hip), "donation", donation="g1234 89 654321 Y").status_code == 303
    assert number(hip) == "G123489654321"
    assert screen.send(url(hip), "donation", donation="").status_code == 303
    assert number(hip) == ""


@pytest.mark.parametrize(
    ("typed", "sentence"),
    [
        ("G123489654321X", "does not check. A character is wrong: scan it again."),
        ("Ann Able", "That is not an ISBT 128 donation identification number."),
        ("G12348965432", "That is not an ISBT 128 donation identification number."),
    ],
)
def test_another_number_is_refused_and_kept_in_the_field(hip: Hip, typed: str, sentence: str) -> None:
    answer = Screen(hip.house.nurse, hip).send(url(hip), "donation", donation=typed)

    assert answer.status_code == 422
    assert sentence in text_of(answer)
    assert form_in(answer, "donation")["donation"] == typed
    assert number(hip) == ""


def test_of_two_who_enter_a_number_the_second_is_told(hip: Hip) -> None:
    screen = Screen(hip.house.nurse, hip)
    read = screen.form(url(hip), "donation")
    screen.send(url(hip), "donation", donation="G123489654321")

    late = screen.post(url(hip), {**read, "donation": "W000007123456"})

    assert late.status_code == 409
    assert "Somebody was first: G123489654321 stands there." in text_of(late)
    assert number(hip) == "G123489654321"


def test_who_may_not_act_reads_it_without_a_form(hip: Hip) -> None:
    page = Screen(hip.house.scope(Role.AUDITOR), hip).get(url(hip))

    assert page.status_code == 200
    assert b"donation_title" not in page.content and "Save the number" not in text_of(page)


def test_another_practices_event_is_not_there(hip: Hip) -> None:
    address = url(hip)

    assert Screen(a_house("south").nurse, hip).get(address).status_code == 404
