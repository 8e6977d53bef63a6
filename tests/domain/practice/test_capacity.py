"""How full the offices are: hours offered and booked, places for new patients, and who did not come."""

from dataclasses import replace
from datetime import date, datetime, time
from uuid import UUID

import pytest

from enthesis.domain.practice.booking import Booking, BookingStatus
from enthesis.domain.practice.capacity import Shows, WeekAtOffice, capacity, shows_of
from enthesis.domain.practice.practice import Practice
from enthesis.domain.practice.session import Closure
from enthesis.domain.practice.ticks import tick_of
from enthesis.domain.terms import BookingId, CaseId
from tests.support.cases import a_visit, practice_of

MONDAY = date(2027, 3, 8)
SITE = practice_of("north")
FRIDAY_NIGHT = tick_of(a_visit(datetime(2027, 3, 12, 22)).starts_at)  # noqa: DTZ001  a wall time


def booked(
    day: int, hour: int, status: BookingStatus = BookingStatus.BOOKED, kind: str = "consultation"
) -> Booking:
    visit = a_visit(datetime(2027, 3, day, hour), kind=kind)  # noqa: DTZ001  a wall time
    return Booking(
        id=BookingId(UUID(int=day)), case=CaseId(UUID(int=1)), visit=visit, status=status, version=1
    )


def week(site: Practice, *bookings: Booking, now_tick: int = FRIDAY_NIGHT) -> WeekAtOffice:
    (found,) = capacity(site, bookings, first=MONDAY, last=MONDAY, now_tick=now_tick)
    return found


def test_an_empty_week_offers_its_hours() -> None:
    found = week(SITE)
    assert (found.offered, found.booked, found.outside) == (5 * 8 * 60, 0, 0)
    assert found.share == 0
    assert found.places is None
    assert found.shows.missed_share is None


def test_what_is_closed_is_not_offered() -> None:
    away = Closure(first=MONDAY, last=MONDAY)
    noon = Closure(first=MONDAY, last=date(2027, 3, 12), begins=time(12), ends=time(13))
    assert week(replace(SITE, closures=(away,))).offered == 4 * 8 * 60
    assert week(replace(SITE, closures=(noon,))).offered == 5 * 7 * 60


def test_nothing_offered_has_no_share() -> None:
    assert week(replace(SITE, sessions=())).share is None


def test_visits_take_their_time_before_and_after_too() -> None:
    consultation, follow_up = SITE.visit_types
    longer = replace(SITE, visit_types=(replace(consultation, before=5, after=10), follow_up))
    found = week(longer, booked(9, 10), booked(10, 10, kind="follow-up"))
    assert (found.booked, found.outside, found.visits) == (45 + 15, 0, 2)
    assert found.share == pytest.approx(60 / 2400)


def test_what_lies_outside_a_session_is_told_apart() -> None:
    found = week(SITE, booked(9, 18), booked(13, 10))
    assert (found.booked, found.outside) == (0, 60)


def test_a_cancelled_visit_takes_nothing() -> None:
    found = week(SITE, booked(9, 10, BookingStatus.CANCELLED))
    assert (found.visits, found.booked) == (0, 0)


def test_places_for_new_patients_are_counted_where_sessions_count_them() -> None:
    consultation, follow_up = SITE.visit_types
    counting = replace(
        SITE,
        visit_types=(replace(consultation, new_patient=True), follow_up),
        sessions=tuple(replace(s, new_patients=3) for s in SITE.sessions[:2]),
    )
    found = week(counting, booked(8, 10), booked(9, 10, kind="follow-up"), booked(10, 10))
    assert (found.places, found.places_used) == (6, 1)
    shut = replace(counting, closures=(Closure(first=MONDAY, last=MONDAY),))
    assert week(shut).places == 3


def test_who_came_and_who_did_not() -> None:
    found = week(
        SITE,
        booked(8, 9, BookingStatus.DONE),
        booked(9, 9, BookingStatus.ROOMED),
        booked(10, 9, BookingStatus.NO_SHOW),
        booked(11, 9, BookingStatus.ARRIVED, "follow-up"),
        booked(12, 9),
    )
    assert found.shows == Shows(came=3, missed=1, unsaid=1)
    assert found.shows.missed_share == 0.25
    assert found.shows.is_few
    assert dict(found.by_type)["follow-up"] == Shows(came=1)


def test_a_visit_to_come_is_neither() -> None:
    before = tick_of(a_visit(datetime(2027, 3, 8, 8)).starts_at)  # noqa: DTZ001  a wall time
    assert week(SITE, booked(12, 9), now_tick=before).shows == Shows()


def test_weeks_begin_on_monday_and_are_summed_by_type() -> None:
    told = (booked(9, 9, BookingStatus.NO_SHOW), booked(16, 9, BookingStatus.DONE))
    found = capacity(SITE, told, first=date(2027, 3, 10), last=date(2027, 3, 15), now_tick=FRIDAY_NIGHT)
    assert [w.monday for w in found] == [MONDAY, date(2027, 3, 15)]
    assert shows_of(found, "town") == (("consultation", Shows(came=1, missed=1)),)
    assert shows_of(found, "elsewhere") == ()


def test_the_week_in_which_the_clocks_change_offers_as_much() -> None:
    (found,) = capacity(SITE, (), first=date(2027, 3, 15), last=date(2027, 3, 15), now_tick=FRIDAY_NIGHT)
    assert found.offered == 5 * 8 * 60


def test_a_kind_that_is_gone_still_takes_its_minutes() -> None:
    odd = booked(9, 9)
    found = week(SITE, replace(odd, visit=replace(odd.visit, visit_type="gone")))
    assert (found.booked, found.visits) == (30, 1)
