"""Reminders leave by day, before the visit, apart from each other, whatever the clocks do."""

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from enthesis.domain.errors import Invalid
from enthesis.domain.practice.booking import Visit
from enthesis.domain.practice.clock import reached, utc_to_wall, wall_to_utc
from enthesis.domain.practice.reminders import (
    APART,
    EXAMPLES,
    KIND,
    LATE,
    NEW_YORK,
    USUAL,
    check_reminders,
    reminder_leaves,
    reminders_of,
)
from enthesis.domain.practice.send_window import CLOSES, OPENS, is_open, last_open, news_leaves, next_open

ZONES = (
    "America/New_York",
    "America/Phoenix",
    "America/Havana",
    "Europe/Berlin",
    "Africa/Cairo",
    "Africa/Casablanca",
    "Asia/Kathmandu",
    "Australia/Lord_Howe",
    "Pacific/Apia",
    "Pacific/Chatham",
    "Antarctica/Troll",
    "UTC",
)
FIRST, LAST = datetime(2025, 1, 1), datetime(2040, 1, 1)  # noqa: DTZ001  wall times
zones = st.sampled_from(ZONES)
moments = st.datetimes(FIRST, LAST, timezones=st.just(UTC))
aheads = st.lists(
    st.one_of(
        st.integers(1, 60).map(lambda n: f"{n}d"),
        st.integers(1, 72).map(lambda n: f"{n}h"),
        st.sampled_from(USUAL),
    ),
    unique=True,
    max_size=6,
).map(tuple)


@st.composite
def visits(draw: st.DrawFn) -> Visit:
    zone = draw(zones)
    quarter = draw(st.integers(0, int((LAST - FIRST) / timedelta(minutes=15))))
    starts_at = reached(FIRST + quarter * timedelta(minutes=15), zone)
    return a_visit(utc_to_wall(starts_at, zone), zone, starts_at)


def a_visit(wall: datetime, zone: str, starts_at: datetime) -> Visit:
    return Visit(
        office="o",
        clinician="c",
        visit_type="v",
        starts_at=starts_at,
        wall_start=wall,
        zone=zone,
        minutes=30,
    )


def on_the_clock(wall: str, zone: str) -> datetime:
    return wall_to_utc(datetime.fromisoformat(wall), zone)


@pytest.mark.parametrize(
    ("name", "wall", "zone", "ahead", "booked", "leaves"), EXAMPLES, ids=[e[0] for e in EXAMPLES]
)
def test_every_example_holds(
    name: str, wall: str, zone: str, ahead: tuple[str, ...], booked: str, leaves: tuple[str, ...]
) -> None:
    visit = a_visit(datetime.fromisoformat(wall), zone, on_the_clock(wall, zone))
    now = on_the_clock(booked, zone)

    found = reminders_of(visit, ahead, now=now, left=(now,))

    assert tuple(f"{r.ahead} {utc_to_wall(r.due_at, zone):%Y-%m-%dT%H:%M}" for r in found) == leaves


@given(visits(), aheads, st.integers(0, 100 * 24 * 60))
def test_none_by_night_none_after_the_beginning_none_too_near_and_each_once(
    visit: Visit, ahead: tuple[str, ...], minutes: int
) -> None:
    booked = visit.starts_at - timedelta(minutes=minutes)

    found = reminders_of(visit, ahead, now=booked, left=(booked,))

    assert len({r.kind for r in found}) == len(found) <= len(ahead)
    last = booked
    for reminder in found:
        assert OPENS <= utc_to_wall(reminder.due_at, visit.zone).time() < CLOSES
        assert booked < reminder.due_at < visit.starts_at
        assert reminder.due_at - last >= APART
        last = reminder.due_at


@given(visits(), st.integers(1, 60))
def test_a_reminder_by_day_keeps_the_time_of_day_across_changes_of_the_clocks(
    visit: Visit, days: int
) -> None:
    (reminder,) = reminders_of(
        visit, (f"{days}d",), now=visit.starts_at - timedelta(days=100), left=()
    )  # booked long before
    wall = utc_to_wall(reminder.due_at, visit.zone)
    if OPENS <= visit.wall_start.time() < CLOSES:
        assert wall == visit.wall_start - timedelta(days=days)
    else:
        assert wall < visit.wall_start - timedelta(days=days) < wall + APART + timedelta(hours=1)


@given(
    visits(),
    st.sampled_from(["remind_7d", "remind_2d", "remind_2h"]),
    st.integers(0, 3 * 24 * 60),
    st.lists(st.integers(0, 3 * 24 * 60), max_size=4),
)
def test_what_is_held_up_still_leaves_by_day_before_the_visit_and_apart(
    visit: Visit, kind: str, minutes: int, earlier: list[int]
) -> None:
    now = visit.starts_at - timedelta(minutes=minutes)
    left = [now - timedelta(minutes=m) for m in earlier]

    leaves = reminder_leaves(visit, kind, now=now, left=left)

    if leaves is not None:
        assert now <= leaves < visit.starts_at and is_open(leaves, visit.zone)
        assert all(leaves - one >= APART for one in left)
        assert reminder_leaves(visit, kind, now=leaves, left=left) == leaves


@pytest.mark.parametrize(("name", "wall", "ahead", "could", "leaves"), LATE, ids=[e[0] for e in LATE])
def test_one_that_comes_too_late_to_be_what_it_says_is_dropped(
    name: str, wall: str, ahead: str, could: str, leaves: str
) -> None:
    visit = a_visit(datetime.fromisoformat(wall), NEW_YORK, on_the_clock(wall, NEW_YORK))
    now = on_the_clock(could, NEW_YORK)

    found = reminder_leaves(visit, KIND + ahead, now=now, left=())

    assert found == (on_the_clock(leaves, NEW_YORK) if leaves else None)


def test_once_the_visit_began_nothing_leaves() -> None:
    visit = a_visit(datetime(2027, 3, 30, 14), "UTC", datetime(2027, 3, 30, 14, tzinfo=UTC))  # noqa: DTZ001

    assert reminder_leaves(visit, "remind_2h", now=visit.starts_at, left=()) is None
    assert reminder_leaves(visit, "remind_2h", now=visit.starts_at - timedelta(hours=1), left=()) is not None


@given(moments, zones)
def test_the_window_opens_next_and_closed_last_where_the_clock_says_so(moment: datetime, zone: str) -> None:
    opens, closed = next_open(moment, zone), last_open(moment, zone)

    assert closed <= moment <= opens
    assert is_open(opens, zone) and is_open(closed, zone)
    assert (opens == moment) == (closed == moment) == is_open(moment, zone)
    assert opens - closed < timedelta(hours=15)  # the night, and the two hours of Troll's clocks


NIGHT = datetime(2027, 3, 30, 2, tzinfo=UTC)  # 22:00 the evening before in New York


@pytest.mark.parametrize(
    ("starts_at", "leaves"),
    [
        (NIGHT + timedelta(days=2), NIGHT + timedelta(hours=10)),
        (NIGHT + timedelta(hours=9), NIGHT),
        (NIGHT + timedelta(hours=10), NIGHT),
        (None, NIGHT + timedelta(hours=10)),
    ],
    ids=["a later visit", "a visit before eight", "a visit at eight", "no visit"],
)
def test_news_waits_for_the_morning_unless_the_visit_is_before_it(
    starts_at: datetime | None, leaves: datetime
) -> None:
    told = news_leaves(due_at=NIGHT, starts_at=starts_at, zone="America/New_York", now=NIGHT)

    assert told == leaves


@pytest.mark.parametrize("told", ["", "7", "d7", "0d", "07d", "7D", "61d", "73h", "-1d", "1w", "7d ", "１d"])
def test_what_is_no_reminder_is_refused(told: str) -> None:
    with pytest.raises(Invalid, match="is no reminder"):
        check_reminders((told,))


def test_a_reminder_told_twice_is_refused() -> None:
    with pytest.raises(Invalid, match="told twice, or more than 6"):
        check_reminders(("2d", "2d"))
    with pytest.raises(Invalid, match="more than 6"):
        check_reminders(tuple(f"{n}d" for n in range(1, 8)))
