"""What happened to a patient after the operation, on the record."""

from datetime import date, datetime
from uuid import UUID
from zoneinfo import ZoneInfo

from enthesis.actions.act import Done, act
from enthesis.actions.record import record
from enthesis.domain.outcomes.adverse_event import AdverseEvent
from enthesis.domain.pathway.event_days import check_event
from enthesis.domain.pathway.stages import Act
from enthesis.domain.pathway.surgery import Start
from enthesis.domain.terms import CLINICIANS
from enthesis.store import case_files
from enthesis.store.case_files import CaseFile
from enthesis.store.scope import Scope


@act(*CLINICIANS)
def record_event(scope: Scope, case_id: UUID, event: AdverseEvent, *, read: int, at: datetime) -> Done:
    """One adverse event is on the record. What is learnt of it later is a correction of this entry."""
    file = case_files.load_case_file(scope, case_id)
    check_days(file, event, at=at)
    return record(scope, case_id, Act.RECORD_EVENT, event, read=read, at=at)


def check_days(file: CaseFile, event: AdverseEvent, *, at: datetime) -> None:
    """The days of the event fit the case, on the clock of its office. Raises NotAllowed or Invalid."""
    zone, start = ZoneInfo(file.zone), file.value(Start)
    check_event(
        event,
        operated_on=_operated_on(file, start, zone),
        taken_on=frozenset(
            product.collected.harvest.collected_at.astimezone(zone).date() for product in file.products
        ),
        on=at.astimezone(zone).date(),
    )


def _operated_on(file: CaseFile, start: Start | None, zone: ZoneInfo) -> date | None:
    if file.case.operated_on is not None:
        return file.case.operated_on
    return start.started_at.astimezone(zone).date() if start else None
