"""A booked operation as a value: what it claims, which acts are possible, and which visits hang on it."""

from dataclasses import replace
from datetime import date, time, timedelta
from uuid import uuid4

import pytest

from enthesis.domain.errors import Invalid, NotAllowed
from enthesis.domain.pathway.after_operation import EXAMPLES, visits_after
from enthesis.domain.pathway.operation import (
    Member,
    OperationAct,
    OperationBooking,
    OperationState,
    TeamRole,
    Theatre,
    change_between,
    check_team,
)
from enthesis.domain.pathway.operation_day import check_nobody_away, questions_about
from enthesis.domain.pathway.plan import Approach, Biologic, Plan, Repair, Timing
from enthesis.domain.practice.public_holidays import EXAMPLES as HOLIDAYS
from enthesis.domain.practice.session import Closure
from enthesis.domain.terms import CaseId, OperationId, Option, PersonId
from tests.support.cases import practice_of
from tests.support.operations import DOCTOR, ON, OUTSIDER, a_theatre


def booking(state: OperationState = OperationState.PLANNED) -> OperationBooking:
    return OperationBooking(
        id=OperationId(uuid4()),
        case=CaseId(uuid4()),
        theatre=a_theatre(),
        team=(DOCTOR, OUTSIDER),
        state=state,
        version=1,
    )


@pytest.mark.parametrize(("on", "injected", "expected"), EXAMPLES)
def test_the_visits_after_an_operation_are_those_of_the_examples(
    on: str, injected: int | None, expected: tuple[tuple[str, str, str, str], ...]
) -> None:
    plan = Plan(approach=Approach.OPEN, repair=Repair.DOUBLE_ROW, anchors=2)
    if injected is not None:
        product = Biologic(product="prp-lr", option=Option.PRP, timing=Timing.AFTER, day=injected)
        plan = replace(plan, biologic=product)
    found = visits_after(date.fromisoformat(on), plan)
    told = [(v.purpose, *(d.isoformat() for d in (v.due, v.first, v.last))) for v in found]
    assert told == list(expected)


def test_only_with_time_and_length_ticks_are_taken() -> None:
    assert len(a_theatre().ticks) == 24
    for unknown in (a_theatre(begins=None), a_theatre(minutes=None)):
        assert len(unknown.ticks) == 0


def test_a_time_the_clocks_skip_is_refused() -> None:
    with pytest.raises(Invalid, match="02:30 does not exist on 14 March 2027"):
        a_theatre(date(2027, 3, 14), time(2, 30))
    with pytest.raises(Invalid, match="steps of five minutes"):
        a_theatre(begins=time(7, 32))


def test_an_ended_booking_is_not_touched_again() -> None:
    for state in (OperationState.CANCELLED, OperationState.DONE):
        with pytest.raises(NotAllowed, match=f"This operation is {state.value}"):
            booking(state).after(OperationAct.CONFIRM)


def test_another_time_of_a_confirmed_day_waits_for_the_hospital_again() -> None:
    confirmed = booking().after(OperationAct.CONFIRM)
    assert confirmed.state is OperationState.CONFIRMED
    later = confirmed.after(OperationAct.CHANGE, theatre=a_theatre(begins=time(12)))
    assert (later.state, later.version) == (OperationState.MOVED, 3)
    assert confirmed.after(OperationAct.CHANGE, team=(DOCTOR,)).state is OperationState.CONFIRMED


def test_another_day_or_hospital_is_a_move_and_another_time_is_not() -> None:
    booked = booking()
    assert change_between(booked, a_theatre(ON + timedelta(days=1)), booked.team) is OperationAct.MOVE
    assert change_between(booked, a_theatre(hospital="harbor"), booked.team) is OperationAct.MOVE
    assert change_between(booked, a_theatre(minutes=90), booked.team) is OperationAct.CHANGE


def test_nobody_stands_in_a_team_twice() -> None:
    person = PersonId(uuid4())
    one = Member(role=TeamRole.ASSISTANT, name="A. Able", person=person)
    other = Member(role=TeamRole.NURSE, name="A. Able", person=person)
    with pytest.raises(Invalid, match="Somebody stands in the team twice"):
        check_team((DOCTOR, one, other))


@pytest.mark.parametrize(
    ("closure", "is_away"),
    [
        (Closure(first=ON, last=ON, clinician="doctor"), True),
        (Closure(first=ON, last=ON, clinician="doctor", office="town"), False),
        (Closure(first=ON, last=ON, clinician="doctor", begins=time(11), ends=time(13)), True),
        (Closure(first=ON, last=ON, clinician="doctor", begins=time(12), ends=time(13)), False),
        (Closure(first=ON, last=ON, clinician="other"), False),
    ],
)
def test_whoever_is_away_does_not_operate(closure: Closure, is_away: bool) -> None:
    site = replace(practice_of("north"), closures=(closure,))
    if is_away:
        with pytest.raises(NotAllowed, match="The Doctor is away on 23 March 2027"):
            check_nobody_away(site, a_theatre(), (DOCTOR,))
    else:
        check_nobody_away(site, a_theatre(), (DOCTOR,))


@pytest.mark.parametrize(("day", "name"), HOLIDAYS)
def test_a_public_holiday_is_asked_about(day: date, name: str) -> None:
    theatre = Theatre(hospital="general", zone="America/New_York", on=day)
    asked = (f"{day:%A %-d %B %Y} is a public holiday: {name}.",) if name else ()
    assert questions_about(practice_of("north"), theatre) == asked


def test_weekends_and_closed_days_are_asked_about() -> None:
    saturday = ON + timedelta(days=4)
    site = replace(practice_of("north"), closures=(Closure(first=saturday, last=saturday),))
    assert questions_about(site, a_theatre(saturday)) == (
        "Saturday 27 March 2027 is at a weekend.",
        "The practice is closed on 27 March 2027.",
    )
    assert questions_about(site, Theatre(hospital="general", zone="America/New_York", on=ON)) == ()
