"""What became of each milestone of each hip: the examples, and a second way to count."""

from collections.abc import Sequence
from datetime import date, datetime
from uuid import uuid4

import pytest
from hypothesis import given
from hypothesis import strategies as st

from enthesis.domain.outcomes.schedule import MILESTONES, milestone_called
from enthesis.domain.pathway import promptness
from enthesis.domain.pathway.completeness import (
    EXAMPLES,
    LEAVES,
    Came,
    HipResult,
    Result,
    Told,
    Traits,
    completeness_by,
    count_completeness,
    is_below_target,
    judge,
)
from enthesis.domain.pathway.contact.called import Outcome
from enthesis.domain.terms import CaseId, PatientId

ENDS = (Came.DIED, Came.WITHDREW, Came.ENDPOINT, Came.CLOSED)


@pytest.mark.parametrize(("name", "told", "came", "final", "leaves"), EXAMPLES, ids=[e[0] for e in EXAMPLES])
def test_what_became_of_it(name: str, told: Told, came: Came, final: bool, leaves: bool) -> None:
    result = judge(told)
    assert (result.came, result.is_final, result.leaves) == (came, final, leaves)


@pytest.mark.parametrize(
    ("name", "answered_at", "messages", "calls", "took"),
    promptness.EXAMPLES,
    ids=[e[0] for e in promptness.EXAMPLES],
)
def test_what_it_took(
    name: str,
    answered_at: datetime,
    messages: Sequence[datetime],
    calls: Sequence[datetime],
    took: promptness.Promptness,
) -> None:
    assert promptness.promptness(answered_at, messages, calls) is took


def test_there_is_an_example_of_everything_that_can_become_of_it() -> None:
    assert {came for _, _, came, _, _ in EXAMPLES} == set(Came)


def test_a_milestone_that_asks_nothing_is_refused() -> None:
    with pytest.raises(ValueError, match="nothing is asked"):
        Told(milestone=MILESTONES[0], wanted=(), day=0)


days = st.integers(-100, 4500)


@st.composite
def hips(draw: st.DrawFn) -> Told:
    forms = draw(st.sampled_from([("a",), ("a", "b")]))
    return Told(
        milestone=draw(st.sampled_from(MILESTONES)),
        wanted=forms,
        day=draw(st.integers(0, 4500)),
        sent=draw(st.dictionaries(st.sampled_from(forms), st.lists(days, min_size=1, max_size=3).map(tuple))),
        begun=draw(st.frozensets(st.sampled_from(forms))),
        ends=draw(st.dictionaries(st.sampled_from(ENDS), st.integers(0, 4500))),
        calls=tuple(draw(st.lists(st.sampled_from(Outcome), max_size=3))),
        has_way=draw(st.sampled_from([True, False, None])),
        invited=draw(st.integers(0, 2)),
    )


def counted_by_hand(told: Sequence[Told]) -> dict[str, int]:
    """The four rules, written down once more, form by form and day by day."""
    closed = [one for one in told if one.day >= one.milestone.closes.value]
    in_time = left = any_answer = 0
    for one in closed:
        repair_ends, death = one.ends.get(Came.ENDPOINT, 10**6), one.ends.get(Came.DIED, 10**6)
        first, last = one.milestone.counts_from.value, one.milestone.closes.value - 1
        complete, some = True, bool(one.begun)
        for form in one.wanted:
            taken = [day for day in one.sent.get(form, ()) if day < repair_ends and day <= death]
            some = some or bool(taken)
            complete = complete and any(first <= day <= last for day in taken)
        in_time += complete
        any_answer += complete or some
        ends = sorted((day, ENDS.index(kind)) for kind, day in one.ends.items() if day <= last)
        left += not complete and bool(ends) and ENDS[ends[0][1]] in (Came.DIED, Came.ENDPOINT)
    return {"of": len(closed), "in_time": in_time, "any": any_answer, "followed": len(closed) - left}


@given(st.lists(hips(), max_size=12))
def test_a_second_way_to_count_agrees(told: list[Told]) -> None:
    count = count_completeness(judge(one) for one in told)
    assert {
        "of": count.of,
        "in_time": count.in_time,
        "any": count.in_time + count.otherwise,
        "followed": count.of_followed,
    } == counted_by_hand(told)


@given(hips())
def test_what_is_answered_never_leaves_and_what_is_missing_is_told(told: Told) -> None:
    result = judge(told)
    assert (result.came is Came.IN_TIME) == (not result.missing)
    assert not (result.came is Came.IN_TIME and result.leaves)
    assert result.leaves or result.came not in LEAVES


def counted(office: str, came: Came, n: int) -> list[HipResult]:
    one = HipResult(
        case=CaseId(uuid4()),
        patient=PatientId(uuid4()),
        milestone="2y",
        closes_on=date(2027, 1, 1),
        result=Result(came=came),
        traits=Traits(office=office, year=2024),
    )
    return [one] * n


def test_who_is_not_known_is_a_group_of_its_own() -> None:
    told = [*counted("B", Came.IN_TIME, 2), *counted("", Came.SILENT, 1), *counted("A", Came.DIED, 1)]
    groups = completeness_by(told, lambda one: one.traits.office)
    assert [(name, count.in_time, count.of) for name, count in groups] == [
        ("", 0, 1),
        ("A", 0, 1),
        ("B", 2, 2),
    ]


def test_below_the_target_at_two_years_only() -> None:
    assert is_below_target("2y", 79, 100) is True
    assert is_below_target("2y", 80, 100) is False
    assert is_below_target("1y", 10, 100) is None
    assert is_below_target("2y", 0, 9) is None


def test_an_open_window_is_in_no_number() -> None:
    told = [
        judge(Told(milestone=milestone_called("1y"), wanted=("a",), day=310, sent={"a": (305,)})),
        judge(Told(milestone=milestone_called("1y"), wanted=("a",), day=310)),
        judge(Told(milestone=milestone_called("1y"), wanted=("a",), day=90)),
    ]
    count = count_completeness(told)
    assert (count.of, count.still_open, count.open_answered) == (0, 2, 1)
