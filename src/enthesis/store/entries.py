"""Forms on paper and what people read on them."""

from collections.abc import Sequence
from datetime import date, datetime
from uuid import UUID

from django.db import IntegrityError, transaction
from django.db.models import F

from enthesis.domain.errors import NotAllowed, NotFound, Stale
from enthesis.domain.outcomes.entry.answered_by import AnsweredBy
from enthesis.domain.outcomes.entry.compare import Comparison
from enthesis.domain.outcomes.entry.filled import Filled
from enthesis.domain.outcomes.entry.rate import EntryRate
from enthesis.domain.outcomes.entry.sheet import Block, Keyed, Sheet, SheetStatus
from enthesis.domain.terms import PatientId, PersonId, SheetId
from enthesis.store.codec import decode, encode
from enthesis.store.follow_ups import ResponseStatus
from enthesis.store.models import PaperEntryRow, PaperSheetRow, ResponseRow
from enthesis.store.scope import Scope, rows

SETTLED = 3
"""The turn of what a look at the sheet settled."""


def save_sheet(
    scope: Scope,
    patient: PatientId,
    *,
    code: str,
    language: str,
    blocks: Sequence[Block],
    printed_on: date,
    twice: bool,
    at: datetime,
) -> SheetId:
    """The sheet is known by its code."""
    row = PaperSheetRow.objects.create(
        practice_id=scope.practice,
        patient_id=patient,
        code=code,
        language=language,
        blocks=encode(tuple(blocks)),
        printed_at=at,
        printed_on=printed_on,
        printed_by=scope.actor.person,
        printed_by_name=scope.actor.name,
        status=SheetStatus.PRINTED.value,
        twice=twice,
    )
    return SheetId(row.id)


def load_sheet(scope: Scope, sheet: UUID) -> Sheet:
    row = rows(scope, PaperSheetRow).filter(id=sheet).first()
    if row is None:
        raise NotFound("sheet", "There is no such paper form in this practice.")
    return _sheet(row)


def find_sheet(scope: Scope, code: str) -> Sheet:
    """The sheet with this code. Raises NotFound for one of nobody here."""
    row = rows(scope, PaperSheetRow).filter(code=code).first()
    if row is None:
        raise NotFound(
            "code", "No paper form of this practice has this code.", "Scan the code on the sheet again."
        )
    return _sheet(row)


def lock_sheet(scope: Scope, sheet: UUID) -> Sheet:
    """The sheet as it stands; until this transaction ends nobody else enters or settles it."""
    row = rows(scope, PaperSheetRow).select_for_update().filter(id=sheet).first()
    if row is None:
        raise NotFound("sheet", "There is no such paper form in this practice.")
    return _sheet(row)


def list_sheets(scope: Scope, patient: UUID) -> tuple[Sheet, ...]:
    """Every sheet that was printed for a patient, the newest first."""
    found = rows(scope, PaperSheetRow).filter(patient_id=patient).order_by("-printed_at", "id")
    return tuple(_sheet(row) for row in found)


def list_unfiled(scope: Scope, *, most: int) -> tuple[Sheet, ...]:
    """Sheets that somebody entered and whose answers are not on the record yet, the oldest first."""
    waiting = (SheetStatus.ENTERED.value, SheetStatus.DIFFERS.value)
    found = rows(scope, PaperSheetRow).filter(status__in=waiting).order_by("printed_at", "id")
    return tuple(_sheet(row) for row in found[:most])


def list_keyed(scope: Scope, sheet: UUID) -> tuple[Keyed, ...]:
    """What was read on a sheet, the first entry first."""
    found = rows(scope, PaperEntryRow).filter(sheet_id=sheet).order_by("turn")
    return tuple(
        Keyed(
            turn=row.turn,
            filled=decode(row.filled, Filled),
            by=PersonId(row.by),
            by_name=row.by_name,
            at=row.at,
        )
        for row in found
    )


def answered_otherwise(scope: Scope, sheet: Sheet) -> dict[int, str]:
    """By number of the block, by which way the patient's answers came that count in place of this sheet's."""
    found = rows(scope, ResponseRow).filter(
        case_id__in={hip.case for hip in sheet.hips},
        status=ResponseStatus.SUBMITTED.value,
        shared_from=None,
    )
    told = list(found.exclude(answered_by=AnsweredBy.OTHER.value))
    other: dict[int, str] = {}
    for number, block in enumerate(sheet.blocks):
        same = [
            r
            for r in told
            for hip in block.hips
            if (r.instrument, r.case_id, r.milestone) == (block.instrument, hip.case, hip.milestone)
            and r.submitted_at is not None
            and (hip.operated_on is None or r.submitted_at.date() >= hip.operated_on)
        ]
        if same and all(r.sheet_id != sheet.id for r in same):
            other[number] = same[-1].mode
    return other


def save_keyed(
    scope: Scope,
    sheet: Sheet,
    turn: int,
    filled: Filled,
    *,
    by: PersonId,
    compared: Comparison | None = None,
    although_old: bool = False,
    at: datetime,
) -> None:
    """What was read stands for ever. Raises NotAllowed where somebody else has done this turn already."""
    try:
        with transaction.atomic():
            PaperEntryRow.objects.create(
                practice_id=scope.practice,
                patient_id=sheet.patient,
                sheet_id=sheet.id,
                turn=turn,
                filled=encode(filled),
                fields=compared.fields if compared else 0,
                differs=len(compared.differs) if compared else 0,
                although_old=although_old,
                at=at,
                by=by,
                by_name=scope.actor.name,
            )
    except IntegrityError:
        raise NotAllowed(
            "turn-taken",
            "Somebody else has entered this sheet meanwhile.",
            "Open it again to see how it stands.",
        ) from None


def save_status(scope: Scope, sheet: Sheet, status: SheetStatus) -> None:
    """The sheet goes on. Raises Stale when it moved on meanwhile."""
    found = rows(scope, PaperSheetRow).filter(id=sheet.id, version=sheet.version)
    if not found.update(status=status.value, version=F("version") + 1):
        raise Stale("sheet-moved-on", "This sheet was entered elsewhere meanwhile.", "Open it again.")


def count_entries(scope: Scope, *, since: datetime, before: datetime) -> EntryRate:
    """How often two people read a sheet differently, of the second entries from `since` until `before`."""
    found = rows(scope, PaperEntryRow).filter(turn=2, at__gte=since, at__lt=before)
    told = found.values_list("fields", "differs")
    pairs = tuple(told)
    return EntryRate(sheets=len(pairs), fields=sum(f for f, _ in pairs), differs=sum(d for _, d in pairs))


def _sheet(row: PaperSheetRow) -> Sheet:
    return Sheet(
        id=SheetId(row.id),
        code=row.code,
        patient=PatientId(row.patient_id),
        language=row.language,
        blocks=decode(row.blocks, tuple[Block, ...]),
        printed_at=row.printed_at,
        printed_on=row.printed_on,
        printed_by_name=row.printed_by_name,
        status=SheetStatus(row.status),
        twice=row.twice,
        version=row.version,
    )
