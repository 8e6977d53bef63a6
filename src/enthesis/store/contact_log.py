"""What was asked of a person and what came of it: each step with its time, from message to answers."""

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from uuid import UUID

from django.db.models import Q

from enthesis.domain.pathway.contact.called import Outcome
from enthesis.domain.people.patient import Reach
from enthesis.domain.practice.message import Event
from enthesis.store.contacts_made import CONTACT, INVITATION
from enthesis.store.links import ANSWER
from enthesis.store.merges import identities_of
from enthesis.store.models import CallRow, CaseRow, LinkRow, MessageEventRow, OutboxRow, ResponseRow
from enthesis.store.scope import Scope, rows


class Step(StrEnum):
    """How far a contact came."""

    TRIGGERED = "triggered"  # the message was put on its way
    SENT = "sent"
    BOUNCED = "bounced"
    NOT_SENT = "not_sent"  # it failed, held no more, or no way was open
    OPENED = "opened"  # its link, with the right date of birth
    STARTED = "started"  # the first answer of a form was saved
    SUBMITTED = "submitted"
    CALLED = "called"

    @property
    def label(self) -> str:
        return {
            Step.TRIGGERED: "Message on its way",
            Step.SENT: "Sent",
            Step.BOUNCED: "Came back",
            Step.NOT_SENT: "Not sent",
            Step.OPENED: "Link opened",
            Step.STARTED: "Form begun",
            Step.SUBMITTED: "Form sent in",
            Step.CALLED: "Called",
        }[self]


@dataclass(frozen=True, slots=True, kw_only=True)
class LogLine:
    """`about` is a milestone, `instrument` a form, `outcome` that of a call; each empty where it is none."""

    at: datetime
    step: Step
    way: Reach | None = None
    about: str = ""
    instrument: str = ""
    outcome: Outcome | None = None
    by_name: str = ""


STEPS = {Event.SENT.value: Step.SENT, Event.BOUNCED.value: Step.BOUNCED}


def list_log(scope: Scope, patient: UUID) -> tuple[LogLine, ...]:
    """Every step of asking this person, under whichever identity, the latest first."""
    people = identities_of(scope, patient)
    cases = set(rows(scope, CaseRow).filter(patient_id__in=people).values_list("id", flat=True))
    lines = [*_messages(scope, people, cases), *_links(scope, cases), *_forms(scope, cases)]
    lines += _calls(scope, people)
    return tuple(sorted(lines, key=lambda line: line.at, reverse=True))


def _messages(scope: Scope, people: Collection[UUID], cases: Collection[UUID]) -> Iterator[LogLine]:
    about = Q(kind=CONTACT, subject__in=people) | Q(kind=INVITATION, subject__in=cases)
    found = list(rows(scope, OutboxRow).filter(about))
    for row in found:
        yield LogLine(at=row.wanted_at or row.due_at, step=Step.TRIGGERED)
    for event in rows(scope, MessageEventRow).filter(message__in=found):
        way = Reach(event.way) if event.way else None
        yield LogLine(at=event.at, step=STEPS.get(event.event, Step.NOT_SENT), way=way)


def _links(scope: Scope, cases: Collection[UUID]) -> Iterator[LogLine]:
    found = rows(scope, LinkRow).filter(case_id__in=cases, purpose=ANSWER)
    for at, milestone in found.exclude(opened_at=None).values_list("opened_at", "milestone"):
        if at is not None:
            yield LogLine(at=at, step=Step.OPENED, about=milestone)


def _forms(scope: Scope, cases: Collection[UUID]) -> Iterator[LogLine]:
    for row in rows(scope, ResponseRow).filter(case_id__in=cases):
        for at, step in ((row.begun_at, Step.STARTED), (row.submitted_at, Step.SUBMITTED)):
            if at is not None:
                yield LogLine(at=at, step=step, about=row.milestone, instrument=row.instrument)


def _calls(scope: Scope, people: Collection[UUID]) -> Iterator[LogLine]:
    for row in rows(scope, CallRow).filter(patient_id__in=people):
        yield LogLine(at=row.at, step=Step.CALLED, outcome=Outcome(row.outcome), by_name=row.by_name)
