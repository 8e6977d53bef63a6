"""When a clinician works where, and when nobody does: weekly patterns, single days, closures, holidays."""

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from enthesis.domain.errors import Invalid
from enthesis.domain.practice.clock import reached
from enthesis.domain.practice.ticks import MINUTES, next_tick, tick_of

WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
ONE_DAY = timedelta(days=1)
LONG_CLOSURE = 60
"""Days from which on somebody has to say that a closure is meant to be so long: proposed by us, no rule."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Session:
    """A clinician works at an office on a weekday, from `opens` to `closes` on that office's clock.

    It holds from `valid_from` to `valid_until`, both days included; None has no such end. `new_patients` is
    how many visits for new patients fit into it; None does not count them.
    """

    clinician: str
    office: str
    weekday: str
    opens: time
    closes: time
    valid_from: date | None = None
    valid_until: date | None = None
    new_patients: int | None = None

    def __post_init__(self) -> None:
        if self.weekday not in WEEKDAYS:
            raise Invalid(
                "weekday", f"{self.weekday!r} is not a weekday.", f"Use one of {', '.join(WEEKDAYS)}."
            )
        _check_hours(f"A session of {self.clinician} on {self.weekday}", self.opens, self.closes)
        _check_places(self.new_patients, self.opens, self.closes)
        if self.valid_from and self.valid_until and self.valid_until < self.valid_from:
            raise Invalid("valid_until", f"A session of {self.clinician} ends before it begins to hold.")

    def is_on(self, day: date) -> bool:
        return (
            WEEKDAYS[day.weekday()] == self.weekday
            and (self.valid_from is None or self.valid_from <= day)
            and (self.valid_until is None or day <= self.valid_until)
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class ExtraDay:
    """A session on one day only, beside the weekly ones. A closure of that day ends it, too."""

    clinician: str
    office: str
    on: date
    opens: time
    closes: time
    new_patients: int | None = None

    def __post_init__(self) -> None:
        _check_hours(f"The extra day of {self.clinician} on {self.on}", self.opens, self.closes)
        _check_places(self.new_patients, self.opens, self.closes)

    def is_on(self, day: date) -> bool:
        return day == self.on


Working = Session | ExtraDay


@dataclass(frozen=True, slots=True, kw_only=True)
class Closure:
    """Nothing is offered from the first to the last day: at an office, by a clinician, or by nobody at all.

    With `begins` and `ends` only between these times of each of the days.
    """

    first: date
    last: date
    office: str = ""
    clinician: str = ""
    begins: time | None = None
    ends: time | None = None

    def __post_init__(self) -> None:
        if self.last < self.first:
            raise Invalid("last", f"The closure from {self.first} ends before it begins.")
        if (self.begins is None) != (self.ends is None):
            raise Invalid(
                "begins",
                f"The closure from {self.first} has one time only.",
                "Give `begins` and `ends`, or none.",
            )
        if self.begins is not None and self.ends is not None:
            _check_hours(f"The closure from {self.first}", self.begins, self.ends)

    @property
    def days(self) -> int:
        """How many days it reaches over, the first and the last included."""
        return (self.last - self.first).days + 1

    def concerns(self, clinician: str, office: str) -> bool:
        return self.clinician in ("", clinician) and self.office in ("", office)


@dataclass(frozen=True, slots=True, kw_only=True)
class Holiday:
    """A day on which the whole practice is closed."""

    on: date
    name: str

    @property
    def closure(self) -> Closure:
        return Closure(first=self.on, last=self.on)


def opening(working: Working, day: date, zone: str) -> int:
    """The tick with which a session of that day begins."""
    return next_tick(reached(datetime.combine(day, working.opens), zone))


def closing(working: Working, day: date, zone: str) -> int:
    """The tick before which every visit of a session of that day is over."""
    return tick_of(reached(datetime.combine(day, working.closes), zone))


def _check_hours(what: str, opens: time, closes: time) -> None:
    if opens.tzinfo or closes.tzinfo:
        raise Invalid("opens", f"{what} names a zone.", "Give the time on the office's clock.")
    if opens >= closes:
        raise Invalid("closes", f"{what} closes before it opens.")


def _check_places(new_patients: int | None, opens: time, closes: time) -> None:
    most = (_minutes(closes) - _minutes(opens)) // MINUTES
    if new_patients is not None and not 0 <= new_patients <= most:
        raise Invalid(
            "new_patients",
            f"A session cannot have {new_patients} places for new patients.",
            f"This one holds {most} at most.",
        )


def _minutes(wall: time) -> int:
    return wall.hour * 60 + wall.minute
