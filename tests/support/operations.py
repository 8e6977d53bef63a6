"""A practice with a hospital, a surgeon who is a clinician, and operations to book."""

from dataclasses import replace
from datetime import date, datetime, time

from enthesis.actions import operations as acts
from enthesis.actions.act import Receipt
from enthesis.domain.pathway.operation import Member, OperationBooking, TeamRole, Theatre
from enthesis.domain.practice.practice import Hospital
from enthesis.domain.practice.visit_type import AFTER_OPERATION
from enthesis.domain.terms import Role, Side
from enthesis.store.operations import find_operation
from enthesis.store.practice import load_written_practice, save_practice
from tests.support.cases import AT, ZONE, Hip, House, a_hip, a_house, a_visit

ON = date(2027, 3, 23)  # a Tuesday
DOCTOR = Member(role=TeamRole.SURGEON, name="The Doctor", clinician="doctor")
OTHER = Member(role=TeamRole.SURGEON, name="The Other", clinician="other")
OUTSIDER = Member(role=TeamRole.ANAESTHESIA, name="A guest")


def a_theatre(
    on: date = ON, begins: time | None = time(10), minutes: int | None = 120, *, hospital: str = "general"
) -> Theatre:
    return Theatre(hospital=hospital, zone=ZONE, on=on, begins=begins, minutes=minutes)


def with_hospitals(house: House) -> House:
    """The practice names two hospitals, and says which visits follow an operation."""
    site = load_written_practice(house.desk)
    consultation, follow_up = site.visit_types
    names = {"general": "General Hospital", "harbor": "Harbor Hospital"}
    hospitals = tuple(Hospital(slug=slug, name=name, zone=ZONE) for slug, name in names.items())
    kinds = (consultation, replace(follow_up, after_operation=AFTER_OPERATION))
    save_practice(replace(site, hospitals=hospitals, visit_types=kinds), at=AT)
    return house


def a_planned_hip(house: House | None = None) -> Hip:
    """A hip whose plan is drafted; in a house that has one already, the other hip of its patient."""
    first = a_visit(datetime(2027, 3, 9, 11 if house else 10, 0))  # noqa: DTZ001  a wall time
    side = Side.RIGHT if house else Side.LEFT
    return (
        a_hip(house or with_hospitals(a_house()), visit=first, side=side)
        .examine()
        .image()
        .classify()
        .tell()
        .draft()
    )


def book(hip: Hip, theatre: Theatre | None = None, team: tuple[Member, ...] = (DOCTOR, OUTSIDER)) -> Receipt:
    return acts.book_operation(hip.house.desk, hip.case, theatre or a_theatre(), team, at=hip.tick())


def the_operation(hip: Hip) -> OperationBooking:
    found = find_operation(hip.house.scope(Role.SURGEON), hip.case)
    assert found is not None
    return found


def change(
    hip: Hip,
    theatre: Theatre,
    team: tuple[Member, ...] = (DOCTOR, OUTSIDER),
    *,
    reason: str = "",
    all_the_same: bool = False,
) -> Receipt:
    booked = the_operation(hip)
    return acts.change_operation(
        hip.house.desk,
        booked.id,
        theatre,
        team,
        reason=reason,
        all_the_same=all_the_same,
        read=booked.version,
        at=hip.tick(),
    )


def cancel(hip: Hip, reason: str = "The patient is ill.") -> Receipt:
    booked = the_operation(hip)
    return acts.cancel_operation(hip.house.desk, booked.id, reason=reason, read=booked.version, at=hip.tick())
