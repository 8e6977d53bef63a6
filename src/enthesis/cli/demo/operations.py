"""Operations of the demonstration: booked near a day, early in the morning, before anybody has clinic."""

from datetime import date, datetime, time
from uuid import UUID

from enthesis.actions.operations import book_operation
from enthesis.cli.demo.accounts import ACCOUNTS
from enthesis.cli.demo.house import ONE_DAY, House
from enthesis.domain.errors import NotAllowed
from enthesis.domain.pathway.operation import Member, TeamRole, Theatre
from enthesis.domain.practice.claims import Taken

BEGINS, MINUTES = time(6, 30), 120
MOST_DAYS_TRIED = 14


def book_near(house: House, case: UUID, day: date, *, at: datetime) -> None:
    """The operation is booked on that day, or on the first free weekday after it; today may be a Sunday."""
    for on in (day + n * ONE_DAY for n in range(MOST_DAYS_TRIED)):
        if on.weekday() >= 5 and on != house.today:
            continue
        hospital = house.site.hospitals[on.toordinal() % len(house.site.hospitals)]
        theatre = Theatre(hospital=hospital.slug, zone=hospital.zone, on=on, begins=BEGINS, minutes=MINUTES)
        try:
            book_operation(house["desk"], case, theatre, _team(house), all_the_same=True, at=at)
        except Taken:
            continue
        return
    raise NotAllowed("days-full", f"Too many operations fall near {day}.", "Ask for fewer with --hips.")


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
