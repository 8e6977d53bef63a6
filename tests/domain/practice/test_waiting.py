"""Who is offered what: pure rules of the list, and of the hours an offer is held."""

from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta
from uuid import UUID
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from enthesis.domain.errors import Invalid, NotFound
from enthesis.domain.practice.availability import HalfDay
from enthesis.domain.practice.booking import Booking, BookingStatus, Visit
from enthesis.domain.practice.claims import Claim
from enthesis.domain.practice.clock import utc_to_wall, wall_to_utc
from enthesis.domain.practice.offer import EXAMPLES, HOLD, held_until
from enthesis.domain.practice.resource import clinician_resource
from enthesis.domain.practice.send_window import is_open
from enthesis.domain.practice.ticks import tick_of
from enthesis.domain.practice.triage import HowSoon
from enthesis.domain.practice.turns import first_for, in_order, is_kept, next_turn
from enthesis.domain.practice.waiting import SILENT, Subject, Waiting, Wish
from enthesis.domain.terms import BookingId, CaseId, PatientId, WaitingId
from tests.support.cases import AT, a_visit, practice_of

SITE = practice_of("north")
TUESDAY = datetime(2027, 3, 9, 10, 0)  # noqa: DTZ001  a wall time
NIGHT = datetime(2027, 3, 9, 1, 0, tzinfo=UTC)  # 20:00 in New York
ZONES = ("America/New_York", "America/Phoenix", "America/St_Johns", "Australia/Lord_Howe", "UTC")


def somebody(number: int = 1, **known: object) -> Waiting:
    told: dict[str, object] = {
        "wish": Wish(visit_type="consultation", notice=0),
        "subject": Subject(case=CaseId(UUID(int=number))),
        "since": AT - timedelta(days=number),
        "by_name": "Desk",
    }
    return Waiting(id=WaitingId(UUID(int=number)), **{**told, **known})  # type: ignore[arg-type]


def held(visit: Visit) -> Booking:
    return Booking(
        id=BookingId(UUID(int=9)),
        case=CaseId(UUID(int=9)),
        visit=visit,
        status=BookingStatus.BOOKED,
        version=1,
    )


@pytest.mark.parametrize(("name", "zone", "made", "until"), EXAMPLES, ids=[e[0] for e in EXAMPLES])
def test_a_hold_counts_two_hours_between_eight_and_eight(name: str, zone: str, made: str, until: str) -> None:
    made_at = wall_to_utc(datetime.fromisoformat(made), zone)
    assert utc_to_wall(held_until(made_at, zone), zone) == datetime.fromisoformat(until), name


@given(
    st.datetimes(datetime(2025, 1, 1), datetime(2040, 1, 1), timezones=st.just(UTC)),  # noqa: DTZ001
    st.sampled_from(ZONES),
)
def test_whenever_an_offer_is_made_it_is_open_for_exactly_two_hours(made_at: datetime, zone: str) -> None:
    until = held_until(made_at, zone)
    minutes = range(int((until - made_at) / timedelta(minutes=1)) + 1)
    begins = made_at.replace(second=0, microsecond=0)
    waking = sum(is_open(begins + timedelta(minutes=n), zone) for n in minutes)
    assert abs(waking * timedelta(minutes=1) - HOLD) <= timedelta(minutes=2)
    wall = utc_to_wall(until, zone).time()
    assert 8 <= wall.hour <= 20
    assert until - made_at <= timedelta(hours=15)


def test_the_more_urgent_comes_first_then_the_longest_waiting() -> None:
    urgent = somebody(1, how_soon=HowSoon.THIS_WEEK)
    longest, shorter = somebody(30), somebody(20)
    assert in_order([shorter, longest, urgent]) == (urgent, longest, shorter)
    same = replace(shorter, since=longest.since)
    assert in_order([longest, same]) == in_order([same, longest]) == (same, longest)


@pytest.mark.parametrize(
    ("wish", "fits"),
    [
        ({}, True),
        ({"offices": ("town",)}, True),
        ({"offices": ("elsewhere",)}, False),
        ({"clinician": "doctor"}, True),
        ({"clinician": "other"}, False),
        ({"half": HalfDay.MORNING}, True),
        ({"half": HalfDay.AFTERNOON}, False),
        ({"weekdays": ("tuesday", "friday")}, True),
        ({"weekdays": ("monday",)}, False),
        ({"first": date(2027, 3, 9)}, True),
        ({"first": date(2027, 3, 10)}, False),
        ({"last": date(2027, 3, 9)}, True),
        ({"last": date(2027, 3, 8)}, False),
        ({"visit_type": "follow-up"}, False),
    ],
)
def test_a_wish_fits_what_it_says(wish: dict[str, object], fits: bool) -> None:
    assert Wish(**{"visit_type": "consultation", **wish}).fits(a_visit(TUESDAY)) is fits  # type: ignore[arg-type]


def test_noon_is_the_afternoon() -> None:
    noon = a_visit(TUESDAY.replace(hour=12))
    assert Wish(visit_type="consultation", half=HalfDay.AFTERNOON).fits(noon)


def test_only_an_earlier_time_is_offered() -> None:
    has = held(a_visit(TUESDAY))
    assert not somebody(has=has).can_be_offered(a_visit(TUESDAY), now=AT)
    assert somebody(has=has).can_be_offered(a_visit(TUESDAY.replace(hour=9)), now=AT)


def test_the_hold_and_then_the_notice_pass_before_the_visit() -> None:
    visit = a_visit(TUESDAY)  # held until eleven on the day before: 23 hours
    assert somebody(wish=Wish(visit_type="consultation", notice=23)).can_be_offered(visit, now=AT)
    assert not somebody(wish=Wish(visit_type="consultation", notice=24)).can_be_offered(visit, now=AT)


def turn(*listed: Waiting, now: datetime = AT, **more: object):  # type: ignore[no-untyped-def]
    found = next_turn(SITE, listed, more.pop("claims", ()), now=now, **more)  # type: ignore[arg-type]
    return (found.waiting, found.visit.wall_start) if found else None


def test_the_first_in_order_gets_the_earliest_time() -> None:
    long, short = somebody(9), somebody(1)
    today = AT.date()
    first, at = turn(short, long)
    assert (first, at.date(), at.time().hour) == (long, today, 11)  # the hold ends at eleven
    assert turn(short, replace(long, offered=True))[0] == short


@pytest.mark.parametrize(
    "known",
    [
        {"offered": True},
        {"unanswered": SILENT},
        {"is_over": True},
        {"wish": Wish(visit_type="consultation", offices=("nowhere",))},
        {"wish": Wish(visit_type="consultation", last=date(2027, 3, 7))},
        {"wish": Wish(visit_type="consultation", weekdays=("sunday",))},
    ],
)
def test_who_cannot_be_offered_anything_is_passed_over(known: dict[str, object]) -> None:
    assert turn(somebody(**known)) is None  # type: ignore[arg-type]
    assert turn(somebody(9, **known), somebody(1))[0] == somebody(1)


@pytest.mark.parametrize(
    "wish",
    [
        {"visit_type": "abolished"},
        {"visit_type": "consultation", "offices": ("closed",)},
        {"visit_type": "consultation", "clinician": "left"},
    ],
)
def test_who_waits_for_what_is_no_more_keeps_nobody_waiting(wish: dict[str, object]) -> None:
    unknown = Wish(**wish)  # type: ignore[arg-type]
    assert not unknown.is_known(SITE)
    assert turn(somebody(9, wish=unknown)) is None
    assert turn(somebody(9, wish=unknown), somebody(1))[0] == somebody(1)


def test_one_office_of_those_that_are_wished_for_is_enough() -> None:
    assert Wish(visit_type="consultation", offices=("closed", "town")).is_known(SITE)


def test_a_visit_of_a_kind_that_is_no_more_is_not_kept() -> None:
    visit = a_visit(TUESDAY)
    assert is_kept(SITE, visit, now=AT)
    assert not is_kept(SITE, replace(visit, visit_type="abolished"), now=AT)


def test_one_patient_has_one_offer_at_once() -> None:
    person = PatientId(UUID(int=7))
    assert turn(somebody(9, person=person, offered=True), somebody(1, person=person)) is None


def test_who_said_no_is_offered_another_day() -> None:
    said_no = frozenset({("town", AT.date())})
    assert turn(somebody(said_no=said_no))[1] == datetime(2027, 3, 9, 9, 0)  # noqa: DTZ001


def test_a_time_the_desk_keeps_for_itself_is_left_out() -> None:
    kept = a_visit(AT.astimezone(ZoneInfo("America/New_York")).replace(tzinfo=None, hour=11))
    assert turn(somebody(), resting=(kept,))[1].time() == time(11, 30)


def test_what_is_claimed_is_not_offered() -> None:
    all_day = Claim(resource=clinician_resource("doctor"), first=tick_of(AT), ticks=12 * 24)
    assert turn(somebody(), claims=(all_day,))[1].date() == date(2027, 3, 9)


def test_nobody_has_a_turn_at_night() -> None:
    assert turn(somebody(), now=NIGHT) is None
    assert turn(somebody(), now=NIGHT, at_night=True)


def test_who_is_first_for_one_time() -> None:
    visit, afternoons = a_visit(TUESDAY), Wish(visit_type="consultation", half=HalfDay.AFTERNOON, notice=0)
    listed = (somebody(9, wish=afternoons), somebody(5), somebody(1))
    assert first_for(listed, visit, now=AT) == somebody(5)
    assert first_for((), visit, now=AT) is None


def test_a_time_is_kept_where_somebody_works() -> None:
    assert is_kept(SITE, a_visit(TUESDAY), now=AT)
    assert not is_kept(SITE, a_visit(TUESDAY.replace(hour=18)), now=AT)
    assert not is_kept(SITE, a_visit(TUESDAY, clinician="other"), now=AT)


@pytest.mark.parametrize(
    ("told", "says"),
    [
        ({"weekdays": ("someday",)}, "There is no such weekday"),
        ({"notice": -1}, "-1 hours cannot be the notice somebody needs"),
        ({"notice": 337}, "337 hours cannot be the notice"),
        ({"first": date(2027, 3, 9), "last": date(2027, 3, 8)}, "The last day lies before the first"),
    ],
)
def test_a_wish_that_cannot_be_is_refused(told: dict[str, object], says: str) -> None:
    with pytest.raises(Invalid, match=says):
        Wish(visit_type="consultation", **told)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    "told", [{"visit_type": "massage"}, {"offices": ("nowhere",)}, {"clinician": "nobody"}]
)
def test_nobody_waits_for_what_the_practice_does_not_have(told: dict[str, object]) -> None:
    with pytest.raises(NotFound, match="This practice has no"):
        Wish(**{"visit_type": "consultation", **told}).check_known(SITE)  # type: ignore[arg-type]


def test_one_waits_for_one_thing() -> None:
    with pytest.raises(Invalid, match="It is not said who waits"):
        Subject()
    with pytest.raises(Invalid, match="It is not said who waits"):
        Subject(booking=BookingId(UUID(int=1)), case=CaseId(UUID(int=1)))
