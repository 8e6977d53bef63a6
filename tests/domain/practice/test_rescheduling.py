"""A surgeon is called away: which visits cannot stay, and where each could go."""

from dataclasses import replace
from datetime import date, datetime, time, timedelta
from uuid import UUID

from enthesis.domain.practice.booking import Booking, BookingStatus
from enthesis.domain.practice.claims import Claim, choose_claims, needs_of
from enthesis.domain.practice.practice import Clinician, Office, Practice
from enthesis.domain.practice.rescheduling import LOOK_AHEAD, Proposal, propose, visits_in
from enthesis.domain.practice.session import Closure, Session
from enthesis.domain.terms import BookingId, CaseId
from tests.support.cases import AT, ZONE, a_visit, practice_of

TUESDAY = date(2027, 3, 9)
AWAY = Closure(first=TUESDAY, last=TUESDAY, clinician="doctor")


def site(*, closures: tuple[Closure, ...] = (AWAY,)) -> Practice:
    return replace(practice_of("north"), closures=closures)


def booked(hour: int, minute: int = 0, *, kind: str = "consultation", number: int = 0) -> Booking:
    visit = a_visit(datetime(2027, 3, 9, hour, minute), kind=kind)  # noqa: DTZ001  a wall time
    return Booking(
        id=BookingId(UUID(int=number or hour * 60 + minute)),
        case=CaseId(UUID(int=1)),
        visit=visit,
        status=BookingStatus.BOOKED,
        version=1,
    )


def claims_of(told: Practice, *bookings: Booking) -> list[Claim]:
    return [claim for b in bookings for claim in choose_claims(needs_of(told, b.visit), ())]


def walls(proposals: tuple[Proposal, ...]) -> list[str]:
    return [f"{p.proposed.wall_start:%d %H:%M}" if p.proposed else "none" for p in proposals]


def test_only_booked_visits_to_come_leave_a_closed_time() -> None:
    here = replace(booked(10), status=BookingStatus.ARRIVED)
    all_of_them = [booked(11), booked(9), here]
    assert visits_in(site(), AWAY, all_of_them, now=AT) == (booked(9), booked(11))
    assert visits_in(site(), AWAY, all_of_them, now=booked(10).visit.starts_at) == (booked(11),)
    afternoon = replace(AWAY, begins=time(13), ends=time(17))
    assert visits_in(site(), afternoon, all_of_them, now=AT) == ()


def test_no_time_is_proposed_twice() -> None:
    leaving = (booked(9), booked(9, 30), booked(10, kind="follow-up"))
    found = propose(site(), leaving, claims_of(site(), *leaving), now=AT)
    assert walls(found) == ["10 09:00", "10 09:30", "10 10:00"]
    claimed = [claims_of(site(), replace(p.booking, visit=p.proposed)) for p in found if p.proposed]
    ticks = [t for claims in claimed for c in claims for t in range(c.first, c.end)]
    assert len(ticks) == len(set(ticks))


def test_a_taken_time_is_not_proposed_and_none_before_now() -> None:
    later = AT + timedelta(days=1, hours=30)  # wednesday, 15:00 in New York
    taken = replace(booked(9), visit=a_visit(datetime(2027, 3, 10, 16, 30)))  # noqa: DTZ001
    (found,) = propose(site(), (booked(9),), claims_of(site(), taken), now=later)
    assert all(time.starts_at >= later for time in found.times)
    assert taken.visit not in found.times


def test_the_own_clinician_elsewhere_comes_before_another_at_the_same_office() -> None:
    plain = practice_of("north")
    week = [(n, day) for n, day in enumerate(("monday", "tuesday", "wednesday", "thursday", "friday"))]
    far = Session(clinician="doctor", office="far", weekday="thursday", opens=time(9), closes=time(10))
    there = tuple(
        Session(clinician="other", office="town", weekday=day, opens=time(9), closes=time(10))
        for _, day in week
    )
    told = replace(
        plain,
        offices=(*plain.offices, Office(slug="far", name="Far", state="NJ", zone=ZONE)),
        clinicians=(Clinician(slug="doctor", name="D"), Clinician(slug="other", name="O")),
        sessions=(far, *there),
        closures=(AWAY,),
    )
    (found,) = propose(told, (booked(9),), (), now=AT)
    assert found.proposed and (found.proposed.clinician, found.proposed.office) == ("doctor", "far")
    gone = replace(told, sessions=there)
    (found,) = propose(gone, (booked(9),), (), now=AT)
    assert found.proposed and (found.proposed.clinician, found.proposed.office) == ("other", "town")


def test_where_nothing_is_free_nothing_is_proposed() -> None:
    long_away = replace(AWAY, last=TUESDAY + LOOK_AHEAD + timedelta(days=90))
    (found,) = propose(site(closures=(long_away,)), (booked(9),), (), now=booked(9).visit.starts_at)
    assert found.times == ()


def test_a_visit_of_a_kind_that_is_gone_is_left_to_a_person() -> None:
    odd = replace(booked(9), visit=replace(booked(9).visit, visit_type="gone"))
    (found,) = propose(site(), (odd,), (), now=AT)
    assert found.proposed is None
