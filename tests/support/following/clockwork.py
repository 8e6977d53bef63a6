"""Ten years in a few seconds: the planner and the call list, played against invented people.

Time goes from one thing to the next: a message whose moment has come, an answer, a call, a death. Nothing
here decides whom to contact: `next_contact` and `call_list` do.
"""

import heapq
from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime, time, timedelta
from itertools import count
from random import Random
from typing import Any
from uuid import UUID

from enthesis.domain.outcomes.schedule import MILESTONES, Milestone
from enthesis.domain.pathway.contact.asked import Asked, Became, Kind, Made, Waits, waits_of
from enthesis.domain.pathway.contact.call_list import call_list, row_of
from enthesis.domain.pathway.contact.called import About, Called, Outcome
from enthesis.domain.pathway.contact.planner import Planned, ToCall, next_contact
from enthesis.domain.pathway.contact.rhythm import USUAL, Rhythm
from enthesis.domain.pathway.ended import Ended, EndKind, ToldBy
from enthesis.domain.people.patient import Reach
from enthesis.domain.practice.clock import reached, utc_to_wall
from enthesis.domain.practice.send_window import is_open
from enthesis.domain.terms import CaseId
from tests.support.following import people as model
from tests.support.following.people import Person, invented
from tests.support.following.rules import OTHER, Contact, Truth

BEGIN = date(2027, 1, 4)
OPERATING = 700  # days in which these hips are operated on
YEARS = 12
ASKS = ("mhhs",)
AFTER = MILESTONES[1:]
SESSION = time(15, 10)  # in UTC: when somebody calls, on working days


@dataclass
class Hip:
    """One operated hip; `over` when another operation ended it."""

    case: CaseId
    surgery: date
    over: datetime | None = None
    answered: dict[str, list[date]] = field(default_factory=dict)
    begun: dict[str, datetime] = field(default_factory=dict)
    windows: dict[str, Waits] = field(default_factory=dict)

    def wait(self, milestone: Milestone) -> Waits:
        """Its window as it stands; made again when something was answered."""
        found = self.windows.get(milestone.id)
        if found is None:
            told = dict.fromkeys(ASKS, self.answered.get(milestone.id, []))
            begun = self.begun.get(milestone.id)
            found = waits_of(self.case, self.surgery, milestone, ASKS, told, begun_at=begun)
            found = replace(found, studies=("two years",) if milestone.id == "2y" else ())
            self.windows[milestone.id] = found
        return found


@dataclass
class Followed:
    """A person, and what the practice knows of them."""

    person: Person
    hips: list[Hip]
    rhythm: Rhythm
    email: bool
    text: bool
    phone: bool
    ended: tuple[Ended, ...] = ()
    made: list[Made] = field(default_factory=list)
    calls: list[Called] = field(default_factory=list)
    others: list[datetime] = field(default_factory=list)
    turn: int = 0  # of its plan: an older one is worth nothing

    def ways(self) -> tuple[Reach, ...]:
        there = ((Reach.EMAIL, self.email), (Reach.TEXT, self.text))
        return tuple(way for way, is_there in there if is_there)

    def asked(self, now: datetime) -> Asked:
        waits, near = tuple(_near(self.hips, now.date())), timedelta(days=9)
        keys = {wait.about for wait in waits}
        return Asked(
            zone=self.person.zone,
            waits=waits,
            invited_by=self.ways(),
            reminded_by=self.ways(),
            phone=self.phone,
            language=self.person.language,
            ended=self.ended,
            made=tuple(one for one in self.made if one.about & keys or now - one.at < near),
            calls=tuple(one for one in self.calls if one.about & keys or now - one.at < near),
            others=tuple(one for one in self.others if -near < one - now < near),
        )

    def hip(self, about: About) -> Hip:
        return next(hip for hip in self.hips if hip.case == about.case)


def _near(hips: Iterable[Hip], on: date) -> Iterable[Waits]:
    """The windows that are open, and the next one."""
    for hip in hips:
        if hip.over is None:
            ahead = [hip.wait(m) for m in AFTER if (hip.surgery + timedelta(days=int(m.closes.value))) > on]
            yield from ahead[:2]


@dataclass
class Decade:
    """A practice that follows so many hips. `log` is what happened, `truth` what is true of it."""

    hips: int
    rhythm: Rhythm = USUAL
    budget: int = 60
    seed: int = 7
    log: list[Contact] = field(default_factory=list)
    truth: Truth = field(default_factory=Truth)
    people: list[Followed] = field(default_factory=list)
    events: list[tuple[datetime, int, int, str, Any]] = field(default_factory=list)
    order: Any = field(default_factory=count)
    to_call: set[int] = field(default_factory=set)

    def pass_by(self) -> "Decade":
        self._operate()
        while self.events:
            at, _, number, what, told = heapq.heappop(self.events)
            getattr(self, f"_{what}")(number, at, told)
        return self

    def completeness(self) -> dict[str, tuple[int, int]]:
        """By milestone how many were answered, of those that nothing ended before they closed."""
        found: dict[str, tuple[int, int]] = {}
        for one in self.people:
            gone = self.truth.gone.get(one.person.name)
            for hip in one.hips:
                for milestone in AFTER:
                    wait = hip.wait(milestone)
                    closes = datetime.combine(wait.closes, time(), UTC)
                    if any(end is not None and end < closes for end in (gone, hip.over)):
                        continue
                    done, of = found.get(milestone.id, (0, 0))
                    found[milestone.id] = (done + (not wait.wanted), of + 1)
        return found

    # -- how it begins

    def _operate(self) -> None:
        left, number = self.hips, 0
        while left > 0:
            person = invented(number, self.seed)
            left -= person.hips
            first = BEGIN + timedelta(days=person.chance.randrange(OPERATING))
            self.people.append(
                Followed(
                    person=person,
                    hips=[],
                    rhythm=self.rhythm,
                    email=person.email,
                    text=person.text,
                    phone=person.phone,
                )
            )
            for hip in range(person.hips):
                again = person.chance.choice((0, 20, 90, 250, 640)) if hip else 0
                self._hip(number, first + timedelta(days=again))
            for on, what in person.life(first, YEARS):
                known = on + timedelta(days=person.chance.randrange(40)) if what == "dies" else on
                self._push(_moment(known, person), number, "life", what)
            number += 1
        self._push(datetime.combine(BEGIN, SESSION, UTC), -1, "session", None)

    def _hip(self, number: int, surgery: date) -> None:
        one = self.people[number]
        case = CaseId(UUID(int=(number << 16) + len(one.hips)))
        hip = Hip(case=case, surgery=surgery)
        one.hips.append(hip)
        for milestone in AFTER:
            self.truth.surgeries[About(case=case, milestone=milestone.id)] = surgery
        chance = one.person.chance
        for milestone in AFTER:
            wait = hip.wait(milestone)
            if chance.random() < model.BY_ITSELF and milestone.id in ("2w", "6w", "3m", "1y"):
                seen = _moment(wait.due + timedelta(days=chance.randrange(6)), one.person)
                reminded = _moment(seen.date() - timedelta(days=2), one.person)
                one.others.append(reminded)
                self.log.append(Contact(one.person.name, reminded, one.person.zone, OTHER))
                if chance.random() < 0.5 and not one.person.never:
                    self._push(seen, number, "answer", ((About(case=case, milestone=milestone.id),), True))
        if chance.random() < model.EARLY:
            early = _moment(surgery + timedelta(days=chance.randrange(640, 730)), one.person)
            self._push(early, number, "answer", ((About(case=case, milestone="2y"),), True))
        self._push(_moment(surgery, one.person), number, "change", None)

    def _push(self, at: datetime, number: int, what: str, told: Any) -> None:
        heapq.heappush(self.events, (at, next(self.order), number, what, told))

    # -- what happens

    def _change(self, number: int, at: datetime, told: Any = None) -> None:
        """Something is different: what comes next is planned anew."""
        one = self.people[number]
        one.turn += 1
        self.to_call.discard(number)
        comes = next_contact(one.asked(at), one.rhythm, now=at)
        match comes:
            case Planned():
                self._push(comes.at, number, "plan", one.turn)
            case ToCall():
                self._push(comes.at, number, "call_due", one.turn)

    def _plan(self, number: int, at: datetime, turn: int) -> None:
        one = self.people[number]
        if turn != one.turn:
            return
        comes = next_contact(one.asked(at), one.rhythm, now=at)
        if not isinstance(comes, Planned) or comes.at > at:
            self._change(number, at)
            return
        bounced = one.person.bounces()
        made = Made(
            kind=comes.kind,
            about=comes.about,
            at=at,
            way=comes.way,
            became=Became.BOUNCED if bounced else Became.SENT,
        )
        self._note(one, at, comes.kind, comes.about, way=comes.way, delivered=not bounced)
        before = min(len(one.asked(at).told(about)) for about in comes.about)
        one.made.append(made)
        if bounced:
            self._ends(one, comes.way)
        else:
            self._hears(number, made, before)
        self._change(number, at)

    def _hears(self, number: int, made: Made, before: int) -> None:
        one = self.people[number]
        assert made.way
        does = one.person.hears(made.way, before)
        if does.opened:
            told = (tuple(made.about), does.complete) if does.begun or does.complete else ((), False)
            self._push(made.at + does.after, number, "open", (made, told))

    def _open(self, number: int, at: datetime, told: Any) -> None:
        made, (about, complete) = told
        one = self.people[number]
        if made in one.made:
            one.made[one.made.index(made)] = replace(made, became=Became.OPENED)
        if about:
            self._answer(number, at, (about, complete))
        else:
            self._change(number, at)

    def _answer(self, number: int, at: datetime, told: tuple[tuple[About, ...], bool]) -> None:
        """What was begun or sent in; nobody who died answers, nor does who withdrew."""
        about, complete = told
        one = self.people[number]
        if one.ended:
            return
        on = utc_to_wall(at, one.person.zone).date()
        for window in about:
            hip = one.hip(window)
            if hip.over is not None or not hip.wait(_milestone(window)).wanted:
                continue
            if complete:
                hip.answered.setdefault(window.milestone, []).append(on)
                hip.begun.pop(window.milestone, None)
            else:
                hip.begun[window.milestone] = at
            hip.windows.pop(window.milestone, None)
            if not hip.wait(_milestone(window)).wanted:
                self.truth.answered[window] = at
        self._change(number, at)

    def _life(self, number: int, at: datetime, what: str) -> None:
        one = self.people[number]
        if one.ended:
            return
        match what:
            case "dies" | "withdraws":
                self._gone(one, at, EndKind.DIED if what == "dies" else EndKind.WITHDREW_CONTACT)
            case "new_address":
                one.email, one.text, one.phone = one.person.email, one.person.text, one.person.phone
            case _:
                self._operated_again(number, at, followed=what == "revised")
        self._change(number, at)

    def _operated_again(self, number: int, at: datetime, *, followed: bool) -> None:
        """The timeline of the first hip ends; a revision starts one of its own."""
        one = self.people[number]
        hip = next((h for h in one.hips if h.over is None and h.surgery < at.date()), None)
        if hip is None:
            return
        hip.over = at
        for milestone in AFTER:
            self.truth.ended[About(case=hip.case, milestone=milestone.id)] = at
        if followed:
            self._hip(number, utc_to_wall(at, one.person.zone).date())

    def _gone(self, one: Followed, at: datetime, kind: EndKind) -> None:
        on = utc_to_wall(at, one.person.zone).date()
        one.ended = (*one.ended, Ended(kind=kind, on=on, told_by=ToldBy.FAMILY))
        self.truth.gone.setdefault(one.person.name, at)

    # -- calls

    def _call_due(self, number: int, at: datetime, turn: int) -> None:
        if turn == self.people[number].turn:
            self.to_call.add(number)

    def _session(self, number: int, at: datetime, told: Any) -> None:
        """Somebody calls, as long as the minutes last; the next session is on the next working day."""
        rows = []
        for who in sorted(self.to_call):
            person = self.people[who].asked(at)
            comes = next_contact(person, self.people[who].rhythm, now=at)
            if isinstance(comes, ToCall) and comes.at <= at:
                rows.append(row_of(who, person, comes, now=at))
            else:
                self._change(who, at)
        for row in call_list(rows, (), budget=self.budget, key="{:06}".format).rows:
            self._called(row.who, at, row.call)
        if self.events:
            days = 3 if at.weekday() == 4 else 1
            self._push(at + timedelta(days=days), -1, "session", None)
        if not any(what != "session" for *_, what, _told in self.events) and not self.to_call:
            self.events.clear()

    def _called(self, number: int, at: datetime, call: ToCall) -> None:
        one = self.people[number]
        wished = bool(one.calls) and one.calls[-1].next_at is not None
        outcome, again, best, reason = one.person.is_called(at)
        called = Called(about=call.about, outcome=outcome, at=at, next_at=again, best=best, reason=reason)
        self._note(one, at, "call", call.about, outcome=outcome, wished=wished)
        one.calls.append(called)
        match outcome:
            case Outcome.ANSWERED:
                self._answer(number, at, (tuple(call.about), True))
            case Outcome.DECLINED:
                self.truth.declined.update(dict.fromkeys(call.about, at))
            case Outcome.WITHDREW:
                self._gone(one, at, EndKind.WITHDREW_CONTACT)
            case Outcome.WRONG_NUMBER | Outcome.MOVED:
                one.phone = False
        self._change(number, at)

    def _note(
        self, one: Followed, at: datetime, kind: Kind | str, about: frozenset[About], **told: Any
    ) -> None:
        self.log.append(
            Contact(
                one.person.name,
                at,
                one.person.zone,
                str(kind),
                about,
                language=one.person.language,
                speaks=one.person.language,
                open_to=one.ways(),
                **told,
            )
        )

    def _ends(self, one: Followed, way: Reach) -> None:
        """The address takes no more messages."""
        if way is Reach.EMAIL:
            one.email = False
        else:
            one.text = False


def _milestone(about: About) -> Milestone:
    return next(one for one in AFTER if one.id == about.milestone)


def _moment(on: date, person: Person) -> datetime:
    """Some time of that day, as people are awake."""
    hour = Random(f"{person.name} {on}").randrange(9, 18)  # noqa: S311
    moment = reached(datetime.combine(on, time(hour, 30)), person.zone)
    assert is_open(moment, person.zone)
    return moment
