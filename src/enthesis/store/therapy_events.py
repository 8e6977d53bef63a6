"""Therapy events: the occasion on a hip that products are collected for, each under a code of its own."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from enthesis.domain.biologics.identity import Code, CodeKind, check_unused
from enthesis.domain.errors import NotFound, Stale
from enthesis.domain.pathway.case import Case
from enthesis.domain.terms import CaseId, Side
from enthesis.store.models import CaseRow, PaperSheetRow, ProductRow, TherapyEventRow
from enthesis.store.scope import Scope, rows

_LABELLED = {
    CodeKind.PRODUCT: (ProductRow, "code"),
    CodeKind.WRISTBAND: (CaseRow, "wristband"),
    CodeKind.EVENT: (TherapyEventRow, "code"),
    CodeKind.FORM: (PaperSheetRow, "code"),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Opened:
    """A therapy event as it is kept; when and what is given follows from the plan in force.

    `opened_by_name` is empty where it was opened for a product from before events were kept.
    """

    id: UUID
    case: UUID
    occasion: str
    code: Code
    donation: str
    opened_at: datetime
    opened_by_name: str


class Labels:
    """Every code that stands on a wristband, product, therapy event or paper sheet, of whatever practice."""

    def __contains__(self, code: object) -> bool:
        if not isinstance(code, Code):
            return False
        return any(
            model._default_manager.filter(**{column: code.text}).exists()
            for model, column in _LABELLED.values()
        )


LABELS = Labels()


def save_new_event(scope: Scope, case: Case, *, occasion: str, code: Code, at: datetime) -> Opened:
    """The event is opened; raises NotAllowed where its code is another's already."""
    check_unused(code, LABELS)
    row = TherapyEventRow.objects.create(
        practice_id=scope.practice,
        patient_id=case.patient,
        case_id=case.id,
        occasion=occasion,
        code=code.text,
        opened_at=at,
        opened_by=scope.actor.person,
        opened_by_name=scope.actor.name,
    )
    return _opened(row)


def save_donation(scope: Scope, event: UUID, donation: str, *, read: str) -> None:
    """The site's own number stands on the event; raises Stale where it is not `read` any more."""
    changed = rows(scope, TherapyEventRow).filter(id=event, donation=read).update(donation=donation)
    if not changed:
        now = load_event(scope, event).donation or "nothing"
        raise Stale("donation", f"Somebody was first: {now} stands there.", "Look again, then go on.")


def load_event(scope: Scope, event: UUID) -> Opened:
    row = rows(scope, TherapyEventRow).filter(id=event).first()
    if row is None:
        raise NotFound("therapy-event", "There is no such therapy event in this practice.")
    return _opened(row)


def find_event(scope: Scope, case: UUID, *, occasion: str) -> Opened | None:
    row = rows(scope, TherapyEventRow).filter(case_id=case, occasion=occasion).first()
    return _opened(row) if row else None


def find_event_of(scope: Scope, product: UUID) -> Opened | None:
    """The event a product was collected for; None where there is no such product in this practice."""
    row = rows(scope, TherapyEventRow).filter(productrow__id=product).first()
    return _opened(row) if row else None


def list_events(scope: Scope, case: UUID) -> tuple[Opened, ...]:
    """The events of a hip, the first opened first."""
    found = rows(scope, TherapyEventRow).filter(case_id=case).order_by("opened_at", "id")
    return tuple(_opened(row) for row in found)


def find_hip(scope: Scope, wristband: Code) -> tuple[CaseId, Side] | None:
    """The hip whose wristband was scanned, in this practice."""
    found = rows(scope, CaseRow).filter(wristband=wristband.text).values_list("id", "hip__side").first()
    return (CaseId(found[0]), Side(found[1])) if found else None


def _opened(row: TherapyEventRow) -> Opened:
    return Opened(
        id=row.id,
        case=row.case_id,
        occasion=row.occasion,
        code=Code(row.code),
        donation=row.donation,
        opened_at=row.opened_at,
        opened_by_name=row.opened_by_name,
    )
