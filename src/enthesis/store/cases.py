"""Cases and their entries. A writer names the version it read; a newer one in the store refuses the write."""

from collections.abc import Collection
from datetime import datetime
from typing import TypeVar
from uuid import UUID

from django.db.models import F

from enthesis.domain.errors import NotFound, Stale
from enthesis.domain.pathway.case import Case, Entry
from enthesis.domain.pathway.stages import Stage
from enthesis.domain.terms import CaseId, EntryId, HipId, PatientId, PersonId, Side, Signature
from enthesis.store.codec import decode, encode
from enthesis.store.kinds import kind_of, name_of
from enthesis.store.merges import identities_of
from enthesis.store.models import CaseRow, EntryRow, HipRow
from enthesis.store.scope import Scope, rows
from enthesis.store.used_items import save_used_in_step

Value = TypeVar("Value")


def save_new_case(scope: Scope, *, hip: HipId, wristband: str, at: datetime) -> CaseId:
    """Opens the next pathway of a hip, for the patient whose hip it is."""
    owner = rows(scope, HipRow).select_for_update().get(id=hip)  # the next one for this hip waits here
    number = CaseRow.objects.filter(hip_id=hip).count() + 1
    row = CaseRow.objects.create(
        practice_id=scope.practice,
        patient_id=owner.patient_id,
        hip_id=hip,
        number=number,
        stage=Stage.BOOKED.value,
        wristband=wristband,
        opened_at=at,
    )
    return CaseId(row.id)


def find_open_case(scope: Scope, hip: HipId) -> CaseId | None:
    """The newest case of the hip that is not closed. Whoever asks next for this hip waits for this one."""
    list(rows(scope, HipRow).select_for_update().filter(id=hip))
    found = rows(scope, CaseRow).filter(hip_id=hip).exclude(stage=Stage.CLOSED.value).order_by("-number")
    case = found.values_list("id", flat=True).first()
    return CaseId(case) if case else None


def load_case(scope: Scope, case: UUID) -> Case:
    row = rows(scope, CaseRow).select_related("hip").filter(id=case).first()
    if row is None:
        raise NotFound("case", "There is no such case in this practice.")
    return case_of(row)


def lock_case(scope: Scope, case: UUID) -> None:
    """Until the transaction ends nobody else moves this case on: what is read from now on still stands then.

    SQLite's immediate transactions queue up by themselves.
    """
    list(rows(scope, CaseRow).select_for_update(no_key=True).filter(id=case))


def lock_cases_of(scope: Scope, patient: UUID) -> None:
    """As `lock_case`, for every case of a patient; in one order, so that two who do so never block."""
    list(rows(scope, CaseRow).select_for_update(no_key=True).filter(patient_id=patient).order_by("id"))


def list_cases(scope: Scope, *, stage: Stage | None = None, patient: UUID | None = None) -> tuple[Case, ...]:
    """Cases of the practice, newest first; of a patient those under every identity of the person."""
    found = rows(scope, CaseRow).select_related("hip").order_by("-opened_at")
    if stage is not None:
        found = found.filter(stage=stage.value)
    if patient is not None:
        found = found.filter(patient_id__in=identities_of(scope, patient))
    return tuple(case_of(row) for row in found)


def load_cases(scope: Scope, wanted: Collection[UUID]) -> tuple[Case, ...]:
    """Several cases in one query, in no particular order."""
    found = rows(scope, CaseRow).select_related("hip").filter(id__in=wanted)
    return tuple(case_of(row) for row in found)


def save_case(scope: Scope, case: Case, *, read: int) -> None:
    """Compare and set: raises Stale when the case is no longer at the version `read`."""
    changed = (
        rows(scope, CaseRow)
        .filter(id=case.id, version=read)
        .update(version=F("version") + 1, stage=case.stage.value, operated_on=case.operated_on)
    )
    if not changed:
        check_version(load_case(scope, case.id), read)
        raise NotFound("case", "There is no such case in this practice.")


def check_version(case: Case, read: int) -> None:
    """Raises Stale unless the case is still where the caller saw it."""
    if case.version != read:
        raise Stale(
            "case-moved-on",
            "Someone recorded something on this case since you opened it "
            f"(you read version {read}, it is at {case.version}).",
            "Look at what is new, then record yours again.",
        )


def save_entry(
    scope: Scope,
    case: Case,
    value: object,
    *,
    at: datetime,
    corrects: EntryId | None = None,
    signature: Signature | None = None,
) -> EntryId:
    """Appends an entry to a case that `save_case` has just moved on. What a step used stands in the index."""
    number = EntryRow.objects.filter(case_id=case.id).count() + 1
    row = EntryRow.objects.create(
        practice_id=scope.practice,
        patient_id=case.patient,
        case_id=case.id,
        number=number,
        kind=name_of(type(value)),
        body=encode(value),
        at=at,
        by=scope.actor.person,
        by_name=scope.actor.name,
        corrects_id=corrects,
        signature=encode(signature) if signature else "",
    )
    save_used_in_step(scope, case, value, entry=row.id, corrects=corrects, at=at)
    return EntryId(row.id)


def list_entries(scope: Scope, case: UUID) -> tuple[Entry[object], ...]:
    """Every entry of a case, oldest first, the corrected ones too."""
    return tuple(_entry(row) for row in rows(scope, EntryRow).filter(case_id=case).order_by("number"))


def entries_by_case(scope: Scope, wanted: Collection[UUID]) -> dict[UUID, tuple[Entry[object], ...]]:
    """Every entry of several cases, oldest first, the corrected ones too. One query."""
    told: dict[UUID, list[Entry[object]]] = {}
    for row in rows(scope, EntryRow).filter(case_id__in=wanted).order_by("number"):
        told.setdefault(row.case_id, []).append(_entry(row))
    return {case: tuple(entries) for case, entries in told.items()}


def entries_of(scope: Scope, kind: type[Value]) -> tuple[tuple[UUID, Entry[Value]], ...]:
    """Every entry of one kind across the practice with its case, oldest first, the corrected ones too."""
    found = rows(scope, EntryRow).filter(kind=name_of(kind)).order_by("at", "case_id", "number")
    return tuple((row.case_id, _entry(row)) for row in found)  # type: ignore[misc]


def case_of(row: CaseRow) -> Case:
    return Case(
        id=CaseId(row.id),
        patient=PatientId(row.patient_id),
        hip=HipId(row.hip_id),
        side=Side(row.hip.side),
        number=row.number,
        stage=Stage(row.stage),
        wristband=row.wristband,
        version=row.version,
        opened_at=row.opened_at,
        operated_on=row.operated_on,
    )


def _entry(row: EntryRow) -> Entry[object]:
    return Entry(
        id=EntryId(row.id),
        number=row.number,
        value=decode(row.body, kind_of(row.kind)),
        at=row.at,
        by=PersonId(row.by) if row.by else None,
        by_name=row.by_name,
        corrects=EntryId(row.corrects_id) if row.corrects_id else None,
        signature=decode(row.signature, Signature) if row.signature else None,
    )
