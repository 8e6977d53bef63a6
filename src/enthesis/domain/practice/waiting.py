"""The waiting list: who waits for an earlier time, and what fits them."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import StrEnum

from enthesis.domain.errors import Invalid
from enthesis.domain.practice.availability import HalfDay, Wanted
from enthesis.domain.practice.booking import Booking, Visit
from enthesis.domain.practice.offer import held_until
from enthesis.domain.practice.practice import Practice
from enthesis.domain.practice.session import ONE_DAY, WEEKDAYS
from enthesis.domain.practice.triage import HowSoon
from enthesis.domain.terms import BookingId, CaseId, PatientId, RequestId, WaitingId

SILENT = 3  # offers in a row without an answer
LONGEST_NOTICE = 14 * 24  # hours
LOOK_AHEAD = timedelta(days=90)  # for who has no visit yet


class WaitingEnd(StrEnum):
    """Why somebody waits no longer."""

    PLACED = "placed"
    LEFT = "left"
    REMOVED = "removed"
    OVER = "over"

    @property
    def label(self) -> str:
        return {
            WaitingEnd.PLACED: "took a time that was offered",
            WaitingEnd.LEFT: "left the list",
            WaitingEnd.REMOVED: "taken off by the desk",
            WaitingEnd.OVER: "the visit took place, was cancelled, or is no longer asked for",
        }[self]


@dataclass(frozen=True, slots=True, kw_only=True)
class Wish:
    """What somebody waits for. An empty word or tuple is any.

    `notice` are the hours they need between saying yes and the visit. `first` and `last` are days on the
    office's calendar.
    """

    visit_type: str
    offices: tuple[str, ...] = ()
    clinician: str = ""
    half: HalfDay | None = None
    weekdays: tuple[str, ...] = ()
    notice: int = 24
    first: date | None = None
    last: date | None = None

    def __post_init__(self) -> None:
        if not set(self.weekdays) <= set(WEEKDAYS):
            raise Invalid("weekdays", "There is no such weekday.", f"Use {', '.join(WEEKDAYS)}.")
        if not 0 <= self.notice <= LONGEST_NOTICE:
            raise Invalid(
                "notice",
                f"{self.notice} hours cannot be the notice somebody needs.",
                f"Choose up to {LONGEST_NOTICE} hours.",
            )
        if self.first and self.last and self.last < self.first:
            raise Invalid("last", "The last day lies before the first.", "Choose a later last day.")

    def check_known(self, site: Practice) -> None:
        """Everything it names is in the practice. Raises NotFound."""
        site.visit_type(self.visit_type)
        for office in self.offices:
            site.office(office)
        if self.clinician:
            site.clinician(self.clinician)

    def is_known(self, site: Practice) -> bool:
        """Whether the practice still has the kind of visit, one of the offices, and the clinician.

        Where it has not, no time can ever fit: the desk has to ask what they wait for now.
        """
        return (
            any(kind.slug == self.visit_type for kind in site.visit_types)
            and (not self.offices or any(office.slug in self.offices for office in site.offices))
            and (not self.clinician or any(one.slug == self.clinician for one in site.clinicians))
        )

    def fits(self, visit: Visit) -> bool:
        day = visit.wall_start.date()
        return (
            visit.visit_type == self.visit_type
            and (not self.offices or visit.office in self.offices)
            and self.clinician in ("", visit.clinician)
            and (self.half is None or self.half is half_of(visit.wall_start))
            and (not self.weekdays or WEEKDAYS[day.weekday()] in self.weekdays)
            and (self.first is None or self.first <= day)
            and (self.last is None or day <= self.last)
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class Subject:
    """For whom: one of a visit that stands, a request without a time, and a case without a visit."""

    booking: BookingId | None = None
    request: RequestId | None = None
    case: CaseId | None = None

    def __post_init__(self) -> None:
        if [self.booking, self.request, self.case].count(None) != 2:
            raise Invalid("waiting", "It is not said who waits.", "Name one visit, request or case.")

    @property
    def named(self) -> dict[str, str]:
        """The one it is, by its noun, as a message names whom it is for."""
        told = {"booking": self.booking, "request": self.request, "case": self.case}
        return {noun: str(id_) for noun, id_ in told.items() if id_ is not None}


@dataclass(frozen=True, slots=True, kw_only=True)
class Waiting:
    """Somebody on the list, with what has happened since.

    `patient` is whose place it is, by the identity under which it is recorded, `person` the identity that is
    kept of somebody who was registered twice; None while nobody has said whose.
    `has` is the visit they have now, None without one; only an earlier one is offered. `said_no` are the
    offices and days of offers they declined or did not answer; `unanswered` counts the last ones in a row
    they did not. `offered`: an offer is open. `is_over`: what they wait for took place, was cancelled or is
    no longer asked for.
    """

    id: WaitingId
    wish: Wish
    subject: Subject
    since: datetime
    by_name: str
    version: int = 1
    patient: PatientId | None = None
    person: PatientId | None = None
    has: Booking | None = None
    how_soon: HowSoon = HowSoon.ROUTINE
    said_no: frozenset[tuple[str, date]] = frozenset()
    unanswered: int = 0
    offered: bool = False
    is_over: bool = False

    @property
    def is_silent(self) -> bool:
        return self.unanswered >= SILENT

    def can_be_offered(self, visit: Visit, *, now: datetime) -> bool:
        """Whether the time fits, and is far enough for the hold and then the notice to pass before it."""
        return (
            not self.is_over
            and self.wish.fits(visit)
            and (self.has is None or visit.starts_at < self.has.visit.starts_at)
            and held_until(now, visit.zone) + timedelta(hours=self.wish.notice) <= visit.starts_at
        )

    def is_next_for(self, visit: Visit, *, now: datetime) -> bool:
        """Whether it is offered to them when their turn comes."""
        refused = (visit.office, visit.wall_start.date()) in self.said_no
        passed = self.offered or self.is_silent or refused
        return not passed and self.can_be_offered(visit, now=now)

    def wanted(self, *, now: datetime) -> Wanted:
        """Where their earlier time is looked for. The lead time of public booking does not hold them back."""
        today = now.date() - ONE_DAY  # somewhere on earth
        last = self.has.visit.wall_start.date() if self.has else today + LOOK_AHEAD
        if self.wish.last:
            last = min(last, self.wish.last)
        return Wanted(
            visit_type=self.wish.visit_type,
            first=max(today, self.wish.first or today),
            last=last,
            office=self.wish.offices[0] if len(self.wish.offices) == 1 else "",
            clinician=self.wish.clinician,
            half=self.wish.half,
            by_desk=True,
        )


def half_of(wall: datetime) -> HalfDay:
    return HalfDay.MORNING if wall.hour < 12 else HalfDay.AFTERNOON
