"""How many answered in published series, to stand beside our own numbers, each with its source.

A series reports whom it could still reach; a registry, everybody. Neither is a promise.
"""

from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal

from enthesis.domain.terms import Sourced

TENTH = Decimal("0.1")


@dataclass(frozen=True, slots=True, kw_only=True)
class Answered:
    """The share that answered at a milestone, in percent; `answered` of `asked` where both were published."""

    milestone: str
    series: str
    percent: Sourced
    answered: int | None = None
    asked: int | None = None

    def __post_init__(self) -> None:
        if self.answered is None or self.asked is None:
            return
        exact = Decimal(100 * self.answered) / self.asked
        places = Decimal(1) if self.percent.value == int(self.percent.value) else TENTH
        if exact.quantize(places, ROUND_HALF_UP) != self.percent.value:
            raise ValueError(
                f"{self.series}: {self.answered} of {self.asked} is {exact:.2f} %, not {self.percent.value}."
            )


def _row(
    milestone: str,
    series: str,
    percent: str,
    source: str,
    answered: int | None = None,
    asked: int | None = None,
) -> Answered:
    return Answered(
        milestone=milestone,
        series=series,
        percent=Sourced(percent, "%", tag="V", source=source),
        answered=answered,
        asked=asked,
    )


PUBLISHED: tuple[Answered, ...] = (
    _row("baseline", "Danish hip arthroscopy registry", "67", "S116", 1683, 2508),
    _row("baseline", "North American hip registry, 1,098 patients", "90", "S118"),
    _row("1y", "Danish hip arthroscopy registry", "77", "S115", 1594, 2059),
    _row("1y", "Hip arthroscopy, United States", "71", "S109", 733, 1034),
    _row("2y", "Isolated gluteus medius repair, 2 years or more", "88.5", "S1", 23, 26),
    _row("2y", "Gluteus medius repair over 50, 2 years or more", "96.6", "S2", 84, 87),
    _row("2y", "Gluteus medius repair, PROMIS, 2 years or more", "81.7", "S11"),
    _row("2y", "Hip arthroscopy, United Kingdom", "71.3", "S110", 122, 171),
    _row("2y", "Hip arthroscopy, Gothenburg, before reminders", "73.9", "S117", 396, 536),
    _row("2y", "Hip arthroscopy, Gothenburg, after reminders", "93.8", "S117", 503, 536),
    _row("5y", "Gluteus medius and labrum, 5 years or more", "93.5", "S14", 43, 46),
    _row("5y", "Endoscopic repair, 5 to 10 years", "98.5", "S20", 64, 65),
    _row("10y", "Gluteus medius repair, 10 years", "84.6", "S21", 11, 13),
)


def published_at(milestone: str) -> tuple[Answered, ...]:
    """The published series of this milestone, the lowest share first; empty where none was found."""
    found = [row for row in PUBLISHED if row.milestone == milestone]
    return tuple(sorted(found, key=lambda row: row.percent.value))
