"""A value is open until a decision covers what ships now."""

from dataclasses import replace
from datetime import UTC, datetime
from uuid import UUID

import pytest

from enthesis.domain.errors import Invalid, NotFound, Stale
from enthesis.domain.review.sign_off import (
    Decision,
    Seen,
    SignOff,
    State,
    decide,
    standings,
    tally,
)
from enthesis.domain.review.value import Place, ValueToReview
from enthesis.domain.terms import PersonId, PracticeId, Tag

AT = datetime(2027, 3, 12, 14, 30, tzinfo=UTC)


def a_value(path: str, ships: str = "25 %") -> ValueToReview:
    return ValueToReview(
        place="examination/tear",
        path=path,
        title=path.capitalize(),
        ships=ships,
        details=(),
        tag=Tag.RECALLED,
        source="",
        question="Is it?",
        digest=f"{path} {ships}",
    )


ONE, TWO, THREE = a_value("ONE"), a_value("TWO"), a_value("THREE")
PLACE = Place(name="examination/tear", title="A tear.", values=(ONE, TWO, THREE))


def decided(
    *seen: ValueToReview, decision: Decision = Decision.CONFIRMED, note: str = ""
) -> tuple[SignOff, ...]:
    return decide(
        PLACE,
        tuple(Seen(path=value.path, digest=value.digest) for value in seen),
        decision,
        note=note,
        practice=PracticeId(UUID(int=1)),
        by=PersonId(UUID(int=2)),
        name="Petra",
        at=AT,
    )


def test_a_decision_is_one_for_each_value_in_the_order_of_the_file() -> None:
    made = decided(THREE, ONE)
    assert [(s.path, s.ships, s.digest) for s in made] == [
        ("ONE", "25 %", ONE.digest),
        ("THREE", "25 %", THREE.digest),
    ]
    assert {(s.decision, s.name, s.at) for s in made} == {(Decision.CONFIRMED, "Petra", AT)}


def test_each_state_is_told_and_counted() -> None:
    made = (*decided(ONE), *decided(TWO, decision=Decision.TO_CHANGE, note="Take 30 %."))
    stand = standings(PLACE.values, made)
    assert [s.state for s in stand] == [State.CONFIRMED, State.TO_CHANGE, State.OPEN]
    assert tally(stand) == {State.OPEN: 1, State.CONFIRMED: 1, State.TO_CHANGE: 1, State.NOT_USED: 0}


def test_the_last_decision_counts() -> None:
    made = (*decided(ONE), *decided(ONE, decision=Decision.NOT_USED))
    assert standings((ONE,), made)[0].state is State.NOT_USED


def test_a_value_that_changed_is_open_again_and_its_earlier_decision_is_shown() -> None:
    (now,) = standings((a_value("ONE", "30 %"),), decided(ONE))
    assert now.state is State.OPEN and now.has_changed
    assert now.last and now.last.ships == "25 %"


def test_a_value_of_the_same_name_elsewhere_is_not_covered() -> None:
    elsewhere = replace(ONE, place="examination/muscle")
    assert not decided(ONE)[0].covers(elsewhere)
    assert standings((elsewhere,), decided(ONE))[0].last is None


def test_without_a_value_nothing_is_decided() -> None:
    with pytest.raises(Invalid, match=r"No value is ticked. Tick each value"):
        decided()


@pytest.mark.parametrize("note", ["", "  \n"])
def test_a_change_says_what_it_is(note: str) -> None:
    with pytest.raises(Invalid, match=r"What must change is not said. Enter what must change"):
        decided(ONE, decision=Decision.TO_CHANGE, note=note)


def test_what_ships_otherwise_than_it_was_seen_is_not_signed() -> None:
    with pytest.raises(Stale, match="“Two” ships something else by now"):
        decided(ONE, a_value("TWO", "30 %"))


def test_a_value_that_is_not_there_is_not_signed() -> None:
    with pytest.raises(NotFound, match="Not all of these values are at “examination/tear”"):
        decided(ONE, a_value("FOUR"))
