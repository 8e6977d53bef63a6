"""A hip of the practice's own and the scores of it that count; read from the records, not from a snapshot."""

from collections.abc import Mapping
from dataclasses import dataclass

from enthesis.domain.pathway.invitation import BEFORE_SURGERY
from enthesis.domain.terms import PatientId

Variant = tuple[str, str]
"""Instrument and scale variant: what a kept score knows of its scale."""


@dataclass(frozen=True, slots=True)
class Given:
    """A score of a hip, `day` days since surgery."""

    milestone: str
    day: int
    value: float


@dataclass(frozen=True, slots=True)
class OwnHip:
    """One hip's first operation; `scores` by scale in the order they were given, none after the end."""

    person: PatientId
    lall: str
    scores: Mapping[Variant, tuple[Given, ...]]

    def at(self, scale: Variant, milestone: str) -> Given | None:
        """The last score at a milestone."""
        return next((g for g in reversed(self.scores.get(scale, ())) if g.milestone == milestone), None)

    def before(self, scale: Variant) -> Given | None:
        return self.at(scale, BEFORE_SURGERY)

    def latest(self, scale: Variant, *, from_day: int) -> Given | None:
        """The last score from a day on."""
        told = [g for g in self.scores.get(scale, ()) if g.day >= from_day]
        return max(told, key=lambda g: g.day, default=None)
