"""The forms of one hip: invited, answered by a private link, or left lying."""

from collections.abc import Generator, Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from random import Random
from uuid import UUID

from enthesis.actions.confirmation import confirm_birth_date
from enthesis.actions.outcomes import invite_to_answer, issue_link, save_answer, submit_answers
from enthesis.cli.demo.answers import Course, answer_all
from enthesis.cli.demo.cast import Kept
from enthesis.cli.demo.house import House, link_mailed_to
from enthesis.domain.outcomes.catalogue import load_instrument
from enthesis.domain.outcomes.schedule import MILESTONES, Milestone, invitation_on, milestone_called
from enthesis.domain.outcomes.wording import DEMONSTRATION
from enthesis.domain.people.patient import Contact
from enthesis.store.follow_ups import Response, ResponseStatus, list_responses
from enthesis.store.links import Link, find_link

DAYS_A_MONTH = 30.44
PAUSE = timedelta(seconds=25)  # between two answers
SHARE_ANSWERED = 0.75  # of those who answer most forms
BEGUN_ANSWERS = 3


@dataclass(frozen=True, slots=True, kw_only=True)
class Forms:
    house: House
    case_id: UUID
    contact: Contact
    rng: Random
    course: Course
    kept: Kept

    def before(self, invited: date) -> Iterator[datetime]:
        """Invited in the morning; answered in the evening of the same day."""
        yield from self._invite(milestone_called("baseline"), invited)
        yield from self._answer("baseline", invited, months=-1)

    def after(self, operated_on: date) -> Iterator[datetime]:
        """Every milestone up to yesterday, each invited when its day comes."""
        come = [
            m for m in MILESTONES[1:] if invitation_on(operated_on, m) < self.house.today
        ]  # the first is before surgery
        for milestone in come:
            invited = invitation_on(operated_on, milestone)
            yield from self._invite(milestone, invited)
            answered = invited + timedelta(days=self.rng.randrange(1, 6))
            if answered >= self.house.today or not self._does_answer():
                continue
            months = (answered - operated_on).days / DAYS_A_MONTH
            begun = self.kept is Kept.BEGUN and milestone is come[-1]
            yield from self._answer(milestone.id, answered, months=months, begun=begun)

    def _does_answer(self) -> bool:
        likely = {Kept.SILENT: 0.0, Kept.MOST: SHARE_ANSWERED}.get(self.kept, 1.0)
        return self.rng.random() < likely

    def _invite(self, milestone: Milestone, on: date) -> Iterator[datetime]:
        at = self.house.at(on, 9, self.rng.randrange(60))
        yield at
        invite_to_answer(self.house["desk"], self.case_id, milestone.id, wordings=DEMONSTRATION, at=at)
        self.house.post(at=at)

    def _answer(self, milestone: str, on: date, *, months: float, begun: bool = False) -> Iterator[datetime]:
        at = self.house.at(on, 18, self.rng.randrange(60))
        yield at
        link = self._open(milestone, at)
        for response in list_responses(link.scope, self.case_id, milestone=milestone):
            if response.status is ResponseStatus.OPEN:
                at = yield from self._fill(link, response, at, months=months, begun=begun)

    def _open(self, milestone: str, at: datetime) -> Link:
        """The link that was mailed, or one the desk reads out on the telephone; the birth date is told."""
        link = self._mailed(milestone, at)
        if link is None:
            made = issue_link(self.house["desk"], self.case_id, milestone, wordings=DEMONSTRATION, at=at)
            token = made.secret
            link = find_link(token, at=at)
        if link is None:
            raise LookupError(f"A link to {milestone} made at {at} does not stand then.")
        confirm_birth_date(self.house.visitor, link, self.contact.birth_date, at=at)
        return link

    def _mailed(self, milestone: str, at: datetime) -> Link | None:
        """The link of the newest mail, if it is about this hip and milestone and still stands."""
        token = link_mailed_to(self.contact.email)
        link = find_link(token, at=at) if token else None
        return link if link and (link.case, link.milestone) == (self.case_id, milestone) else None

    def _fill(
        self, link: Link, response: Response, at: datetime, *, months: float, begun: bool
    ) -> Generator[datetime, None, datetime]:
        """The form is answered and sent, or only begun; when the last of it was done."""
        given = answer_all(load_instrument(response.instrument), self.course.after(months), self.rng)
        for place, (item, answer) in enumerate(given.items()):
            if begun and place == BEGUN_ANSWERS:
                return at
            at += PAUSE
            yield at
            save_answer(link.scope, response.id, item, answer, at=at)
        if begun:
            return at
        at += PAUSE
        yield at
        submit_answers(link.scope, response.id, at=at)
        return at
