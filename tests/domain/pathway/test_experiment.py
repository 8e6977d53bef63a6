"""Experiments with reminders: what may be started, who gets which arm, and what is counted."""

from collections import Counter
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from random import Random
from uuid import uuid4

import pytest
from hypothesis import given
from hypothesis import strategies as st

from enthesis.domain.errors import Invalid, NotAllowed
from enthesis.domain.pathway.contact.rhythm import USUAL
from enthesis.domain.pathway.experiment.allotment import SIZES, draw_place
from enthesis.domain.pathway.experiment.experiment import (
    Experiment,
    ExperimentId,
    check_design,
    check_ending,
)
from enthesis.domain.pathway.experiment.result import Person, is_settled, results
from enthesis.domain.pathway.experiment.variants import UNHURRIED, VARIANTS, Varies, rhythm_of
from tests.support.experimenting import DESIGN, FIRST

ARMS = DESIGN.arms
EXPERIMENT = Experiment(
    id=ExperimentId(uuid4()),
    design=DESIGN,
    started_at=datetime(2027, 3, 8, tzinfo=UTC),
    started_by_name="Ann Able",
)


def drawn(n: int, seed: int) -> list[tuple[int, int, str]]:
    told: list[tuple[int, int, str]] = []
    for _ in range(n):
        place = draw_place(ARMS, told, Random(seed + len(told)).randrange)  # noqa: S311
        told.append((place.block, place.size, place.arm))
    return told


@given(st.integers(1, 120), st.integers(0, 10**6))
def test_every_full_block_holds_both_arms_equally_often(n: int, seed: int) -> None:
    told = drawn(n, seed)
    for block in {one[0] for one in told}:
        mine = [one for one in told if one[0] == block]
        size = mine[0][1]
        assert size in SIZES
        assert len(mine) == size or block == told[-1][0]
        counts = Counter(arm for _, _, arm in mine)
        assert all(counts[arm] <= size // 2 for arm in ARMS)
    counts = Counter(arm for _, _, arm in told)
    assert abs(counts[ARMS[0]] - counts[ARMS[1]]) <= max(SIZES) // 2


def smallest_then(drawn: int, *, begun: bool) -> Callable[[int], int]:
    """Draws the smallest size for a block that is not begun, then this."""
    return lambda n: 0 if n == len(SIZES) and not begun else drawn


def test_each_order_of_a_block_of_four_has_the_same_chance() -> None:
    """Every way the draws can fall is walked through once: 4 · 3 · 2 · 1, each with the same chance."""
    orders: Counter[tuple[str, ...]] = Counter()
    for first in range(4):
        for second in range(3):
            for third in range(2):
                told: list[tuple[int, int, str]] = []
                for draw in (first, second, third, 0):
                    place = draw_place(ARMS, told, smallest_then(draw, begun=bool(told)))
                    told.append((place.block, place.size, place.arm))
                orders[tuple(arm for _, _, arm in told)] += 1
    assert len(orders) == 6
    assert set(orders.values()) == {4}


def test_a_block_begins_when_the_one_before_is_full() -> None:
    full = [(1, 4, ARMS[0])] * 2 + [(1, 4, ARMS[1])] * 2
    place = draw_place(ARMS, full, lambda n: n - 1)
    assert (place.block, place.size) == (2, SIZES[-1])
    assert draw_place(ARMS, full[:3], lambda _: 0).arm == ARMS[1]


REFUSED = [
    ({"title": " "}, "no name"),
    ({"arms": ("usual", "usual")}, "asked in the same way"),
    ({"milestones": ()}, "not said when people are asked"),
    ({"milestones": ("3y",)}, "not said when people are asked"),
    ({"last_on": FIRST - timedelta(days=1)}, "before the first"),
    ({"within_days": 0}, "0 days to answer cannot be counted"),
    ({"persons": 19}, "19 persons is not worth starting"),
]


@pytest.mark.parametrize(("changes", "why"), REFUSED)
def test_a_design_that_cannot_tell_anything_is_refused(changes: dict[str, object], why: str) -> None:
    with pytest.raises(Invalid, match=why):
        replace(DESIGN, **changes)  # type: ignore[arg-type]


def test_one_at_a_time_of_what_it_varies() -> None:
    check_design(replace(DESIGN, varies=Varies.RHYTHM, arms=("usual", "unhurried")), [EXPERIMENT], on=FIRST)
    with pytest.raises(NotAllowed, match="varies the same already"):
        check_design(DESIGN, [EXPERIMENT], on=FIRST)


def test_neither_the_past_nor_unknown_words_can_be_tried() -> None:
    with pytest.raises(Invalid, match="begin in the past"):
        check_design(DESIGN, (), on=FIRST + timedelta(days=1))
    with pytest.raises(Invalid, match="no way of asking “funny”"):
        check_design(replace(DESIGN, arms=("usual", "funny")), (), on=FIRST)


def test_it_ends_once_and_with_a_reason() -> None:
    check_ending(EXPERIMENT, "The mail server changed.")
    with pytest.raises(Invalid, match="with a reason"):
        check_ending(EXPERIMENT, " ")
    with pytest.raises(NotAllowed, match="has ended already"):
        check_ending(replace(EXPERIMENT, ended_at=EXPERIMENT.started_at), "again")


@pytest.mark.parametrize(
    ("milestone", "days", "entered", "takes"),
    [
        ("2y", 0, 0, True),
        ("2y", 400, 19, True),
        ("2y", -1, 0, False),
        ("2y", 401, 0, False),
        ("2y", 10, 20, False),
        ("1y", 10, 0, False),
    ],
)
def test_who_enters(milestone: str, days: int, entered: int, takes: bool) -> None:
    assert EXPERIMENT.takes(milestone, on=FIRST + timedelta(days=days), entered=entered) is takes


def day(n: int) -> date:
    return FIRST + timedelta(days=n)


@pytest.mark.parametrize(
    ("sent", "answered"),
    [
        ([{"a": [day(5)], "b": [day(30)]}], True),
        ([{"a": [day(5)], "b": [day(31)]}], False),
        ([{"a": [day(5)], "b": []}], False),
        ([{"a": [day(-1)]}], False),
        ([{"a": [day(-1), day(0)]}], True),
        ([{"a": []}, {"a": [day(9)]}], True),
        ([], False),
        ([{}], False),
    ],
)
def test_what_counts_as_answered(sent: list[dict[str, list[date]]], answered: bool) -> None:
    assert Person(arm="usual", entered_on=FIRST, sent=sent).has_answered(30) is answered


def test_everybody_is_counted_in_the_arm_they_were_allotted() -> None:
    done, not_done = {"a": (day(1),)}, {"a": ()}
    told = [Person(arm=arm, entered_on=FIRST, sent=[sent]) for arm in ARMS for sent in (done, not_done)]
    first, second = results(EXPERIMENT, [*told, Person(arm="time", entered_on=FIRST, sent=[])])
    assert (first.arm, first.answered, first.of) == ("usual", 1, 2)
    assert (second.arm, second.answered, second.of) == ("time", 1, 3)


def test_nothing_is_shown_before_the_last_person_had_all_the_time() -> None:
    ended = replace(EXPERIMENT, ended_at=EXPERIMENT.started_at)
    assert not is_settled(EXPERIMENT, [FIRST], on=day(100))
    assert not is_settled(ended, [FIRST, day(10)], on=day(40))
    assert is_settled(ended, [FIRST, day(10)], on=day(41))
    assert is_settled(EXPERIMENT, [FIRST], on=day(431))
    assert is_settled(EXPERIMENT, [FIRST] * 20, on=day(31))
    assert not is_settled(ended, [], on=day(500))


def test_an_arm_that_is_declared_no_more_is_asked_as_usual() -> None:
    assert rhythm_of({}) == USUAL
    assert rhythm_of({Varies.WORDING: "gone", Varies.RHYTHM: "gone"}) == USUAL
    both = rhythm_of({Varies.WORDING: "time", Varies.RHYTHM: "unhurried"})
    assert (both.id, both.wording, both.most) == (UNHURRIED.id, "time", USUAL.most)


def test_every_way_of_asking_has_the_usual_one_beside_it() -> None:
    for varies in Varies:
        names = [one.id for one in VARIANTS if one.varies is varies]
        assert names[0] == "usual"
        assert len(names) == len(set(names)) >= 2
