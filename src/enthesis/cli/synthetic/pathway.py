"""One drawn hip from its first visit to today, each act at its time by the person whose act it is."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from operator import itemgetter
from random import Random

from enthesis.actions.events import check_days
from enthesis.cli.demo import aloud
from enthesis.cli.demo.steps import END, MINUTE, step_of
from enthesis.cli.synthetic import findings
from enthesis.cli.synthetic.bench import Bench
from enthesis.cli.synthetic.drawn import Answered, Drawn, Happened
from enthesis.cli.synthetic.identity import Numbered
from enthesis.cli.synthetic.known import facts_of
from enthesis.cli.synthetic.people import contact_of
from enthesis.cli.synthetic.record import Record
from enthesis.cli.synthetic.visits import Book
from enthesis.domain.biologics.identity import CodeKind
from enthesis.domain.candidacy.policy import Policy
from enthesis.domain.examination.classification import Classified, choose
from enthesis.domain.examination.imaging import MriFindings
from enthesis.domain.examination.schemes import PRIMARY, propose, scheme_called
from enthesis.domain.outcomes.schedule import invitation_on, milestone_called
from enthesis.domain.pathway.case import Case
from enthesis.domain.pathway.invitation import Asking
from enthesis.domain.pathway.plan import Plan
from enthesis.domain.pathway.stages import Act, Stage
from enthesis.domain.pathway.surgery import Finish, Start, StepKind, planned_steps
from enthesis.domain.people.consent import Consent, Purpose
from enthesis.domain.people.patient import Patient, Sex
from enthesis.domain.practice.booking import Booking, BookingAct, BookingStatus, Visit
from enthesis.domain.practice.clock import wall_to_utc
from enthesis.domain.terms import BookingId, CaseId, HipId, PatientId
from enthesis.store.bulk import Filled
from enthesis.store.case_files import CaseFile
from enthesis.store.scope import Scope

Timed = tuple[datetime, Callable[[datetime], None]]
VISIT_BEFORE = (95, 108)  # days before surgery: before the forms of before surgery may be asked
PLAN_BEFORE, CONSENT_BEFORE = timedelta(days=14), timedelta(days=7)
OPENED_BEFORE = timedelta(days=5)
CONSENT_FORM = "Demonstration form, version 1"


@dataclass(frozen=True, slots=True, kw_only=True)
class Practising:
    """Who works where, by which policy, and which visits are taken already."""

    people: Mapping[str, Scope]
    policy: Policy
    book: Book
    seed: int


def pathway_of(drawn: Drawn, practising: Practising) -> Filled:
    """The whole record of the hip. Raises a Problem where a rule forbids what was drawn."""
    told = Telling(drawn=drawn, practising=practising)
    for at, do in sorted(told.acts(), key=itemgetter(0)):
        do(at)
    return told.record.filled


class Telling:
    """Tells the story of one hip into its record."""

    def __init__(self, *, drawn: Drawn, practising: Practising) -> None:
        self.drawn = drawn
        self.people = practising.people
        self.ids = Numbered(practising.seed, drawn.number)
        self.rng = Random(self.ids.dice("story"))  # noqa: S311, dice for invented people
        self.on = drawn.operated_on
        wanted = self.on - timedelta(days=self.rng.randint(*VISIT_BEFORE))
        self.visit, claims = practising.book.first_visit(wanted)
        self.record = Record(ids=self.ids, file=self._file(practising.policy), claims=claims)
        self.began = self._at(self.on, self.rng.randrange(8, 14), self.rng.randrange(60))

    def _file(self, policy: Policy) -> CaseFile:
        drawn, ids = self.drawn, self.ids
        person = Numbered(ids.seed, drawn.person)
        patient = PatientId(person.id("patient"))
        case = Case(
            id=CaseId(ids.id("case")),
            patient=patient,
            hip=HipId(ids.id("hip")),
            side=drawn.side,
            number=1,
            stage=Stage.BOOKED,
            wristband=ids.code(CodeKind.WRISTBAND).text,
            version=1,
            opened_at=self.visit.starts_at - OPENED_BEFORE,
        )
        names = Random(person.dice("names"))  # noqa: S311
        woman = drawn.flag("female")
        return CaseFile(
            case=case,
            patient=Patient(id=patient, sex=Sex.FEMALE if woman else Sex.MALE),
            contact=contact_of(names, drawn.person, woman=woman, born=drawn.born),
            entries=(),
            bookings=(self._booking(case.id, self.visit),),
            products=(),
            follow_ups=(),
            responses=(),
            policy=policy,
            zone=self.visit.zone,
        )

    def _booking(self, case: CaseId, visit: Visit) -> Booking:
        """The patient came and was seen."""
        booked = Booking(
            id=BookingId(self.ids.id("booking")),
            case=case,
            visit=visit,
            status=BookingStatus.BOOKED,
            version=1,
        )
        arrived = booked.after(BookingAct.ARRIVE, at=_later(visit.starts_at, -5))
        return arrived.after(BookingAct.FINISH, at=visit.ends_at)

    def acts(self) -> Iterator[Timed]:
        """Everything that happened, in no order."""
        start = self.visit.starts_at
        yield _later(start, 12), self._examine
        yield _later(start, 21), self._read_images
        yield _later(start, 27), self._classify
        day = self.on - PLAN_BEFORE
        yield self._at(day, 10, self.rng.randrange(30)), self._tell_facts
        yield self._at(day, 11), self._draft
        yield self._at(day, 16, self.rng.randrange(30)), self._sign
        yield self._at(self.on - CONSENT_BEFORE, 11, self.rng.randrange(60)), self._consent
        yield _later(self.began, -40), self._tell_facts
        yield from self._surgery()
        for answered in self.drawn.answered():
            yield self._answer(answered)
        for happened in self.drawn.happened():
            yield self._happen(happened)

    def _at(self, day: date, hour: int, minute: int = 0) -> datetime:
        return wall_to_utc(datetime.combine(day, time(hour, minute)), self.visit.zone, fold=0)

    def _examine(self, at: datetime) -> None:
        history = findings.told(self.drawn, self.rng, on=self.visit.wall_start.date())
        examination = findings.examined(self.drawn, self.rng, on=self.visit.wall_start.date())
        self.record.add(Act.RECORD_EXAMINATION, history, examination, by=self.people["assistant"], at=at)

    def _read_images(self, at: datetime) -> None:
        mri = findings.read_from_images(self.drawn, self.rng, on=self.visit.wall_start.date())
        self.record.add(Act.RECORD_IMAGING, mri, by=self.people["assistant"], at=at)

    def _classify(self, at: datetime) -> None:
        mri = self.record.value(MriFindings)
        proposal = propose(PRIMARY, mri.tear, mri.muscle)
        classified = choose(scheme_called(PRIMARY), proposal, self.drawn.word("lall"))
        self.record.add(Act.CLASSIFY_TEAR, classified, by=self.people["surgeon"], at=at)

    def _tell_facts(self, at: datetime) -> None:
        facts = facts_of(self.drawn, Random(self.ids.dice("facts")), at=at)  # noqa: S311
        self.record.add(Act.RECORD_FACTS, facts, by=self.people["nurse"], at=at)

    def _draft(self, at: datetime) -> None:
        plan = findings.planned(self.drawn)
        self.record.draft(plan, by=self.people["assistant"], at=at)

    def _sign(self, at: datetime) -> None:
        self.record.sign(by=self.people["surgeon"], at=at)

    def _consent(self, at: datetime) -> None:
        product = self.drawn.word("product")
        decisions = [] if product == "none" else [(Act.RECORD_CONSENT, Purpose.PRODUCT, product)]
        for act, purpose, about in (*decisions, (Act.RECORD_REGISTRY_CHOICE, Purpose.REGISTRY, "")):
            consent = Consent(
                purpose=purpose,
                product=about,
                text=CONSENT_FORM,
                given=True,
                decided_on=self.on - CONSENT_BEFORE,
                explained_by=self.people["nurse"].actor.name,
            )
            self.record.add(act, consent, by=self.people["nurse"], at=at)

    def _surgery(self) -> Iterator[Timed]:
        yield self.began, self._start
        yield _later(self.began, 2), self._pause
        yield _later(self.began, 8), self._see
        for kind in MINUTE:
            yield _later(self.began, MINUTE[kind]), lambda at, kind=kind: self._step(kind, at)  # type: ignore[misc]
        yield _later(self.began, END), self._finish
        if (row := self.drawn.product) is None:
            return
        bench = Bench(record=self.record, drawn=self.drawn, row=row, people=self.people, zone=self.visit.zone)
        for minute, do in bench.acts():
            yield _later(self.began, minute), do
        if (late := bench.late_result()) is not None:
            yield _later(self.began, late), bench.add_colonies

    def _start(self, at: datetime) -> None:
        start = Start(started_at=at, approach=self._plan.approach, wristband=self.record.file.case.wristband)
        self.record.start(start, by=self.people["nurse2"], at=at)

    def _pause(self, at: datetime) -> None:
        names = {role: self.people[role].actor.name for role in ("surgeon", "nurse2")}
        said = aloud.time_out(surgeon=names["surgeon"], nurse=names["nurse2"], at=at)
        self.record.pause(said, by=self.people["nurse2"], at=at)

    def _see(self, at: datetime) -> None:
        seen = aloud.tear_seen(self.record.value(Classified), at=at)
        self.record.see(seen, by=self.people["assistant"], at=at)

    def _step(self, kind: StepKind, at: datetime) -> None:
        if kind in (*planned_steps(self._plan), StepKind.CLOSURE):
            step = step_of(self._plan, kind, self.rng, at=at)
            self.record.step(step, by=self.people["assistant"], at=at)

    def _finish(self, at: datetime) -> None:
        finish = Finish(
            finished_at=at,
            findings="Tendon held well on testing.",
            concomitant=findings.besides(self.drawn),
            counts=aloud.counts(),
        )
        self.record.finish(finish, on=self.on, by=self.people["surgeon"], at=at)

    @property
    def _plan(self) -> Plan:
        return self.record.plan

    def _answer(self, answered: Answered) -> Timed:
        """In the evening; on the day of surgery before it."""
        day = self.on + timedelta(days=answered.day)
        early = answered.day == 0
        at = self._at(day, 6 if early else 18, self.rng.randrange(30))
        milestone = milestone_called(answered.milestone)
        invited = min(invitation_on(self.on, milestone), day)
        asked = self._at(invited, 6 if early else 9)

        def answer(at: datetime) -> None:
            case = self.record.file.case
            Asking(case=case, milestone=milestone, answered={}, on=invited).check_can_invite()
            self.record.answer(answered.instrument, answered.milestone, answered.answers, asked=asked, at=at)

        return at, answer

    def _happen(self, happened: Happened) -> Timed:
        """Recorded on the day it began, in the evening."""
        at = self._at(self.on + timedelta(days=happened.day), 19, self.rng.randrange(60))

        def record(at: datetime) -> None:
            event = findings.event_of(happened, operated_on=self.on)
            check_days(self.record.file, event, at=at)
            self.record.add(Act.RECORD_EVENT, event, by=self.people["nurse"], at=at)

        return at, record


def _later(at: datetime, minutes: float) -> datetime:
    return at + timedelta(minutes=minutes)
