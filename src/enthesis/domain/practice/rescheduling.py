"""A time is closed: the visits in it, and where each could go, no two of them to the same time."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from itertools import chain, islice

from enthesis.domain.practice.availability import Wanted, free_times
from enthesis.domain.practice.booking import Booking, BookingStatus, Visit
from enthesis.domain.practice.claims import Claim, Taken, choose_claims, needs_of
from enthesis.domain.practice.clock import utc_to_wall
from enthesis.domain.practice.hours import lies_in
from enthesis.domain.practice.practice import Practice
from enthesis.domain.practice.session import Closure

LOOK_AHEAD = timedelta(days=56)
CHOICES = 6


@dataclass(frozen=True, slots=True, kw_only=True)
class Proposal:
    """A visit that cannot stay, and times it could have, the proposed one first. Nothing is claimed by it."""

    booking: Booking
    times: tuple[Visit, ...]

    @property
    def proposed(self) -> Visit | None:
        return self.times[0] if self.times else None


def visits_in(
    site: Practice, closure: Closure, bookings: Iterable[Booking], *, now: datetime
) -> tuple[Booking, ...]:
    """The booked visits that are still to come and meet the closure, earliest first."""
    coming = (b for b in bookings if b.status is BookingStatus.BOOKED and b.visit.starts_at > now)
    found = (b for b in coming if lies_in(site, closure, b.visit))
    return tuple(sorted(found, key=lambda b: (b.visit.starts_at, b.visit.clinician, str(b.id))))


def propose(
    site: Practice, leaving: Iterable[Booking], claims: Iterable[Claim], *, now: datetime
) -> tuple[Proposal, ...]:
    """For each visit the next free times: its clinician at its office first, then elsewhere, then others.

    No time is proposed to two. `site` has the closure already; `claims` reach from the first visit to
    `LOOK_AHEAD` after the last one.
    """
    taken, found = list(claims), list[Proposal]()
    for booking in leaving:
        times = tuple(islice(_times(site, booking.visit, taken, now=now), CHOICES))
        found.append(Proposal(booking=booking, times=times))
        if times:
            taken.extend(_claims(site, times[0], taken))
    return tuple(found)


def _times(site: Practice, visit: Visit, taken: list[Claim], *, now: datetime) -> Iterator[Visit]:
    if visit.visit_type not in {kind.slug for kind in site.visit_types}:
        return
    first = max(visit.wall_start.date(), utc_to_wall(now, visit.zone).date())
    seen = set[Visit]()
    places = ((visit.office, visit.clinician), ("", visit.clinician), (visit.office, ""), ("", ""))
    streams = (
        free_times(
            site,
            Wanted(
                visit_type=visit.visit_type,
                first=first,
                last=first + LOOK_AHEAD,
                office=office,
                clinician=clinician,
                by_desk=True,
            ),
            taken,
            now=now,
        )
        for office, clinician in places
    )
    for free in chain.from_iterable(streams):
        if free.visit not in seen:
            seen.add(free.visit)
            yield free.visit


def _claims(site: Practice, visit: Visit, taken: list[Claim]) -> tuple[Claim, ...]:
    try:
        return choose_claims(needs_of(site, visit), taken)
    except Taken:  # free a moment ago by the same claims: only a practice that contradicts itself comes here
        return ()
