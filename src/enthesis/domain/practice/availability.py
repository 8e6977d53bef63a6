"""Free times: where the sessions of a practice leave room between the ticks already claimed."""

from collections.abc import Iterator
from datetime import date, datetime, timedelta

from enthesis.domain.errors import Invalid
from enthesis.domain.practice.booking import Visit, ticks
from enthesis.domain.practice.clock import wall_to_utc
from enthesis.domain.practice.practice import Practice, Session, VisitType


def free_visits(
    practice: Practice,
    *,
    office: str,
    visit_type: str,
    days: tuple[date, date],
    claimed: frozenset[tuple[str, datetime]],
    after: datetime,
) -> tuple[Visit, ...]:
    """Every free visit at an office from the first to the last day, earliest first.

    `claimed` holds (resource, tick in UTC). Times before `after`, and wall times that the clocks skip or
    show twice, are not offered.
    """
    kind = practice.visit_type(visit_type)
    offered = (
        visit
        for session in practice.sessions
        if session.office == office
        for day in _days(days)
        if session.is_on(day)
        for visit in _visits(practice, session, kind, day)
        if visit.starts_at >= after and _is_free(visit, claimed)
    )
    return tuple(sorted(offered, key=lambda v: (v.starts_at, v.clinician)))


def _days(days: tuple[date, date]) -> Iterator[date]:
    first, last = days
    return (first + timedelta(n) for n in range((last - first).days + 1))


def _visits(practice: Practice, session: Session, kind: VisitType, day: date) -> Iterator[Visit]:
    zone = practice.office(session.office).zone
    length = timedelta(minutes=kind.minutes)
    wall = datetime.combine(day, session.opens)
    closes = datetime.combine(day, session.closes)
    while wall + length <= closes:
        try:
            starts_at = wall_to_utc(wall, zone)
        except Invalid:  # the clocks skip or repeat this time: offer the next
            wall += length
            continue
        yield Visit(
            office=session.office,
            clinician=session.clinician,
            visit_type=kind.slug,
            starts_at=starts_at,
            wall_start=wall,
            zone=zone,
            minutes=kind.minutes,
        )
        wall += length


def _is_free(visit: Visit, claimed: frozenset[tuple[str, datetime]]) -> bool:
    return all((visit.resource, tick) not in claimed for tick in ticks(visit.starts_at, visit.minutes))
