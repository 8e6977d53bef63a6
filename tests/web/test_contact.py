"""The desk corrects how a patient is reached, from the page of the hip."""

import pytest
from django.urls import reverse

from enthesis.domain.terms import Role
from enthesis.store.patients import load_contact, load_contact_in_force
from tests.support.cases import Hip, a_hip, a_house
from tests.support.desk import Desk
from tests.support.portal import Telephone
from tests.support.screen import text_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def hip() -> Hip:
    return a_hip(a_house())


@pytest.fixture
def desk(hip: Hip) -> Desk:
    return Desk(hip, hip.house.desk)


def form(desk: Desk) -> str:
    return desk.open("contact").content.decode()


def test_the_page_shows_what_is_in_force(desk: Desk) -> None:
    page = form(desk)

    for value in ("Ida", "Ferro", "1961-05-04", "ida@example.org", "+12015550123"):
        assert f'value="{value}"' in page
    assert 'name="version" value="1"' in page


def test_a_correction_leads_back_to_the_hip(hip: Hip, desk: Desk) -> None:
    answer = desk.screen.post(desk.address("contact"), contact(family="Marin", phone="(201) 555-0124"))

    assert answer.status_code == 303
    now = load_contact(hip.house.desk, hip.patient)
    assert (now.family, now.phone) == ("Marin", "+12015550124")
    assert "Ida Marin" in text_of(desk.open("case"))


def test_another_mail_address_ends_the_link(hip: Hip, desk: Desk) -> None:
    telephone = Telephone(hip).enter()
    assert "1 link works now." in text_of(desk.open("contact"))
    assert telephone.get(reverse("portal:forms")).status_code == 200

    desk.screen.post(desk.address("contact"), contact(email="new@example.org"))

    assert telephone.get(reverse("portal:forms")).headers["Location"] == reverse("portal:ended")


@pytest.mark.parametrize(
    ("typed", "sentence"),
    [
        ({}, "Nothing is different"),
        ({"given": " "}, "Enter the given name."),
        ({"birth_date": "2031-01-01"}, "cannot be a date of birth"),
        ({"email": "ida"}, "Enter a mail address such as"),
        ({"phone": "12"}, "Enter a telephone number with its area code."),
        ({"email": "", "phone": ""}, "Enter a mail address or a telephone number."),
        ({"language": "xx"}, "Choose one of the answers on the page."),
    ],
)
def test_what_cannot_be_is_told(hip: Hip, desk: Desk, typed: dict[str, str], sentence: str) -> None:
    answer = desk.screen.post(desk.address("contact"), contact(**typed))

    assert answer.status_code == 422
    assert sentence in text_of(answer)
    assert load_contact_in_force(hip.house.desk, hip.patient).version == 1


def test_who_was_slower_is_told(desk: Desk) -> None:
    desk.screen.post(desk.address("contact"), contact(given="Ada"))

    assert desk.screen.post(desk.address("contact"), contact(given="Eda", key="2")).status_code == 409


def test_only_those_who_may_are_led_there(hip: Hip) -> None:
    for role, may in ((Role.DESK, True), (Role.NURSE, True), (Role.RESEARCHER, False), (Role.AUDITOR, False)):
        desk = Desk(hip, hip.house.scope(role))
        assert (desk.address("contact") in desk.open("case").content.decode()) is may
        assert desk.open("contact").status_code == (200 if may else 403)


def test_another_practice_s_hip_is_not_found(hip: Hip) -> None:
    assert Desk(hip, a_house("south").desk).open("contact").status_code == 404


def contact(key: str = "1", **typed: str) -> dict[str, str]:
    """The form as a browser sends it."""
    told = {
        "given": "Ida",
        "family": "Ferro",
        "birth_date": "1961-05-04",
        "email": "ida@example.org",
        "phone": "+12015550123",
        "language": "en",
        "version": "1",
        "submit_key": key,
    }
    return {**told, **typed}
