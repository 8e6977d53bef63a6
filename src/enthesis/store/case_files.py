"""Everything about one case in one value: what a page shows and an action decides on."""

from collections.abc import Collection
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from typing import TypeVar
from uuid import UUID
from zoneinfo import ZoneInfo

from enthesis.domain.biologics.determination import ClaimedPath, in_force
from enthesis.domain.biologics.product import Product
from enthesis.domain.candidacy.facts import BlockDrug, Facts
from enthesis.domain.candidacy.in_use import InUse, in_use, settled_by
from enthesis.domain.candidacy.judgement import Judgement, judge_now
from enthesis.domain.candidacy.policy import Policy
from enthesis.domain.candidacy.settled import Settled, brought_by, settled, with_block, with_settled
from enthesis.domain.examination.history import History
from enthesis.domain.examination.imaging import MriFindings, Sign
from enthesis.domain.examination.muscle import Muscle
from enthesis.domain.examination.tear import Tear
from enthesis.domain.examination.tests import Examination
from enthesis.domain.pathway.after_operation import INJECTION
from enthesis.domain.pathway.case import Case, Entry, every, latest
from enthesis.domain.pathway.ended import Ended
from enthesis.domain.pathway.follow_up import FollowUp
from enthesis.domain.pathway.indications import Seen
from enthesis.domain.pathway.plan import Plan, SignedPlan
from enthesis.domain.pathway.stages import Stage
from enthesis.domain.pathway.timeline import Timeline
from enthesis.domain.people.consent import Consent, Purpose
from enthesis.domain.people.patient import Contact, Patient
from enthesis.domain.practice.bench_settings import BenchSettings
from enthesis.domain.practice.booking import Booking
from enthesis.domain.practice.follow_up_settings import FollowUpSettings
from enthesis.domain.verdict import Override
from enthesis.store import (
    bookings,
    cases,
    determinations,
    ended,
    follow_ups,
    operations,
    patients,
    practice,
    products,
    timelines,
    triage,
)
from enthesis.store.follow_ups import Response
from enthesis.store.scope import Scope
from enthesis.store.triage import Traced

Value = TypeVar("Value")


@dataclass(frozen=True, slots=True, kw_only=True)
class CaseFile:
    """`contact` is None for those who may not see it; what follows from the patient's age is then asked.

    `entries` hold the corrected ones too. `policy` is the practice's now, `zone` that of the office that sees
    this hip: of its newest visit, else of the practice's first. `requests` are those that led here, none for
    those who may not see a contact. `ends` are those of the person that hold, `timelines` without answers;
    `asks` is what the practice decided of its questions, `bench` of its products, `booked_on` the day for
    which an operation that has not begun is booked, `claimed` which paths of the law were claimed for
    products, in their order; `injection_kinds` are the kinds of visits the practice keeps for an injection.
    """

    case: Case
    patient: Patient
    contact: Contact | None
    entries: tuple[Entry[object], ...]
    bookings: tuple[Booking, ...]
    products: tuple[Product, ...]
    follow_ups: tuple[FollowUp, ...]
    responses: tuple[Response, ...]
    policy: Policy
    zone: str
    requests: tuple[Traced, ...] = ()
    ends: tuple[Ended, ...] = ()
    timelines: tuple[Timeline, ...] = ()
    asks: FollowUpSettings = field(default_factory=FollowUpSettings)
    bench: BenchSettings = field(default_factory=BenchSettings)
    booked_on: date | None = None
    claimed: tuple[ClaimedPath, ...] = ()
    injection_kinds: frozenset[str] = frozenset()

    def latest(self, kind: type[Value]) -> Entry[Value] | None:
        return latest(self.entries, kind)

    def value(self, kind: type[Value]) -> Value | None:
        entry = latest(self.entries, kind)
        return entry.value if entry else None

    def every(self, kind: type[Value]) -> tuple[Value, ...]:
        return tuple(entry.value for entry in every(self.entries, kind))

    @property
    def draft(self) -> Plan | None:
        """The newest plan, signed or not."""
        return self.value(Plan)

    @property
    def signed_plan(self) -> Plan | None:
        """The plan in force: signed, and no newer draft after it."""
        signed, draft = self.latest(SignedPlan), self.latest(Plan)
        if signed is None or (draft is not None and draft.number > signed.number):
            return None
        return signed.value.plan

    def judge(
        self,
        *,
        at: datetime,
        graft: str | None = None,
        used: InUse | None = None,
        policy: Policy | None = None,
    ) -> Judgement:
        """Candidacy as it stands now, by the practice's policy and on the calendar of the office.

        `graft` is the one in hand, judged instead of the planned one; `used` what is in the product in hand,
        instead of what is in every product of this hip that may still be given. `policy` is one to try.
        """
        if policy is not None:
            return replace(self, policy=policy).judge(at=at, graft=graft, used=used)
        local = at.astimezone(ZoneInfo(self.zone))
        known = with_block(self.value(Facts), self.block, at=local)
        facts = with_settled(known, self.settled(at=local, graft=graft, used=used), at=local)
        return judge_now(facts, self.every(Override), at=local, policy=self.policy)

    def settled(self, *, at: datetime, graft: str | None = None, used: InUse | None = None) -> Settled:
        """The facts that the record answers by itself: graft and product in hand before the planned ones."""
        held = (used,) if used else tuple(in_use(p) for p in self.products if _may_be_given(p))
        found = settled(
            graft=graft or (self.draft.graft if self.draft else None),
            sex=self.patient.sex,
            born_on=self.contact.birth_date if self.contact else None,
            policy=self.policy,
            at=at,
        )
        return {**found, **settled_by(held, at=at)}

    @property
    def block(self) -> BlockDrug | None:
        """What the planned nerve block brings where the product goes."""
        return brought_by(self.draft.anaesthesia if self.draft else None)

    @property
    def seen(self) -> Seen:
        """What published indications look at in this hip, as last recorded."""
        read, plan = self.value(MriFindings), self.draft
        return Seen(
            tear=read.tear if read else Tear(),
            muscle=read.muscle if read else Muscle(),
            history=self.value(History) or History(),
            examination=self.value(Examination),
            atrophy=read.sign(Sign.ATROPHY) if read else None,
            revision=plan.revision if plan else None,
        )

    def claim_on(self, plan: Plan | None, *, at: datetime) -> ClaimedPath | None:
        """The determination in force, at this moment in the office, for the product of a plan."""
        if plan is None or plan.biologic is None:
            return None
        on = at.astimezone(ZoneInfo(self.zone)).date()
        return in_force(self.claimed, plan.biologic.product, case=self.case.id, on=on)

    @property
    def injection_visits(self) -> tuple[Booking, ...]:
        """Those an injection may be given at: of the kinds kept for it, any where the practice keeps none."""
        kinds = self.injection_kinds
        return tuple(b for b in self.bookings if not kinds or b.visit.visit_type in kinds)

    def consent_to(self, product: str, *, at: datetime | None = None) -> Consent | None:
        """The newest decision about a product; of those recorded until `at`, where that is told."""
        told = self.entries if at is None else tuple(e for e in self.entries if e.at <= at)
        made = (e.value for e in every(told, Consent))
        found = [c for c in made if c.purpose is Purpose.PRODUCT and c.product == product]
        return found[-1] if found else None


def _may_be_given(product: Product) -> bool:
    return not product.state.is_final


BEFORE_SURGERY = (Stage.EXAMINED, Stage.CLASSIFIED, Stage.PLANNED, Stage.CONSENTED)


def list_open_files(scope: Scope) -> tuple[CaseFile, ...]:
    """Every case between examination and operation, newest first: what candidacy is still judged for."""
    found = (case for stage in BEFORE_SURGERY for case in cases.list_cases(scope, stage=stage))
    return tuple(load_case_file(scope, case.id) for case in sorted(found, key=lambda c: c.opened_at)[::-1])


def load_case_file(scope: Scope, case_id: UUID) -> CaseFile:
    case = cases.load_case(scope, case_id)
    visits, written = bookings.bookings_of(scope, case.id), practice.load_written_practice(scope)
    entries = cases.list_entries(scope, case.id)
    known = timelines.list_timelines(scope, case.id, told=entries) if case.operated_on else {}
    return CaseFile(
        case=case,
        patient=patients.load_patient(scope, case.patient),
        contact=patients.load_contact(scope, case.patient) if scope.sees_contact else None,
        entries=entries,
        bookings=visits,
        products=products.list_products(scope, case.id),
        follow_ups=follow_ups.list_follow_ups(scope, case.id, known=known).get(case.id, ()),
        responses=follow_ups.list_responses(scope, case.id),
        policy=practice.load_policy(scope),
        zone=visits[-1].visit.zone if visits else written.offices[0].zone,
        requests=triage.list_traced(scope, case.id) if scope.sees_contact else (),
        ends=ended.list_ended(scope, {case.patient}).get(case.patient, ()),
        timelines=known.get(case.id, ()),
        asks=written.follow_up,
        bench=written.bench,
        booked_on=operations.list_booked_days(scope, {case.id}).get(case.id, (case.stage, None))[1],
        claimed=determinations.list_claimed(scope, case=case.id),
        injection_kinds=frozenset(k.slug for k in written.visit_types if INJECTION in k.after_operation),
    )


def list_planned_files(scope: Scope, wanted: Collection[UUID]) -> dict[UUID, CaseFile]:
    """What plan and candidacy of several cases are judged on, in a fixed number of queries.

    Visits, follow-ups, answers and requests are left out; the zone is that of the practice's first office.
    """
    found = cases.load_cases(scope, wanted)
    people = {case.patient for case in found}
    known = patients.load_patients(scope, people)
    contacts = patients.contacts_of(scope, set(people)) if scope.sees_contact else {}
    told = cases.entries_by_case(scope, wanted)
    made = products.list_products(scope, cases=wanted)
    policy, zone = practice.load_policy(scope), practice.load_practice(scope).offices[0].zone
    return {
        case.id: CaseFile(
            case=case,
            patient=known[case.patient],
            contact=contacts.get(case.patient),
            entries=told.get(case.id, ()),
            bookings=(),
            products=tuple(product for product in made if product.case == case.id),
            follow_ups=(),
            responses=(),
            policy=policy,
            zone=zone,
        )
        for case in found
    }
