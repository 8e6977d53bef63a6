"""Whether a patient may be asked the forms of a milestone on a day, and what the answers would count for."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from enum import StrEnum

from enthesis.domain.errors import NotAllowed, NotFound, Problem
from enthesis.domain.outcomes.catalogue import load_instrument
from enthesis.domain.outcomes.schedule import (
    MILESTONES,
    Milestone,
    asked_at,
    invitation_on,
    is_complete,
    window_on,
)
from enthesis.domain.outcomes.wording import Wordings
from enthesis.domain.pathway.case import Case
from enthesis.domain.pathway.ended import Ended, contact_ended
from enthesis.domain.pathway.follow_up import FollowUp
from enthesis.domain.pathway.stages import Act, Stage, stage_after

BEFORE_SURGERY = MILESTONES[0].id
TOO_EARLY = "too-early"


class Timing(StrEnum):
    """Where a day lies, seen from a milestone."""

    BEFORE_SURGERY = "before_surgery"
    TOO_EARLY = "too_early"  # before the first day of invitations
    EARLY = "early"  # open, and the target is still to come
    LATE = "late"  # on or after the target, and still open
    CLOSED = "closed"  # an answer is kept, and counts for no milestone


@dataclass(frozen=True, slots=True, kw_only=True)
class Asking:
    """One milestone of one case on a day; `answered` holds the days each of its forms was sent in.

    `protocol` is the practice's; `ends` are those of the person that hold. `window` is the one in force,
    counted from the hip's last operation, before it from the day it is booked for; without one the day of
    surgery counts. `opened` are the forms that wait for the patient, `begun` those of them with an answer.
    """

    case: Case
    milestone: Milestone
    answered: Mapping[str, Collection[date]]
    on: date
    protocol: Mapping[str, Sequence[str]] = field(default_factory=dict)
    ends: tuple[Ended, ...] = ()
    window: FollowUp | None = None
    opened: frozenset[str] = frozenset()
    begun: frozenset[str] = frozenset()

    @property
    def since(self) -> date | None:
        """The day of the operation it is counted from, done or booked; None before that is known."""
        counted = self.window.surgery_on if self.window is not None else None
        return counted or self.case.operated_on

    @property
    def asks(self) -> tuple[str, ...]:
        """The instruments of this milestone, answered or not."""
        return asked_at(self.milestone, self.protocol)

    @property
    def wanted(self) -> tuple[str, ...]:
        """The instruments whose answers are still missing. Where no day is booked, today stands for it."""
        return tuple(
            name
            for name in self.asks
            if not is_complete(self.milestone, map(self._day, self.answered.get(name, ())))
        )

    @property
    def asked_now(self) -> tuple[str, ...]:
        """What is wanted, and what else was opened for this milestone."""
        return (*self.wanted, *sorted(self.opened - set(self.asks)))

    @property
    def counts_today(self) -> bool:
        """Whether an answer of this day is all that this milestone needs."""
        return is_complete(self.milestone, (self._day(self.on),))

    @property
    def is_open(self) -> bool:
        """Whether the hip is asked on this day; without a booked day it is once a form was opened for it."""
        if self.why_not() is not None or self.timing is Timing.CLOSED:
            return False
        return self.timing is not Timing.BEFORE_SURGERY or self.window is not None or bool(self.opened)

    @property
    def may_finish(self) -> bool:
        """Whether what was opened may still be sent: outside its window, too, while anything is asked."""
        problem = self.why_not()
        return bool(self.opened) and (problem is None or problem.code == TOO_EARLY)

    @property
    def last_day(self) -> date:
        """The last day of the window; before a day is booked, which may be tomorrow, today."""
        if self.since is None:
            return self.on
        return window_on(self.since, self.milestone).closes - timedelta(days=1)

    @property
    def timing(self) -> Timing:
        """Raises NotAllowed for a milestone after an operation that was not done."""
        if self.milestone.id == BEFORE_SURGERY:
            early = self.window is not None and self.on < self.window.opens_on
            return Timing.TOO_EARLY if early else Timing.BEFORE_SURGERY
        since = self._operated_on()
        window = window_on(since, self.milestone)
        if self.on < invitation_on(since, self.milestone):
            return Timing.TOO_EARLY
        if self.on >= window.closes:
            return Timing.CLOSED
        return Timing.EARLY if self.on < window.due else Timing.LATE

    def check_can_invite(self) -> None:
        """Raises NotAllowed when it is too early, too late, not possible at this stage, or all answered."""
        stage_after(Act.COLLECT_ANSWERS, self.case.stage)
        self._check_not_ended()
        self._check_still_followed()
        if self.timing is Timing.BEFORE_SURGERY and self.case.stage is Stage.OPERATED:
            raise NotAllowed(
                "after-surgery",
                "The forms from before surgery cannot be asked after it.",
                "Invite to the next milestone.",
            )
        if self.timing is Timing.TOO_EARLY:
            first = invitation_on(self._operated_on(), self.milestone)
            raise NotAllowed(
                TOO_EARLY,
                f"The forms of “{self.milestone.title}” are not sent before {first.day} {first:%B %Y}.",
                "An earlier answer would not count for it: invite from that day on.",
            )
        if not self.wanted:
            raise NotAllowed(
                "all-answered",
                f"Every form of “{self.milestone.title}” has been answered.",
                "Nothing more is needed.",
            )

    @property
    def has_ended(self) -> bool:
        """Whether nobody is asked on this day: an end of the person, or one of the operation."""
        try:
            self._check_not_ended()
            self._check_still_followed()
        except NotAllowed:
            return True
        return False

    def _check_not_ended(self) -> None:
        if (end := contact_ended(self.ends)) is not None and end.ends_contact(self.on):
            raise NotAllowed(
                f"ended-{end.kind.value}",
                f"Nobody is asked any more: “{end.kind.label}”, {end.when}.",
                "If that is wrong, take it back on the patient’s page.",
            )

    def _check_still_followed(self) -> None:
        end = self.window.ended if self.window is not None else None
        if end is not None and end.on <= self.on:
            raise NotAllowed(
                f"ended-{end.by.value}",
                f"This operation is followed no more: {end.by.label}, {end.when}.",
                "Ask about the later one, where there is one.",
            )

    def check_wording(self, wordings: Wordings) -> None:
        """Raises NotAllowed while a form still wanted has no words that this site may send to a patient.

        Raises NotFound for one that is not here: a site brings its weights first.
        """
        for name in self.wanted:
            wordings.choose(load_instrument(name))

    def why_not(self) -> Problem | None:
        """What forbids the invitation on this day; None when nothing does."""
        try:
            self.check_can_invite()
        except NotAllowed as problem:
            return problem
        return None

    def why_no_wording(self, wordings: Wordings) -> Problem | None:
        """Which form lacks words on this site, or is not here; None when none does."""
        try:
            self.check_wording(wordings)
        except (NotAllowed, NotFound) as problem:
            return problem
        return None

    def _day(self, on: date) -> int:
        return (on - (self.since or self.on)).days

    def _operated_on(self) -> date:
        if self.since is None:
            raise NotAllowed(
                "not-operated",
                f"“{self.milestone.title}” is counted from the operation, which has not been done.",
                "Finish the record of surgery first.",
            )
        return self.since
