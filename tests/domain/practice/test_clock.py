"""Wall times of an office against UTC, over both changes of the clocks."""

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from enthesis.domain.errors import Invalid
from enthesis.domain.practice.clock import reached, utc_to_wall, wall_to_utc

NEW_YORK = "America/New_York"


def wall(text: str) -> datetime:
    return datetime.fromisoformat(text)


@pytest.mark.parametrize(
    ("on_the_clock", "moment"),
    [
        ("2027-03-14T01:59", "2027-03-14T06:59+00:00"),
        ("2027-03-14T03:00", "2027-03-14T07:00+00:00"),
        ("2026-11-01T00:59", "2026-11-01T04:59+00:00"),
        ("2026-11-01T02:00", "2026-11-01T07:00+00:00"),
    ],
)
def test_a_time_beside_a_change_is_one_moment(on_the_clock: str, moment: str) -> None:
    assert wall_to_utc(wall(on_the_clock), NEW_YORK) == datetime.fromisoformat(moment)


@pytest.mark.parametrize("on_the_clock", ["2027-03-14T02:00", "2027-03-14T02:30", "2027-03-14T02:59"])
@pytest.mark.parametrize("fold", [None, 0, 1])
def test_a_time_the_clocks_skip_is_refused(on_the_clock: str, fold: int | None) -> None:
    with pytest.raises(Invalid, match="does not exist"):
        wall_to_utc(wall(on_the_clock), NEW_YORK, fold=fold)


@pytest.mark.parametrize("on_the_clock", ["2026-11-01T01:00", "2026-11-01T01:30", "2026-11-01T01:59"])
def test_a_time_shown_twice_is_asked_about(on_the_clock: str) -> None:
    with pytest.raises(Invalid, match="twice"):
        wall_to_utc(wall(on_the_clock), NEW_YORK)
    first, second = (wall_to_utc(wall(on_the_clock), NEW_YORK, fold=fold) for fold in (0, 1))
    assert second - first == timedelta(hours=1)


@pytest.mark.parametrize(
    ("on_the_clock", "zone", "moment"),
    [
        ("2027-03-14T02:00", NEW_YORK, "2027-03-14T07:00+00:00"),
        ("2027-03-14T02:37", NEW_YORK, "2027-03-14T07:00+00:00"),
        ("2027-03-14T03:00", NEW_YORK, "2027-03-14T07:00+00:00"),
        ("2026-11-01T01:30", NEW_YORK, "2026-11-01T05:30+00:00"),
        ("2011-12-30T12:00", "Pacific/Apia", "2011-12-30T10:00+00:00"),
        ("2026-10-04T02:10", "Australia/Lord_Howe", "2026-10-03T15:30+00:00"),
    ],
    ids=["the leap", "inside it", "after it", "the first of two", "a day that was left out", "half an hour"],
)
def test_a_clock_reaches_what_it_leaps_over(on_the_clock: str, zone: str, moment: str) -> None:
    assert reached(wall(on_the_clock), zone) == datetime.fromisoformat(moment)


@pytest.mark.parametrize("on_the_clock", ["9999-12-31T23:59", "0001-01-01T00:00"])
@pytest.mark.parametrize("zone", [NEW_YORK, "Pacific/Kiritimati"])
def test_the_end_of_the_calendar_is_no_crash(on_the_clock: str, zone: str) -> None:
    try:
        wall_to_utc(wall(on_the_clock), zone)
    except Invalid as problem:
        assert problem.code == "time"


@given(
    st.datetimes(datetime(2000, 1, 1), datetime(2060, 1, 1), timezones=st.just(UTC)),  # noqa: DTZ001
    st.sampled_from([NEW_YORK, "Europe/Berlin", "Australia/Lord_Howe", "Pacific/Apia", "Asia/Kathmandu"]),
)
def test_there_and_back_is_the_same_moment(moment: datetime, zone: str) -> None:
    shown = utc_to_wall(moment, zone)

    try:
        candidates = {wall_to_utc(shown, zone)}
    except Invalid:  # shown twice
        candidates = {wall_to_utc(shown, zone, fold=fold) for fold in (0, 1)}
    assert moment in candidates
