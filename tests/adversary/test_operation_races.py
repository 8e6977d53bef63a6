"""Two reach for one surgeon and time, or for one case: one gets it, the other hears why in a sentence."""

from collections import Counter
from dataclasses import replace
from datetime import date, time

import pytest
from django.db import connection

from enthesis.actions import bookings as visits
from enthesis.actions import operations as acts
from enthesis.actions.act import Receipt
from enthesis.actions.clinic import close_case
from enthesis.actions.surgery import start_surgery
from enthesis.domain.errors import NotAllowed, Problem, Stale
from enthesis.domain.pathway.case import Closure
from enthesis.domain.pathway.plan import Approach
from enthesis.domain.pathway.stages import Stage
from enthesis.domain.pathway.surgery import Start
from enthesis.store.audit import find_break
from enthesis.store.models import OperationRow, TickRow
from enthesis.store.operations import find_standing
from tests.support.cases import Hip, a_hip, a_house, a_visit
from tests.support.fresh import together
from tests.support.operations import (
    DOCTOR,
    ON,
    OUTSIDER,
    a_planned_hip,
    a_theatre,
    book,
    the_operation,
    with_hospitals,
)

pytestmark = pytest.mark.usefixtures("fresh_database")


def two_hips() -> tuple[Hip, Hip]:
    house = with_hospitals(a_house())
    first = a_hip(house).examine().image().classify().tell().draft()
    return first, a_planned_hip(house)


def check_ticks() -> None:
    """No five minutes of anybody have two owners."""
    owners = Counter(TickRow.objects.values_list("practice", "resource", "tick"))
    assert max(owners.values(), default=1) == 1
    assert find_break() is None


def won(results: list[Receipt | Exception]) -> list[Receipt]:
    assert [r for r in results if not isinstance(r, Receipt | Problem)] == []
    return [r for r in results if isinstance(r, Receipt)]


def test_of_two_bookings_for_one_surgeon_and_time_one_wins() -> None:
    hips = two_hips()
    desk, at = hips[0].house.desk, hips[1].tick()

    def do(n: int) -> Receipt:
        connection.ensure_connection()
        return acts.book_operation(desk, hips[n].case, a_theatre(), (DOCTOR, OUTSIDER), at=at)

    results = together(2, do)
    assert len(won(results)) == 1
    (lost,) = (r for r in results if isinstance(r, Problem))
    assert "The Doctor has another operation on 23 March 2027" in lost.sentence
    assert OperationRow.objects.count() == 1
    check_ticks()


def test_of_two_bookings_for_one_case_one_wins() -> None:
    hip = a_planned_hip()
    desk, at = hip.house.desk, hip.tick()

    def do(n: int) -> Receipt:
        theatre = a_theatre(ON.replace(day=23 + n))
        return acts.book_operation(desk, hip.case, theatre, (DOCTOR,), at=at)

    results = together(2, do)
    assert len(won(results)) == 1
    assert [r.code for r in results if isinstance(r, NotAllowed)] == ["operation-booked"]
    check_ticks()


def test_an_operation_and_a_visit_at_one_time_have_one_winner() -> None:
    hips = two_hips()
    desk, at = hips[0].house.desk, hips[1].tick()
    visit = a_visit(a_visit().wall_start.replace(day=23))

    def do(n: int) -> Receipt:
        if n:
            return visits.book_visit(desk, hips[1].case, visit, at=at)
        return acts.book_operation(desk, hips[0].case, a_theatre(), (DOCTOR,), at=at)

    assert len(won(together(2, do))) == 1
    check_ticks()


def test_a_case_that_is_closed_while_its_operation_is_booked_has_none_that_stands() -> None:
    hip = a_planned_hip()
    desk, at, read = hip.house.desk, hip.tick(), hip.read

    def do(n: int) -> Receipt:
        if n:
            return close_case(hip.house.surgeon, hip.case, Closure(reason="Moved away"), read=read, at=at)
        return acts.book_operation(desk, hip.case, a_theatre(), (DOCTOR,), at=at)

    assert len(won(together(2, do))) == 1
    assert (hip.stage is Stage.CLOSED) is (find_standing(desk, hip.case) is None)


def test_an_operation_that_moves_while_it_begins_says_why_or_stays() -> None:
    hip = a_planned_hip().sign().decide()
    today = a_theatre(date(2027, 3, 8), time(18))
    book(hip, today)
    booked, read, at = the_operation(hip), hip.read, hip.tick()
    start = Start(started_at=at, approach=Approach.ENDOSCOPIC, wristband=hip.file.case.wristband)

    def do(n: int) -> Receipt:
        if n:
            return start_surgery(hip.house.nurse, hip.case, start, read=read, at=at)
        return acts.change_operation(
            hip.house.desk, booked.id, a_theatre(), booked.team, reason="Moved.", read=1, at=at
        )

    assert len(won(together(2, do))) == 1
    assert (hip.stage is Stage.IN_THEATRE) is (the_operation(hip).on == today.on)


def test_of_two_who_move_one_operation_one_wins_and_its_visits_follow_the_winner() -> None:
    hip = a_planned_hip()
    book(hip)
    desk, at, read = hip.house.desk, hip.tick(), the_operation(hip)

    def do(n: int) -> Receipt:
        theatre = replace(read.theatre, on=ON.replace(day=29 + n))
        return acts.change_operation(
            desk, read.id, theatre, read.team, reason="Moved.", read=read.version, at=at
        )

    results = together(2, do)
    assert len(won(results)) == 1
    assert [type(r) for r in results if isinstance(r, Problem)] == [Stale]
    stands = find_standing(desk, hip.case)
    assert stands is not None and stands.version == 2
    assert [one.due_on for one in stands.visits] == [
        stands.on.replace(month=4, day=stands.on.day + 14 - 31),
        stands.on.replace(month=5, day=stands.on.day + 42 - 61),
    ]
    check_ticks()
