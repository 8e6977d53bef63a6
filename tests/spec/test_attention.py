"""The rules' own examples, and what every rule of attention must hold."""

from datetime import date

import pytest

from enthesis.domain.outcomes.attention import item
from enthesis.domain.outcomes.attention.rule import Need
from enthesis.domain.outcomes.attention.rulebook import Chapter, chapters, look
from enthesis.domain.outcomes.attention.told import Told

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


@pytest.mark.parametrize(("name", "told_on", "due"), item.EXAMPLES)
def test_what_was_told_is_due_on_the_next_working_day(name: str, told_on: date, due: date) -> None:
    assert item.due_on(told_on) == due
