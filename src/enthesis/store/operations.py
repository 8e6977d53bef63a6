"""Booked operations and their history: one that stands for each case."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from django.db import IntegrityError, transaction
from django.db.models import Max, QuerySet

from enthesis.domain.errors import NotAllowed, NotFound, Stale
from enthesis.domain.pathway.case import Case
from enthesis.domain.pathway.operation import (
    STANDING,
    Hanging,
    Member,
    OperationAct,
    OperationBooking,
    OperationChange,
    OperationState,
    Theatre,
)
from enthesis.domain.pathway.stages import BEFORE_OPERATION, Stage
from enthesis.domain.practice.task import TaskId
from enthesis.domain.terms import CaseId, OperationId
from enthesis.store.claims import release_claims, save_operation_claims
from enthesis.store.codec import decode, encode
from enthesis.store.constraints import is_of
from enthesis.store.models import OperationChangeRow, OperationRow
from enthesis.store.scope import Scope, rows


def save_operation(scope: Scope, case: Case, theatre: Theatre, team: tuple[Member, ...]) -> OperationBooking:
    """A new booking that claims the time of its team.

    Raises NotAllowed where one stands already, Taken where somebody of the team is not free.
    """
    row = OperationRow(
        practice_id=scope.practice,
        patient_id=case.patient,
        case_id=case.id,
        state=OperationState.PLANNED.value,
        team=encode(team),
        **_columns(theatre),
        starts_at=theatre.starts_at,
    )
    try:
        with transaction.atomic():
            row.save(force_insert=True)
    except IntegrityError as refused:
        if is_of(refused, OperationRow, "one_operation_each"):
            raise booked_already() from None
        raise
    save_operation_claims(scope, theatre, team, row)
    return _operation(row)


def booked_already() -> NotAllowed:
    return NotAllowed(
        "operation-booked",
        "An operation is booked for this case already.",
        "Move or cancel that one.",
    )


def save_operation_after(scope: Scope, before: OperationBooking, after: OperationBooking) -> None:
    """Compare and set; raises Stale when somebody was faster, Taken where one of the team is not free."""
    row = rows(scope, OperationRow).select_for_update(no_key=True).filter(id=before.id).first()
    if row is None or row.version != before.version:
        raise Stale(
            "operation-moved-on",
            "Somebody else has just changed this booking.",
            "Look at it, then do yours again.",
        )
    if after.state is OperationState.CANCELLED:
        release_claims(row)
    elif (after.theatre, after.team) != (before.theatre, before.team):
        save_operation_claims(scope, after.theatre, after.team, row)
    rows(scope, OperationRow).filter(id=row.id).update(
        **_columns(after.theatre),
        starts_at=after.theatre.starts_at,
        team=encode(after.team),
        state=after.state.value,
        reason=after.reason,
        version=after.version,
    )


def save_hanging(scope: Scope, operation: UUID, visits: Iterable[Hanging], *, call: TaskId | None) -> None:
    """What hangs on the operation, after it was booked, moved or cancelled in the same transaction."""
    rows(scope, OperationRow).filter(id=operation).update(visits=encode(tuple(visits)), call=call)


def save_operation_change(
    scope: Scope, case: Case, after: OperationBooking, act: OperationAct, *, reason: str = "", at: datetime
) -> None:
    """The act is in the history, with where the booking stands after it."""
    OperationChangeRow.objects.create(
        practice_id=scope.practice,
        patient_id=case.patient,
        operation_id=after.id,
        number=after.version,
        act=act.value,
        reason=reason,
        **_columns(after.theatre),
        at=at,
        by=scope.actor.person,
        by_name=scope.actor.name,
    )


def load_operation(scope: Scope, operation: UUID) -> OperationBooking:
    row = rows(scope, OperationRow).filter(id=operation).first()
    if row is None:
        raise NotFound("operation", "There is no such operation in this practice.")
    return _operation(row)


def find_standing(scope: Scope, case: UUID) -> OperationBooking | None:
    """The booking of a case that stands: planned, moved or confirmed."""
    row = _standing(rows(scope, OperationRow)).filter(case_id=case).first()
    return _operation(row) if row else None


def list_operations_of(scope: Scope, case: UUID) -> tuple[OperationBooking, ...]:
    """Every booking of a case, cancelled ones too."""
    return tuple(
        _operation(row) for row in rows(scope, OperationRow).filter(case_id=case).order_by("on", "id")
    )


def find_operation(scope: Scope, case: UUID) -> OperationBooking | None:
    """The booking of a case that stands, else the one that was done, if any."""
    found = rows(scope, OperationRow).filter(case_id=case)
    row = _standing(found).first() or found.filter(state=OperationState.DONE.value).last()
    return _operation(row) if row else None


def list_operations(scope: Scope, first: date, last: date) -> tuple[OperationBooking, ...]:
    """The standing bookings from the first to the last day, in order of day and time."""
    found = _standing(rows(scope, OperationRow)).filter(on__gte=first, on__lte=last)
    return tuple(_operation(row) for row in found.order_by("on", "begins", "id"))


def list_booked_days(scope: Scope, cases: Collection[UUID] | None = None) -> dict[UUID, tuple[Stage, date]]:
    """The stage and the booked day of every hip whose operation has not begun, or of these cases."""
    found = _standing(rows(scope, OperationRow)).filter(
        case__stage__in=[one.value for one in BEFORE_OPERATION]
    )
    if cases is not None:
        found = found.filter(case_id__in=cases)
    return {case: (Stage(stage), on) for case, stage, on in found.values_list("case_id", "case__stage", "on")}


def list_lapsed(scope: Scope, today: date) -> tuple[OperationBooking, ...]:
    """Standing bookings of days before `today` whose operation has not begun, the longest past first."""
    found = _standing(rows(scope, OperationRow)).filter(on__lt=today)
    waiting = found.filter(case__stage__in=[stage.value for stage in BEFORE_OPERATION])
    return tuple(_operation(row) for row in waiting.order_by("on", "begins", "id"))


@dataclass(frozen=True, slots=True, kw_only=True)
class FedOperation:
    """An operation as a feed shows it, cancelled or not; `changed_at` is when it was last touched."""

    operation: OperationBooking
    changed_at: datetime


def list_fed_operations(scope: Scope, clinician: str, first: date, last: date) -> tuple[FedOperation, ...]:
    """The operations of a clinician from the first to the last day, the cancelled ones too."""
    found = rows(scope, OperationRow).filter(on__gte=first, on__lte=last).order_by("on", "id")
    booked = [one for one in map(_operation, found) if clinician in {m.clinician for m in one.team}]
    changes = rows(scope, OperationChangeRow).filter(operation_id__in=[one.id for one in booked])
    changed = dict(changes.values_list("operation_id").annotate(at=Max("at")))
    return tuple(FedOperation(operation=one, changed_at=changed[one.id]) for one in booked)


def list_operation_changes(scope: Scope, case: UUID) -> tuple[OperationChange, ...]:
    """What happened to every booking of a case, oldest first."""
    found = rows(scope, OperationChangeRow).filter(operation__case_id=case).order_by("at", "number")
    return tuple(
        OperationChange(
            number=row.number,
            act=OperationAct(row.act),
            theatre=_theatre(row),
            reason=row.reason,
            at=row.at,
            by=row.by,
            by_name=row.by_name,
        )
        for row in found
    )


def _standing(found: QuerySet[OperationRow]) -> QuerySet[OperationRow]:
    return found.filter(state__in=[state.value for state in STANDING])


def _columns(theatre: Theatre) -> dict[str, object]:
    return {
        "hospital": theatre.hospital,
        "zone": theatre.zone,
        "on": theatre.on,
        "begins": theatre.begins,
        "minutes": theatre.minutes,
    }


def _theatre(row: OperationRow | OperationChangeRow) -> Theatre:
    return Theatre(hospital=row.hospital, zone=row.zone, on=row.on, begins=row.begins, minutes=row.minutes)


def _operation(row: OperationRow) -> OperationBooking:
    return OperationBooking(
        id=OperationId(row.id),
        case=CaseId(row.case_id),
        theatre=_theatre(row),
        team=decode(row.team, tuple[Member, ...]),
        state=OperationState(row.state),
        version=row.version,
        reason=row.reason,
        visits=decode(row.visits, tuple[Hanging, ...]),
        call=TaskId(row.call) if row.call else None,
    )
