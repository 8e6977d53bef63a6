"""A clinician's visits as calendar programs read them."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from uuid import UUID
from zoneinfo import ZoneInfo

import icalendar
import pytest
import vobject

from enthesis.delivery.feed import FeedVisit, feed_file

NEW_YORK = "America/New_York"
CHANGED = datetime(2027, 3, 1, 15, 4, 5, tzinfo=UTC)
VISIT = FeedVisit(
    id=UUID(int=7),
    sequence=2,
    office="Manhattan",
    wall_start=datetime(2027, 3, 9, 10, 0),  # noqa: DTZ001  a wall time
    zone=NEW_YORK,
    minutes=30,
    changed_at=CHANGED,
)


def read(*visits: FeedVisit) -> list[icalendar.Event]:
    return icalendar.Calendar.from_ical(feed_file("The Doctor", visits)).walk("VEVENT")


def test_an_entry_has_office_and_time_and_nobodys_name() -> None:
    (event,) = read(VISIT)
    assert event["SUMMARY"] == "Visit – Manhattan"
    assert event["LOCATION"] == "Manhattan"
    assert event.decoded("DTSTART") == datetime(2027, 3, 9, 10, 0, tzinfo=ZoneInfo(NEW_YORK))
    assert event.decoded("DURATION") == timedelta(minutes=30)
    assert set(event) == {
        "UID",
        "SEQUENCE",
        "DTSTAMP",
        "LAST-MODIFIED",
        "DTSTART",
        "DURATION",
        "STATUS",
        "SUMMARY",
        "LOCATION",
        "TRANSP",
        "CLASS",
    }


def test_a_change_keeps_the_entry_and_raises_its_sequence() -> None:
    (before,) = read(VISIT)
    moved = replace(
        VISIT,
        sequence=3,
        changed_at=CHANGED + timedelta(days=1),
        wall_start=VISIT.wall_start + timedelta(hours=1),
    )
    (after,) = read(moved)
    assert before["UID"] == after["UID"]
    assert after["SEQUENCE"] > before["SEQUENCE"]
    assert after.decoded("DTSTAMP") > before.decoded("DTSTAMP")


@pytest.mark.parametrize(
    ("told", "status"),
    [({}, "CONFIRMED"), ({"held": True}, "TENTATIVE"), ({"held": True, "cancelled": True}, "CANCELLED")],
)
def test_what_is_only_asked_for_is_tentative(told: dict[str, bool], status: str) -> None:
    (event,) = read(replace(VISIT, **told))
    assert event["STATUS"] == status
    assert event["TRANSP"] == ("TRANSPARENT" if status == "CANCELLED" else "OPAQUE")


def test_the_calendar_has_a_name_and_says_when_to_ask_again() -> None:
    calendar = icalendar.Calendar.from_ical(feed_file("Dr. Ünal, MD; surgeon", [VISIT]))
    assert calendar["X-WR-CALNAME"] == "Dr. Ünal, MD; surgeon"
    assert calendar.decoded("REFRESH-INTERVAL") == timedelta(hours=1)
    assert "REFRESH-INTERVAL;VALUE=DURATION:PT1H" in feed_file("X", [VISIT])
    assert calendar["METHOD"] == "PUBLISH"


def test_the_same_visits_are_the_same_text() -> None:
    assert feed_file("The Doctor", [VISIT]) == feed_file("The Doctor", [VISIT])


def test_each_zone_is_described_once() -> None:
    far = replace(VISIT, id=UUID(int=8), zone="America/Chicago")
    calendar = icalendar.Calendar.from_ical(feed_file("X", [VISIT, replace(VISIT, id=UUID(int=9)), far]))
    assert sorted(zone["TZID"] for zone in calendar.walk("VTIMEZONE")) == ["America/Chicago", NEW_YORK]


@pytest.mark.parametrize("day", [13, 14, 15])
def test_another_parser_reads_the_same_moment_over_a_change_of_clocks(day: int) -> None:
    wall = datetime(2027, 3, day, 9, 30)  # noqa: DTZ001  a wall time; the clocks change on the 14th
    calendar = vobject.readOne(feed_file("The Doctor", [replace(VISIT, wall_start=wall)]))
    assert calendar.vevent.dtstart.value.astimezone(UTC) == wall.replace(
        tzinfo=ZoneInfo(NEW_YORK)
    ).astimezone(UTC)
    assert calendar.vevent.uid.value == str(VISIT.id)
    assert calendar.vevent.status.value == "CONFIRMED"


def test_an_empty_calendar_is_still_one() -> None:
    assert read() == []
    assert vobject.readOne(feed_file("The Doctor", [])).name == "VCALENDAR"
