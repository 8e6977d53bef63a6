"""The record of one hip as it grows: each act by the rules of the action of its name.

Actions load, decide and save one at a time; here a whole pathway is decided in memory and saved with others.
"""

from dataclasses import dataclass, field, replace
from datetime import date, datetime
from typing import TypeVar

from enthesis.actions.confirmation import Confirmed, Method
from enthesis.actions.surgery import speaks_against, start_obstacles
from enthesis.cli.synthetic.identity import Numbered
from enthesis.domain.biologics.product import Product
from enthesis.domain.errors import NotAllowed
from enthesis.domain.outcomes.catalogue import load_instrument
from enthesis.domain.outcomes.instrument import Wording
from enthesis.domain.outcomes.item import Answer
from enthesis.domain.outcomes.scoring import score_each
from enthesis.domain.pathway.case import Entry
from enthesis.domain.pathway.departures import check_anchors, check_departure
from enthesis.domain.pathway.plan import Plan, check_additions, check_can_sign, to_acknowledge, to_sign
from enthesis.domain.pathway.stages import Act, stage_after
from enthesis.domain.pathway.surgery import (
    Finish,
    Start,
    Step,
    check_acknowledged,
    check_between,
    check_can_finish,
    check_graft,
    check_step_time,
)
from enthesis.domain.pathway.tear_seen import TearSeen
from enthesis.domain.pathway.time_out import TimeOut, check_held_before, check_time_out
from enthesis.domain.pathway.timeline import windows_from
from enthesis.domain.practice.claims import Claim
from enthesis.domain.terms import EntryId, ResponseId, Signature
from enthesis.store.bulk import Filled
from enthesis.store.case_files import CaseFile
from enthesis.store.follow_ups import Mode, Response, ResponseStatus
from enthesis.store.scope import Scope

Value = TypeVar("Value")


@dataclass(slots=True, kw_only=True)
class Record:
    """`claims` are those of its visits, `asked` is when the forms of a milestone were opened."""

    ids: Numbered
    file: CaseFile
    claims: tuple[Claim, ...] = ()
    asked: dict[str, datetime] = field(default_factory=dict)

    @property
    def filled(self) -> Filled:
        return Filled(file=self.file, claims=self.claims, asked=self.asked)

    def add(
        self,
        act: Act,
        *values: object,
        by: Scope,
        at: datetime,
        signature: Signature | None = None,
        operated_on: date | None = None,
    ) -> None:
        """The case has moved on by the stage table, and the values are its newest entries."""
        case = self.file.case.after(act)
        if operated_on is not None:
            case = replace(case, operated_on=operated_on)
        entries = list(self.file.entries)
        for value in values:
            number = len(entries) + 1
            entries.append(
                Entry(
                    id=EntryId(self.ids.id("entry", number)),
                    number=number,
                    value=value,
                    at=at,
                    by=by.actor.person,
                    by_name=by.actor.name,
                    signature=signature if value is values[-1] else None,
                )
            )
        self.file = replace(self.file, case=case, entries=tuple(entries))

    def draft(self, plan: Plan, *, by: Scope, at: datetime) -> None:
        check_additions(plan)
        self.add(Act.DRAFT_PLAN, plan, by=by, at=at)

    def sign(self, *, by: Scope, at: datetime) -> None:
        """The draft is signed with every warning acknowledged, its candidacy kept before it."""
        judgement = self.file.judge(at=at)
        said = to_acknowledge(self.file.draft, judgement.assessment)
        signed = to_sign(check_can_sign(self.file.draft, judgement.assessment, said), judgement.assessment)
        signature = confirmed(by, at=at).sign(self.file.case, signed, judgement=judgement)
        self.add(Act.SIGN_PLAN, judgement, signed, by=by, at=at, signature=signature)

    def start(self, start: Start, *, by: Scope, at: datetime) -> None:
        if found := start_obstacles(self.file, at=at):
            raise NotAllowed("not-a-candidate", f"The operation cannot start: {' '.join(found)}")
        self.add(Act.START_SURGERY, start, by=by, at=at)

    def pause(self, time_out: TimeOut, *, by: Scope, at: datetime) -> None:
        """Everything was confirmed aloud before the first step."""
        check_between(self.value(Start), time_out.held_at, "Time-out", at=at)
        check_time_out(time_out)
        self.add(Act.RECORD_TIME_OUT, time_out, by=by, at=at)

    def see(self, seen: TearSeen, *, by: Scope, at: datetime) -> None:
        check_between(self.value(Start), seen.seen_at, "The tear as it was seen", at=at)
        check_held_before(self.file.every(TimeOut), seen.seen_at)
        self.add(Act.RECORD_TEAR_SEEN, seen, by=by, at=at)

    def step(self, step: Step, *, by: Scope, at: datetime) -> None:
        check_step_time(self.value(Start), step, at=at)
        check_held_before(self.file.every(TimeOut), step.done_at)
        check_departure(self.plan, step, self.file.every(Step))
        check_graft(step)
        if step.kind.option is not None:
            check_acknowledged(step, speaks_against(self.file, step.in_hand, at=at))
        self.add(Act.RECORD_STEP, step, by=by, at=at)

    def finish(self, finish: Finish, *, on: date, by: Scope, at: datetime) -> None:
        """The record of surgery is signed, and ten years of follow-up are on the calendar."""
        check_can_finish(
            self.plan, self.value(Start), self.file.every(Step), finish, seen=self.value(TearSeen)
        )
        check_anchors(self.plan, self.file.every(Step))
        signature = confirmed(by, at=at).sign(self.file.case, finish)
        self.add(Act.FINISH_SURGERY, finish, by=by, at=at, signature=signature, operated_on=on)
        self.file = replace(self.file, follow_ups=windows_from(on))

    def handle(self, product: Product) -> None:
        """One more act on the product of this hip."""
        stage_after(Act.HANDLE_PRODUCT, self.file.case.stage)
        self.file = replace(self.file, products=(product,))

    def collect(self, product: Product) -> None:
        """The case moves on with a collection."""
        self.file = replace(self.file, case=self.file.case.after(Act.HANDLE_PRODUCT), products=(product,))

    def answer(
        self, instrument: str, milestone: str, answers: dict[str, Answer], *, asked: datetime, at: datetime
    ) -> None:
        """One form is opened and sent in, and scored."""
        stage_after(Act.COLLECT_ANSWERS, self.file.case.stage)
        declared = load_instrument(instrument)
        response = Response(
            id=ResponseId(self.ids.id("response", len(self.file.responses))),
            patient=self.file.case.patient,
            case=self.file.case.id,
            milestone=milestone,
            instrument=instrument,
            instrument_version=declared.version,
            wording=Wording.OFFICIAL,
            mode=Mode.LINK,
            status=ResponseStatus.SUBMITTED,
            version=len(answers) + 2,
            answers=answers,
            scores=score_each(declared, answers),
            submitted_at=at,
        )
        self.asked[milestone] = asked
        self.file = replace(self.file, responses=(*self.file.responses, response))

    @property
    def plan(self) -> Plan:
        plan = self.file.signed_plan
        if plan is None:
            raise NotAllowed("no-plan", "There is no signed plan for this hip.")
        return plan

    def value(self, kind: type[Value]) -> Value:
        found = self.file.value(kind)
        if found is None:
            raise LookupError(f"There is no {kind.__name__} on record yet.")
        return found


def confirmed(by: Scope, *, at: datetime) -> Confirmed:
    """The person of an invented act, who is taken at the word."""
    if by.actor.person is None:
        raise NotAllowed("no-account", "Only members of staff sign.")
    return Confirmed(by=by.actor.person, name=by.actor.name, method=Method.PASSWORD, at=at)
