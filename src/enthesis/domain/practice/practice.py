"""A practice as its file describes it: offices, clinicians, visits, and when somebody works where."""

from dataclasses import dataclass
from datetime import date, time
from typing import TypeVar
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from enthesis.domain.errors import Invalid, NotFound

WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
A_DAY = 24 * 60  # minutes


@dataclass(frozen=True, slots=True, kw_only=True)
class Office:
    slug: str
    name: str
    state: str
    zone: str

    def __post_init__(self) -> None:
        try:
            ZoneInfo(self.zone)
        except (ZoneInfoNotFoundError, ValueError, OSError):  # a folder of zones is a zone to nobody
            raise Invalid(
                "zone",
                f"The office {self.name} names the zone {self.zone!r}, which does not exist.",
                "Use a name such as America/New_York.",
            ) from None


@dataclass(frozen=True, slots=True, kw_only=True)
class Clinician:
    slug: str
    name: str
    degrees: str = ""
    facts: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class VisitType:
    slug: str
    name: str
    minutes: int

    def __post_init__(self) -> None:
        if not 0 < self.minutes <= A_DAY or self.minutes % 5:
            raise Invalid(
                "minutes",
                f"A {self.name} lasts {self.minutes} minutes.",
                "Visits are multiples of five minutes, within a day.",
            )


Noun = TypeVar("Noun", Office, Clinician, VisitType)


@dataclass(frozen=True, slots=True, kw_only=True)
class Session:
    """A clinician works at an office on a weekday, from `opens` to `closes` on that office's clock."""

    clinician: str
    office: str
    weekday: str
    opens: time
    closes: time

    def __post_init__(self) -> None:
        if self.weekday not in WEEKDAYS:
            raise Invalid(
                "weekday", f"{self.weekday!r} is not a weekday.", f"Use one of {', '.join(WEEKDAYS)}."
            )
        if self.opens >= self.closes:
            raise Invalid(
                "closes", f"A session of {self.clinician} on {self.weekday} closes before it opens."
            )

    def is_on(self, day: date) -> bool:
        return WEEKDAYS[day.weekday()] == self.weekday


@dataclass(frozen=True, slots=True, kw_only=True)
class Practice:
    """Everything that differs from one practice to the next."""

    slug: str
    name: str
    telephone: str
    offices: tuple[Office, ...]
    clinicians: tuple[Clinician, ...]
    visit_types: tuple[VisitType, ...]
    sessions: tuple[Session, ...] = ()
    opening_hours: str = ""

    def __post_init__(self) -> None:
        for nouns in (self.offices, self.clinicians, self.visit_types):
            slugs = [noun.slug for noun in nouns]
            if not slugs or len(set(slugs)) != len(slugs):
                raise Invalid(
                    "practice", "Offices, clinicians and visit types each need one entry and distinct slugs."
                )
        for session in self.sessions:
            self.office(session.office)
            self.clinician(session.clinician)

    def office(self, slug: str) -> Office:
        return _named(self.offices, slug, "office")

    def clinician(self, slug: str) -> Clinician:
        return _named(self.clinicians, slug, "clinician")

    def visit_type(self, slug: str) -> VisitType:
        return _named(self.visit_types, slug, "visit type")


def _named(nouns: tuple[Noun, ...], slug: str, what: str) -> Noun:
    for noun in nouns:
        if noun.slug == slug:
            return noun
    raise NotFound("practice", f"This practice has no {what} called {slug!r}.")
