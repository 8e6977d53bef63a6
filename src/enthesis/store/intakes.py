"""What patients are telling before a visit: kept section by section, an entry of the case once it is sent."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db.models import F

from enthesis.domain.candidacy.intake.review import Reviewed
from enthesis.domain.candidacy.intake.statement import Stated, Statement
from enthesis.domain.pathway.case import Case
from enthesis.domain.terms import CaseId
from enthesis.store.codec import decode, encode
from enthesis.store.kinds import name_of
from enthesis.store.models import EntryRow, IntakeRow
from enthesis.store.scope import Scope, rows

OPEN, SENT = "open", "sent"


@dataclass(frozen=True, slots=True, kw_only=True)
class Intake:
    """`sent_at` is None while the patient has not sent it."""

    id: UUID
    case: CaseId
    statements: tuple[Statement, ...]
    saved_at: datetime
    sent_at: datetime | None

    @property
    def is_open(self) -> bool:
        return self.sent_at is None


def find_intake(scope: Scope, case: UUID) -> Intake | None:
    """The one being answered, else the last one sent; None before anything was told."""
    found = rows(scope, IntakeRow).filter(case_id=case)
    row = found.filter(status=OPEN).first() or found.filter(status=SENT).order_by("-sent_at").first()
    return _intake(row) if row else None


def list_unread(scope: Scope, *, since: datetime) -> tuple[CaseId, ...]:
    """Cases whose patient has stated something since then that no clinician has read, the newest first."""
    stated, reviewed = name_of(Stated), name_of(Reviewed)
    found = rows(scope, EntryRow).filter(kind__in=(stated, reviewed), at__gte=since)
    newest: dict[UUID, EntryRow] = {}
    read: set[UUID] = set()
    for row in found.order_by("at", "number"):
        if row.kind == stated:
            newest[row.case_id] = row
        elif (told := decode(row.body, Reviewed)).read:
            read.add(told.stated)
    unread = (row for row in newest.values() if row.id not in read)
    return tuple(CaseId(row.case_id) for row in sorted(unread, key=lambda row: row.at, reverse=True))


def save_statements(scope: Scope, case: Case, statements: Sequence[Statement], *, at: datetime) -> UUID:
    """The open intake of the case holds these; the first time one is opened. The case must be locked."""
    row, made = IntakeRow.objects.get_or_create(
        practice_id=scope.practice,
        patient_id=case.patient,
        case_id=case.id,
        status=OPEN,
        defaults={"statements": encode(tuple(statements)), "opened_at": at, "saved_at": at},
    )
    if not made:
        IntakeRow.objects.filter(id=row.id).update(
            statements=encode(tuple(statements)), saved_at=at, version=F("version") + 1
        )
    return row.id


def save_sent(scope: Scope, intake: Intake, *, at: datetime) -> None:
    """It is closed; what is told from now on is another one."""
    rows(scope, IntakeRow).filter(id=intake.id, status=OPEN).update(
        status=SENT, sent_at=at, version=F("version") + 1
    )


def _intake(row: IntakeRow) -> Intake:
    return Intake(
        id=row.id,
        case=CaseId(row.case_id),
        statements=decode(row.statements, tuple[Statement, ...]),
        saved_at=row.saved_at,
        sent_at=row.sent_at,
    )
