"""What was said of clearances, who looked for the kit, and how ready a case is for its operation."""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, time
from typing import TypeVar
from uuid import UUID
from zoneinfo import ZoneInfo

from enthesis.domain.candidacy.on_the_day.judge import OnTheDay, judge_the_day
from enthesis.domain.candidacy.on_the_day.planned import Planned
from enthesis.domain.candidacy.on_the_day.recorded import recorded
from enthesis.domain.errors import Stale
from enthesis.domain.pathway.case import Case
from enthesis.domain.pathway.operation import OperationBooking
from enthesis.domain.pathway.readiness.clearance import ClearanceState, ClearanceTold, Said
from enthesis.domain.pathway.readiness.judge import Readiness, judge_readiness
from enthesis.domain.pathway.readiness.kit import Checked, KitCheck, KitState
from enthesis.domain.pathway.stages import BEFORE_OPERATION
from enthesis.domain.practice.practice import Practice
from enthesis.domain.terms import AttachmentId
from enthesis.store.case_files import CaseFile, list_planned_files
from enthesis.store.models import ClearanceToldRow, KitCheckRow
from enthesis.store.operations import find_operation, list_operations
from enthesis.store.scope import Scope, rows

Told = TypeVar("Told")

LAST_MINUTE = time(23, 59)


@dataclass(frozen=True, slots=True, kw_only=True)
class Ahead:
    """A booked operation with the case it is for, and how ready that is."""

    operation: OperationBooking
    file: CaseFile
    readiness: Readiness

    @property
    def is_before(self) -> bool:
        """Whether it has not begun: afterwards nobody is asked for anything."""
        return self.file.case.stage in BEFORE_OPERATION


def save_clearance_told(
    scope: Scope, case: Case, told: ClearanceTold, *, read: int, planned_for: date | None, at: datetime
) -> UUID:
    """One more thing was said; `read` is how many the caller saw. Raises Stale when somebody was faster."""
    row = ClearanceToldRow.objects.create(
        practice_id=scope.practice,
        patient_id=case.patient,
        case_id=case.id,
        number=_next(rows(scope, ClearanceToldRow).filter(case_id=case.id).count(), read),
        kind=told.kind,
        about=told.about.strip(),
        state=told.state.value,
        whom=told.whom.strip(),
        reached=told.reached.strip(),
        due_on=told.due_on,
        why=told.why.strip(),
        file_id=told.file,
        planned_for=planned_for,
        at=at,
        by=scope.actor.person,
        by_name=scope.actor.name,
    )
    return row.id


def list_clearances_told(scope: Scope, cases: Collection[UUID]) -> dict[UUID, tuple[Said, ...]]:
    """What was said of the clearances of each case, oldest first. One query."""
    found = rows(scope, ClearanceToldRow).filter(case_id__in=cases).order_by("number")
    return _by_case((row.case_id, _said(row)) for row in found)


def save_kit_check(scope: Scope, case: Case, check: KitCheck, *, read: int, at: datetime) -> UUID:
    """Somebody looked; `read` is how many checks the caller saw. Raises Stale when somebody was faster."""
    row = KitCheckRow.objects.create(
        practice_id=scope.practice,
        patient_id=case.patient,
        case_id=case.id,
        number=_next(rows(scope, KitCheckRow).filter(case_id=case.id).count(), read),
        need=check.need,
        needed=check.needed,
        state=check.state.value,
        lot=check.lot.strip(),
        expires_on=check.expires_on,
        udi=check.udi,
        note=check.note.strip(),
        at=at,
        by=scope.actor.person,
        by_name=scope.actor.name,
    )
    return row.id


def list_kit_checks(scope: Scope, cases: Collection[UUID]) -> dict[UUID, tuple[Checked, ...]]:
    """The checks of each case, oldest first, those of things that are needed no more too. One query."""
    found = rows(scope, KitCheckRow).filter(case_id__in=cases).order_by("number")
    return _by_case((row.case_id, _checked(row)) for row in found)


def begins(operation: OperationBooking) -> datetime:
    """When it begins, on the hospital's clock; the last minute of its day while nobody knows the hour."""
    zone = ZoneInfo(operation.theatre.zone)
    starts = operation.theatre.starts_at
    return starts.astimezone(zone) if starts else datetime.combine(operation.on, LAST_MINUTE, zone)


def load_readiness(scope: Scope, file: CaseFile, site: Practice) -> Readiness:
    """How ready a case is for its booked operation, on what is known now."""
    case = file.case.id
    told, checks = list_clearances_told(scope, [case]), list_kit_checks(scope, [case])
    return _judge(file, find_operation(scope, case), site, told.get(case, ()), checks.get(case, ()))


def list_ahead(scope: Scope, site: Practice, first: date, last: date) -> tuple[Ahead, ...]:
    """The booked operations from the first to the last day, the nearest first, each with how ready it is.

    In a fixed number of queries however many they are.
    """
    booked = list_operations(scope, first, last)
    cases = [operation.case for operation in booked]
    files = list_planned_files(scope, cases)
    told, checks = list_clearances_told(scope, cases), list_kit_checks(scope, cases)
    return tuple(
        Ahead(
            operation=o,
            file=files[o.case],
            readiness=_judge(files[o.case], o, site, told.get(o.case, ()), checks.get(o.case, ())),
        )
        for o in booked
    )


def _judge(
    file: CaseFile,
    operation: OperationBooking | None,
    site: Practice,
    said: Sequence[Said],
    checked: Sequence[Checked],
) -> Readiness:
    starts_at, plan = begins(operation) if operation else None, file.draft
    zone = ZoneInfo(operation.theatre.zone if operation else file.zone)
    day = OnTheDay(items=(), wanted=())
    if plan is not None and starts_at is not None and operation is not None:
        there = replace(file, zone=operation.theatre.zone)
        planned = Planned(plan=plan, starts_at=starts_at)
        day = judge_the_day(planned, there.judge(at=starts_at), recorded(file.entries))
    return judge_readiness(
        starts_at=starts_at,
        plan=plan,
        is_signed=file.signed_plan is not None,
        consent=file.consent_to(plan.biologic.product) if plan and plan.biologic else None,
        kinds=site.clearance_kinds,
        said=tuple(replace(one, at=one.at.astimezone(zone)) for one in said),
        checked=tuple(replace(one, at=one.at.astimezone(zone)) for one in checked),
        wanted=day.wanted,
        judged=day.items,
    )


def _next(there: int, read: int) -> int:
    if there != read:
        raise Stale(
            "readiness-moved-on",
            "Somebody has recorded something here since you opened the page.",
            "Look at what is new, then record yours again.",
        )
    return there + 1


def _by_case(told: Iterable[tuple[UUID, Told]]) -> dict[UUID, tuple[Told, ...]]:
    found: dict[UUID, tuple[Told, ...]] = {}
    for case, one in told:
        found[case] = (*found.get(case, ()), one)
    return found


def _said(row: ClearanceToldRow) -> Said:
    told = ClearanceTold(
        kind=row.kind,
        about=row.about,
        state=ClearanceState(row.state),
        whom=row.whom,
        reached=row.reached,
        due_on=row.due_on,
        why=row.why,
        file=AttachmentId(row.file_id) if row.file_id else None,
    )
    return Said(told=told, at=row.at, by_name=row.by_name, planned_for=row.planned_for)


def _checked(row: KitCheckRow) -> Checked:
    check = KitCheck(
        need=row.need,
        needed=row.needed,
        state=KitState(row.state),
        lot=row.lot,
        expires_on=row.expires_on,
        udi=row.udi,
        note=row.note,
    )
    return Checked(check=check, at=row.at, by_name=row.by_name)
