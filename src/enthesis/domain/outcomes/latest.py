"""The score that stands for a hip at the end of a study, and what its follow-up is worth."""

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum

from enthesis.domain.outcomes.endpoint import Endpoint, EndpointKind, first_endpoint
from enthesis.domain.outcomes.schedule import milestone_called
from enthesis.domain.terms import Sourced


class Standing(StrEnum):
    FOLLOWED = "followed"  # a score from two years on, before any endpoint
    ENDPOINT = "endpoint"  # an endpoint came first: reached, never lost
    TOO_SHORT = "too_short"  # neither


@dataclass(frozen=True, slots=True, kw_only=True)
class Dated:
    """A score and its day since surgery."""

    day: int
    value: Decimal


@dataclass(frozen=True, slots=True, kw_only=True)
class Latest:
    """`score` is the last one after surgery and before the endpoint, None where there is none.

    `endpoint` is the first within the horizon, also one that came after two years.
    """

    standing: Standing
    score: Dated | None = None
    endpoint: Endpoint | None = None


def two_years() -> Sourced:
    """The first day of a follow-up of two years or more: from it on, answers count at the milestone."""
    return milestone_called("2y").counts_from


def is_followed_two_years(day: int) -> bool:
    """Whether a score of this day counts in a study of two years or more."""
    return day >= two_years().value


def latest_follow_up(
    scores: Iterable[Dated], endpoints: Iterable[Endpoint], *, horizon: int | None = None
) -> Latest:
    """What stands for the hip up to the day `horizon`, that day included; no limit where it is None.

    A score on the day of an endpoint or after it is of another operation and never taken.
    """
    known = (e for e in endpoints if horizon is None or e.day <= horizon)
    first = first_endpoint(known)
    mine = [
        s
        for s in scores
        if s.day > 0 and (horizon is None or s.day <= horizon) and (first is None or s.day < first.day)
    ]
    last = max(mine, key=lambda s: s.day, default=None)
    return Latest(standing=_standing(last, first), score=last, endpoint=first)


def _standing(last: Dated | None, first: Endpoint | None) -> Standing:
    if last is not None and is_followed_two_years(last.day):
        return Standing.FOLLOWED
    return Standing.TOO_SHORT if first is None else Standing.ENDPOINT


def _scores(*days: int) -> tuple[Dated, ...]:
    return tuple(Dated(day=day, value=Decimal(50 + n)) for n, day in enumerate(days))


def _revised(day: int) -> tuple[Endpoint, ...]:
    return (Endpoint(kind=EndpointKind.REVISION_REPAIR, day=day),)


EXAMPLES: tuple[
    tuple[str, tuple[Dated, ...], tuple[Endpoint, ...], int | None, Standing, int | None], ...
] = (
    ("two years to the day", _scores(-10, 365, 730), (), None, Standing.FOLLOWED, 730),
    ("a day short of two years", _scores(-10, 365, 729), (), None, Standing.TOO_SHORT, 729),
    ("the latest of several", _scores(1830, 740, 365), (), None, Standing.FOLLOWED, 1830),
    ("the latest within the horizon", _scores(740, 1830), (), 1000, Standing.FOLLOWED, 740),
    ("on the last day of the horizon", _scores(365, 1000), (), 1000, Standing.FOLLOWED, 1000),
    ("revised at one year", _scores(-10, 180, 740), _revised(400), None, Standing.ENDPOINT, 180),
    ("revised before any score", _scores(-10, 0), _revised(40), None, Standing.ENDPOINT, None),
    ("a score on the day of revision", _scores(180, 400), _revised(400), None, Standing.ENDPOINT, 180),
    (
        "revised after two years, answered before",
        _scores(740, 1830),
        _revised(900),
        None,
        Standing.FOLLOWED,
        740,
    ),
    (
        "revised after two years, not answered before",
        _scores(365, 1830),
        _revised(900),
        None,
        Standing.ENDPOINT,
        365,
    ),
    ("revised after the horizon", _scores(365, 740), _revised(1200), 1000, Standing.FOLLOWED, 740),
    ("never answered", (), (), None, Standing.TOO_SHORT, None),
)
"""Name, scores, endpoints, horizon; standing and the day of the score that is taken."""
