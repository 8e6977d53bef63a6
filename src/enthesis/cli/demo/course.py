"""The forms of one hip: asked for, answered by a private link or another way, or left lying."""

from collections.abc import Generator, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from random import Random
from uuid import UUID

from enthesis.actions.attention import claim_attention, close_attention, tell_team
from enthesis.actions.confirmation import confirm_birth_date
from enthesis.actions.outcomes import invite_to_answer, issue_link, save_answer, submit_answers
from enthesis.actions.own_page import rate_goal, set_goal
from enthesis.cli.demo.answers import Course, answer_all
from enthesis.cli.demo.cast import Kept, Said, Way
from enthesis.cli.demo.house import House, link_mailed_to
from enthesis.cli.demo.other_ways import Answering, by_telephone, on_paper
from enthesis.domain.outcomes.attention.item import Outcome
from enthesis.domain.outcomes.catalogue import load_instrument
from enthesis.domain.outcomes.schedule import MILESTONES, Milestone, invitation_on, milestone_called
from enthesis.domain.outcomes.wording import DEMONSTRATION
from enthesis.domain.people.patient import Contact
from enthesis.store.attention import find_open_attention
from enthesis.store.follow_ups import Mode, Response, ResponseStatus, list_responses
from enthesis.store.links import Link, find_link

DAYS_A_MONTH = 30.44
PAUSE = timedelta(seconds=25)  # between two answers
SHARE_ANSWERED = 0.75  # of those who answer most forms
BEGUN_ANSWERS = 3
WRITTEN_FOR = timedelta(days=75)  # so far back the worker asks; before that, the desk did
STILL_OPEN = timedelta(days=7)  # what was told in the last days, nobody has looked after yet
LATE = (14, 20)  # days
NEAREST = 10
GOAL = "Carry my grandson up the stairs"


@dataclass(frozen=True, slots=True, kw_only=True)
class Forms:
    house: House
    case_id: UUID
    contact: Contact
    rng: Random
    course: Course
    kept: Kept
    ways: Mapping[str, Way] = field(default_factory=dict)
    said: Said | None = None
    goal: bool = False

    def before(self, invited: date) -> Iterator[datetime]:
        """Invited in the morning; answered in the evening of the same day."""
        yield from self._invite(milestone_called("baseline"), invited)
        yield from self._answer("baseline", invited, months=-1)

    def after(self, operated_on: date, *, until: date | None = None) -> Iterator[datetime]:
        """Every milestone up to yesterday, or up to a day, each asked for when its day comes."""
        ends = min(until or self.house.today, self.house.today)
        come = [
            m for m in MILESTONES[1:] if operated_on < invitation_on(operated_on, m) < ends
        ]  # the first is before surgery
        for milestone in come:
            invited = invitation_on(operated_on, milestone)
            if invited < self.house.today - WRITTEN_FOR:
                yield from self._invite(milestone, invited)
            answered = invited + timedelta(days=self._wait(milestone.id))
            is_last = milestone is come[-1] and ends == self.house.today
            if answered >= ends or not self._does_answer(is_last=is_last):
                continue
            months = (answered - operated_on).days / DAYS_A_MONTH
            begun = self.kept is Kept.BEGUN and is_last
            yield from self._answer(milestone.id, answered, months=months, begun=begun)

    def _wait(self, milestone: str) -> int:
        """So many days after the invitation it is answered."""
        days = self.rng.randrange(*(LATE if self.kept is Kept.LATE and milestone != "2w" else (1, 6)))
        return 1 if self.said and self.said.milestone == milestone else days

    def _does_answer(self, *, is_last: bool) -> bool:
        paused = 0.0 if is_last else 1.0
        likely = {Kept.SILENT: 0.0, Kept.MOST: SHARE_ANSWERED, Kept.PAUSED: paused}.get(self.kept, 1.0)
        return self.rng.random() < likely

    def _invite(self, milestone: Milestone, on: date) -> Iterator[datetime]:
        at = self.house.at(on, 9, self.rng.randrange(60))
        yield at
        invite_to_answer(self.house["desk"], self.case_id, milestone.id, wordings=DEMONSTRATION, at=at)
        self.house.post(at=at)

    def _answer(self, milestone: str, on: date, *, months: float, begun: bool = False) -> Iterator[datetime]:
        way = self.ways.get(milestone)
        at = self.house.at(on, 18 if way in (None, Way.TABLET) else 11, self.rng.randrange(60))
        if way in (Way.PAPER, Way.TELEPHONE):
            answering = Answering(
                house=self.house,
                case=self.case_id,
                milestone=milestone,
                share=self.course.after(months),
                rng=self.rng,
            )
            yield from (on_paper if way is Way.PAPER else by_telephone)(answering, at=at)
        else:
            yield at
            link = self._open(milestone, at)
            mode = Mode.KIOSK if way is Way.TABLET else Mode.LINK
            for response in list_responses(link.scope, self.case_id, milestone=milestone):
                if response.status is ResponseStatus.OPEN:
                    at = yield from self._fill(link, response, at, months=months, mode=mode, begun=begun)
            if not begun:
                self._tell(link, milestone, months, at=at)
        yield from self._look_after(milestone, on)

    def _tell(self, link: Link, milestone: str, months: float, *, at: datetime) -> None:
        """What the patient says beside the questions: to the team, and of the own goal."""
        if self.said is not None and self.said.milestone == milestone:
            said = self.said
            tell_team(link.scope, self.case_id, milestone, said.words, said.bears_weight, at=at)
        if self.goal and months < 0:
            set_goal(link.scope, self.case_id, GOAL, at=at)
        elif self.goal:
            near = round(NEAREST * self.course.after(months))
            rate_goal(link.scope, self.case_id, milestone, near, at=at)

    def _look_after(self, milestone: str, on: date) -> Iterator[datetime]:
        """What needed a person was looked after the next morning, but for the last days."""
        nurse, at = self.house["nurse"], self.house.at(on + timedelta(days=1), 9)
        found = find_open_attention(nurse, self.case_id, milestone)
        if found is None or on >= self.house.today - STILL_OPEN:
            return
        yield at
        claim_attention(nurse, found.id, read=found.version, at=at)
        words = "Called; a visit is not needed. Knows when to call again."
        close_attention(nurse, found.id, outcome=Outcome.CALLED, reason=words, read=found.version + 1, at=at)

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
        self, link: Link, response: Response, at: datetime, *, months: float, mode: Mode, begun: bool
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
        submit_answers(link.scope, response.id, mode=mode, at=at)
        return at
