"""Whose turn it is on the waiting list.

The order, in words: who must be seen sooner, as a person at the desk decided it, comes first; among these
whoever has waited longest. The earliest free time is offered to the first in this order whom it fits. Nobody
has two offers at once, nobody is offered a time of a day they declined or left unanswered, and who left three
offers in a row unanswered is not offered anything by itself any more. Who waits for what the practice has no
more is left to the desk, and keeps nobody else waiting.
"""

from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta

from enthesis.domain.practice.availability import Wanted, free_times
from enthesis.domain.practice.booking import Visit
from enthesis.domain.practice.claims import Claim
from enthesis.domain.practice.practice import Practice
from enthesis.domain.practice.send_window import is_open
from enthesis.domain.practice.waiting import Waiting

RESTS = timedelta(minutes=15)  # for the desk to use a time whose offer it took back


@dataclass(frozen=True, slots=True, kw_only=True)
class Turn:
    """This time is to be offered to this person now."""

    waiting: Waiting
    visit: Visit


def in_order(waiting: Iterable[Waiting]) -> tuple[Waiting, ...]:
    """The list: the more urgent first, then the longest waiting."""
    return tuple(sorted(waiting, key=lambda one: (one.how_soon.place, one.since, str(one.id))))


def next_turn(
    site: Practice,
    waiting: Collection[Waiting],
    claims: Collection[Claim],
    *,
    now: datetime,
    resting: Collection[Visit] = (),
    at_night: bool = False,
) -> Turn | None:
    """Whose turn it is, and for which free time; None when nothing is to be offered now.

    All would rather have the earlier time, so whoever is first in order gets their earliest one; a time that
    is free is thereby offered to the first whom it fits. Nobody is offered anything at night on the clock of
    that office, but where a site says so `at_night`. A time that meets one of `resting` is left to the desk.
    A patient has one offer at once.
    """
    busy = {one.person for one in waiting if one.offered and one.person}
    able = [
        one
        for one in in_order(waiting)
        if not (one.offered or one.is_silent or one.is_over or one.person in busy) and one.wish.is_known(site)
    ]
    awake = {office.slug for office in site.offices if at_night or is_open(now, office.zone)}
    free: dict[str, list[Visit]] = {}  # one search serves everybody who waits for a kind of visit
    for one in able:
        kind = one.wish.visit_type
        if kind not in free:
            found = _free(site, [who.wanted(now=now) for who in able], kind, claims, now=now)
            free[kind] = [v for v in found if v.office in awake and not any(_meet(v, r) for r in resting)]
        visit = next((v for v in free[kind] if one.is_next_for(v, now=now)), None)
        if visit is not None:
            return Turn(waiting=one, visit=visit)
    return None


def first_for(waiting: Iterable[Waiting], visit: Visit, *, now: datetime) -> Waiting | None:
    """Who is the first in order for a time."""
    return next((one for one in in_order(waiting) if one.is_next_for(visit, now=now)), None)


def is_kept(site: Practice, visit: Visit, *, now: datetime) -> bool:
    """Whether the practice still sees patients at this time, whoever has it."""
    if not any(kind.slug == visit.visit_type for kind in site.visit_types):
        return False
    day = visit.wall_start.date()
    wanted = Wanted(
        visit_type=visit.visit_type,
        first=day,
        last=day,
        office=visit.office,
        clinician=visit.clinician,
        by_desk=True,
    )
    return any(free.visit == visit for free in free_times(site, wanted, (), now=now))


def _free(
    site: Practice, wanted: Collection[Wanted], kind: str, claims: Collection[Claim], *, now: datetime
) -> Iterator[Visit]:
    """Every free time of a kind between the first and the last day that anybody looks at."""
    mine = [one for one in wanted if one.visit_type == kind]
    first, last = min(one.first for one in mine), max(one.last for one in mine)
    if first <= last:
        whole = Wanted(visit_type=kind, first=first, last=last, by_desk=True)
        yield from (free.visit for free in free_times(site, whole, claims, now=now))


def _meet(one: Visit, other: Visit) -> bool:
    same = one.clinician == other.clinician
    return same and one.starts_at < other.ends_at and other.starts_at < one.ends_at
