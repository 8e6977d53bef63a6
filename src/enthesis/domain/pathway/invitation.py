"""Whether a patient may be asked the forms of a milestone on a day, and what the answers would count for."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from enthesis.domain.errors import NotAllowed, Problem
from enthesis.domain.outcomes.catalogue import load_instrument
from enthesis.domain.outcomes.schedule import MILESTONES, Milestone, invitation_on, is_complete, window_on
from enthesis.domain.outcomes.wording import Wordings
from enthesis.domain.pathway.case import Case
from enthesis.domain.pathway.stages import Act, Stage, stage_after

BEFORE_SURGERY = MILESTONES[0].id


class Timing(StrEnum):
    """Where a day lies, seen from a milestone."""

    BEFORE_SURGERY = "before_surgery"
    TOO_EARLY = "too_early"  # before the first day of invitations
    EARLY = "early"  # open, and the target is still to come
    LATE = "late"  # on or after the target, and still open
    CLOSED = "closed"  # an answer is kept, and counts for no milestone


@dataclass(frozen=True, slots=True, kw_only=True)
class Asking:
    """One milestone of one case on a day; `answered` holds the days each of its forms was sent in."""

    case: Case
    milestone: Milestone
    answered: Mapping[str, Iterable[date]]
    on: date

    @property
    def wanted(self) -> tuple[str, ...]:
        """The instruments whose answers are still missing. Before surgery, today stands for its day."""
        since = self.case.operated_on or self.on
        days = {name: [(day - since).days for day in told] for name, told in self.answered.items()}
        return tuple(i for i in self.milestone.asks if not is_complete(self.milestone, days.get(i, ())))

    @property
    def timing(self) -> Timing:
        """Raises NotAllowed for a milestone after an operation that was not done."""
        if self.milestone.id == BEFORE_SURGERY:
            return Timing.BEFORE_SURGERY
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
        if self.timing is Timing.BEFORE_SURGERY and self.case.stage is Stage.OPERATED:
            raise NotAllowed(
                "after-surgery",
                "The forms from before surgery cannot be asked after it.",
                "Invite to the next milestone.",
            )
        if self.timing is Timing.TOO_EARLY:
            first = invitation_on(self._operated_on(), self.milestone)
            raise NotAllowed(
                "too-early",
                f"The forms of “{self.milestone.title}” are not sent before {first.day} {first:%B %Y}.",
                "An earlier answer would not count for it: invite from that day on.",
            )
        if not self.wanted:
            raise NotAllowed(
                "all-answered",
                f"Every form of “{self.milestone.title}” has been answered.",
                "Nothing more is needed.",
            )

    def check_wording(self, wordings: Wordings) -> None:
        """Raises NotAllowed while a form still wanted has no words that this site may send to a patient."""
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
        """Which form lacks words on this site; None when none does."""
        try:
            self.check_wording(wordings)
        except NotAllowed as problem:
            return problem
        return None

    def _operated_on(self) -> date:
        if self.case.operated_on is None:
            raise NotAllowed(
                "not-operated",
                f"“{self.milestone.title}” is counted from the operation, which has not been done.",
                "Finish the record of surgery first.",
            )
        return self.case.operated_on
