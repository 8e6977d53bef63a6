"""Ten years through the whole machine: store, actions, outbox and messages, with a clock that runs fast.

The people answer as `people` says. What leaves is read from the mails and texts themselves, what was true
from what the people did; `rules` judges both. The worker looks at every moment at which something is due, and
now and then at night.
"""

import heapq
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime, time, timedelta
from itertools import count
from random import Random
from typing import Any
from uuid import UUID

import pytest

from enthesis.actions import contacts as acts
from enthesis.actions import outcomes
from enthesis.actions.contacts import Told, list_to_call, next_of, terms_of, write_contacts
from enthesis.actions.ended import record_end
from enthesis.actions.timelines import rebuild_timelines
from enthesis.delivery.messages import mail
from enthesis.delivery.messages.failures import Refused
from enthesis.domain.errors import Invalid, Problem
from enthesis.domain.outcomes.catalogue import load_instrument
from enthesis.domain.outcomes.item import Answer, Item
from enthesis.domain.outcomes.schedule import MILESTONES, asked_at, window_on
from enthesis.domain.outcomes.wording import DEMONSTRATION
from enthesis.domain.pathway.contact.called import About, Called, Outcome
from enthesis.domain.pathway.contact.planner import Planned, ToCall
from enthesis.domain.pathway.ended import Ended, EndKind, ToldBy
from enthesis.domain.pathway.timeline import RetiredBecause
from enthesis.domain.people.patient import Reach
from enthesis.domain.practice.clock import reached, utc_to_wall
from enthesis.domain.terms import CaseId, Role, Side
from enthesis.store import follow_ups
from enthesis.store.codec import decode, encode
from enthesis.store.contacts import Followed, list_followed
from enthesis.store.follow_ups import ResponseStatus
from enthesis.store.models import CaseRow, ContactRow, LinkRow, OutboxRow
from enthesis.store.rounds import load_asking
from tests.support import sending
from tests.support.cases import ZONE, Hip, a_hip, a_house, a_visit
from tests.support.following.people import Person, invented
from tests.support.following.rules import Contact, Truth
from tests.support.responses import offered
from tests.support.sending import Left

SEED = 11
FIRST_VISIT = datetime(2027, 3, 10, 9, 0)  # noqa: DTZ001  a wall time
SURGERIES = date(2027, 4, 5)
YEARS = timedelta(days=365 * 12 + 10)
AFTER = MILESTONES[1:]
NIGHT = time(2, 30)
SEND = mail.send
MOST_MOMENTS = 300  # of one hip, in ten years
SPANISH = ("pregunta", "respondi")
ANSWERS: dict[str, dict[str, Answer]] = {
    name: {item.id: offered(item)[0] for item in load_instrument(name).items if isinstance(item, Item)}
    for name in asked_at(MILESTONES[1])
}


@dataclass
class One:
    """A person of the machine, by the identity the practice gave them."""

    person: Person
    patient: UUID
    hips: list[Hip]


@dataclass
class Decade:
    """So many hips, ten years long. `log` and `truth` are what `rules` judges."""

    hips: int
    patch: pytest.MonkeyPatch
    log: list[Contact] = field(default_factory=list)
    truth: Truth = field(default_factory=Truth)
    people: dict[UUID, One] = field(default_factory=dict)
    events: list[tuple[datetime, int, str, Any]] = field(default_factory=list)
    dead: set[str] = field(default_factory=set)
    order: Iterator[int] = field(default_factory=count)
    chance: Random = field(default_factory=lambda: Random(SEED))  # noqa: S311

    def pass_by(self) -> "Decade":
        self.house = a_house()
        self.patch.setattr(mail, "send", self._carry)
        self._operate()
        ends = datetime.combine(SURGERIES, time(), UTC) + YEARS
        at = datetime.combine(SURGERIES, time(), UTC)
        moments = 0
        while (at := self._next(at)) < ends:
            self._live(at)
            moments += 1
            assert moments < MOST_MOMENTS * self.hips, (
                "The worker looks again and again, and nothing is done."
            )
        return self

    # -- how it begins

    def _operate(self) -> None:
        left, number = self.hips, 0
        while left > 0:
            person = invented(number, SEED)
            one = self._person(number, person, hips=min(left, person.hips))
            self.people[one.patient] = one
            left -= len(one.hips)
            number += 1

    def _person(self, number: int, person: Person, *, hips: int) -> One:
        sides, made = (Side.LEFT, Side.RIGHT), []
        for index in range(hips):
            visit = a_visit(FIRST_VISIT + timedelta(days=number, hours=index))
            made.append(a_hip(self.house, f"Person{number}", visit=visit, side=sides[index]))
        patient = made[0].patient
        agreed = [way for way, is_so in ((Reach.EMAIL, person.email), (Reach.TEXT, person.text)) if is_so]
        ContactRow.objects.filter(patient_id=patient).update(
            email=f"person{number}@example.org" if person.email else "",
            phone=f"+1201555{number:04}" if person.phone else "",
            language=person.language,
            agreed=encode(agreed),
        )
        surgery = SURGERIES + timedelta(days=9 * number)
        for index, hip in enumerate(made):
            self._surgery(hip, surgery + timedelta(days=20 * index))
        for on, what in person.life(surgery, 11):
            self._push(_moment(on), what, patient)
        return One(person=person, patient=patient, hips=made)

    def _surgery(self, hip: Hip, on: date) -> None:
        CaseRow.objects.filter(id=hip.case).update(stage="operated", operated_on=on)
        at = datetime.combine(on, time(18), UTC)
        rebuild_timelines(self.house.surgeon, hip.case, because=RetiredBecause.SURGERY_MOVED, at=at)
        for milestone in AFTER:
            about = About(case=CaseId(hip.case), milestone=milestone.id)
            self.truth.surgeries[about] = on
            first = on + timedelta(days=int(milestone.invites.value))
            self._push(_moment(first, time(8, 2)), "look", None)
            closes = window_on(on, milestone).closes
            self._push(_moment(closes - timedelta(days=5), time(9)), "look", None)

    def _push(self, at: datetime, what: str, told: Any) -> None:
        heapq.heappush(self.events, (at, next(self.order), what, told))

    # -- what happens

    def _next(self, at: datetime) -> datetime:
        """The next moment at which anything can happen."""
        scope = self.house.scope(Role.SYSTEM)
        terms = terms_of(scope, DEMONSTRATION, at=at)
        found = [self.events[0][0]] if self.events else [datetime.max.replace(tzinfo=UTC)]
        due = OutboxRow.objects.filter(status="waiting").values_list("due_at", flat=True)
        found += [max(one, at + timedelta(minutes=1)) for one in due]
        for one in list_followed(scope, at=at):
            comes = next_of(one, terms, at=at)
            if isinstance(comes, Planned | ToCall):
                found.append(max(comes.at, at + timedelta(minutes=1)))
        return min(found)

    def _live(self, at: datetime) -> None:
        while self.events and self.events[0][0] <= at:
            _, _, what, told = heapq.heappop(self.events)
            getattr(self, f"_{what}", self._looks)(at, told)
        self._work(at)
        self._call(at)
        if self.chance.random() < 0.1:
            self._work(_night_after(at))

    def _work(self, at: datetime) -> None:
        """The worker plans and sends; done twice, nothing more is sent."""
        before = {one.patient: one for one in list_followed(self.house.scope(Role.SYSTEM), at=at)}
        write_contacts(self.house.practice, DEMONSTRATION, at=at)
        write_contacts(self.house.practice, DEMONSTRATION, at=at)
        for left in sending.send(at):
            if left.kind == "follow_up":
                self._left(left, before, at)

    def _left(self, left: Left, before: dict[Any, Followed], at: datetime) -> None:
        row = OutboxRow.objects.get(id=left.id)
        one = self.people[row.subject]
        known = before[row.subject]
        about = frozenset(About(case=CaseId(UUID(c)), milestone=m) for c, m in _body(row)["about"])
        self.log.append(
            Contact(
                one.person.name,
                at,
                ZONE,
                str(_body(row)["says"]),
                about,
                way=left.way,
                language="es" if any(word in left.body for word in SPANISH) else "en",
                speaks=known.contact.language,
                open_to=tuple(way for way in known.contact.agreed if left.to not in self.dead),
            )
        )
        told = min(sum(about_ in m.about for m in known.made) for about_ in about)
        does = one.person.hears(left.way, told)
        if does.opened:
            self._push(at + does.after, "comes", (one.patient, about, does.begun, does.complete, at))

    def _comes(self, at: datetime, told: Any) -> None:
        """Somebody comes by a link, and answers all of it, some, or nothing."""
        patient, about, begun, complete, sent_at = told
        LinkRow.objects.filter(patient_id=patient, created_at=sent_at).update(opened_at=at)
        if begun or complete:
            self._answers(at, patient, about, complete=complete)

    def _answers(self, at: datetime, patient: UUID, about: frozenset[About], *, complete: bool) -> None:
        me = self.house.patient(patient)
        for window in sorted(about):
            for form in follow_ups.list_responses(me, window.case, milestone=window.milestone):
                if form.status is not ResponseStatus.OPEN:
                    continue
                follow_ups.save_answers(me, form, ANSWERS[form.instrument], at=at)
                if complete:
                    outcomes.submit_answers(me, form.id, at=at)
            if complete:
                self.truth.answered[window] = at

    def _looks(self, at: datetime, told: object) -> None:
        """Nothing happened but that the worker looks, as it does after what changes nothing here."""

    def _dies(self, at: datetime, patient: UUID) -> None:
        self._end(at, patient, EndKind.DIED)

    def _withdraws(self, at: datetime, patient: UUID) -> None:
        self._end(at, patient, EndKind.WITHDREW_CONTACT)

    def _new_address(self, at: datetime, patient: UUID) -> None:
        row = ContactRow.objects.get(patient_id=patient)
        row.email = f"new.{row.email}" if row.email else ""
        row.phone = f"+1201556{int(row.phone[-4:]):04}" if row.phone else ""
        row.save()

    def _replaced(self, at: datetime, patient: UUID) -> None:
        """The case is closed: another operation ended it."""
        hip = self.people[patient].hips[0]
        CaseRow.objects.filter(id=hip.case).update(stage="closed")
        for milestone in AFTER:
            self.truth.ended[About(case=CaseId(hip.case), milestone=milestone.id)] = at

    def _end(self, at: datetime, patient: UUID, kind: EndKind) -> None:
        on = utc_to_wall(at, ZONE).date()
        try:
            end = Ended(kind=kind, on=on, told_by=ToldBy.FAMILY)
            record_end(self.house.desk, patient, end, at=at)
        except Problem:
            return
        self.truth.gone.setdefault(self.people[patient].person.name, at)

    # -- calls and mail

    def _call(self, at: datetime) -> None:
        rows = list_to_call(self.house.desk, wordings=DEMONSTRATION, at=at)
        for row in sorted(rows, key=lambda row: -row.worth)[:10]:
            one = self.people[row.who.patient]
            outcome, again, best, reason = one.person.is_called(at)
            wished = bool(row.person.calls) and row.person.calls[-1].next_at is not None
            about = row.call.about
            self.log.append(Contact(one.person.name, at, ZONE, "call", about, outcome=outcome, wished=wished))
            called = Called(about=about, outcome=outcome, at=at, next_at=again, best=best, reason=reason)
            by = ToldBy.PATIENT if outcome.ends_all else None
            told = Told(called=called, told_by=by)
            try:
                acts.record_follow_up_call(self.house.desk, one.patient, told, at=at)
            except Invalid:  # the questions close before they want to be called
                told = Told(called=replace(called, outcome=Outcome.PROMISED, next_at=None))
                acts.record_follow_up_call(self.house.desk, one.patient, told, at=at)
            if outcome is Outcome.ANSWERED:
                self._by_telephone(at, one, about)
            elif outcome is Outcome.DECLINED:
                self.truth.declined.update(dict.fromkeys(about, at))
            elif outcome is Outcome.WITHDREW:
                self.truth.gone.setdefault(one.person.name, at)

    def _by_telephone(self, at: datetime, one: One, about: frozenset[About]) -> None:
        for window in sorted(about):
            asking = load_asking(self.house.desk, window.case, window.milestone, at=at)
            outcomes.open_forms(self.house.desk, asking, DEMONSTRATION, at=at)
        self._answers(at, one.patient, about, complete=True)

    def _carry(self, written: mail.Mail, *, id: UUID) -> None:
        """As `mail.send`; an address that has ended takes nothing for good, and some end."""
        if written.to in self.dead or self.chance.random() < 0.02:
            self.dead.add(written.to)
            raise Refused("550")
        SEND(written, id=id)


def _body(row: OutboxRow) -> dict[str, Any]:
    return decode(row.body, dict[str, Any])


def _moment(on: date, wall: time = time(11, 20)) -> datetime:
    return reached(datetime.combine(on, wall), ZONE)


def _night_after(at: datetime) -> datetime:
    return reached(datetime.combine(utc_to_wall(at, ZONE).date() + timedelta(days=1), NIGHT), ZONE)
