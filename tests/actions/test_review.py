"""A surgeon with policy right decides on what ships, value by value, and signs it."""

import json
from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from uuid import uuid4

import pytest

from enthesis.actions.act import Receipt
from enthesis.actions.confirmation import confirm_with_password, confirm_with_pin
from enthesis.actions.review import sign_off
from enthesis.domain.errors import Invalid, NotAllowed, NotFound, Problem, Stale
from enthesis.domain.review.catalogue import load_place
from enthesis.domain.review.sign_off import Decision, State, standings
from enthesis.domain.terms import PersonId, Role
from enthesis.store.audit import list_audit
from enthesis.store.models import SignOffRow
from enthesis.store.review import list_sign_offs
from enthesis.store.scope import Scope
from tests.support.cases import AT, PASSWORD, PIN, a_house
from tests.support.reviewing import PLACE, SEEN, VALUES, decide

pytestmark = pytest.mark.django_db

TWO = SEEN[:2]


@pytest.fixture
def petra() -> Scope:
    return a_house().scope(Role.POLICY_SURGEON)


def state_of(scope: Scope, number: int) -> State:
    (standing,) = standings((VALUES[number],), list_sign_offs(scope))
    return standing.state


def test_several_values_are_confirmed_in_one_go_each_in_a_row_of_its_own(petra: Scope) -> None:
    decide(petra, *TWO, note="As in our protocol.")

    made = list_sign_offs(petra)
    assert [(s.path, s.digest, s.note) for s in made] == [
        (s.path, s.digest, "As in our protocol.") for s in TWO
    ]
    assert [state_of(petra, n) for n in range(3)] == [State.CONFIRMED, State.CONFIRMED, State.OPEN]


def test_one_entry_of_the_trail_tells_of_them_without_the_note(petra: Scope) -> None:
    receipt = decide(petra, *TWO, decision=Decision.TO_CHANGE, note="Ninety days.")

    entry, before = list_audit(petra)[:2]
    assert (entry.action, entry.subject_kind, entry.subject) == ("sign_off", "sign_off", receipt.subject)
    assert before.action == "_check_password"
    told = json.loads(entry.detail)
    assert (told["place"], told["decision"]) == (PLACE, "to_change")
    assert "Ninety" not in entry.detail
    kept = [json.loads(row.signature)["digest"] for row in SignOffRow.objects.order_by("number")]
    assert told["signed"] == {str(receipt.subject): kept}
    assert len(kept) == 2


def test_a_later_decision_replaces_the_earlier_one_and_both_stay(petra: Scope) -> None:
    decide(petra, SEEN[0])
    decide(petra, SEEN[0], decision=Decision.TO_CHANGE, note="Ninety days.", minutes=1)

    assert state_of(petra, 0) is State.TO_CHANGE
    assert len(list_sign_offs(petra)) == 2


def test_the_same_form_twice_decides_once(petra: Scope) -> None:
    form = replace(petra, submit="k")
    first = decide(form, *TWO, read=0)
    again = decide(form, *TWO, read=0, minutes=1)

    assert (again.subject, again.repeated) == (first.subject, True)
    assert len(list_sign_offs(petra)) == 2


def test_a_confirmed_value_still_needs_review(petra: Scope) -> None:
    decide(petra, *TWO)
    assert [v.tag for v in load_place(PLACE).values[:2]] == [v.tag for v in VALUES[:2]]
    assert load_place(PLACE).values == VALUES


Refused = Callable[[Scope], Receipt]


@pytest.mark.parametrize(
    ("act", "problem", "sentence"),
    [
        (lambda s: decide(s), Invalid, "No value is ticked. Tick each value you decide on."),
        (
            lambda s: decide(s, SEEN[0], decision=Decision.TO_CHANGE, note=" "),
            Invalid,
            "What must change is not said. Enter what must change, and why.",
        ),
        (
            lambda s: decide(s, replace(SEEN[0], digest="0" * 64)),
            Stale,
            f"“{VALUES[0].title}” ships something else by now. Read it again.",
        ),
        (
            lambda s: decide(s, SEEN[0], replace(SEEN[1], path="MILESTONES.none")),
            NotFound,
            f"Not all of these values are at “{PLACE}”. Load the page again.",
        ),
        (
            lambda s: decide(s, SEEN[0], place="outcomes/nowhere"),
            NotFound,
            "There is nothing to review at “outcomes/nowhere”. See: enthesis review",
        ),
        (
            lambda s: decide(s, SEEN[0], read=5),
            Stale,
            "Somebody decided on values of this file since you opened it (you read 5 decisions, there are "
            "0). Look at what is new, then decide again.",
        ),
    ],
)
def test_what_cannot_be_decided_changes_nothing(
    petra: Scope, act: Refused, problem: type[Problem], sentence: str
) -> None:
    with pytest.raises(problem) as refused:
        act(petra)
    assert str(refused.value) == sentence
    assert list_sign_offs(petra) == ()
    assert [entry.action for entry in list_audit(petra)] == ["_check_password"]


def test_a_pin_is_no_signature(petra: Scope) -> None:
    with pytest.raises(NotAllowed, match="A signature needs the password"):
        sign_off(
            petra,
            PLACE,
            SEEN,
            Decision.CONFIRMED,
            confirmed=confirm_with_pin(petra, PIN, at=AT),
            read=0,
            at=AT,
        )


def test_a_confirmation_of_another_person_or_moment_is_none(petra: Scope) -> None:
    confirmed = confirm_with_password(petra, PASSWORD, at=AT)
    for other in (
        replace(confirmed, at=AT - timedelta(seconds=1)),
        replace(confirmed, by=PersonId(uuid4())),
    ):
        with pytest.raises(NotAllowed, match="not from this person and moment"):
            sign_off(petra, PLACE, TWO, Decision.CONFIRMED, confirmed=other, read=0, at=AT)


def test_a_wrong_password_signs_nothing(petra: Scope) -> None:
    with pytest.raises(NotAllowed, match="The password is not right"):
        confirm_with_password(petra, "another", at=AT)
    assert list_sign_offs(petra) == ()


def test_a_surgeon_without_policy_right_is_refused(petra: Scope) -> None:
    house = a_house("south")
    with pytest.raises(NotAllowed, match="Sign off is not open to the role “Surgeon”"):
        decide(house.surgeon, *TWO)
