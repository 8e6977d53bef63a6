"""Nobody is offered at two places at once: sessions of one clinician lie apart."""

from collections.abc import Iterator, Mapping
from datetime import date
from itertools import combinations

from enthesis.domain.errors import Invalid
from enthesis.domain.practice.session import ExtraDay, Session, Working

OVERLAP = "overlap"


def check_apart(
    sessions: tuple[Session, ...], extra_days: tuple[ExtraDay, ...], zones: Mapping[str, str]
) -> None:
    """Raises Invalid for two sessions of one clinician that overlap; `zones` by office.

    Offices in different zones are not compared: a visit at one of them claims its clinician everywhere.
    """
    for one, other in (*_weekly(sessions), *_single(sessions, extra_days)):
        same = one.clinician == other.clinician and zones[one.office] == zones[other.office]
        if same and one.opens < other.closes and other.opens < one.closes:
            raise Invalid(
                OVERLAP,
                f"Two sessions of {one.clinician!r} {_day(other)} overlap.",
                "Let one end before the other begins.",
            )


def _weekly(sessions: tuple[Session, ...]) -> Iterator[tuple[Working, Working]]:
    """Pairs of weekly sessions that may fall on one day."""
    for one, other in combinations(sessions, 2):
        first = max(one.valid_from or date.min, other.valid_from or date.min)
        last = min(one.valid_until or date.max, other.valid_until or date.max)
        if one.weekday == other.weekday and first <= last:
            yield one, other


def _single(
    sessions: tuple[Session, ...], extra_days: tuple[ExtraDay, ...]
) -> Iterator[tuple[Working, Working]]:
    for one, other in combinations(extra_days, 2):
        if one.on == other.on:
            yield one, other
    for extra in extra_days:
        yield from ((session, extra) for session in sessions if session.is_on(extra.on))


def _day(working: Working) -> str:
    return f"on {working.on}" if isinstance(working, ExtraDay) else f"on {working.weekday}"
