"""Free times: inside the sessions, beside closures and claims, and never on a time that is not one."""

from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from enthesis.domain.errors import Invalid, NotFound
from enthesis.domain.practice.availability import (
    FreeTime,
    HalfDay,
    Wanted,
    free_times,
    is_in_session,
    is_offered,
)
from enthesis.domain.practice.booking import Visit, check_times
from enthesis.domain.practice.claims import Claim
from enthesis.domain.practice.clock import utc_to_wall
from enthesis.domain.practice.practice import Clinician, Office, Practice
from enthesis.domain.practice.resource import Device, Room
from enthesis.domain.practice.session import Closure, ExtraDay, Holiday, Session
from enthesis.domain.practice.ticks import tick_of, ticks
from enthesis.domain.practice.visit_type import VisitType
from tests.support.cases import ZONE, a_visit, practice_of

EARLY = datetime(2026, 1, 1, tzinfo=UTC)
MONDAY = date(2027, 3, 8)
SPRING, AUTUMN = date(2027, 3, 14), date(2026, 11, 1)
NINE = datetime(2027, 3, 8, 14, tzinfo=UTC)


def site(opens: time, closes: time, weekday: str = "monday", **told: object) -> Practice:
    session = Session(clinician="doctor", office="town", weekday=weekday, opens=opens, closes=closes, **told)
    return replace(practice_of("north"), sessions=(session,))


def kinds(practice: Practice, **told: object) -> Practice:
    """The same practice, whose consultation is otherwise."""
    consultation, *rest = practice.visit_types
    return replace(practice, visit_types=(replace(consultation, **told), *rest))


def found(
    practice: Practice,
    day: date = MONDAY,
    *,
    last: date | None = None,
    kind: str = "consultation",
    claims: tuple[Claim, ...] = (),
    now: datetime = EARLY,
    by_desk: bool = True,
    **wanted: object,
) -> list[FreeTime]:
    asked = Wanted(visit_type=kind, first=day, last=last or day, by_desk=by_desk, **wanted)
    return list(free_times(practice, asked, claims, now=now))


def shown(*args: object, **told: object) -> list[str]:
    return [f"{free.visit.wall_start:%H:%M}" for free in found(*args, **told)]


def claim(at: datetime, minutes: int, resource: str = "clinician:doctor") -> Claim:
    return Claim(resource=resource, first=tick_of(at), ticks=minutes // 5)


def test_a_morning_holds_what_fits_before_it_closes() -> None:
    monday = site(time(9), time(10, 45))

    assert shown(monday) == ["09:00", "09:30", "10:00"]
    assert shown(monday, date(2027, 3, 9)) == []


def test_times_are_offered_on_the_grid_of_their_kind() -> None:
    monday = kinds(site(time(9), time(10, 30)), every=15)

    assert shown(monday) == ["09:00", "09:15", "09:30", "09:45", "10:00"]


def test_the_time_before_and_after_a_visit_lies_in_the_session_and_is_taken() -> None:
    monday = kinds(site(time(9), time(10, 30)), before=5, after=10)

    assert shown(monday) == ["09:05", "09:50"]
    assert shown(monday, claims=(claim(NINE + timedelta(minutes=40), 5),)) == ["09:50"]
    assert shown(monday, claims=(claim(NINE + timedelta(minutes=45), 5),)) == ["09:05"]


def test_the_hour_the_clocks_skip_is_not_offered() -> None:
    free = found(site(time(1), time(4), "sunday"), SPRING)

    assert [f"{f.visit.wall_start:%H:%M}" for f in free] == ["01:00", "01:30", "03:00", "03:30"]
    assert free[2].visit.starts_at - free[1].visit.starts_at == timedelta(minutes=30)


def test_the_hour_the_clocks_show_twice_is_offered_once_and_it_is_said() -> None:
    free = found(site(time(0), time(3), "sunday"), AUTUMN)

    told = [(f"{f.visit.wall_start:%H:%M}", f.first_of_two) for f in free]
    assert told == [
        ("00:00", False),
        ("00:30", False),
        ("01:00", True),
        ("01:30", True),
        ("02:00", False),
        ("02:30", False),
    ]
    assert free[4].visit.starts_at - free[3].visit.starts_at == timedelta(minutes=90)


def test_no_visit_ends_after_a_session_that_closes_in_the_skipped_hour() -> None:
    night = kinds(site(time(1), time(2, 30), "sunday"), every=15)

    assert shown(night, SPRING) == ["01:00", "01:15", "01:30"]


def test_a_claim_of_five_minutes_takes_every_visit_over_it() -> None:
    monday = site(time(9), time(10))
    at_9_20 = (claim(NINE + timedelta(minutes=20), 5),)

    assert shown(monday, claims=at_9_20) == ["09:30"]
    assert shown(monday, claims=at_9_20, kind="follow-up") == ["09:00", "09:30", "09:45"]


def test_a_claim_that_began_the_day_before_still_holds() -> None:
    night = site(time(0), time(1), "monday")

    assert shown(night, claims=(claim(datetime(2027, 3, 8, 3, tzinfo=UTC), 150),)) == ["00:30"]


def test_a_claim_of_another_clinician_takes_nothing() -> None:
    assert shown(site(time(9), time(9, 30)), claims=(claim(NINE, 30, "clinician:other"),)) == ["09:00"]


def test_what_is_over_is_not_offered() -> None:
    assert shown(site(time(9), time(10)), now=NINE + timedelta(seconds=1)) == ["09:30"]
    assert shown(site(time(9), time(10)), now=NINE) == ["09:00", "09:30"]


def test_the_side_of_the_day_is_when_the_visit_begins() -> None:
    noon = site(time(11), time(13))

    assert shown(noon, half=HalfDay.MORNING) == ["11:00", "11:30"]
    assert shown(noon, half=HalfDay.AFTERNOON) == ["12:00", "12:30"]
    late = kinds(site(time(11, 45), time(13)), before=5)
    assert shown(late, half=HalfDay.MORNING) == ["11:50"]
    assert shown(late, half=HalfDay.AFTERNOON) == ["12:25"]


def test_patients_are_held_by_lead_and_horizon_and_the_desk_is_not() -> None:
    mondays = kinds(site(time(9), time(9, 30)), lead_hours=24, horizon_days=13)
    sunday, weeks = NINE - timedelta(hours=23), MONDAY + timedelta(days=28)

    patient = found(mondays, last=weeks, now=sunday, by_desk=False)
    desk = found(mondays, last=weeks, now=sunday, by_desk=True)

    assert [f.visit.wall_start.date().day for f in patient] == [15]
    assert [f.visit.wall_start.date().day for f in desk] == [8, 15, 22, 29, 5]


def test_a_patient_may_book_what_is_offered_and_nothing_near_it() -> None:
    monday = kinds(site(time(9), time(10)), lead_hours=1)
    first, second = (free.visit for free in found(monday))
    before = NINE - timedelta(hours=2)

    assert is_offered(monday, second, (), now=before)
    assert not is_offered(monday, second, (claim(NINE + timedelta(minutes=30), 5),), now=before)
    assert not is_offered(monday, first, (), now=NINE - timedelta(minutes=59))
    for changed in (
        replace(second, minutes=60),
        replace(second, zone="UTC"),
        replace(second, clinician="other"),
        replace(second, starts_at=second.starts_at + timedelta(minutes=5)),
        replace(second, wall_start=second.wall_start + timedelta(days=7)),
    ):
        assert not is_offered(monday, changed, (), now=before)


def test_a_session_holds_from_its_first_day_to_its_last() -> None:
    april = site(time(9), time(9, 30), valid_from=date(2027, 3, 15), valid_until=date(2027, 3, 22))

    assert [f.visit.wall_start.day for f in found(april, last=date(2027, 4, 30))] == [15, 22]


def test_an_extra_day_is_a_session_of_its_own() -> None:
    extra = ExtraDay(
        clinician="other", office="town", on=date(2027, 3, 13), opens=time(9), closes=time(9, 30)
    )
    both = replace(site(time(9), time(9, 30)), extra_days=(extra,))

    assert [f.visit.clinician for f in found(both, last=date(2027, 3, 14))] == ["doctor", "other"]


@pytest.mark.parametrize(
    ("closure", "left"),
    [
        ({}, []),
        ({"office": "town"}, []),
        ({"clinician": "doctor"}, []),
        ({"clinician": "other"}, ["09:00", "09:30", "10:00"]),
        ({"begins": time(9, 30), "ends": time(9, 40)}, ["09:00", "10:00"]),
        ({"clinician": "other", "office": "town"}, ["09:00", "09:30", "10:00"]),
    ],
    ids=["practice", "office", "clinician", "another clinician", "ten minutes", "another there"],
)
def test_a_closure_takes_whom_and_what_it_names(closure: dict[str, object], left: list[str]) -> None:
    monday = site(time(9), time(10, 30))
    shut = Closure(first=MONDAY - timedelta(days=3), last=MONDAY, **closure)

    assert shown(replace(monday, closures=(shut,))) == left
    assert len(shown(replace(monday, closures=(shut,)), MONDAY + timedelta(days=7))) == 3


def test_a_holiday_closes_every_office() -> None:
    monday = site(time(9), time(10))

    assert shown(replace(monday, holidays=(Holiday(on=MONDAY, name="A day off"),))) == []


def test_a_room_and_a_device_must_be_free_together() -> None:
    rooms = tuple(Room(slug=f"r{n}", name="R", office="town", kind="exam") for n in (1, 2))
    device = Device(slug="us", name="U", office="town", kind="ultrasound")
    monday = kinds(
        replace(site(time(9), time(10, 30)), rooms=rooms, devices=(device,)),
        room="exam",
        devices=("ultrasound",),
    )
    half = NINE + timedelta(minutes=30)
    both = (claim(NINE, 30, "room:r1"), claim(NINE, 30, "room:r2"))
    across = (claim(NINE + timedelta(minutes=15), 15, "room:r1"), claim(NINE, 15, "room:r2"))

    assert shown(monday) == ["09:00", "09:30", "10:00"]
    assert shown(monday, claims=both[:1]) == ["09:00", "09:30", "10:00"]
    assert shown(monday, claims=both) == ["09:30", "10:00"]
    assert shown(monday, claims=across) == ["09:30", "10:00"]
    assert shown(monday, claims=(claim(half, 5, "device:us"),)) == ["09:00", "10:00"]


def test_an_office_without_the_room_offers_nothing() -> None:
    elsewhere = Office(slug="village", name="Village", state="NY", zone=ZONE)
    monday = replace(
        site(time(9), time(10)),
        offices=(*practice_of("north").offices, elsewhere),
        rooms=(Room(slug="r1", name="R", office="village", kind="exam"),),
    )

    assert shown(kinds(monday, room="exam")) == []


def test_a_session_whose_places_are_gone_takes_no_new_patient() -> None:
    monday = kinds(site(time(9), time(12), new_patients=2), new_patient=True)
    place = "new-patients:doctor@town"
    one, two = claim(NINE, 5, place), claim(NINE + timedelta(minutes=5), 5, place)

    assert len(shown(monday, claims=(one,))) == 6
    assert shown(monday, claims=(one, two)) == []
    assert len(shown(monday, claims=(one, two), kind="follow-up")) == 12


def test_the_earliest_over_all_offices_comes_first() -> None:
    west = Office(slug="west", name="West", state="CA", zone="America/Los_Angeles")
    both = replace(
        site(time(12), time(13)),
        offices=(*practice_of("north").offices, west),
        sessions=(
            Session(clinician="other", office="west", weekday="monday", opens=time(9), closes=time(10)),
            Session(clinician="doctor", office="town", weekday="monday", opens=time(12), closes=time(13)),
        ),
    )

    told = [(f.visit.office, f"{f.visit.wall_start:%H:%M}") for f in found(both)]

    assert told == [("town", "12:00"), ("west", "09:00"), ("town", "12:30"), ("west", "09:30")]
    assert {f.visit.office for f in found(both, office="west")} == {"west"}
    assert {f.visit.clinician for f in found(both, clinician="doctor")} == {"doctor"}


hours = st.integers(0, 23).map(time)


@given(
    opens=hours,
    closes=hours,
    day=st.sampled_from([SPRING, AUTUMN, SPRING + timedelta(days=1), date(2027, 2, 28)]),
    kind=st.sampled_from(["consultation", "follow-up"]),
    claimed=st.sets(st.integers(0, 330), max_size=20),
    before=st.sampled_from([0, 5, 20]),
    after=st.sampled_from([0, 5]),
    every=st.sampled_from([0, 5, 10, 25]),
)
@example(
    opens=time(0), closes=time(2), day=AUTUMN, kind="consultation", claimed=set(), before=0, after=0, every=5
)
def test_offered_is_what_a_clock_would_find(
    opens: time, closes: time, day: date, kind: str, claimed: set[int], before: int, after: int, every: int
) -> None:
    """A second way to the same answer: minute by minute, over wall times and sets."""
    if opens >= closes:
        return
    practice = site(opens, closes, f"{day:%A}".lower())
    told = replace(practice.visit_type(kind), before=before, after=after, every=every)
    practice = replace(practice, visit_types=(told,))
    midnight = tick_of(datetime(day.year, day.month, day.day, 4, tzinfo=UTC))
    claims = tuple(Claim(resource="clinician:doctor", first=midnight + n, ticks=1) for n in claimed)

    free = [f.visit for f in found(practice, day, kind=kind, claims=claims)]

    assert [v.wall_start for v in free] == by_the_clock(practice, told, day, {c.first for c in claims})
    for visit in free:
        check_times(visit)
        assert utc_to_wall(visit.starts_at, ZONE) == visit.wall_start


def by_the_clock(practice: Practice, kind: VisitType, day: date, taken: set[int]) -> list[datetime]:
    (session,) = practice.sessions
    first_shown: dict[datetime, int] = {}
    for n in range(2 * 288):
        moment = datetime(day.year, day.month, day.day, tzinfo=UTC) + timedelta(minutes=5 * n)
        first_shown.setdefault(utc_to_wall(moment, ZONE), tick_of(moment))
    shown_on = {wall: tick for wall, tick in first_shown.items() if wall.date() == day}
    opened = min(tick for wall, tick in shown_on.items() if wall.time() >= session.opens)
    closed = min(tick for wall, tick in shown_on.items() if wall.time() >= session.closes)
    offered, wall = [], datetime.combine(day, session.opens) + timedelta(minutes=kind.before)
    while wall.date() == day:
        if wall in shown_on:
            begins = shown_on[wall] - kind.before // 5
            needed = set(range(begins, begins + kind.claimed))
            if needed <= set(range(opened, closed)) - taken:
                offered.append(wall)
        wall += timedelta(minutes=kind.step * 5)
    return offered


@given(st.integers(0, 10_000), st.sampled_from([5, 15, 30, 45, 120]))
def test_ticks_cover_a_visit_and_nothing_more(start: int, minutes: int) -> None:
    begins = EARLY + start * timedelta(minutes=5)

    covered = ticks(begins, minutes)

    assert covered[0] == tick_of(begins)
    assert covered[-1] + 1 == tick_of(begins + timedelta(minutes=minutes))


@pytest.mark.parametrize(
    ("starts_at", "wall"),
    [
        (datetime(2027, 3, 8, 14, 2, tzinfo=UTC), "2027-03-08T09:02"),
        (datetime(2027, 3, 8, 14, 0, 30, tzinfo=UTC), "2027-03-08T09:00:30"),
        (datetime(2027, 3, 8, 15, tzinfo=UTC), "2027-03-08T09:00"),
        (datetime(2027, 3, 8, 13, tzinfo=UTC), "2027-03-08T09:00"),
        (datetime(2027, 3, 8, 14), "2027-03-08T09:00"),  # noqa: DTZ001
        (datetime(2027, 3, 8, 14, tzinfo=UTC), "2027-03-08T09:00-05:00"),
        (datetime(2027, 3, 14, 7, 30, tzinfo=UTC), "2027-03-14T02:30"),
    ],
    ids=["off the ticks", "seconds", "an hour late", "an hour early", "no zone", "two zones", "skipped"],
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


def test_what_nobody_has_is_not_looked_for() -> None:
    with pytest.raises(NotFound, match="no visit type called 'surgery'"):
        found(site(time(9), time(10)), kind="surgery")
    with pytest.raises(NotFound, match="no room of the kind 'exam'"):
        kinds(site(time(9), time(10)), room="exam")


def test_two_clinicians_at_one_time_come_in_the_order_of_the_practice() -> None:
    monday = site(time(9), time(9, 30))
    other = replace(monday.sessions[0], clinician="other")
    turned = replace(
        monday,
        sessions=(*monday.sessions, other),
        clinicians=(Clinician(slug="other", name="B"), Clinician(slug="doctor", name="A")),
    )

    assert [f.visit.clinician for f in found(turned)] == ["other", "doctor"]


NOBODY_AFTER_NOON = Closure(first=date(2027, 3, 9), last=date(2027, 3, 9), begins=time(12), ends=time(13))


@pytest.mark.parametrize(
    ("wall", "clinician", "expected"),
    [
        (datetime(2027, 3, 9, 9, 0), "doctor", True),  # noqa: DTZ001  wall times
        (datetime(2027, 3, 9, 9, 5), "doctor", True),  # noqa: DTZ001  off the grid of its kind
        (datetime(2027, 3, 9, 16, 30), "doctor", True),  # noqa: DTZ001
        (datetime(2027, 3, 9, 16, 35), "doctor", False),  # noqa: DTZ001  ends after it
        (datetime(2027, 3, 9, 8, 55), "doctor", False),  # noqa: DTZ001
        (datetime(2027, 3, 9, 11, 30), "doctor", True),  # noqa: DTZ001
        (datetime(2027, 3, 9, 11, 35), "doctor", False),  # noqa: DTZ001  runs into the closure
        (datetime(2027, 3, 9, 13, 0), "doctor", True),  # noqa: DTZ001
        (datetime(2027, 3, 13, 10, 0), "doctor", False),  # noqa: DTZ001  a Saturday
        (datetime(2027, 3, 9, 10, 0), "other", False),  # noqa: DTZ001  works nowhere
    ],
)
def test_a_visit_is_in_session_when_it_lies_in_one_and_nothing_is_closed(
    wall: datetime, clinician: str, expected: bool
) -> None:
    practice = replace(practice_of("north"), closures=(NOBODY_AFTER_NOON,))
    assert is_in_session(practice, a_visit(wall, clinician=clinician)) is expected
