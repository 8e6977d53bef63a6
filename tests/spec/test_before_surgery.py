"""From which day to which the questions before surgery are asked."""

from datetime import date

import pytest

from enthesis.domain.pathway import before_surgery
from enthesis.domain.pathway.before_surgery import window_before
from enthesis.domain.pathway.follow_up import FollowUpState
from enthesis.domain.pathway.stages import Stage


@pytest.mark.parametrize(("name", "stage", "booked", "on", "expected"), before_surgery.EXAMPLES)
def test_it_is_open_as_told(
    name: str, stage: Stage, booked: date | None, on: date, expected: FollowUpState | None
) -> None:
    window = window_before(stage, booked, on=on)
    assert (window.state(on=on) if window else None) is expected, name
