"""One hip from the first request to where it stands today, each act done by the person whose act it is."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from heapq import merge
from random import Random
from uuid import UUID

from enthesis.actions.clinic import (
    classify_tear,
    close_case,
    record_examination,
    record_facts,
    record_imaging,
    record_override,
)
from enthesis.actions.events import record_event
from enthesis.actions.plans import draft_plan, record_consent, sign_plan
from enthesis.actions.requests import book_consultation, request_consultation
from enthesis.actions.second_reading import record_second_reading
from enthesis.cli.demo import before_visit, findings
from enthesis.cli.demo.afterwards import ENDS_FORMS, Afterwards
from enthesis.cli.demo.answers import Course
from enthesis.cli.demo.bench import later
from enthesis.cli.demo.cast import After, End, Known, Part
from enthesis.cli.demo.course import Forms
from enthesis.cli.demo.house import House
from enthesis.cli.demo.operations import book_near
from enthesis.cli.demo.readiness import see_to
from enthesis.cli.demo.report import attach_report
from enthesis.cli.demo.steps import END
from enthesis.cli.demo.theatre import Operation
from enthesis.domain.examination.classification import choose
from enthesis.domain.examination.imaging import MriFindings
from enthesis.domain.examination.schemes import propose, schemes
from enthesis.domain.pathway.case import Closure
from enthesis.domain.pathway.plan import Plan, to_acknowledge
from enthesis.domain.people.consent import Consent, Purpose
from enthesis.domain.people.matching import KnownPatient, NewPatient, Who, compare
from enthesis.domain.people.patient import Contact
from enthesis.domain.practice.referral import Asked
from enthesis.domain.terms import Option, Side
from enthesis.store.case_files import load_case_file
from enthesis.store.cases import load_case
from enthesis.store.patients import list_born_on

BEFORE_SURGERY = timedelta(days=24)  # from the visit to surgery
NOW_IN_THEATRE = 42  # minutes since the operation began that is going on now
SCHEME = "lall_gtps"
TELL_BEFORE = (End.BOOKED, End.EXAMINED, End.CLASSIFIED)  # the others told at the visit
REASONS = (
    "Pain on the side of the hip when I lie on it, for a year.",
    "I limp, and exercises have not helped.",
    "My doctor found a torn gluteus medius on a scan.",
    "Pain on stairs and at night; two injections helped only briefly.",
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Hip:
    """One part of the cast, the person who plays it, and the dice."""

    house: House
    part: Part
    contact: Contact
    side: Side
    course: Course
    rng: Random

    def play(self) -> Iterator[datetime]:
        part, house = self.part, self.house
        wanted = house.today + timedelta(days=part.day) - (BEFORE_SURGERY * self._is_near_surgery)
        visit_day, office = house.clinic_near(wanted)
        asked_at = self._asked_at(visit_day)
        yield asked_at
        request = self._ask(office, asked_at)
        if part.end is End.WAITING:
            return
        booked_at = later(asked_at, 60 * self.rng.randrange(2, 20))
        yield booked_at
        visit = house.visit_near(visit_day, booked_at=booked_at, rng=self.rng)
        case = book_consultation(house["desk"], request, visit, who=self._who(), at=booked_at).subject
        house.post(at=booked_at)
        if part.end in TELL_BEFORE and later(booked_at, 120) < min(visit.starts_at, house.now):
            yield from before_visit.tell(house, case, at=booked_at)
        if part.end is not End.BOOKED:
            yield from self._clinic(case, visit.starts_at, visit.wall_start.date())

    @property
    def _is_near_surgery(self) -> bool:
        return self.part.end >= End.CONSENTED

    def _asked_at(self, visit_day: date) -> datetime:
        latest = self.house.today - timedelta(days=2)
        ago = timedelta(days=self.rng.randrange(8, 22))
        on = visit_day - timedelta(days=1) if self.part.end is End.WAITING else min(visit_day - ago, latest)
        return self.house.at(on, self.rng.randrange(8, 21), self.rng.randrange(60))

    def _ask(self, office: str, at: datetime) -> UUID:
        asked = Asked(contact=self.contact, side=self.side, reason=self.rng.choice(REASONS), office=office)
        flags = frozenset(self.part.red_flags)
        request = request_consultation(self.house.visitor, asked, red_flags=flags, at=at).subject
        self.house.post(at=at)
        return request

    def _who(self) -> Who:
        """The person of an earlier hip, with the same contact; otherwise somebody new."""
        born = list_born_on(self.house["desk"], self.contact.birth_date)
        matches = compare(self.contact, born)
        return KnownPatient(patient=matches[0].patient) if matches else NewPatient()

    def _read(self, case: UUID) -> int:
        return load_case(self.house["surgeon"], case).version

    def _clinic(self, case: UUID, began: datetime, on: date) -> Iterator[datetime]:
        at = later(began, 12)
        yield at
        record_examination(
            self.house["assistant"],
            case,
            findings.told(self.rng, on=on),
            findings.examined(self.rng, on=on),
            read=self._read(case),
            at=at,
        )
        if self.part.closed:
            yield from self._close(case, on)
        if self.part.end is not End.EXAMINED:
            yield from self._classify(case, later(at, 9), on)

    def _close(self, case: UUID, on: date) -> Iterator[datetime]:
        at = self.house.at(on + timedelta(days=14), 15)
        yield at
        closure = Closure(reason=self.part.closed)
        close_case(self.house["surgeon"], case, closure, read=self._read(case), at=at)

    def _classify(self, case: UUID, at: datetime, on: date) -> Iterator[datetime]:
        yield at
        mri = findings.read_from_images(self.rng, on=on, lall=self.part.lall)
        record_imaging(self.house["assistant"], case, mri, read=self._read(case), at=at)
        if self.part.read_twice:
            yield from self._read_again(case, mri, later(at, 3), on)
        at = later(at, 6)
        yield at
        proposal = propose(SCHEME, mri.tear, mri.muscle)
        scheme = next(s for s in schemes() if s.id == SCHEME)
        chosen = proposal.level or "IV"
        classified = choose(scheme, proposal, chosen)
        classify_tear(self.house["surgeon"], case, classified, read=self._read(case), at=at)
        if self.part.end > End.CLASSIFIED:
            yield from self._plan(case, on, chosen)

    def _read_again(self, case: UUID, first: MriFindings, at: datetime, on: date) -> Iterator[datetime]:
        """The report lies with the hip, and another surgeon has read its images without opening it."""
        yield at
        attach_report(self.house["assistant"], case, first, at=at)
        second = self.house["policy"]
        if second.actor.person is not None:
            seen = findings.read_again(first, self.rng, reader=second.actor.person, on=on)
            record_second_reading(second, case, seen, read=self._read(case), at=at)

    def _plan(self, case: UUID, on: date, chosen: str) -> Iterator[datetime]:
        house, part = self.house, self.part
        forms = Forms(
            house=house,
            case_id=case,
            contact=self.contact,
            rng=self.rng,
            course=self.course,
            kept=part.kept,
            ways=dict(part.ways),
            said=part.said,
            goal=part.after is After.SPORT,
        )
        if part.end > End.DRAFTED:
            yield from forms.before(on + timedelta(days=1))
        at = house.at(on + timedelta(days=2), 10, self.rng.randrange(30))
        yield at
        self._tell_facts(case, at)
        at = later(at, 45)
        yield at
        note = "Surgery is planned for today." if part.end is End.CONSENTED else ""
        tear = load_case_file(house["surgeon"], case).value(MriFindings)
        plan = findings.planned(
            self.rng, chosen, product=part.product, tear=tear.tear if tear else None, note=note
        )
        draft_plan(house["assistant"], case, plan, read=self._read(case), at=at)
        if part.end > End.DRAFTED:
            yield from self._sign(case, on + timedelta(days=3), plan, forms)

    def _tell_facts(self, case: UUID, at: datetime) -> None:
        if self.part.known is not Known.NOT_ASKED:
            facts = findings.known_at(self.part.known, self.rng, at=at, product=self.part.product)
            record_facts(self.house["nurse"], case, facts, read=self._read(case), at=at)

    def _sign(self, case: UUID, on: date, plan: Plan, forms: Forms) -> Iterator[datetime]:
        house = self.house
        at = house.at(on, 8, self.rng.randrange(30))
        yield at
        confirmed = house.signing("surgeon", at=at)
        if self.part.known is Known.OVERRIDDEN:
            record_override(
                house["surgeon"],
                case,
                rule="PLT-1",
                option=Option.PRP,
                reason="Stable for years, seen by haematology; the patient wants plasma and knows the risk.",
                until=at + timedelta(days=60),
                confirmed=confirmed,
                read=self._read(case),
                at=at,
            )
        file = load_case_file(house["surgeon"], case)
        sign_plan(
            house["surgeon"],
            case,
            acknowledged=to_acknowledge(
                file.draft, file.judge(at=at).assessment, claimed=file.claim_on(file.draft, at=at)
            ),
            confirmed=confirmed,
            read=file.case.version,
            at=at,
        )
        if self.part.end in (End.SIGNED, End.CONSENTED):
            yield from self._book(case, later(at, 25))
        if self.part.end > End.SIGNED:
            yield from self._consent(case, on + timedelta(days=1), plan, forms)

    def _book(self, case: UUID, at: datetime) -> Iterator[datetime]:
        """The operation: today where everything is ready, else half as far ahead as the visit is ago."""
        yield at
        days = 0 if self.part.end is End.CONSENTED else -self.part.day // 2
        book_near(self.house, case, self.house.today + timedelta(days=days), at=at)
        self.house.post(at=at)
        at = later(at, 5)
        yield at
        see_to(self.house, case, is_today=not days, at=at)

    def _consent(self, case: UUID, on: date, plan: Plan, forms: Forms) -> Iterator[datetime]:
        at = self.house.at(on, 11, self.rng.randrange(60))
        yield at
        product = plan.biologic.product if plan.biologic else ""
        purposes = [(Purpose.PRODUCT, product)] if product else []
        for purpose, about in (*purposes, (Purpose.REGISTRY, "")):
            consent = Consent(
                purpose=purpose,
                product=about,
                text="Demonstration form, version 1",
                given=True,
                decided_on=on,
                explained_by=self.house["nurse"].actor.name,
            )
            record_consent(self.house["nurse"], case, consent, read=self._read(case), at=at)
        if self.part.end > End.CONSENTED:
            yield from self._surgery(case, plan, forms)

    def _surgery(self, case: UUID, plan: Plan, forms: Forms) -> Iterator[datetime]:
        house, on_going = self.house, self.part.end is End.IN_THEATRE
        day = house.today + timedelta(days=self.part.day)
        began = later(house.now, -NOW_IN_THEATRE) if on_going else house.at(day, self.rng.randrange(8, 14))
        yield later(began, -40)
        self._tell_facts(case, later(began, -40))
        operation = Operation(house=house, case_id=case, plan=plan, rng=self.rng, began=began, part=self.part)
        yield from operation.play(until=NOW_IN_THEATRE if on_going else END)
        if not on_going:
            if self.part.complicated:
                yield from self._judge_event(case, day)
            yield from merge(
                Afterwards(house=house, case=case, part=self.part).play(day), self._forms(forms, day)
            )

    def _forms(self, forms: Forms, operated_on: date) -> Iterator[datetime]:
        """Up to what ended them; counted anew from a revision."""
        over = self.house.today + timedelta(days=self.part.after_day)
        if self.part.after not in ENDS_FORMS:
            over = self.house.today
        yield from forms.after(operated_on, until=over)
        if self.part.after is After.REVISED:
            yield from forms.after(over)

    def _judge_event(self, case: UUID, operated_on: date) -> Iterator[datetime]:
        """A wound that had to be looked after, told at the visit of the second week."""
        at = self.house.at(operated_on + timedelta(days=12), 10)
        if at > self.house.now:
            return
        yield at
        event = findings.happened(operated_on)
        record_event(self.house["nurse"], case, event, read=self._read(case), at=at)
