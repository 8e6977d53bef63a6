"""Deaths and withdrawals, of the person: told of one identity, they hold for every other one."""

from collections.abc import Collection, Iterable
from datetime import datetime
from uuid import UUID

from django.db.models import Q, QuerySet

from enthesis.domain.errors import NotFound
from enthesis.domain.pathway.ended import Ended, EndId, EndKind, EndTold, TakenBack, ToldBy
from enthesis.domain.people.merging import same_person
from enthesis.domain.terms import CaseId, PatientId
from enthesis.store.models import EndedRow, MergeRow
from enthesis.store.scope import Scope, rows


def save_end(
    scope: Scope, patient: PatientId, ended: Ended, *, case: UUID | None = None, at: datetime
) -> EndId:
    """The end holds from now on; `case` where an event of that hip told it. Lock the person first."""
    row = EndedRow.objects.create(
        practice_id=scope.practice,
        patient_id=patient,
        case_id=case,
        kind=ended.kind.value,
        on=ended.on,
        known_on=None if ended.day_known else ended.on,
        told_by=ended.told_by.value,
        words=ended.reason,
        at=at,
        by=scope.actor.person,
        by_name=scope.actor.name,
    )
    return EndId(row.id)


def save_taken_back(scope: Scope, told: EndTold, *, why: str, at: datetime) -> None:
    """The end holds no more; both rows stay. Lock the person first."""
    EndedRow.objects.create(
        practice_id=scope.practice,
        patient_id=told.patient,
        kind=told.ended.kind.value,
        on=told.ended.on,
        told_by=told.ended.told_by.value,
        words=why,
        takes_back_id=told.id,
        at=at,
        by=scope.actor.person,
        by_name=scope.actor.name,
    )


def load_end(scope: Scope, end: UUID) -> EndTold:
    row = rows(scope, EndedRow).filter(id=end, takes_back=None).first()
    found = _told([row, *_rows(scope).filter(takes_back_id=end)]) if row else ()
    if not found:
        raise NotFound("end", "No such end is on record in this practice.")
    return found[0]


def list_ends_told(scope: Scope, patient: UUID) -> tuple[EndTold, ...]:
    """Every end of a person under whichever identity, those taken back too, oldest first."""
    persons = _persons(scope, _reached(scope, {patient}))
    return _told(_rows(scope).filter(patient_id__in=persons))


def list_ended(
    scope: Scope, patients: Collection[UUID] | None = None, *, using: str = "default"
) -> dict[PatientId, tuple[Ended, ...]]:
    """The ends that hold, by patient: under every identity of whom they were told, oldest first.

    Of the whole practice, or of these patients alone. Who has none is not in it. A patient reaches the own.
    """
    patients = _reached(scope, patients)
    persons = _persons(scope, patients, using=using)
    found = _rows(scope, using)
    if patients is not None:
        found = found.filter(patient_id__in=persons)
    by_main: dict[UUID, list[Ended]] = {}
    for told in _told(found):
        if told.holds:
            by_main.setdefault(persons.get(told.patient, told.patient), []).append(told.ended)
    everybody = persons | {main: main for main in by_main}
    listed = {PatientId(one): tuple(by_main[main]) for one, main in everybody.items() if main in by_main}
    return listed if patients is None else {p: ends for p, ends in listed.items() if p in patients}


def _reached(scope: Scope, patients: Collection[UUID] | None) -> Collection[UUID] | None:
    """Of these patients those the caller reaches; None is everybody."""
    own = scope.actor.patient
    if own is None:
        return patients
    return {own} if patients is None else {own} & set(patients)


def last_withdrawn(
    scope: Scope, patients: Collection[UUID], *, using: str = "default"
) -> dict[PatientId, tuple[datetime, bool]]:
    """When each last withdrew from research, under whichever identity, and whether a withdrawal holds.

    Once it was taken back, only what is agreed to after it lets them be counted again.
    """
    persons = _persons(scope, patients, using=using)
    found = _rows(scope, using).filter(patient_id__in=persons, kind=EndKind.WITHDREW_RESEARCH.value)
    by_main: dict[UUID, tuple[datetime, bool]] = {}
    for told in _told(found):
        main = persons[told.patient]
        held = by_main.get(main, (told.at, False))[1]
        by_main[main] = (told.at, held or told.holds)
    return {PatientId(p): by_main[main] for p, main in persons.items() if p in patients and main in by_main}


def _rows(scope: Scope, using: str = "default") -> QuerySet[EndedRow]:
    """What is on record of an identity holds for the others, whom a patient does not reach alone."""
    return EndedRow.objects.using(using).filter(practice_id=scope.practice).order_by("at", "id")


def _persons(scope: Scope, patients: Collection[UUID] | None, *, using: str = "default") -> dict[UUID, UUID]:
    """By identity the one that is kept, of these patients and of whoever is one of them."""
    merged = MergeRow.objects.using(using).filter(practice_id=scope.practice, parted_at=None)
    if patients is not None:
        near = set(
            merged.filter(Q(patient_id__in=patients) | Q(into_id__in=patients)).values_list(
                "into_id", flat=True
            )
        )
        merged = merged.filter(into_id__in=near)
    into = {PatientId(one): PatientId(main) for one, main in merged.values_list("patient_id", "into_id")}
    asked = {PatientId(p) for p in patients or ()} | set(into) | set(into.values())
    return {patient: same_person(patient, into)[0] for patient in asked}


def _told(found: Iterable[EndedRow]) -> tuple[EndTold, ...]:
    told = list(found)
    back = {row.takes_back_id: row for row in told if row.takes_back_id is not None}
    return tuple(_end(row, back.get(row.id)) for row in told if row.takes_back_id is None)


def _end(row: EndedRow, back: EndedRow | None) -> EndTold:
    return EndTold(
        id=EndId(row.id),
        patient=PatientId(row.patient_id),
        ended=Ended(
            kind=EndKind(row.kind),
            on=row.on,
            told_by=ToldBy(row.told_by),
            reason=row.words,
            day_known=row.known_on is None,
        ),
        at=row.at,
        by_name=row.by_name,
        taken_back=TakenBack(why=back.words, at=back.at, by_name=back.by_name) if back else None,
        case=CaseId(row.case_id) if row.case_id else None,
    )
