"""Guessing: five tries and no more, and no form's key ever stands for a secret."""

from dataclasses import replace
from datetime import date, timedelta

import pytest
from django.test import Client
from django.urls import reverse

from enthesis.actions import outcomes
from enthesis.actions.confirmation import confirm_birth_date, confirm_with_password, confirm_with_pin
from enthesis.actions.plans import sign_plan
from enthesis.domain.errors import NotAllowed, NotFound
from enthesis.domain.outcomes.schedule import MILESTONES
from enthesis.domain.outcomes.wording import DEMONSTRATION
from enthesis.domain.pathway.stages import Stage
from enthesis.domain.terms import Role
from enthesis.store import links, people
from enthesis.store.audit import list_audit
from tests.support.cases import AT, BORN, PASSWORD, PIN, Hip, a_hip, a_house, a_visit
from tests.support.stages import a_hip_at

pytestmark = pytest.mark.django_db

WRONG = date(1970, 1, 1)


def a_link(hip: Hip, milestone: str = "baseline") -> links.Link:
    receipt = outcomes.issue_link(
        hip.house.scope(Role.SYSTEM), hip.case, milestone, wordings=DEMONSTRATION, at=hip.tick()
    )
    link = links.find_link(receipt.secret, at=hip.now)
    assert link
    return link


def test_after_five_wrong_pins_the_right_one_is_wrong_too() -> None:
    nurse = a_house().nurse

    for left in (4, 3, 2, 1, 0):
        with pytest.raises(NotAllowed, match="not right"):
            confirm_with_pin(nurse, "000000", at=AT)
        assert people.pin_tries_left(nurse) == left
    for _ in range(3):
        with pytest.raises(NotAllowed, match="locked"):
            confirm_with_pin(nurse, PIN, at=AT)


def test_a_right_pin_gives_the_tries_back() -> None:
    nurse = a_house().nurse
    with pytest.raises(NotAllowed):
        confirm_with_pin(nurse, "000000", at=AT)

    assert confirm_with_pin(nurse, PIN, at=AT).by == nurse.actor.person
    assert people.pin_tries_left(nurse) == 5


def test_after_five_wrong_passwords_the_right_one_is_wrong_too() -> None:
    surgeon = a_house().surgeon

    for left in (4, 3, 2, 1, 0):
        with pytest.raises(NotAllowed, match="not right"):
            confirm_with_password(surgeon, "wrong", at=AT)
        assert people.password_tries_left(surgeon) == left
    for _ in range(3):
        with pytest.raises(NotAllowed, match="sign out, sign in again"):
            confirm_with_password(surgeon, PASSWORD, at=AT)


def test_a_right_password_gives_the_tries_back() -> None:
    surgeon = a_house().surgeon
    with pytest.raises(NotAllowed, match="4 tries are left"):
        confirm_with_password(surgeon, "wrong", at=AT)

    assert confirm_with_password(surgeon, PASSWORD, at=AT).by == surgeon.actor.person
    assert people.password_tries_left(surgeon) == 5


def test_signing_in_anew_gives_the_tries_back(client: Client) -> None:
    surgeon = a_house().surgeon
    for _ in range(5):
        with pytest.raises(NotAllowed):
            confirm_with_password(surgeon, "wrong", at=AT)
    (email,) = (p.email for p in people.list_people(surgeon) if p.id == surgeon.actor.person)

    wrong = client.post(reverse("account_login"), {"login": email, "password": "wrong"})
    assert (wrong.status_code, people.password_tries_left(surgeon)) == (200, 0)
    client.post(reverse("account_login"), {"login": email, "password": PASSWORD})

    assert confirm_with_password(surgeon, PASSWORD, at=AT).by == surgeon.actor.person


def test_a_wrong_try_stays_in_the_trail() -> None:
    house = a_house()
    with pytest.raises(NotAllowed):
        confirm_with_password(house.surgeon, "wrong", at=AT)

    newest = list_audit(house.desk)[0]
    assert (newest.action, newest.detail) == ("_check_password", '{"right":false}')


@pytest.mark.parametrize("confirm", [confirm_with_pin, confirm_with_password])
def test_a_key_used_once_with_the_right_secret_opens_nothing_again(confirm: object) -> None:
    """The form was sent rightly and refused; sent again with any secret, it must be asked again."""
    surgeon = replace(a_house().surgeon, submit="one-key")
    right = PIN if confirm is confirm_with_pin else PASSWORD
    confirm(surgeon, right, at=AT)  # type: ignore[operator]

    with pytest.raises(NotAllowed):
        confirm(surgeon, "wrong", at=AT)  # type: ignore[operator]


def test_a_form_that_confirms_and_signs_has_one_key() -> None:
    hip = a_hip_at(Stage.CLASSIFIED).tell().draft()
    surgeon, at, read = replace(hip.house.surgeon, submit="k"), hip.tick(), hip.read

    first = sign_plan(surgeon, hip.case, confirmed=hip.signing(surgeon), read=read, at=at)
    hip.tick()
    again = sign_plan(surgeon, hip.case, confirmed=hip.signing(surgeon), read=read, at=hip.now)

    assert not first.repeated
    assert again.repeated
    assert hip.read == read + 1


@pytest.mark.parametrize("secret", ["", "\0", "9" * 5000, "²³"])
def test_an_odd_secret_is_refused_with_a_sentence(secret: str) -> None:
    house = a_house()
    for confirm in (confirm_with_pin, confirm_with_password):
        with pytest.raises(Exception, match=r"\.") as refused:
            confirm(house.surgeon, secret, at=AT)
        assert type(refused.value).__name__ in ("NotAllowed", "Invalid")


def test_somebody_without_an_account_confirms_nothing() -> None:
    house = a_house()
    stranger = replace(house.surgeon.actor, person=None)

    with pytest.raises(NotFound):
        confirm_with_password(replace(house.surgeon, actor=stranger), PASSWORD, at=AT)


def test_an_account_of_another_practice_confirms_nothing() -> None:
    north, south = a_house("north"), a_house("south")

    with pytest.raises(NotFound):
        confirm_with_password(replace(north.surgeon, practice=south.practice), PASSWORD, at=AT)


def test_five_wrong_birth_dates_end_a_link() -> None:
    hip = a_hip(a_house())
    link = a_link(hip)

    for _ in range(5):
        with pytest.raises(NotAllowed, match="date of birth"):
            confirm_birth_date(hip.house.visitor, link, WRONG, at=hip.now)
    with pytest.raises(NotAllowed, match="locked"):
        confirm_birth_date(hip.house.visitor, link, BORN, at=hip.now)


def test_five_wrong_birth_dates_over_all_links_of_a_patient_end_them_all() -> None:
    hip = a_hip(a_house())
    five, other = [a_link(hip, m.id) for m in MILESTONES[1:6]], a_link(hip)

    for link in five:
        with pytest.raises(NotAllowed):
            confirm_birth_date(hip.house.visitor, link, WRONG, at=hip.now)
    with pytest.raises(NotAllowed, match="locked"):
        confirm_birth_date(hip.house.visitor, other, BORN, at=hip.now)


def test_another_patients_link_is_not_locked_by_it() -> None:
    house = a_house()
    mine, theirs = a_hip(house), a_hip(house, "Bruno", visit=a_visit(clinician="other"))
    for _ in range(5):
        with pytest.raises(NotAllowed):
            confirm_birth_date(house.visitor, a_link(mine), WRONG, at=mine.now)

    assert confirm_birth_date(house.visitor, a_link(theirs), BORN, at=theirs.now)


def test_staff_who_know_the_caller_give_the_tries_back() -> None:
    hip = a_hip(a_house())
    for _ in range(5):
        with pytest.raises(NotAllowed):
            confirm_birth_date(hip.house.visitor, a_link(hip), WRONG, at=hip.now)

    outcomes.give_tries_back(hip.house.desk, hip.case, at=hip.tick())

    assert confirm_birth_date(hip.house.visitor, a_link(hip), BORN, at=hip.now)


def test_the_same_form_sent_twice_uses_two_tries() -> None:
    hip = a_hip(a_house())
    link, visitor = a_link(hip), replace(hip.house.visitor, submit="k")
    confirm_birth_date(visitor, link, BORN, at=hip.now)

    with pytest.raises(NotAllowed):
        confirm_birth_date(visitor, link, WRONG, at=hip.now)
    assert links.tries_left(link) == 4


def test_an_expired_link_is_tried_in_vain() -> None:
    hip = a_hip(a_house())
    link = a_link(hip)
    later = hip.now + timedelta(days=31)

    with pytest.raises(NotAllowed):
        confirm_birth_date(hip.house.visitor, link, BORN, at=later)
    with pytest.raises(NotAllowed):
        links.load_link_session(link.id, at=later)


def test_a_token_is_found_by_nothing_but_itself() -> None:
    hip = a_hip(a_house())
    secret = outcomes.issue_link(
        hip.house.scope(Role.SYSTEM), hip.case, "baseline", wordings=DEMONSTRATION, at=hip.now
    ).secret

    assert len(secret) >= 43  # 256 bits
    for token in ("", secret[:-1], secret + "x", secret.swapcase(), links.hash_of(secret), "\0"):
        assert links.find_link(token, at=hip.now) is None
    assert links.find_link(secret, at=hip.now)
