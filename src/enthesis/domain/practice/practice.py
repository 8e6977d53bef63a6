"""A practice as its file describes it: offices, clinicians, visits, and when somebody works where."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import TypeVar
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from enthesis.domain.errors import Invalid, NotFound
from enthesis.domain.practice.bench_settings import BenchSettings
from enthesis.domain.practice.clearance_kind import ClearanceKind, kinds_of
from enthesis.domain.practice.follow_up_settings import FollowUpSettings
from enthesis.domain.practice.price import Price, check_prices
from enthesis.domain.practice.resource import Device, Room, check_slug
from enthesis.domain.practice.said import Said
from enthesis.domain.practice.session import Closure, ExtraDay, Holiday, Session, Working
from enthesis.domain.practice.state_text import StateText
from enthesis.domain.practice.timetable import check_apart
from enthesis.domain.practice.visit_type import VisitType


@dataclass(frozen=True, slots=True, kw_only=True)
class Office:
    slug: str
    name: str
    state: str
    zone: str
    telephone: str = ""  # the practice's where it is empty
    address: str = ""

    def __post_init__(self) -> None:
        check_slug(self.slug)
        _check_zone(f"The office {self.name}", self.zone)


@dataclass(frozen=True, slots=True, kw_only=True)
class Hospital:
    """Where operations are done; its clock is that of `zone`."""

    slug: str
    name: str
    zone: str
    telephone: str = ""
    address: str = ""

    def __post_init__(self) -> None:
        check_slug(self.slug)
        _check_zone(f"The hospital {self.name}", self.zone)


@dataclass(frozen=True, slots=True, kw_only=True)
class Clinician:
    """`account` is the mail address with which this clinician signs in; where it is empty, the name tells."""

    slug: str
    name: str
    degrees: str = ""
    facts: tuple[str, ...] = ()
    account: str = ""

    def __post_init__(self) -> None:
        check_slug(self.slug)

    def has_account(self, *, email: str, name: str) -> bool:
        """Whether the account with this address and name is this clinician's."""
        told, mine = (email, self.account) if self.account else (name, self.name)
        return told.casefold() == mine.casefold()


Noun = TypeVar("Noun", Office, Hospital, Clinician, VisitType, Room, Device)


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
    rooms: tuple[Room, ...] = ()
    devices: tuple[Device, ...] = ()
    extra_days: tuple[ExtraDay, ...] = ()
    closures: tuple[Closure, ...] = ()
    holidays: tuple[Holiday, ...] = ()
    about: str = ""
    words: tuple[Said, ...] = ()
    state_texts: tuple[StateText, ...] = ()
    prices: tuple[Price, ...] = ()
    clearances: tuple[ClearanceKind, ...] = ()
    hospitals: tuple[Hospital, ...] = ()
    follow_up: FollowUpSettings = field(default_factory=FollowUpSettings)
    bench: BenchSettings = field(default_factory=BenchSettings)

    def __post_init__(self) -> None:
        needed: tuple[Sequence[Office | Clinician | VisitType], ...]
        needed = (self.offices, self.clinicians, self.visit_types)
        for nouns in needed:
            if not nouns or not _distinct(nouns):
                raise Invalid(
                    "practice", "Offices, clinicians and visit types each need one entry and distinct slugs."
                )
        if not _distinct(self.rooms) or not _distinct(self.devices):
            raise Invalid("practice", "Rooms and devices need distinct slugs.")
        if len({kind.slug for kind in self.clearances}) < len(self.clearances):
            raise Invalid("practice", "Clearances need distinct slugs.")
        if not _distinct(self.hospitals):
            raise Invalid("practice", "Hospitals need distinct slugs.")
        check_prices(self.prices)
        self._check_names()
        self._check_needs()
        zones = {office.slug: office.zone for office in self.offices}
        check_apart(self.sessions, self.extra_days, zones)

    def office(self, slug: str) -> Office:
        return _named(self.offices, slug, "office")

    def hospital(self, slug: str) -> Hospital:
        return _named(self.hospitals, slug, "hospital")

    def hospital_name(self, slug: str) -> str:
        """Its name, or its slug where the practice has it no more."""
        return next((one.name for one in self.hospitals if one.slug == slug), slug)

    def clinician(self, slug: str) -> Clinician:
        return _named(self.clinicians, slug, "clinician")

    def visit_type(self, slug: str) -> VisitType:
        return _named(self.visit_types, slug, "visit type")

    @property
    def clearance_kinds(self) -> tuple[ClearanceKind, ...]:
        """What may be asked for before an operation: its own, or the shipped ones where it names none."""
        return kinds_of(self.clearances)

    @property
    def online(self) -> tuple[VisitType, ...]:
        """What patients may book themselves; none where nobody has said when anybody works."""
        return tuple(kind for kind in self.visit_types if kind.online) if self.working else ()

    @property
    def usual(self) -> VisitType:
        """What a request leads to while nobody has chosen a kind: the first that patients book themselves."""
        return next((kind for kind in self.visit_types if kind.online), self.visit_types[0])

    def said(self, text: str, language: str) -> str:
        """A text of the file in this language; as it stands where nobody wrote it in that."""
        found = (word.says for word in self.words if (word.text, word.language) == (text, language))
        return next(found, text)

    @property
    def working(self) -> tuple[Working, ...]:
        """Every session, the single days included."""
        return (*self.sessions, *self.extra_days)

    @property
    def closed(self) -> tuple[Closure, ...]:
        """Every closure, the holidays included."""
        return (*self.closures, *(holiday.closure for holiday in self.holidays))

    def choices(self, kind: VisitType, office: str) -> tuple[tuple[str, ...], ...]:
        """What a visit needs beside its clinician: for each need the resources of the office that meet it."""
        found = []
        if kind.room:
            found.append(tuple(r.resource for r in self.rooms if (r.office, r.kind) == (office, kind.room)))
        for need in kind.devices:
            found.append(tuple(d.resource for d in self.devices if (d.office, d.kind) == (office, need)))
        return tuple(found)

    def sessions_on(self, day: date, *, clinician: str, office: str) -> Iterator[Working]:
        """The sessions of a clinician at an office on a day, closed or not."""
        return (w for w in self.working if (w.clinician, w.office) == (clinician, office) and w.is_on(day))

    def _check_names(self) -> None:
        for working in self.working:
            self.office(working.office)
            self.clinician(working.clinician)
        placed: tuple[Room | Device, ...] = (*self.rooms, *self.devices)
        for place in placed:
            self.office(place.office)
        for closure in self.closures:
            if closure.office:
                self.office(closure.office)
            if closure.clinician:
                self.clinician(closure.clinician)

    def _check_needs(self) -> None:
        rooms, devices = {room.kind for room in self.rooms}, {device.kind for device in self.devices}
        for kind in self.visit_types:
            for need, there, what in (
                (kind.room, rooms, "room"),
                *((d, devices, "device") for d in kind.devices),
            ):
                if need and need not in there:
                    raise NotFound("practice", f"This practice has no {what} of the kind {need!r}.")


def _check_zone(what: str, zone: str) -> None:
    try:
        ZoneInfo(zone)
    except (ZoneInfoNotFoundError, ValueError, OSError):  # a folder of zones is a zone to nobody
        raise Invalid(
            "zone",
            f"{what} names the zone {zone!r}, which does not exist.",
            "Use a name such as America/New_York.",
        ) from None


def _distinct(nouns: Sequence[Office | Hospital | Clinician | VisitType | Room | Device]) -> bool:
    return len({noun.slug for noun in nouns}) == len(nouns)


def _named(nouns: tuple[Noun, ...], slug: str, what: str) -> Noun:
    for noun in nouns:
        if noun.slug == slug:
            return noun
    raise NotFound("practice", f"This practice has no {what} called {slug!r}.")
