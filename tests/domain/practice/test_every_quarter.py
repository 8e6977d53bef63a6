"""Every quarter hour of 2025 to 2040 on the clocks of the offices: offered if it exists, once, and exact."""

from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta

import pytest

from enthesis.cli.practice_file import read_practice
from enthesis.domain.errors import Invalid
from enthesis.domain.practice.availability import Wanted, free_times
from enthesis.domain.practice.clock import utc_to_wall, wall_to_utc
from enthesis.domain.practice.practice import Practice
from enthesis.domain.practice.session import WEEKDAYS, Session
from enthesis.domain.practice.ticks import is_on_tick
from enthesis.domain.practice.visit_type import VisitType
from tests.support.cases import practice_of
from tests.support.source import PACKAGE

SHIPPED = read_practice(PACKAGE / "config" / "practice.toml")
OFFICES = sorted({office.zone for office in SHIPPED.offices})
LEAPS_OTHERWISE = ["Australia/Lord_Howe", "America/Havana", "Africa/Cairo", "Pacific/Chatham"]
QUARTER = timedelta(minutes=15)
YEARS = range(2025, 2041)
LONG_AGO = datetime(2000, 1, 1, tzinfo=UTC)


def always_open(zone: str) -> Practice:
    """One clinician who sees somebody at each quarter of an hour, day and night."""
    (office,) = practice_of("any").offices
    return replace(
        practice_of("any"),
        offices=(replace(office, zone=zone),),
        visit_types=(VisitType(slug="look", name="Look", minutes=5, every=15),),
        sessions=tuple(
            Session(clinician="doctor", office="town", weekday=day, opens=time(0), closes=time(23, 55))
            for day in WEEKDAYS
        ),
    )


def quarters_shown(zone: str, year: int) -> dict[datetime, datetime]:
    """Every quarter hour the clock shows in a year, with the first moment it does: by watching the clock."""
    moment, shown = datetime(year - 1, 12, 31, tzinfo=UTC), {}
    while moment.year <= year or moment.day < 2:
        wall = utc_to_wall(moment, zone)
        if wall.year == year and not wall.minute % 15:
            shown.setdefault(wall, moment)
        moment += QUARTER if zone not in LEAPS_OTHERWISE else timedelta(minutes=5)
    return shown


@pytest.mark.parametrize(
    ("zone", "year"),
    [
        *((zone, year) for zone in OFFICES for year in YEARS),
        *((zone, year) for zone in LEAPS_OTHERWISE for year in (2025, 2032)),
    ],
)
def test_what_is_offered_is_every_quarter_hour_the_clock_shows(zone: str, year: int) -> None:
    wanted = Wanted(visit_type="look", first=date(year, 1, 1), last=date(year, 12, 31), by_desk=True)

    free = [one.visit for one in free_times(always_open(zone), wanted, (), now=LONG_AGO)]

    shown = quarters_shown(zone, year)
    assert {visit.wall_start: visit.starts_at for visit in free} == shown
    assert len(free) == len(shown)
    for visit in free:
        assert is_on_tick(visit.starts_at)
        assert utc_to_wall(visit.starts_at, zone) == visit.wall_start


@pytest.mark.parametrize("zone", OFFICES)
def test_a_quarter_hour_that_does_not_exist_is_refused_and_no_other(zone: str) -> None:
    """On the days of each year's changes, which are the only ones with a quarter hour that is no moment."""
    for year in YEARS:
        shown = quarters_shown(zone, year)
        every = (datetime(year, 1, 1) + n * QUARTER for n in range(366 * 96))  # noqa: DTZ001
        missing = [wall for wall in every if wall.year == year and wall not in shown]
        assert len(missing) == 4
        for wall in missing:
            with pytest.raises(Invalid, match="does not exist"):
                wall_to_utc(wall, zone)
