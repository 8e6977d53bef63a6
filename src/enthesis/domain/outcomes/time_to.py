"""When a hip first reached a threshold: between two visits, never on the day of one."""

from collections.abc import Iterable
from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Seen:
    """Whether a threshold was reached on a day since surgery; None where there was no score."""

    day: int
    reached: bool | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Interval:
    """Reached after one day and by another; `by` is None where it was never seen to be reached."""

    after: int
    by: int | None

    @property
    def is_censored(self) -> bool:
        return self.by is None


def time_to_threshold(seen: Iterable[Seen], *, endpoint: int | None = None) -> Interval | None:
    """The interval in which the threshold was first reached, looking at no visit on or after an endpoint.

    A missed visit widens it. None where nothing was seen after surgery, and where the threshold was reached
    before it: there is no time to tell.
    """
    told = sorted((s for s in seen if s.reached is not None), key=lambda s: s.day)
    before = [s for s in told if s.day <= 0]
    after = [s for s in told if s.day > 0 and (endpoint is None or s.day < endpoint)]
    if not after or (before and before[-1].reached):
        return None
    first = next((s.day for s in after if s.reached), None)
    missed = [s.day for s in after if first is None or s.day < first]
    return Interval(after=missed[-1] if missed else 0, by=first)


def _seen(*visits: tuple[int, bool | None]) -> tuple[Seen, ...]:
    return tuple(Seen(day=day, reached=reached) for day, reached in visits)


EXAMPLES: tuple[tuple[str, tuple[Seen, ...], int | None, Interval | None], ...] = (
    (
        "between three and six months",
        _seen((-5, False), (91, False), (183, True), (365, True)),
        None,
        Interval(after=91, by=183),
    ),
    ("at the first visit", _seen((-5, False), (91, True)), None, Interval(after=0, by=91)),
    (
        "a missed visit widens it",
        _seen((91, False), (183, None), (365, True)),
        None,
        Interval(after=91, by=365),
    ),
    ("not yet", _seen((91, False), (365, False)), None, Interval(after=365, by=None)),
    ("reached, and lost again", _seen((91, True), (183, False)), None, Interval(after=0, by=91)),
    ("in any order", _seen((365, True), (91, False)), None, Interval(after=91, by=365)),
    ("after an endpoint nothing counts", _seen((91, False), (400, True)), 300, Interval(after=91, by=None)),
    ("reached before surgery", _seen((-5, True), (91, True)), None, None),
    ("never seen", _seen((-5, False), (91, None)), None, None),
)
