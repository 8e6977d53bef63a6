"""Limits between the times of a product, across zones and the end of summer time."""

from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from enthesis.domain.biologics.examples import START, after
from enthesis.domain.biologics.moments import (
    Moment,
    TimeLimit,
    check_order,
    deviations,
    elapsed,
    running,
)
from enthesis.domain.errors import Invalid, NotAllowed
from enthesis.domain.terms import Sourced

NEW_YORK = ZoneInfo("America/New_York")


def limit(*, needs_reason: bool) -> TimeLimit:
    return TimeLimit(
        id="x",
        start=Moment.READY,
        end=Moment.GIVEN,
        limit=Sourced(240, "min", tag="R"),
        needs_reason=needs_reason,
    )


def passed(minutes: int, *, needs_reason: bool = True, reason: str = "") -> list[str]:
    moments = {Moment.READY: START, Moment.GIVEN: after(minutes)}
    limits = (limit(needs_reason=needs_reason),)
    return [d.sentence for d in deviations(limits, moments, ending=Moment.GIVEN, reason=reason)]


def test_at_the_limit_is_within_it() -> None:
    assert passed(240) == []


def test_beyond_it_a_reason_is_asked_and_kept() -> None:
    with pytest.raises(NotAllowed, match="took 241 min; the limit is 240 min"):
        passed(241)
    assert passed(241, reason="Bleeding held up the repair") == [
        "From ready to given took 241 min; the limit is 240 min."
    ]


def test_a_preferred_limit_is_only_noted() -> None:
    assert len(passed(300, needs_reason=False)) == 1


def test_a_limit_without_both_times_says_nothing() -> None:
    assert (
        deviations((limit(needs_reason=True),), {Moment.GIVEN: START}, ending=Moment.GIVEN, reason="") == ()
    )


def test_clocks_run_from_their_start_to_their_end() -> None:
    limits = (limit(needs_reason=True),)
    (clock,) = running(limits, {Moment.READY: START}, at=after(250))
    assert clock.is_over
    assert clock.left == timedelta(minutes=-10)
    assert running(limits, {Moment.READY: START, Moment.GIVEN: after(1)}, at=after(2)) == ()
    assert running(limits, {}, at=START) == ()


def test_the_end_of_summer_time_neither_hides_nor_adds_an_hour() -> None:
    """On 7 November 2027 New York's 01:30 comes twice."""
    first = datetime(2027, 11, 7, 0, 30, tzinfo=NEW_YORK)
    second = datetime(2027, 11, 7, 2, 30, tzinfo=NEW_YORK)
    assert elapsed(first, second) == timedelta(hours=3)
    earlier, later = (datetime(2027, 11, 7, 1, 30, fold=f, tzinfo=NEW_YORK) for f in (0, 1))
    with pytest.raises(Invalid):
        check_order("the collection", later, "processing", earlier, field="at")


def test_a_time_without_zone_is_refused() -> None:
    with pytest.raises(Invalid, match="has no zone"):
        check_order("the collection", START.replace(tzinfo=None), "processing", START, field="at")
