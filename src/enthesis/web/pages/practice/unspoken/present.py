from collections.abc import Sequence
from dataclasses import dataclass

from django.urls import reverse

from enthesis.domain.practice.booking import BookingAct
from enthesis.domain.practice.practice import Practice
from enthesis.store.lists import Seen
from enthesis.web.shell.diary import clinician_name, kind_name, office_name, when_of, who_is
from enthesis.web.shell.visit_acts import UNSPOKEN_FOR, VisitAct, visit_act

SPOKEN = (BookingAct.ARRIVE, BookingAct.MISS)


@dataclass(frozen=True, slots=True, kw_only=True)
class UnspokenRow:
    who: str
    when: str
    where: str
    href: str
    acts: tuple[VisitAct, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class UnspokenPage:
    rows: tuple[UnspokenRow, ...]
    days: int


def present(site: Practice, found: Sequence[Seen]) -> UnspokenPage:
    return UnspokenPage(rows=tuple(_row(site, seen) for seen in found), days=UNSPOKEN_FOR.days)


def _row(site: Practice, seen: Seen) -> UnspokenRow:
    booking, visit = seen.booking, seen.booking.visit
    told = (
        kind_name(site, visit.visit_type),
        clinician_name(site, visit.clinician),
        office_name(site, visit.office),
    )
    return UnspokenRow(
        who=who_is(seen),
        when=when_of(visit),
        where=", ".join(told),
        href=reverse("practice:visit", kwargs={"booking_id": booking.id}),
        acts=tuple(visit_act(site, booking, act, back="unspoken") for act in SPOKEN),
    )
