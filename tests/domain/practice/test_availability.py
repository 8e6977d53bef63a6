"""Free visits: inside the sessions, beside the claims, and never on a time that is not one."""

from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from enthesis.domain.errors import Invalid
from enthesis.domain.practice.availability import free_visits
from enthesis.domain.practice.booking import TICK, Visit, check_times, ticks
from enthesis.domain.practice.clock import utc_to_wall
from enthesis.domain.practice.practice import Practice, Session
from tests.support.cases import ZONE, practice_of

EARLY = datetime(2026, 1, 1, tzinfo=UTC)
SPRING, AUTUMN = date(2027, 3, 14), date(2026, 11, 1)


def site(opens: time, closes: time, weekday: str) -> Practice:
    session = Session(clinician="doctor", office="town", weekday=weekday, opens=opens, closes=closes)
    return replace(practice_of("north"), sessions=(session,))


def free(
    practice: Practice,
    day: date,
    *,
    kind: str = "consultation",
    claimed: frozenset[tuple[str, datetime]] = frozenset(),
    after: datetime = EARLY,
) -> tuple[Visit, ...]:
    return free_visits(
        practice, office="town", visit_type=kind, days=(day, day), claimed=claimed, after=after
    )


def shown(visits: tuple[Visit, ...]) -> list[str]:
    return [f"{v.wall_start:%H:%M}" for v in visits]


def test_a_morning_holds_what_fits_before_it_closes() -> None:
    monday = site(time(9), time(10, 45), "monday")

    assert shown(free(monday, date(2027, 3, 8))) == ["09:00", "09:30", "10:00"]
    assert free(monday, date(2027, 3, 9)) == ()


def test_the_hour_the_clocks_skip_is_not_offered() -> None:
    night = site(time(1), time(4), "sunday")

    visits = free(night, SPRING)

    assert shown(visits) == ["01:00", "01:30", "03:00", "03:30"]
    assert visits[2].starts_at - visits[1].starts_at == timedelta(minutes=30)


def test_the_hour_the_clocks_show_twice_is_not_offered() -> None:
    night = site(time(0), time(3), "sunday")

    visits = free(night, AUTUMN)

    assert shown(visits) == ["00:00", "00:30", "02:00", "02:30"]
    assert visits[2].starts_at - visits[1].starts_at == timedelta(minutes=150)


def test_a_claim_of_five_minutes_takes_every_visit_over_it() -> None:
    monday = site(time(9), time(10), "monday")
    at_9_20 = frozenset({("clinician:doctor", datetime(2027, 3, 8, 14, 20, tzinfo=UTC))})

    assert shown(free(monday, date(2027, 3, 8), claimed=at_9_20)) == ["09:30"]
    assert shown(free(monday, date(2027, 3, 8), kind="follow-up", claimed=at_9_20)) == [
        "09:00",
        "09:30",
        "09:45",
    ]


def test_a_claim_of_another_clinician_takes_nothing() -> None:
    monday = site(time(9), time(9, 30), "monday")
    other = frozenset({("clinician:other", datetime(2027, 3, 8, 14, tzinfo=UTC))})

    assert shown(free(monday, date(2027, 3, 8), claimed=other)) == ["09:00"]


def test_what_is_over_is_not_offered() -> None:
    monday = site(time(9), time(10), "monday")

    assert shown(free(monday, date(2027, 3, 8), after=datetime(2027, 3, 8, 14, 1, tzinfo=UTC))) == ["09:30"]


hours = st.integers(0, 23).map(time)


@given(
    opens=hours,
    closes=hours,
    day=st.sampled_from([SPRING, AUTUMN, SPRING + timedelta(days=1), date(2027, 2, 28)]),
    kind=st.sampled_from(["consultation", "follow-up"]),
    claims=st.sets(st.integers(0, 287), max_size=20),
)
def test_offered_visits_never_overlap_a_claim_or_each_other(
    opens: time, closes: time, day: date, kind: str, claims: set[int]
) -> None:
    if opens >= closes:
        return
    practice = site(opens, closes, f"{day:%A}".lower())
    midnight = datetime(day.year, day.month, day.day, 4, tzinfo=UTC)
    claimed = frozenset(("clinician:doctor", midnight + n * TICK) for n in claims)

    visits = free(practice, day, kind=kind, claimed=claimed)

    for visit in visits:
        check_times(visit)
        assert utc_to_wall(visit.starts_at, ZONE) == visit.wall_start
        assert {(visit.resource, t) for t in ticks(visit.starts_at, visit.minutes)}.isdisjoint(claimed)
    for earlier, later in pairwise(visits):
        assert earlier.starts_at + timedelta(minutes=earlier.minutes) <= later.starts_at


@given(st.integers(0, 10_000), st.sampled_from([5, 15, 30, 45, 120]))
def test_ticks_cover_a_visit_and_nothing_more(start: int, minutes: int) -> None:
    begins = EARLY + start * TICK

    covered = list(ticks(begins, minutes))

    assert covered[0] == begins
    assert covered[-1] + TICK == begins + timedelta(minutes=minutes)
    assert all(later - earlier == TICK for earlier, later in pairwise(covered))


@pytest.mark.parametrize(
    ("starts_at", "wall"),
    [
        (datetime(2027, 3, 8, 14, 2, tzinfo=UTC), "2027-03-08T09:02"),
        (datetime(2027, 3, 8, 14, 0, 30, tzinfo=UTC), "2027-03-08T09:00:30"),
        (datetime(2027, 3, 8, 15, tzinfo=UTC), "2027-03-08T09:00"),
        (datetime(2027, 3, 8, 13, tzinfo=UTC), "2027-03-08T09:00"),
        (datetime(2027, 3, 8, 14), "2027-03-08T09:00"),  # noqa: DTZ001
        (datetime(2027, 3, 8, 14, tzinfo=UTC), "2027-03-08T09:00-05:00"),
    ],
    ids=["off the ticks", "seconds", "an hour late", "an hour early", "no zone", "two zones"],
)
def test_a_visit_whose_times_disagree_is_refused(starts_at: datetime, wall: str) -> None:
    visit = Visit(
        office="town",
        clinician="doctor",
        visit_type="consultation",
        starts_at=starts_at,
        wall_start=datetime.fromisoformat(wall),
        zone=ZONE,
        minutes=30,
    )

    with pytest.raises(Invalid):
        check_times(visit)
