"""Which labels were printed of a code: each may stick somewhere, whatever became of its product."""

from dataclasses import dataclass
from datetime import datetime

from enthesis.domain.biologics.identity import Code
from enthesis.domain.biologics.label import Label
from enthesis.domain.errors import NotAllowed
from enthesis.domain.terms import PatientId
from enthesis.store.models import LabelPrintRow
from enthesis.store.scope import Scope, rows


@dataclass(frozen=True, slots=True, kw_only=True)
class Printing:
    """Labels that were printed at once; `says` is what of them may be untrue by now."""

    number: int
    copies: int
    stock: str
    says: str
    at: datetime
    by_name: str


def save_printing(
    scope: Scope, patient: PatientId, label: Label, *, copies: int, stock: str, at: datetime
) -> Printing:
    """One more printing of the label's code. The caller holds its case, so that no number is taken twice."""
    by = scope.actor.person
    if by is None:
        raise NotAllowed("who", "Nobody is named who prints this label.", "Sign in, then print it.")
    row = LabelPrintRow.objects.create(
        practice_id=scope.practice,
        patient_id=patient,
        code=label.code.text,
        number=len(list_printings(scope, label.code)) + 1,
        copies=copies,
        stock=stock,
        says=label.says,
        at=at,
        by=by,
        by_name=scope.actor.name,
    )
    return _printing(row)


def list_printings(scope: Scope, code: Code) -> tuple[Printing, ...]:
    """What was printed of a code, the first first."""
    found = rows(scope, LabelPrintRow).filter(code=code.text).order_by("number")
    return tuple(_printing(row) for row in found)


def _printing(row: LabelPrintRow) -> Printing:
    return Printing(
        number=row.number,
        copies=row.copies,
        stock=row.stock,
        says=row.says,
        at=row.at,
        by_name=row.by_name,
    )
