"""The rules' own examples, and what every rule of attention must hold."""

from datetime import date

import pytest

from enthesis.domain.outcomes.attention.item import due_on
from enthesis.domain.outcomes.attention.rule import Need
from enthesis.domain.outcomes.attention.rulebook import Chapter, chapters, look
from enthesis.domain.outcomes.attention.told import Told
from enthesis.domain.practice.public_holidays import public_holiday

CASES = [
    pytest.param(c, *example, id=f"{c.rule.code}: {example[0]}") for c in chapters() for example in c.examples
]
RULES = [pytest.param(c, id=c.rule.code) for c in chapters()]


@pytest.mark.parametrize(("chapter", "name", "told", "need"), CASES)
def test_each_example_holds(chapter: Chapter, name: str, told: Told, need: Need) -> None:
    found = chapter.judge(told)
    assert found.need is need
    assert bool(found.sentence) is (need is Need.YES)


@pytest.mark.parametrize("chapter", RULES)
def test_each_rule_asks_its_clinician_and_shows_each_answer(chapter: Chapter) -> None:
    assert chapter.rule.needs_review
    assert chapter.rule.note.endswith("?")
    assert all(limit.note.endswith("?") for limit in chapter.rule.limits.values())
    shown = {need for _, _, need in chapter.examples}
    assert {Need.YES, Need.UNKNOWN} <= shown


def test_of_nothing_told_nothing_is_fine() -> None:
    assert {found.need for found in look(Told(milestone="6w"))} == {Need.UNKNOWN}


@pytest.mark.parametrize(
    ("told_on", "due"),
    [
        (date(2027, 3, 22), date(2027, 3, 23)),
        (date(2027, 3, 19), date(2027, 3, 22)),
        (date(2027, 3, 20), date(2027, 3, 22)),
        (date(2026, 11, 25), date(2026, 11, 27)),
    ],
    ids=["a Monday", "a Friday", "a Saturday", "before Thanksgiving"],
)
def test_what_was_told_is_due_on_the_next_working_day(told_on: date, due: date) -> None:
    assert due_on(told_on, is_holiday=lambda day: bool(public_holiday(day))) == due
    assert due_on(told_on, urgent=True, is_holiday=lambda day: bool(public_holiday(day))) == told_on
