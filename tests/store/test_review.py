"""A practice's decisions are its own, are appended, and stay what was signed."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta
from uuid import UUID

import pytest
from django.db import DatabaseError, connection, transaction

from enthesis.actions.confirmation import confirm_with_password
from enthesis.cli.checks import check_signatures
from enthesis.domain.errors import NotAllowed, Stale
from enthesis.domain.review.sign_off import Decision
from enthesis.domain.terms import Role
from enthesis.store.codec import encode
from enthesis.store.models import SignOffRow
from enthesis.store.review import count_sign_offs, find_broken_sign_off, list_sign_offs, save_sign_offs
from tests.support.cases import AT, PASSWORD, House, a_house
from tests.support.reviewing import PLACE, SEEN, VALUES, decide

pytestmark = pytest.mark.django_db

ON_POSTGRES = connection.vendor == "postgresql"


@pytest.fixture
def house() -> House:
    house = a_house()
    decide(house.scope(Role.POLICY_SURGEON), *SEEN[:2])
    return house


def tamper(**changes: object) -> None:
    """As somebody who owns the database could."""
    with connection.cursor() as cursor:
        if ON_POSTGRES:
            cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
        cursor.execute(
            f"DROP TRIGGER {'sign_off_append_only ON sign_off' if ON_POSTGRES else 'sign_off_no_update'}"
        )
    assert SignOffRow.objects.filter(number=1).update(**changes) == 1


def test_decisions_come_in_the_order_in_which_they_were_made(house: House) -> None:
    petra = house.scope(Role.POLICY_SURGEON)
    decide(petra, SEEN[0], decision=Decision.NOT_USED, minutes=1)

    made = list_sign_offs(petra)
    assert [s.path for s in made] == [SEEN[0].path, SEEN[1].path, SEEN[0].path]
    assert [s.decision for s in made] == [Decision.CONFIRMED, Decision.CONFIRMED, Decision.NOT_USED]
    assert {(s.by, s.name) for s in made} == {(petra.actor.person, petra.actor.name)}
    assert (made[0].ships, made[0].digest) == (VALUES[0].ships, VALUES[0].digest)


def test_a_file_has_its_own(house: House) -> None:
    desk = house.desk
    assert count_sign_offs(desk, PLACE) == 2
    assert list_sign_offs(desk, place=PLACE) == list_sign_offs(desk)
    assert list_sign_offs(desk, place="examination/tear") == ()


def test_another_practice_has_its_own(house: House) -> None:
    south = a_house("south").scope(Role.POLICY_SURGEON)
    assert list_sign_offs(south) == ()
    decide(south, SEEN[0], decision=Decision.NOT_USED)

    assert [s.practice for s in list_sign_offs(south)] == [south.practice]
    assert len(list_sign_offs(house.desk)) == 2


def test_a_patient_reaches_none(house: House) -> None:
    assert list_sign_offs(house.patient(UUID(int=3))) == ()


def test_who_read_less_than_there_is_changes_nothing(house: House) -> None:
    petra = house.scope(Role.POLICY_SURGEON)
    (one, _two) = list_sign_offs(petra)
    signature = confirm_with_password(petra, PASSWORD, at=AT).sign_content(one)

    with pytest.raises(Stale, match=r"you read 1 decisions, there are 2\). Look at what is new"):
        save_sign_offs(petra, PLACE, ((one, signature),), read=1)
    assert count_sign_offs(petra, PLACE) == 2


def test_all_stand_and_are_counted(house: House) -> None:
    assert find_broken_sign_off() is None
    assert check_signatures() == "2 signatures match"


@pytest.mark.parametrize(
    "changes",
    [
        {"path": "MILESTONES.other"},
        {"place": "outcomes/thresholds"},
        {"digest": "0" * 64},
        {"ships": "1000 days"},
        {"decision": "not_used"},
        {"decision": "nonsense"},
        {"note": "Something else."},
        {"by": UUID(int=9)},
        {"by_name": "Somebody else"},
        {"at": AT + timedelta(days=1)},
        {"signature": ""},
        {"signature": "{}"},
    ],
)
def test_a_changed_decision_is_found(house: House, changes: dict[str, object]) -> None:
    tamper(**changes)

    assert find_broken_sign_off()
    with pytest.raises(NotAllowed, match=r"The decision on .* is not what was signed. Keep the database"):
        check_signatures()


def test_a_decision_hung_on_another_practice_is_found(house: House) -> None:
    tamper(practice_id=a_house("south").practice)
    assert find_broken_sign_off()


def test_a_decision_signed_anew_by_hand_is_not_known_to_the_trail(house: House) -> None:
    petra = house.scope(Role.POLICY_SURGEON)
    forged = replace(list_sign_offs(petra)[0], decision=Decision.NOT_USED)
    signature = confirm_with_password(petra, PASSWORD, at=AT).sign_content(forged)
    tamper(decision="not_used", signature=encode(signature))

    assert find_broken_sign_off() == (PLACE, forged.path)


def attacks() -> Iterator[str]:
    yield "UPDATE sign_off SET note = 'x'"
    yield "UPDATE sign_off SET decision = decision"
    yield "DELETE FROM sign_off"
    yield "TRUNCATE sign_off" if ON_POSTGRES else "INSERT OR REPLACE INTO sign_off SELECT * FROM sign_off"


@pytest.mark.parametrize("attack", tuple(attacks()))
def test_no_statement_changes_them(house: House, attack: str) -> None:
    with connection.cursor() as cursor:
        if ON_POSTGRES:
            cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
        with pytest.raises(DatabaseError, match="never changed"), transaction.atomic():
            cursor.execute(attack)
    assert len(list_sign_offs(house.desk)) == 2
