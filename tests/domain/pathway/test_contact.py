"""Who is written to or called when, and which call is worth more: the tables of examples."""

from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal

import pytest

from enthesis.domain.errors import Invalid
from enthesis.domain.pathway.contact.asked import Asked
from enthesis.domain.pathway.contact.call_list import Row, call_list, row_of
from enthesis.domain.pathway.contact.called import Called, Outcome
from enthesis.domain.pathway.contact.examples import (
    EXAMPLES,
    RIGHT,
    SILENT,
    at,
    called,
    in_words,
    wait,
    wrote,
)
from enthesis.domain.pathway.contact.planner import Nothing, ToCall, Why, next_contact
from enthesis.domain.pathway.contact.rhythm import USUAL
from enthesis.domain.pathway.contact.worth import EXAMPLES as WORTHS
from enthesis.domain.pathway.contact.worth import worth_of

TODAY = date(2027, 5, 3)


@pytest.mark.parametrize(("name", "person", "now", "comes"), EXAMPLES, ids=[e[0] for e in EXAMPLES])
def test_what_comes_next(name: str, person: Asked, now: str, comes: str) -> None:
    assert in_words(next_contact(person, now=at(now))) == comes


@pytest.mark.parametrize(("name", "windows", "vain", "worth"), WORTHS, ids=[e[0] for e in WORTHS])
def test_what_a_call_is_worth(
    name: str, windows: tuple[tuple[str, int, int], ...], vain: int, worth: str
) -> None:
    told = [
        replace(wait(milestone), closes=TODAY + timedelta(days=left), studies=tuple(map(str, range(studies))))
        for milestone, left, studies in windows
    ]
    calls = [called("2027-05-01T10:00", Outcome.NO_ANSWER)] * vain
    assert worth_of(told, calls, TODAY) == Decimal(worth)


def test_an_experiment_is_entered_by_a_milestone_that_was_never_asked_for() -> None:
    left, right, later = wait("3m"), wait("3m", case=RIGHT), wait("6m", case=RIGHT)
    about = {one.about for one in (left, right, later)}
    person = replace(SILENT, waits=(left, right, later), made=())
    assert person.first_asked(about) == left
    asked = replace(person, made=(wrote("2027-03-29T09:00"),))
    assert asked.first_asked(about) == later
    assert asked.first_asked({right.about}) is None


def rows(count: int) -> list[Row[str]]:
    """People who can be called on one day: the later ones are worth more."""
    found = []
    for number in range(count):
        person = replace(SILENT, waits=(replace(wait("3m"), studies=("a",) * (number % 4)),))
        comes = next_contact(person, now=at("2027-04-05T10:00"))
        assert isinstance(comes, ToCall)
        found.append(row_of(f"{number:02}", person, comes, now=at("2027-04-05T10:00")))
    return found


def test_the_list_is_cut_to_the_minutes_that_are_left() -> None:
    listed = call_list(rows(12), (), budget=60)
    assert len(listed.rows) == 10
    assert len(listed.left) == 2
    assert min(row.worth for row in listed.rows) >= max(row.worth for row in listed.left)


def test_calls_of_today_use_minutes_and_the_spoken_ones_more() -> None:
    made = [called("2027-04-05T09:00", Outcome.NO_ANSWER), called("2027-04-05T09:10", Outcome.ANSWERED)]
    listed = call_list(rows(12), made, budget=60)
    assert (listed.used, len(listed.rows)) == (12, 8)


def test_a_used_budget_leaves_no_calls() -> None:
    made = [called("2027-04-05T09:00", Outcome.ANSWERED)] * 7
    assert call_list(rows(3), made, budget=60).rows == ()


def test_whoever_was_promised_a_call_is_first() -> None:
    promised = replace(SILENT, calls=(called("2027-04-05T09:00", Outcome.LATER, again="2027-04-05T10:00"),))
    comes = next_contact(promised, now=at("2027-04-05T10:00"))
    assert isinstance(comes, ToCall)
    one = row_of("99", promised, comes, now=at("2027-04-05T10:00"))
    assert call_list([*rows(8), one], (), budget=60).rows[0].who == "99"


def test_a_later_call_says_when_and_a_refusal_why() -> None:
    with pytest.raises(Invalid, match="It is not said when to call again"):
        called("2027-04-05T09:00", Outcome.LATER)
    with pytest.raises(Invalid, match="It is not said why they decline"):
        Called(about=frozenset(), outcome=Outcome.DECLINED, at=at("2027-04-05T09:00"))
    with pytest.raises(Invalid, match="The next call lies before this one"):
        called("2027-04-05T09:00", Outcome.LATER, again="2027-04-05T08:00")


def test_where_the_practice_calls_nobody_nobody_is_called() -> None:
    rhythm = USUAL.at_most(messages=None, calls=0)
    assert next_contact(SILENT, rhythm, now=at("2027-04-05T10:00")) == Nothing(why=Why.NO_WAY)
