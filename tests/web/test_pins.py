"""PINs at the bench: an administrator sets one, a person changes the own one with the password."""

import pytest
from django.http import HttpResponse
from django.urls import reverse

from enthesis.domain.pathway.stages import Stage
from enthesis.domain.terms import Role
from enthesis.store.people import list_pin_holders, try_pin
from enthesis.store.scope import Scope
from tests.support.cases import PASSWORD, PIN, Hip
from tests.support.screen import Screen, text_of
from tests.support.stages import a_hip_at

pytestmark = pytest.mark.django_db
NEW = "4821"


@pytest.fixture
def hip() -> Hip:
    """The nurse's PIN is locked, and there is an administrator."""
    hip = a_hip_at(Stage.BOOKED)
    hip.house.scope(Role.ADMINISTRATOR)
    for _ in range(5):
        try_pin(hip.house.nurse, "0000")
    return hip


def send(hip: Hip, who: Scope, page: str, **typed: str) -> HttpResponse:
    told = {"submit_key": "one", "pin": NEW, "again": NEW, **typed}
    return Screen(who, hip).post(reverse(f"practice:{page}"), told)


def test_an_administrator_sees_whose_pin_is_locked_and_sets_a_new_one(hip: Hip) -> None:
    administrator, nurse = hip.house.scope(Role.ADMINISTRATOR), hip.house.nurse.actor
    page = text_of(Screen(administrator, hip).get(reverse("practice:pins")))
    assert f"{nurse.name} Nurse Locked" in page
    assert nurse.person and not try_pin(hip.house.nurse, PIN)

    assert send(hip, administrator, "pins", person=str(nurse.person)).status_code == 303

    assert try_pin(hip.house.nurse, NEW)
    assert not any(one.is_locked for one in list_pin_holders(hip.house.nurse))


def test_whoever_knows_the_password_sets_a_new_pin_in_place_of_a_locked_one(hip: Hip) -> None:
    page = text_of(Screen(hip.house.nurse, hip).get(reverse("practice:own_pin")))
    assert "Your PIN" in page

    assert send(hip, hip.house.nurse, "own_pin", password=PASSWORD).status_code == 303
    assert try_pin(hip.house.nurse, NEW)


@pytest.mark.parametrize(
    ("typed", "sentence"),
    [
        ({"password": "wrong"}, "The password is not right."),
        ({"password": ""}, "Enter your password."),
        ({"again": "4822"}, "The two are not the same."),
        ({"pin": "1111", "again": "1111"}, "That cannot be a PIN."),
    ],
)
def test_nothing_changes_while_something_is_wrong(hip: Hip, typed: dict[str, str], sentence: str) -> None:
    answer = send(hip, hip.house.nurse, "own_pin", **{"password": PASSWORD, **typed})

    assert answer.status_code == 422
    assert sentence in text_of(answer)
    assert not try_pin(hip.house.nurse, NEW)


def test_only_an_administrator_sets_the_pin_of_somebody_else(hip: Hip) -> None:
    surgeon, nurse = hip.house.surgeon, str(hip.house.nurse.actor.person)

    assert send(hip, surgeon, "pins", person=nurse).status_code == 403
    assert send(hip, hip.house.desk, "own_pin", password=PASSWORD).status_code == 403
    assert b"own-pin" in Screen(surgeon, hip).get(reverse("practice:today")).content
    assert b"own-pin" not in Screen(hip.house.desk, hip).get(reverse("practice:today")).content
