"""How many hips reached a threshold, counted so that what flatters is told beside what does not."""

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal

from enthesis.domain.outcomes.formula import HUNDRED

TENTH = Decimal("0.1")


@dataclass(frozen=True, slots=True, kw_only=True)
class Judged:
    """One hip: whether it reached the threshold (None: no score), had an endpoint, had room to reach it."""

    reached: bool | None
    had_endpoint: bool = False
    had_room: bool = True


@dataclass(frozen=True, slots=True, kw_only=True)
class Share:
    """So many of so many."""

    responders: int
    of: int

    @property
    def percent(self) -> Decimal | None:
        """To one decimal, half up; None of nothing."""
        if not self.of:
            return None
        return (HUNDRED * self.responders / self.of).quantize(TENTH, ROUND_HALF_UP)


@dataclass(frozen=True, slots=True, kw_only=True)
class Responders:
    """The same hips counted four ways, the strictest first.

    `endpoints_fail`: hips with an endpoint are non-responders, with or without a score. `endpoints_left_out`:
    they are in neither number. The two `with_room` leave out hips that began too well to respond.
    `not_known` counts hips without an endpoint and without a score: they are in no share.
    """

    endpoints_fail: Share
    endpoints_left_out: Share
    endpoints_fail_with_room: Share
    endpoints_left_out_with_room: Share
    not_known: int


def count_responders(hips: Iterable[Judged]) -> Responders:
    """Every way of counting these hips."""
    told = tuple(hips)
    free = [h for h in told if not h.had_endpoint and h.reached is not None]
    ended = [h for h in told if h.had_endpoint]
    return Responders(
        endpoints_fail=_share(free, ended),
        endpoints_left_out=_share(free, ()),
        endpoints_fail_with_room=_share(_roomy(free), _roomy(ended)),
        endpoints_left_out_with_room=_share(_roomy(free), ()),
        not_known=len(told) - len(free) - len(ended),
    )


def _share(free: Iterable[Judged], ended: Iterable[Judged]) -> Share:
    hips = tuple(free)
    return Share(responders=sum(h.reached is True for h in hips), of=len(hips) + len(tuple(ended)))


def _roomy(hips: Iterable[Judged]) -> tuple[Judged, ...]:
    return tuple(h for h in hips if h.had_room)


YES, NO, UNKNOWN = (Judged(reached=r) for r in (True, False, None))
ENDED = Judged(reached=True, had_endpoint=True)
FULL = Judged(reached=False, had_room=False)

EXAMPLES: tuple[tuple[str, tuple[Judged, ...], tuple[tuple[int, int], ...], int], ...] = (
    ("three of four", (YES, YES, YES, NO), ((3, 4), (3, 4), (3, 4), (3, 4)), 0),
    ("an endpoint fails, then is left out", (YES, YES, NO, ENDED), ((2, 4), (2, 3), (2, 4), (2, 3)), 0),
    ("no room", (YES, FULL), ((1, 2), (1, 2), (1, 1), (1, 1)), 0),
    (
        "an endpoint and no room",
        (YES, Judged(reached=None, had_endpoint=True, had_room=False)),
        ((1, 2), (1, 1), (1, 1), (1, 1)),
        0,
    ),
    ("no score is no answer", (YES, UNKNOWN), ((1, 1), (1, 1), (1, 1), (1, 1)), 1),
    ("no hip", (), ((0, 0), (0, 0), (0, 0), (0, 0)), 0),
)
"""Name, hips; responders and hips each way; not known."""
