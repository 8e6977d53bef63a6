"""What speaks against a day for an operation: somebody of the team is away, or it is a day of rest."""

from collections.abc import Iterable, Iterator
from dataclasses import replace
from datetime import date, time

from enthesis.domain.errors import Invalid, NotAllowed
from enthesis.domain.pathway.operation import Member, OperationBooking, Theatre
from enthesis.domain.pathway.surgery import Start
from enthesis.domain.practice.clock import utc_to_wall
from enthesis.domain.practice.practice import Practice
from enthesis.domain.practice.public_holidays import public_holiday
from enthesis.domain.practice.session import Closure
from enthesis.domain.practice.ticks import MINUTES


def check_nobody_away(site: Practice, theatre: Theatre, team: tuple[Member, ...]) -> None:
    """Raises NotAllowed where a clinician of the team is away then."""
    for member in team:
        if any(_is_away(one, member) and _covers(one, theatre) for one in site.closed):
            raise NotAllowed(
                "away",
                f"{member.name} is away on {theatre.on:%-d %B %Y}: the time is closed.",
                "Choose another day, or lift the closure first.",
            )


def questions_about(site: Practice, theatre: Theatre) -> tuple[str, ...]:
    """What is to be asked about a day before it is booked, a sentence each."""
    return tuple(_questions(site, theatre))


def check_asked(site: Practice, theatre: Theatre, *, all_the_same: bool) -> None:
    """Raises NotAllowed with the questions about the day, unless they were answered with yes."""
    if all_the_same:
        return
    if found := questions_about(site, theatre):
        raise NotAllowed("all_the_same", " ".join(found), "Tick that it is meant so, or choose another day.")


def check_day(booked: OperationBooking | None, start: Start) -> None:
    """An operation that begins on another day than booked says why. Raises Invalid."""
    if booked is None or start.another_day.strip():
        return
    on = theatre_as_begun(booked, start).on
    if on != booked.on:
        raise Invalid(
            "another_day",
            f"The operation is booked for {booked.on:%-d %B %Y}, and begins on {on:%-d %B %Y}.",
            "Say why it is done on another day.",
        )


def operations_in(
    closure: Closure, booked: Iterable[OperationBooking], *, today: date
) -> tuple[OperationBooking, ...]:
    """Operations from today on that would not be booked in this closed time, or not without being asked."""
    return tuple(
        one
        for one in booked
        if one.on >= today
        and _covers(closure, one.theatre)
        and (_is_everywhere(closure) or any(_is_away(closure, member) for member in one.team))
    )


def theatre_as_begun(booked: OperationBooking, start: Start) -> Theatre:
    """The theatre as booked; begun on another day, that day and time on its clock, and nobody's time held."""
    begun = utc_to_wall(start.started_at, booked.theatre.zone)
    if begun.date() == booked.on:
        return booked.theatre
    begins = time(begun.hour, begun.minute - begun.minute % MINUTES)
    return replace(booked.theatre, on=begun.date(), begins=begins, minutes=None)


def _questions(site: Practice, theatre: Theatre) -> Iterator[str]:
    if theatre.is_weekend:
        yield f"{theatre.on:%A %-d %B %Y} is at a weekend."
    if holiday := public_holiday(theatre.on):
        yield f"{theatre.on:%A %-d %B %Y} is a public holiday: {holiday}."
    if any(_is_everywhere(one) and _covers(one, theatre) for one in site.closed):
        yield f"The practice is closed on {theatre.on:%-d %B %Y}."


def _is_everywhere(closure: Closure) -> bool:
    return not closure.office and not closure.clinician


def _is_away(closure: Closure, member: Member) -> bool:
    """Somebody may be away from one office and operate."""
    return bool(member.clinician) and closure.clinician == member.clinician and not closure.office


def _covers(closure: Closure, theatre: Theatre) -> bool:
    """Whether the closure meets the operation; one of some hours only where its time is known."""
    if not closure.first <= theatre.on <= closure.last:
        return False
    if closure.begins is None or closure.ends is None:
        return True
    if theatre.begins is None:
        return False
    return theatre.begins < closure.ends and closure.begins < _until(theatre)


def _until(theatre: Theatre) -> time:
    """The time it ends on that day; midnight is its last moment."""
    begins = theatre.begins or time.min
    ends = begins.hour * 60 + begins.minute + (theatre.minutes or 0)
    return time(ends // 60, ends % 60) if ends < 24 * 60 else time.max
