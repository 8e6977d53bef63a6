"""Operations of the demonstration: booked near a day, early in the morning, before anybody has clinic."""

from datetime import date, datetime, time
from uuid import UUID

from enthesis.actions.operations import book_operation
from enthesis.cli.demo.accounts import ACCOUNTS
from enthesis.cli.demo.house import ONE_DAY, House
from enthesis.domain.errors import NotAllowed
from enthesis.domain.pathway.operation import Member, TeamRole, Theatre
from enthesis.domain.practice.booking import BookingStatus
from enthesis.domain.practice.claims import Taken
from enthesis.store.cases import load_case
from enthesis.store.lists import list_visits

BEGINS, MINUTES = time(6, 30), 120
MOST_DAYS_TRIED = 14


def book_near(house: House, case: UUID, day: date, *, at: datetime) -> None:
    """The operation is booked on that day, or on the first free weekday after it; today may be a Sunday.

    Never on a day on which the patient comes for a visit.
    """
    comes = _visits_of(house, case, day)
    for on in (day + n * ONE_DAY for n in range(MOST_DAYS_TRIED)):
        if on in comes or (on.weekday() >= 5 and on != house.today):
            continue
        hospital = house.site.hospitals[on.toordinal() % len(house.site.hospitals)]
        theatre = Theatre(hospital=hospital.slug, zone=hospital.zone, on=on, begins=BEGINS, minutes=MINUTES)
        try:
            book_operation(house["desk"], case, theatre, _team(house), all_the_same=True, at=at)
        except Taken:
            continue
        return
    raise NotAllowed("days-full", f"Too many operations fall near {day}.", "Ask for fewer with --hips.")


def _visits_of(house: House, case: UUID, day: date) -> set[date]:
    """The days around this one on which the patient of the case comes for a visit."""
    desk = house["desk"]
    patient = load_case(desk, case).patient
    first = house.at(day, 0)
    seen = list_visits(desk, first, first + MOST_DAYS_TRIED * ONE_DAY)
    mine = (one.booking for one in seen if one.listed and one.listed.case.patient == patient)
    return {one.visit.wall_start.date() for one in mine if one.status is not BookingStatus.CANCELLED}


def _team(house: House) -> tuple[Member, ...]:
    surgeon = house.site.clinicians[0]
    return (
        Member(role=TeamRole.SURGEON, name=surgeon.name, clinician=surgeon.slug),
        _member(house, TeamRole.ASSISTANT, "assistant"),
        Member(role=TeamRole.ANAESTHESIA, name="Ana Sleep (invented)"),
        _member(house, TeamRole.NURSE, "nurse"),
    )


def _member(house: House, role: TeamRole, key: str) -> Member:
    name = next(account.name for account in ACCOUNTS if account.key == key)
    return Member(role=role, name=name, person=house[key].actor.person)
