"""What was sent to those who are followed: messages that asked, and the others that share their days."""

from collections.abc import Collection
from datetime import datetime, timedelta
from uuid import UUID

from django.db.models import Q

from enthesis.domain.pathway.contact.asked import Became, Kind, Made
from enthesis.domain.pathway.contact.called import About
from enthesis.domain.people.patient import Reach
from enthesis.domain.practice.message import Event
from enthesis.domain.terms import CaseId
from enthesis.store.codec import decode
from enthesis.store.merges import identities_of
from enthesis.store.models import CaseRow, LinkRow, MessageEventRow, OutboxRow
from enthesis.store.scope import Scope, rows
from enthesis.store.subjects import patients_about

INVITATION = "invitation"  # by hand, about one milestone of one case
CONTACT = "follow_up"  # planned, about everything a person is asked
ASKS = (CONTACT, INVITATION)
SETTLED = {
    Event.SENT.value: Became.SENT,
    Event.NO_WAY.value: Became.BOUNCED,
    Event.DEAD.value: Became.BOUNCED,
    Event.GIVEN_UP.value: Became.BOUNCED,
    Event.MOOT.value: Became.MOOT,
}
PAST = timedelta(days=2)
Place = tuple[UUID | None, datetime]


def list_made(
    scope: Scope,
    patients: Collection[UUID],
    cases: Collection[UUID],
    *,
    beside: UUID | None = None,
    since: datetime | None = None,
) -> dict[UUID, list[Made]]:
    """The messages that asked, by patient or case, whichever they are about; but for `beside`.

    Those that were due from `since` on, where it is given.
    """
    about = Q(kind=CONTACT, subject__in=patients) | Q(kind=INVITATION, subject__in=cases)
    if since is not None:
        about &= Q(due_at__gte=since)
    asked = rows(scope, OutboxRow).filter(about)
    found = [row for row in asked if row.id != beside]
    events: dict[UUID, MessageEventRow] = {}
    told = rows(scope, MessageEventRow).filter(message__in=asked.values("id"), event__in=SETTLED)
    for event in told.order_by("at"):
        events[event.message_id] = event
    opened = _opened(scope, cases)
    made: dict[UUID, list[Made]] = {}
    for row in found:
        made.setdefault(row.subject, []).append(_made(row, events.get(row.id), opened))
    return made


def list_made_to(scope: Scope, patient: UUID, *, beside: UUID | None = None) -> tuple[Made, ...]:
    """The messages that asked one person, under whichever identity and about whichever hip, oldest first."""
    people = identities_of(scope, patient)
    cases = set(rows(scope, CaseRow).filter(patient_id__in=people).values_list("id", flat=True))
    made = list_made(scope, people, cases, beside=beside).values()
    return tuple(sorted((one for told in made for one in told), key=lambda one: one.at))


def list_others(scope: Scope, patients: Collection[UUID], *, at: datetime) -> dict[UUID, list[datetime]]:
    """When messages to these patients that ask for no answers left of late or are due, by patient.

    Those of visits, of operations, of the waiting list and of what is asked before a visit.
    """
    due = rows(scope, OutboxRow).exclude(kind__in=ASKS).filter(status__in=("waiting", "leased"))
    left = rows(scope, MessageEventRow).filter(event=Event.SENT.value, at__gte=at - PAST)
    moments = [
        *due.values_list("subject", "due_at"),
        *left.exclude(message__kind__in=ASKS).values_list("message__subject", "at"),
    ]
    whose = patients_about(scope, {subject for subject, _ in moments})
    found: dict[UUID, list[datetime]] = {}
    for subject, moment in moments:
        if (patient := whose.get(subject)) in patients and patient is not None:
            found.setdefault(patient, []).append(moment)
    return found


def _opened(scope: Scope, cases: Collection[UUID]) -> set[Place]:
    """The links that were opened: of which case, and when they were made."""
    found = rows(scope, LinkRow).filter(case_id__in=cases, opened_at__isnull=False)
    return set(found.values_list("case_id", "created_at"))


def _made(row: OutboxRow, event: MessageEventRow | None, opened: set[Place]) -> Made:
    body = decode(row.body, dict[str, object])
    became = Became.BOUNCED if row.status == "dead" else Became.WAITING
    if event is not None and row.status == "done":
        became = SETTLED[event.event]
    at, way = (event.at, event.way) if event is not None else (row.due_at, str(body.get("way", "")))
    if became is Became.SENT and (UUID(str(body["case"])), at) in opened:
        became = Became.OPENED
    return Made(
        kind=Kind(str(body.get("says", Kind.INVITATION.value))),
        about=_about(body),
        at=at,
        way=Reach(way) if way else None,
        became=became,
    )


def _about(body: dict[str, object]) -> frozenset[About]:
    """The windows a message asked for; one by hand names its own."""
    told = body.get("about") or [[body["case"], body["milestone"]]]
    assert isinstance(told, list)  # noqa: S101  as it was written
    return frozenset(About(case=CaseId(UUID(str(case))), milestone=str(name)) for case, name in told)
