"""A visit in calendars: two parsers read it, a later message moves it, and nothing clinical is in it."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from uuid import UUID
from zoneinfo import ZoneInfo

import icalendar
import pytest
import vobject
from django.core import mail as outbox
from django.utils.translation import override

from enthesis.delivery.calendar import CalendarVisit, Method, calendar_file
from enthesis.delivery.messages import mail

VISIT = CalendarVisit(
    id=UUID("0b1e6a52-5d7c-4a19-9f43-0c6f4f1f2a10"),
    sequence=0,
    practice="North Hips; Ltd, Inc",
    office="Town",
    telephone="+12015550100",
    wall_start=datetime(2027, 3, 9, 10, 0),  # noqa: DTZ001  a wall time
    zone="America/New_York",
    minutes=30,
    organizer="practice@example.org",
    attendee="ida@example.org",
    told_at=datetime(2027, 3, 8, 14, tzinfo=UTC),
)
MOVED = replace(VISIT, sequence=1, wall_start=datetime(2027, 3, 16, 15, 30), office="Village")  # noqa: DTZ001
FROM = mail.From(practice="North Hips", telephone="+12015550100")


def read(text: str) -> icalendar.Event:
    (event,) = icalendar.Calendar.from_ical(text).walk("VEVENT")
    return event


@dataclass(frozen=True)
class Told:
    """What a calendar takes from a file: what to do, with which entry, how new that is, and when it is."""

    method: str
    uid: str
    sequence: int
    starts: datetime


def by_icalendar(text: str) -> Told:
    event = read(text)
    method = str(icalendar.Calendar.from_ical(text)["METHOD"])
    return Told(method, str(event["UID"]), event["SEQUENCE"], event.start.astimezone(UTC))


def by_vobject(text: str) -> Told:
    whole = vobject.readOne(text)
    event = whole.vevent
    starts = event.dtstart.value.astimezone(UTC)
    return Told(whole.method.value, event.uid.value, int(event.sequence.value), starts)


PARSERS = [by_icalendar, by_vobject]


class Diary:
    """A calendar as RFC 5546 has it: the entry of one UID with the highest SEQUENCE holds."""

    def __init__(self, parse: Callable[[str], Told]) -> None:
        self.parse = parse
        self.entries: dict[str, Told] = {}

    def receive(self, text: str) -> "Diary":
        told = self.parse(text)
        known = self.entries.get(told.uid)
        if known is None or told.sequence >= known.sequence:
            self.entries[told.uid] = told
        return self

    @property
    def times(self) -> list[datetime]:
        return [told.starts for told in self.entries.values() if told.method != "CANCEL"]


def test_two_parsers_read_the_same_visit() -> None:
    text = calendar_file(VISIT, Method.REQUEST).text

    one, other = read(text), vobject.readOne(text).vevent
    for starts, lasts in (
        (one.start, one["DURATION"].dt),
        (other.dtstart.value, other.duration.value),
    ):
        assert starts.astimezone(UTC) == datetime(2027, 3, 9, 15, tzinfo=UTC)
        assert lasts == timedelta(minutes=30)
    for event in (one["UID"], other.uid.value):
        assert event == str(VISIT.id)
    for place in (one["LOCATION"], other.location.value):
        assert place == "North Hips; Ltd, Inc, Town"
    assert "DTSTART;TZID=America/New_York:20270309T100000" in text
    assert vobject.readOne(text).method.value == "REQUEST"


@pytest.mark.parametrize(
    ("wall", "moment"),
    [
        ("2027-03-14T01:45", "2027-03-14T06:45+00:00"),
        ("2027-03-14T03:00", "2027-03-14T07:00+00:00"),
        ("2026-11-01T01:30", "2026-11-01T05:30+00:00"),
        ("2026-11-01T02:00", "2026-11-01T07:00+00:00"),
        ("2039-07-01T09:00", "2039-07-01T13:00+00:00"),
    ],
)
def test_the_file_brings_the_rules_of_its_clock(wall: str, moment: str) -> None:
    """Read by the rules in the file alone, as by a program that knows no zones: vobject does so."""
    text = calendar_file(replace(VISIT, wall_start=datetime.fromisoformat(wall)), Method.REQUEST).text
    unknown = text.replace("America/New_York", f"Nowhere/{wall}".replace(":", "-"))

    starts = vobject.readOne(unknown).vevent.dtstart.value

    assert starts.astimezone(UTC) == datetime.fromisoformat(moment)


@pytest.mark.parametrize(
    "zone", ["America/New_York", "Europe/Berlin", "Australia/Lord_Howe", "America/Phoenix"]
)
def test_the_clocks_change_in_the_file_when_they_do(zone: str) -> None:
    text = calendar_file(replace(VISIT, zone=zone), Method.REQUEST).text
    (clock,) = icalendar.Calendar.from_ical(text).walk("VTIMEZONE")

    parts = clock.subcomponents
    changes = [part["DTSTART"].dt.replace(tzinfo=UTC) - part["TZOFFSETFROM"].td for part in parts[1:]]

    assert len(changes) == (0 if zone == "America/Phoenix" else 6)
    for change, part in zip(changes, parts[1:], strict=True):
        before, after = ((change + timedelta(seconds=s)).astimezone(ZoneInfo(zone)) for s in (-1, 0))
        assert (before.utcoffset(), after.utcoffset()) == (part["TZOFFSETFROM"].td, part["TZOFFSETTO"].td)
        assert before.utcoffset() != after.utcoffset()


@pytest.mark.parametrize("parse", PARSERS)
def test_a_second_message_moves_the_entry_and_a_third_removes_it(parse: Callable[[str], Told]) -> None:
    first, second = (calendar_file(visit, Method.REQUEST).text for visit in (VISIT, MOVED))
    off = calendar_file(replace(MOVED, sequence=2), Method.CANCEL).text

    diary = Diary(parse).receive(first)
    assert diary.times == [datetime(2027, 3, 9, 15, tzinfo=UTC)]
    assert diary.receive(second).times == [datetime(2027, 3, 16, 19, 30, tzinfo=UTC)]
    assert Diary(parse).receive(second).receive(first).times == diary.times  # late mail moves nothing back
    assert diary.receive(off).times == []
    assert diary.receive(second).times == []  # nor does it bring back what is off
    assert read(off)["STATUS"] == "CANCELLED"


def test_no_alarm_is_set_in_anybodys_calendar() -> None:
    """People set their own; and we remind by messages that can be declined."""
    assert "VALARM" not in calendar_file(VISIT, Method.REQUEST).text


def test_nobody_is_asked_to_answer() -> None:
    event = read(calendar_file(VISIT, Method.REQUEST).text)

    assert event["ORGANIZER"] == "MAILTO:practice@example.org"
    assert event["ATTENDEE"] == "MAILTO:ida@example.org"
    assert event["ATTENDEE"].params["RSVP"] == "FALSE"


def test_it_says_where_and_when_and_nothing_else() -> None:
    event = read(calendar_file(VISIT, Method.REQUEST).text)

    assert set(event) == {
        "UID", "SEQUENCE", "DTSTAMP", "DTSTART", "DURATION", "STATUS", "SUMMARY", "LOCATION", "DESCRIPTION",
        "ORGANIZER", "ATTENDEE",
    }  # fmt: skip
    assert event["SUMMARY"] == "Visit – North Hips; Ltd, Inc"
    assert event["DESCRIPTION"] == "If you cannot come, please call +12015550100."


def test_the_entry_speaks_the_patients_language() -> None:
    with override("es"):
        event = read(calendar_file(VISIT, Method.REQUEST).text)

    assert event["SUMMARY"] == "Cita – North Hips; Ltd, Inc"


@pytest.mark.parametrize(
    ("write", "method", "said"),
    [
        (mail.visit_booked, "REQUEST", "está reservada para martes 9 de Marzo de 2027, 10:00"),
        (mail.visit_moved, "REQUEST", "es ahora el martes 9 de Marzo de 2027, 10:00"),
        (mail.visit_cancelled, "CANCEL", "del martes 9 de Marzo de 2027, 10:00"),
    ],
)
def test_a_message_carries_it_as_calendars_expect(write: object, method: str, said: str) -> None:
    outbox.outbox.clear()

    mail.send(write("ida@example.org", "es", FROM, VISIT), id=VISIT.id)  # type: ignore[operator]

    (sent,) = outbox.outbox
    whole = sent.message()
    parts = {part.get_content_type(): part for part in whole.walk()}
    invitation = parts["text/calendar"]
    assert invitation.get_param("method") == method
    text = invitation.get_payload(decode=True).decode("utf-8")
    assert read(text)["UID"] == str(VISIT.id)
    assert parts["application/ics"].get_payload(decode=True).decode() == text
    assert parts["application/ics"].get_filename() == "visit.ics"
    assert said.lower() in str(sent.body).lower()


def test_a_message_without_a_visit_is_text_alone() -> None:
    outbox.outbox.clear()

    mail.send(mail.request_received("ida@example.org", "en", FROM), id=VISIT.id)

    assert [part.get_content_type() for part in outbox.outbox[0].message().walk()] == ["text/plain"]
