"""Staff accounts are made by the practice: checked, kept as hashes, and entered in the trail."""

from datetime import UTC, datetime

import pytest

from enthesis.actions.people import add_person, set_pin
from enthesis.domain.errors import Invalid, NotAllowed, NotFound
from enthesis.domain.people.staff import NewPerson, check_pin
from enthesis.domain.terms import Actor, Role
from enthesis.store.audit import list_audit
from enthesis.store.people import try_password, try_pin
from enthesis.store.practice import only_practice_id
from enthesis.store.scope import Scope
from tests.support.cases import a_house

AT = datetime(2026, 11, 23, 12, tzinfo=UTC)
PASSWORD = "a long enough phrase"

pytestmark = pytest.mark.django_db


@pytest.fixture
def operator() -> Scope:
    a_house()
    return Scope(practice=only_practice_id(), actor=Actor(role=Role.SYSTEM, name="Operator"))


def _ann(operator: Scope) -> Scope:
    person = NewPerson(name="Ann Lee", email="ann@hips.example", role=Role.NURSE)
    made = add_person(operator, person, password=PASSWORD, at=AT)
    actor = Actor(role=Role.NURSE, name="Ann Lee", person=made.subject)
    return Scope(practice=operator.practice, actor=actor)


def test_a_new_person_can_sign_in_and_has_no_pin(operator: Scope) -> None:
    ann = _ann(operator)
    assert try_password(ann, PASSWORD)
    assert not try_pin(ann, "")
    assert list_audit(operator)[0].action == "add_person"


def test_a_new_pin_gives_all_tries_back(operator: Scope) -> None:
    ann = _ann(operator)
    set_pin(operator, ann.actor.person, pin="4821", at=AT)
    for _ in range(5):
        assert not try_pin(ann, "0000")
    assert not try_pin(ann, "4821")
    set_pin(operator, ann.actor.person, pin="4821", at=AT)
    assert try_pin(ann, "4821")


def test_one_mail_address_is_one_account(operator: Scope) -> None:
    _ann(operator)
    with pytest.raises(NotAllowed, match="already has an account"):
        _ann(operator)


def test_a_weak_password_is_refused(operator: Scope) -> None:
    with pytest.raises(Invalid, match="too short"):
        add_person(operator, NewPerson(name="B", email="b@hips.example", role=Role.DESK), password="b", at=AT)


def test_only_administrators_make_accounts(operator: Scope) -> None:
    with pytest.raises(NotAllowed, match="not open to the role"):
        set_pin(_ann(operator), operator.practice, pin="4821", at=AT)


def test_an_unknown_person_gets_no_pin(operator: Scope) -> None:
    with pytest.raises(NotFound):
        set_pin(operator, operator.practice, pin="4821", at=AT)


@pytest.mark.parametrize("pin", ["", "123", "1111", "12a4", "1234567890123", "١٢٣٤"])
def test_what_cannot_be_a_pin(pin: str) -> None:
    with pytest.raises(Invalid):
        check_pin(pin)


@pytest.mark.parametrize(
    ("name", "email", "role"),
    [("", "a@b.example", Role.DESK), ("A", "a.example", Role.DESK), ("A", "a@b.example", Role.PATIENT)],
)
def test_what_cannot_be_an_account(name: str, email: str, role: Role) -> None:
    with pytest.raises(Invalid):
        NewPerson(name=name, email=email, role=role)
