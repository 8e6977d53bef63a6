"""One person of whom answers are wanted: what is open, how they are reached, what was tried."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from typing import TypeVar

from enthesis.domain.outcomes.schedule import Milestone, invitation_on, is_complete, window_on
from enthesis.domain.pathway.contact.called import About, Called
from enthesis.domain.pathway.ended import Ended
from enthesis.domain.people.patient import Reach
from enthesis.domain.practice.clock import utc_to_wall
from enthesis.domain.terms import CaseId


class Kind(StrEnum):
    """What a message says."""

    INVITATION = "invitation"
    REMINDER = "reminder"
    BEGUN = "begun"  # a reminder to whoever began to answer


class Became(StrEnum):
    """What became of a message."""

    WAITING = "waiting"  # it is on its way
    SENT = "sent"
    OPENED = "opened"  # its link was opened with the right date of birth
    BOUNCED = "bounced"  # it reached nobody by any way
    MOOT = "moot"  # it never left

    @property
    def counts(self) -> bool:
        """Whether the person has got it, or is about to."""
        return self in (Became.WAITING, Became.SENT, Became.OPENED)


@dataclass(frozen=True, slots=True, kw_only=True)
class Made:
    """A message that asked, by whomever. `way` is None while it waits and nobody has decided it."""

    kind: Kind
    about: frozenset[About]
    at: datetime
    way: Reach | None
    became: Became = Became.SENT


Tried = TypeVar("Tried", Made, Called)


@dataclass(frozen=True, slots=True, kw_only=True)
class Waits:
    """The window of one milestone of one hip. `wanted` are the instruments whose answers are missing.

    Nobody is asked before `invites`; `closes` no longer belongs to it. `begun_at` is when the last answer of
    a form that was not sent in was saved. `studies` are the registered studies that miss it.
    """

    about: About
    opens: date
    invites: date
    due: date
    closes: date
    wanted: tuple[str, ...]
    begun_at: datetime | None = None
    studies: tuple[str, ...] = ()

    def is_asked_on(self, on: date) -> bool:
        """Whether the person may be asked for it on a day."""
        return bool(self.wanted) and self.invites <= on < self.closes


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """A person with all their windows, hips and contacts.

    `zone` is the clock of their office. `invited_by` and `reminded_by` are the ways that a first message and
    a reminder may take now, the best first. `phone`: a number is known, and nobody has found it to be wrong.
    `others` are the moments of other messages to the person that left or are due, reminders of visits above
    all.
    """

    zone: str
    waits: tuple[Waits, ...]
    invited_by: tuple[Reach, ...] = ()
    reminded_by: tuple[Reach, ...] = ()
    phone: bool = False
    language: str = "en"
    ended: tuple[Ended, ...] = ()
    made: tuple[Made, ...] = ()
    calls: tuple[Called, ...] = ()
    others: tuple[datetime, ...] = ()

    def told(self, about: About) -> tuple[Made, ...]:
        """The messages that asked for a window and reached the person, oldest first."""
        return tuple(made for made in self._of(about, self.made) if made.became.counts)

    def first_asked(self, about: Collection[About]) -> Waits | None:
        """Of these windows the one that closes first among those asked for the first time.

        A window is not where one of the same milestone was asked for before, of the other hip as well.
        """
        told = {w.about.milestone for w in self.waits if self.told(w.about)}
        new = [w for w in self.waits if w.about in about and w.about.milestone not in told]
        return min(new, key=lambda w: (w.closes, w.about), default=None)

    def called(self, about: About) -> tuple[Called, ...]:
        """The calls about a window, oldest first."""
        return self._of(about, self.calls)

    def _of(self, about: About, tried: Iterable[Tried]) -> tuple[Tried, ...]:
        opens = next((w.opens for w in self.waits if w.about == about), None)
        return tried_in(about, opens, tried, zone=self.zone)


def tried_in(about: About, opens: date | None, tried: Iterable[Tried], *, zone: str) -> tuple[Tried, ...]:
    """What was tried about a window that opened on a day, oldest first.

    What was tried before is of the same milestone of an earlier operation, or of a booked day that moved.
    """
    mine = (
        one
        for one in tried
        if about in one.about and (opens is None or utc_to_wall(one.at, zone).date() >= opens)
    )
    return tuple(sorted(mine, key=lambda one: one.at))


def waits_of(
    case: CaseId,
    surgery_on: date,
    milestone: Milestone,
    asks: Iterable[str],
    answered: Mapping[str, Iterable[date]],
    *,
    begun_at: datetime | None = None,
    studies: tuple[str, ...] = (),
) -> Waits:
    """The window of a milestone of this surgery; `answered` are the days each instrument was sent in.

    An answer before the milestone counts leaves its instrument wanted: so it is at two years before day 730.
    """
    window = window_on(surgery_on, milestone)
    days = {name: [(day - surgery_on).days for day in told] for name, told in answered.items()}
    return Waits(
        about=About(case=case, milestone=milestone.id),
        opens=window.opens,
        invites=invitation_on(surgery_on, milestone),
        due=window.due,
        closes=window.closes,
        wanted=tuple(name for name in asks if not is_complete(milestone, days.get(name, ()))),
        begun_at=begun_at,
        studies=studies,
    )
