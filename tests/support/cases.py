"""Practices, people and hips brought to any stage, by the same actions people use.

`Hip` keeps its own clock: every act happens a minute after the one before, and names the version it read.
"""

from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime, time, timedelta
from decimal import Decimal
from typing import Any
from uuid import UUID, uuid4
from zoneinfo import ZoneInfo

from enthesis.actions import clinic, events, outcomes, plans, products, requests, surgery, therapy_events
from enthesis.actions.confirmation import Confirmed, confirm_with_password, confirm_with_pin
from enthesis.cli.demo import aloud
from enthesis.cli.demo.well import all_clear, lab
from enthesis.domain.biologics.catalogue import load_kind
from enthesis.domain.biologics.identity import CodeKind, make_code
from enthesis.domain.biologics.measurement import Measurement, not_measured
from enthesis.domain.biologics.product import Product
from enthesis.domain.biologics.quantities import QUANTITIES
from enthesis.domain.biologics.steps import (
    Activator,
    Anticoagulant,
    Delivery,
    Harvest,
    Method,
    Preparation,
    Route,
    Spin,
)
from enthesis.domain.candidacy.facts import Cancer, Facts, Malignancy
from enthesis.domain.examination.classification import Classified
from enthesis.domain.examination.history import History
from enthesis.domain.examination.imaging import MriFindings
from enthesis.domain.examination.tear import Tear, Tendon, Thickness
from enthesis.domain.examination.tests import Examination
from enthesis.domain.outcomes.adverse_event import AdverseEvent
from enthesis.domain.outcomes.event_type import EventType
from enthesis.domain.outcomes.wording import DEMONSTRATION
from enthesis.domain.pathway.case import Closure
from enthesis.domain.pathway.plan import Approach, Biologic, Plan, Repair, Timing, to_acknowledge
from enthesis.domain.pathway.stages import Stage
from enthesis.domain.pathway.surgery import Anchor, Finish, Start, Step, StepKind
from enthesis.domain.pathway.tear_seen import Agreement, TearSeen
from enthesis.domain.pathway.time_out import TimeOut
from enthesis.domain.people.consent import Consent, Purpose
from enthesis.domain.people.matching import KnownPatient, NewPatient, Who, compare
from enthesis.domain.people.patient import Contact
from enthesis.domain.practice.booking import BookingStatus, Visit
from enthesis.domain.practice.clock import wall_to_utc
from enthesis.domain.practice.practice import Clinician, Office, Practice
from enthesis.domain.practice.referral import Asked
from enthesis.domain.practice.session import Session
from enthesis.domain.practice.visit_type import VisitType
from enthesis.domain.terms import STAFF, Actor, PatientId, PersonId, PracticeId, Role, Side
from enthesis.store import bookings, patients
from enthesis.store.case_files import CaseFile, load_case_file
from enthesis.store.models import BookingRow
from enthesis.store.people import save_person
from enthesis.store.practice import save_practice
from enthesis.store.products import load_product
from enthesis.store.scope import Scope

ZONE = "America/New_York"
AT = datetime(2027, 3, 8, 14, 0, tzinfo=UTC)  # a Monday, 09:00 in New York
PASSWORD = "a long and quiet hip"
PIN = "271828"
BORN = date(1961, 5, 4)
WITHOUT_ACCOUNT = {Role.PATIENT, Role.VISITOR, Role.SYSTEM}


def practice_of(slug: str) -> Practice:
    """One surgeon at one office, mondays to fridays from 9 to 17."""
    week = ("monday", "tuesday", "wednesday", "thursday", "friday")
    return Practice(
        slug=slug,
        name=slug.capitalize(),
        telephone="+12015550100",
        offices=(Office(slug="town", name="Town", state="NJ", zone=ZONE),),
        clinicians=(Clinician(slug="doctor", name="The Doctor"), Clinician(slug="other", name="The Other")),
        visit_types=(
            VisitType(slug="consultation", name="Consultation", minutes=30, online=True),
            VisitType(slug="follow-up", name="Follow-up", minutes=15),
        ),
        sessions=tuple(
            Session(clinician="doctor", office="town", weekday=day, opens=time(9), closes=time(17))
            for day in week
        ),
    )


@dataclass(frozen=True, slots=True)
class House:
    """A practice and the people who work in it, each made when first asked for."""

    practice: PracticeId
    staff: dict[str, Scope] = field(default_factory=dict)

    def scope(self, role: Role, name: str = "") -> Scope:
        """Somebody in this role; another `name`, another person."""
        key = f"{role.value}{name}"
        if key not in self.staff:
            self.staff[key] = Scope(practice=self.practice, actor=self._actor(role, key))
        return self.staff[key]

    def _actor(self, role: Role, key: str) -> Actor:
        if role not in STAFF:
            return Actor(role=role, name=key)
        person = save_person(
            self.practice,
            email=f"{key}-{uuid4().hex[:8]}@example.org",
            name=key.capitalize(),
            role=role,
            password=PASSWORD,
            pin=PIN,
        )
        return Actor(role=role, name=key.capitalize(), person=PersonId(person))

    @property
    def desk(self) -> Scope:
        return self.scope(Role.DESK)

    @property
    def nurse(self) -> Scope:
        return self.scope(Role.NURSE)

    @property
    def surgeon(self) -> Scope:
        return self.scope(Role.SURGEON)

    @property
    def visitor(self) -> Scope:
        return self.scope(Role.VISITOR)

    def patient(self, patient: UUID) -> Scope:
        """Somebody who came by a private link."""
        actor = Actor(role=Role.PATIENT, name="Patient", patient=PatientId(patient))
        return Scope(practice=self.practice, actor=actor)


def a_house(slug: str = "north") -> House:
    return House(save_practice(practice_of(slug), at=AT))


def a_contact(family: str = "Ferro", *, email: str = "ida@example.org") -> Contact:
    return Contact(given="Ida", family=family, birth_date=BORN, email=email, phone="+12015550123")


def asked(family: str = "Ferro", *, side: Side = Side.LEFT) -> Asked:
    return Asked(contact=a_contact(family), side=side, reason="It hurts at night.", office="town")


def a_visit(wall: datetime | None = None, *, kind: str = "consultation", clinician: str = "doctor") -> Visit:
    begins = wall or datetime(2027, 3, 9, 10, 0)  # noqa: DTZ001  a wall time
    return Visit(
        office="town",
        clinician=clinician,
        visit_type=kind,
        starts_at=wall_to_utc(begins, ZONE),
        wall_start=begins,
        zone=ZONE,
        minutes=practice_of("any").visit_type(kind).minutes,
    )


def a_request(house: House, family: str = "Ferro", *, at: datetime = AT, side: Side = Side.LEFT) -> UUID:
    told = asked(family, side=side)
    return requests.request_consultation(house.visitor, told, red_flags=frozenset(), at=at).subject


def a_hold(house: House, family: str = "Held", *, hour: int = 14) -> UUID:
    """A request that holds a time, as a visitor makes it."""
    visit = a_visit(datetime(2027, 3, 9, hour, 0))  # noqa: DTZ001  a wall time
    return requests.request_consultation(
        house.desk, asked(family), red_flags=frozenset(), visit=visit, at=AT
    ).subject


def who_asks(house: House, request: UUID) -> Who:
    """Whom an unsuspecting desk would take it to be: a patient of that name, else somebody new."""
    told = bookings.load_request(house.desk, request).asked.contact
    matches = compare(told, patients.list_born_on(house.desk, told.birth_date))
    return KnownPatient(patient=matches[0].patient) if matches else NewPatient()


def book(house: House, request: UUID, visit: Visit | None = None, *, who: Who | None = None) -> UUID:
    """The case that now exists."""
    decided = who or who_asks(house, request)
    visit = visit or a_visit()
    return requests.book_consultation(house.desk, request, visit, who=decided, at=AT).subject


def known(at: datetime, *, cancer: Cancer = Cancer.NEVER, platelets: int = 240) -> Facts:
    """Everything the rules ask, all of it harmless unless said otherwise."""
    return replace(
        all_clear(at),
        malignancy=Malignancy(status=cancer, at=at),
        platelets=lab("platelets", platelets, at),
    )


PRP = Biologic(product="prp-lr", option=load_kind("prp-lr").option)


def a_plan(biologic: Biologic | None = PRP) -> Plan:
    return Plan(
        approach=Approach.ENDOSCOPIC, repair=Repair.DOUBLE_ROW, anchors=2, holes=12, biologic=biologic
    )


def a_tear() -> Tear:
    return Tear(tendons=(Tendon.GLUTEUS_MEDIUS_ANTERIOR,), thickness=Thickness.FULL)


@dataclass(slots=True)
class Hip:
    """One case and its clock. Each method is one act of one person, done now."""

    house: House
    case: UUID
    now: datetime
    product: UUID | None = None

    def tick(self, minutes: int = 1) -> datetime:
        self.now += timedelta(minutes=minutes)
        return self.now

    @property
    def file(self) -> CaseFile:
        return load_case_file(self.house.surgeon, self.case)

    @property
    def read(self) -> int:
        return self.file.case.version

    @property
    def stage(self) -> Stage:
        return self.file.case.stage

    @property
    def patient(self) -> UUID:
        return self.file.case.patient

    @property
    def made(self) -> Product:
        assert self.product
        return load_product(self.house.surgeon, self.product)

    def signing(self, scope: Scope | None = None) -> Confirmed:
        return confirm_with_password(scope or self.house.surgeon, PASSWORD, at=self.now)

    def pin(self, scope: Scope) -> Confirmed:
        return confirm_with_pin(scope, PIN, at=self.now)

    def examine(self) -> "Hip":
        at = self.tick()
        history = History(symptom_months=Decimal(14), steroid_injections=2)
        found = Examination(examined_on=at.date(), trochanteric_tenderness=True)
        clinic.record_examination(self.house.surgeon, self.case, history, found, read=self.read, at=at)
        return self

    def image(self) -> "Hip":
        at = self.tick()
        seen = MriFindings(read_on=at.date(), reader_name="A reader outside", tear=a_tear())
        clinic.record_imaging(self.house.surgeon, self.case, seen, read=self.read, at=at)
        return self

    def classify(self) -> "Hip":
        at = self.tick()
        chosen = Classified(scheme="lall_gtps", proposed="IV", chosen="IV")
        clinic.classify_tear(self.house.surgeon, self.case, chosen, read=self.read, at=at)
        return self

    def tell(self, facts: Facts | None = None) -> "Hip":
        at = self.tick()
        clinic.record_facts(self.house.nurse, self.case, facts or known(at), read=self.read, at=at)
        return self

    def draft(self, plan: Plan | None = None) -> "Hip":
        at = self.tick()
        plans.draft_plan(self.house.surgeon, self.case, plan or a_plan(), read=self.read, at=at)
        return self

    def sign(self) -> "Hip":
        """Signed, with every warning acknowledged."""
        at, file = self.tick(), self.file
        plans.sign_plan(
            self.house.surgeon,
            self.case,
            acknowledged=to_acknowledge(
                file.draft, file.judge(at=at).assessment, claimed=file.claim_on(file.draft, at=at)
            ),
            confirmed=self.signing(),
            read=self.read,
            at=at,
        )
        return self

    def decide(self, *, given: bool = True, purpose: Purpose = Purpose.PRODUCT) -> "Hip":
        at = self.tick()
        product = "prp-lr" if purpose is Purpose.PRODUCT else ""
        consent = Consent(
            purpose=purpose,
            product=product,
            text="A form, version 1",
            given=given,
            decided_on=at.date(),
            explained_by="A nurse",
        )
        plans.record_consent(self.house.nurse, self.case, consent, read=self.read, at=at)
        return self

    def start(self, *, time_out: bool = True, another_day: str = "") -> "Hip":
        at = self.tick()
        start = Start(
            started_at=at,
            approach=Approach.ENDOSCOPIC,
            wristband=self.file.case.wristband,
            another_day=another_day,
        )
        surgery.start_surgery(self.house.nurse, self.case, start, read=self.read, at=at)
        return self.pause() if time_out else self

    def pause(self, time_out: TimeOut | None = None) -> "Hip":
        """The time-out: everything is confirmed, by two people."""
        at = self.now
        said = time_out or aloud.time_out(surgeon="Ann Able", nurse="Ben Best", at=at)
        surgery.record_time_out(self.house.nurse, self.case, said, read=self.read, at=at)
        return self

    def see(self, seen: TearSeen | None = None) -> "Hip":
        """The tear as it was seen: the one of the images unless another is told."""
        at = self.now
        told = seen or TearSeen(seen_at=at, agreement=Agreement.MATCHES)
        surgery.record_tear_seen(self.house.nurse, self.case, told, read=self.read, at=at)
        return self

    def step(self, kind: StepKind) -> "Hip":
        at = self.tick()
        surgery.record_step(self.house.nurse, self.case, a_step(kind, at), read=self.read, at=at)
        return self

    def steps(self) -> "Hip":
        for kind in (
            StepKind.BURSECTOMY,
            StepKind.DEBRIDEMENT,
            StepKind.MICROPUNCTURE,
            StepKind.REATTACHMENT,
        ):
            self.step(kind)
        return self.see()

    def finish(self, *kinds: EventType, said: str = "") -> "Hip":
        """The operation ends, with these complications."""
        at = self.tick()
        surgery.finish_surgery(
            self.house.surgeon,
            self.case,
            Finish(
                finished_at=at,
                concomitant=(),
                counts=aloud.counts(),
                complication_kinds=kinds,
                complications=said,
                product_left_out="" if self.file.products else "The tube broke.",
            ),
            confirmed=self.signing(),
            zone=ZONE,
            read=self.read,
            at=at,
        )
        return self

    def happen(self, event: AdverseEvent | None = None) -> "Hip":
        """An adverse event is recorded: a haematoma of today unless another is given."""
        at = self.tick()
        told = event or AdverseEvent(type=EventType.HAEMATOMA, onset=at.date())
        events.record_event(self.house.nurse, self.case, told, read=self.read, at=at)
        return self

    def comes_today(self, status: BookingStatus = BookingStatus.ARRIVED) -> "Hip":
        """A visit of this hip stands in the book for today; the patient is in the house unless told else."""
        today = self.now.astimezone(ZoneInfo(ZONE)).date()
        visit = a_visit(datetime.combine(today, time(9)))
        BookingRow.objects.create(
            practice_id=self.house.nurse.practice,
            patient_id=self.file.case.patient,
            case_id=self.case,
            status=status.value,
            **bookings.columns_of_visit(visit),
        )
        return self

    @property
    def event_code(self) -> str:
        """On the label of the therapy event that the plan names; one of nowhere before there is any."""
        found = therapy_events.planned_now(self.house.nurse, self.file)
        return found.code.text if found else make_code(CodeKind.EVENT, bytes(10)).text

    def collect(self) -> "Hip":
        at = self.tick()
        self.product = products.collect_product(
            self.house.nurse,
            self.case,
            a_harvest(at),
            wristband=self.file.case.wristband,
            event_scan=self.event_code,
            confirmed=self.pin(self.house.nurse),
            read=self.read,
            at=at,
        ).subject
        return self

    def prepare(self, **told: Any) -> "Hip":
        began, at = self.now, self.tick(15)
        products.prepare_product(
            self.house.nurse,
            self.made.id,
            replace(a_preparation(began, at), **told),
            scanned=self.made.chain.product.text,
            deviation_reason="",
            confirmed=self.pin(self.house.nurse),
            read=self.made.version,
            at=at,
        )
        return self

    def characterise(self) -> "Hip":
        at = self.tick()
        products.characterise_product(
            self.house.nurse,
            self.made.id,
            nothing_measured("prp-lr"),
            activator=Activator.NONE,
            activation_detail="",
            deviation_reason="",
            confirmed=self.pin(self.house.nurse),
            read=self.made.version,
            at=at,
        )
        return self

    def release(self, by: Scope | None = None) -> "Hip":
        at = self.tick()
        who = by or self.house.scope(Role.ASSISTANT)
        code = self.made.chain.product.text
        products.release_product(
            who, self.made.id, scanned=code, confirmed=self.pin(who), read=self.made.version, at=at
        )
        return self

    def confirm(self, by: Scope | None = None) -> "Hip":
        at = self.tick()
        who = by or self.house.nurse
        products.confirm_product(
            who,
            self.made.id,
            product_scan=self.made.chain.product.text,
            wristband_scan=self.file.case.wristband,
            confirmed=self.pin(who),
            read=self.made.version,
            at=at,
        )
        return self

    def administer(self, by: Scope | None = None, *, given_at: datetime | None = None) -> "Hip":
        at = self.tick()
        who = by or self.house.surgeon
        products.administer_product(
            who,
            self.made.id,
            a_delivery(given_at or at),
            product_scan=self.made.chain.product.text,
            wristband_scan=self.file.case.wristband,
            zone=ZONE,
            confirmed=self.pin(who),
            read=self.made.version,
            at=at,
        )
        return self

    def discard(self) -> "Hip":
        at = self.tick()
        products.discard_product(
            self.house.nurse,
            self.made.id,
            reason="Dropped.",
            confirmed=self.pin(self.house.nurse),
            read=self.made.version,
            at=at,
        )
        return self

    def release_now(self) -> "Hip":
        return self.collect().prepare().characterise().release()

    def invite(self, milestone: str = "baseline") -> "Hip":
        outcomes.invite_to_answer(
            self.house.desk, self.case, milestone, wordings=DEMONSTRATION, at=self.tick()
        )
        return self

    def to(self, stage: Stage) -> "Hip":
        """On to a stage, by every act on the way."""
        ways = {
            Stage.BOOKED: lambda: self,
            Stage.EXAMINED: lambda: self.examine(),
            Stage.CLASSIFIED: lambda: self.to(Stage.EXAMINED).image().classify(),
            Stage.PLANNED: lambda: self.to(Stage.CLASSIFIED).tell().draft().sign(),
            Stage.CONSENTED: lambda: self.to(Stage.PLANNED).decide(),
            Stage.IN_THEATRE: lambda: self.to(Stage.CONSENTED).start(),
            Stage.OPERATED: lambda: self.to(Stage.IN_THEATRE).steps().finish(),
            Stage.CLOSED: lambda: self.to(Stage.EXAMINED).close(),
        }
        return ways[stage]()

    def close(self) -> "Hip":
        at = self.tick()
        clinic.close_case(self.house.surgeon, self.case, Closure(reason="Moved"), read=self.read, at=at)
        return self


def a_hip(house: House, family: str = "Ferro", *, visit: Visit | None = None, side: Side = Side.LEFT) -> Hip:
    """A booked case of a patient of that name, who is new unless the house has one."""
    request = a_request(house, family, side=side)
    return Hip(house, book(house, request, visit), AT)


def a_harvest(at: datetime) -> Harvest:
    return Harvest(
        site="peripheral_vein",
        volume_ml=Decimal(54),
        anticoagulant=Anticoagulant.ACD_A,
        anticoagulant_ml=Decimal(6),
        collected_at=at,
    )


def a_preparation(began: datetime, ended: datetime) -> Preparation:
    spun = min(Decimal(14), max(Decimal("0.5"), Decimal((ended - began) // timedelta(minutes=1))))
    return Preparation(
        method=Method.CENTRIFUGE,
        device="A kit",
        lot="L1",
        spins=(Spin(minutes=spun, force_g=Decimal(900)),),
        started_at=began,
        ended_at=ended,
        output_ml=Decimal(5),
    )


def a_delivery(given_at: datetime) -> Delivery:
    return Delivery(
        given_at=given_at,
        route=Route.INJECTED,
        site="repair site",
        guidance="arthroscope",
        volume_ml=Decimal(4),
    )


def nothing_measured(kind: str) -> tuple[Measurement, ...]:
    return tuple(not_measured(QUANTITIES[name], "no counter here") for name in load_kind(kind).required)


def a_step(kind: StepKind, at: datetime) -> Step:
    match kind:
        case StepKind.MICROPUNCTURE:
            return Step(kind=kind, done_at=at, holes=12)
        case StepKind.REATTACHMENT:
            anchors = (Anchor(maker="A maker", lot="A1"), Anchor(maker="A maker", lot="A2"))
            return Step(kind=kind, done_at=at, repair=Repair.DOUBLE_ROW, anchors=anchors)
        case _:
            return Step(kind=kind, done_at=at)


def after_days(day: int) -> Biologic:
    """The product planned for a day after surgery."""
    return Biologic(product="prp-lr", option=PRP.option, timing=Timing.AFTER, day=day)
