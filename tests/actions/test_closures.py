"""A time is closed while the practice runs: nothing is offered in it; visits stay; it can be opened again."""

from dataclasses import replace
from datetime import date, datetime, time
from uuid import uuid4

import pytest

from enthesis.actions.bookings import book_visit
from enthesis.actions.closures import close_time, lift_closure
from enthesis.domain.errors import Invalid, NotFound
from enthesis.domain.practice.availability import Wanted, free_times
from enthesis.domain.practice.booking import BookingStatus
from enthesis.domain.practice.session import Closure
from enthesis.store import bookings, closures
from enthesis.store.audit import list_audit
from enthesis.store.claims import list_claims
from enthesis.store.practice import load_practice, load_written_practice, save_practice
from tests.support.cases import AT, House, a_hip, a_house, a_visit, practice_of

pytestmark = pytest.mark.django_db
TUESDAY = date(2027, 3, 9)
AWAY = Closure(first=TUESDAY, last=TUESDAY, clinician="doctor")


@pytest.fixture
def house() -> House:
    return a_house()


def free(house: House) -> list[str]:
    wanted = Wanted(visit_type="consultation", first=TUESDAY, last=TUESDAY, by_desk=True)
    site, claims = load_practice(house.desk), list_claims(house.desk, TUESDAY, TUESDAY)
    return [f"{one.visit.wall_start:%H:%M}" for one in free_times(site, wanted, claims, now=AT)]


def test_nothing_is_offered_in_a_closed_time_and_the_file_stays_as_it_was(house: House) -> None:
    assert len(free(house)) == 16
    close_time(house.desk, AWAY, at=AT)
    assert free(house) == []
    assert load_written_practice(house.desk).closures == ()


def test_closed_hours_leave_the_rest_of_the_day(house: House) -> None:
    close_time(house.surgeon, replace(AWAY, begins=time(10), ends=time(16)), at=AT)
    assert free(house) == ["09:00", "09:30", "16:00", "16:30"]


def test_a_lifted_closure_closes_nothing(house: House) -> None:
    made = close_time(house.desk, AWAY, at=AT).subject
    lift_closure(house.desk, made, at=AT)
    assert len(free(house)) == 16
    assert closures.list_closures(house.desk) == ()
    with pytest.raises(NotFound, match="There is no such closure"):
        lift_closure(house.desk, made, at=AT)
    assert [e.action for e in list_audit(house.desk)][:2] == ["lift_closure", "close_time"]


def test_visits_in_a_closed_time_stay_until_somebody_moves_them(house: House) -> None:
    hip = a_hip(house)
    close_time(house.desk, AWAY, at=AT)
    assert [b.status for b in bookings.bookings_of(house.desk, hip.case)] == [BookingStatus.BOOKED]


def test_the_desk_may_still_book_into_it(house: House) -> None:
    hip = a_hip(house)
    close_time(house.desk, AWAY, at=AT)
    later = a_visit(datetime(2027, 3, 9, 15, 0))  # noqa: DTZ001  a wall time
    book_visit(house.desk, hip.case, later, at=AT)
    assert len(bookings.bookings_of(house.desk, hip.case)) == 2


def test_the_same_form_twice_closes_once(house: House) -> None:
    scope = replace(house.desk, submit="a key")
    first = close_time(scope, AWAY, at=AT)
    assert close_time(scope, AWAY, at=AT).subject == first.subject
    assert len(closures.list_closures(house.desk)) == 1


@pytest.mark.parametrize("told", [{"clinician": "nobody"}, {"office": "nowhere"}])
def test_an_unknown_clinician_or_office_is_not_found(house: House, told: dict[str, str]) -> None:
    with pytest.raises(NotFound, match="This practice has no"):
        close_time(house.desk, Closure(first=TUESDAY, last=TUESDAY, **told), at=AT)


def test_what_is_over_cannot_be_closed(house: House) -> None:
    with pytest.raises(Invalid, match="07 March 2027 is over: nothing can be closed there"):
        close_time(house.desk, Closure(first=date(2027, 3, 1), last=date(2027, 3, 7)), at=AT)


def test_a_closure_of_somebody_who_left_closes_nothing(house: House) -> None:
    close_time(house.desk, AWAY, at=AT)
    site = practice_of("north")
    without = replace(
        site,
        clinicians=site.clinicians[1:],
        sessions=tuple(replace(s, clinician="other") for s in site.sessions),
    )
    save_practice(without, at=AT)
    assert load_practice(house.desk).closures == ()
    assert len(free(house)) == 16


def test_a_closure_of_another_practice_is_not_there(house: House) -> None:
    made = close_time(house.desk, AWAY, at=AT).subject
    south = a_house("south")
    with pytest.raises(NotFound, match="There is no such closure"):
        lift_closure(south.desk, made, at=AT)
    with pytest.raises(NotFound, match="There is no such closure"):
        lift_closure(house.desk, uuid4(), at=AT)
