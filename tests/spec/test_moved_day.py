"""Another day of surgery: what speaks against it, and what would become of what was answered."""

from datetime import date, timedelta

import pytest

from enthesis.domain.errors import NotAllowed
from enthesis.domain.outcomes.schedule import ROUTINE, asked_at, milestone_called
from enthesis.domain.pathway.follow_up import FollowUpState
from enthesis.domain.pathway.moved_day import (
    EXAMPLES,
    RECORD,
    against,
    check_read,
    outside,
    window_of,
    would_be,
)
from enthesis.domain.pathway.timeline import timelines

DAY = date(2027, 3, 8)


@pytest.mark.parametrize(("name", "on", "said"), EXAMPLES, ids=[e[0] for e in EXAMPLES])
def test_what_the_record_says_against_a_day_is_read(name: str, on: date, said: tuple[str, ...]) -> None:
    assert against(RECORD, on) == said
    check_read(RECORD, on, said)
    with pytest.raises(NotAllowed, match="This speaks against") as refused:
        check_read(RECORD, on, said[1:])
    assert said[0] in refused.value.sentence


def test_an_answer_belongs_to_the_window_its_day_falls_in() -> None:
    given = DAY + timedelta(days=740)
    answered = {name: [given] for name in asked_at(milestone_called("2y"), ROUTINE)}
    moved = DAY + timedelta(days=360)
    found = {
        one.milestone: one
        for one in would_be(timelines(DAY), timelines(moved), answered, {"1y": tuple(answered), **ROUTINE})
    }
    states = {
        name: tuple(w.state(on=given) for w in (found[name].before, found[name].after) if w)
        for name in ("1y", "2y")
    }
    assert states == {
        "1y": (FollowUpState.CLOSED, FollowUpState.ANSWERED),
        "2y": (FollowUpState.ANSWERED, FollowUpState.PLANNED),
    }
    there = window_of(timelines(moved), given)
    assert there is not None
    assert there.id == "1y"
    assert outside(timelines(moved), [given, DAY + timedelta(days=100)]) == 1
