"""The hospital's lists of operations: what they tell, what was said of it, and how each is laid out."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from django.db.models import F, QuerySet

from enthesis.domain.errors import NotFound
from enthesis.domain.pathway.case import Case
from enthesis.domain.pathway.operations_list.capture import Counted
from enthesis.domain.pathway.operations_list.layout import Layout
from enthesis.domain.pathway.operations_list.likely import Judged, Likely, judge
from enthesis.domain.pathway.operations_list.matching import Ours, not_listed
from enthesis.domain.pathway.operations_list.operation import ListedOperation
from enthesis.domain.pathway.operations_list.outcome import Answer, Decision, Exclusion, Outcome
from enthesis.domain.pathway.operations_list.reading import Numbered, ReadList, Unread
from enthesis.domain.people.likeness import plain
from enthesis.domain.terms import CaseId, PatientId, Side
from enthesis.store import cases, merges, patients
from enthesis.store.codec import decode, encode
from enthesis.store.locks import Line, wait_in
from enthesis.store.models import (
    ListedOperationRow,
    ListedOperationVersionRow,
    OperationAnswerRow,
    OperationsLayoutRow,
    OperationsListRow,
)
from enthesis.store.scope import Scope, check_reaches_contact, rows

BATCH = 500


@dataclass(frozen=True, slots=True, kw_only=True)
class File:
    """The file of a list, by name and hash; its content is not kept."""

    hospital: str
    name: str
    size: int
    sha256: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Imported:
    """How many operations of a file were new, told otherwise before, or known as they are."""

    new: int = 0
    changed: int = 0
    known: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class KeptList:
    """An imported list. `settled_by_name` dealt with its unread lines, as `settled_words` say."""

    id: UUID
    file: File
    lines: int
    taken: Imported
    first_on: date | None
    last_on: date | None
    unread_count: int
    at: datetime
    by_name: str
    settled_at: datetime | None = None
    settled_by_name: str = ""
    settled_words: str = ""
    unread: tuple[Unread, ...] = ()

    @property
    def is_open(self) -> bool:
        """Whether lines of it could not be read, and nobody has dealt with them."""
        return bool(self.unread_count) and self.settled_at is None


@dataclass(frozen=True, slots=True, kw_only=True)
class Kept:
    """A listed operation, and what was said of it. `decision` is what counts, None where nothing does.

    `earlier` are the answers that no longer count, the newest first: another replaced them, or the hospital
    tells it otherwise now.
    """

    id: UUID
    version: int
    list: UUID
    line: int
    operation: ListedOperation
    decision: Decision | None
    earlier: tuple[Decision, ...] = ()

    @property
    def judged(self) -> Judged:
        return judge(self.operation)


@dataclass(frozen=True, slots=True, kw_only=True)
class Former:
    """What the line of a file told of an operation, as version such, until another told it otherwise."""

    version: int
    file: str
    line: int
    at: datetime
    operation: ListedOperation


def find_imported(scope: Scope, sha256: str) -> KeptList | None:
    """The newest import of this very file."""
    row = rows(scope, OperationsListRow).filter(sha256=sha256).defer("unread").order_by("-at").first()
    return _list_of(row) if row else None


def is_laid_out_since(scope: Scope, hospital: str, at: datetime) -> bool:
    """Whether somebody has said anew, after that moment, how this hospital's list is laid out."""
    found = rows(scope, OperationsLayoutRow).filter(at__gt=at).values_list("hospital", flat=True)
    return any(plain(one) == plain(hospital) for one in found)


def save_list(scope: Scope, file: File, read: ReadList, *, at: datetime) -> tuple[UUID, Imported]:
    """What the file tells is there, each operation once however often lists tell it."""
    days = [one.operation.on for one in read.operations]
    row = OperationsListRow.objects.create(
        practice_id=scope.practice,
        hospital=file.hospital,
        name=file.name,
        size=file.size,
        sha256=file.sha256,
        encoding=read.encoding,
        lines=read.lines,
        new=0,
        changed=0,
        known=0,
        first_on=min(days, default=None),
        last_on=max(days, default=None),
        unread_count=len(read.unread),
        unread=encode(read.unread),
        at=at,
        by=scope.actor.person,
        by_name=scope.actor.name,
    )
    taken = _save_operations(scope, row.id, read.operations)
    row.new, row.changed, row.known = taken.new, taken.changed, taken.known
    row.save(update_fields=("new", "changed", "known"))
    return row.id, taken


def _save_operations(scope: Scope, of: UUID, told: Sequence[Numbered]) -> Imported:
    known = dict(rows(scope, ListedOperationRow).values_list("key", "content"))
    new = [one for one in told if one.operation.key not in known]
    changed = [
        one for one in told if known.get(one.operation.key, one.operation.content) != one.operation.content
    ]
    made = [_row(scope, of, one) for one in new]
    ListedOperationRow.objects.bulk_create(made, batch_size=BATCH, ignore_conflicts=True)
    for one in changed:
        found = rows(scope, ListedOperationRow).filter(key=one.operation.key)
        _version(scope, found.get()).save(force_insert=True)
        found.update(**_columns(one.operation), list_id=of, line=one.number, version=F("version") + 1)
    return Imported(new=len(new), changed=len(changed), known=len(told) - len(new) - len(changed))


def list_lists(scope: Scope) -> tuple[KeptList, ...]:
    """Every imported list, newest first, without its unread lines."""
    return tuple(_list_of(row) for row in rows(scope, OperationsListRow).defer("unread").order_by("-at"))


def load_list(scope: Scope, wanted: UUID) -> KeptList:
    """One imported list with its unread lines."""
    check_reaches_contact(scope)
    row = rows(scope, OperationsListRow).filter(id=wanted).first()
    if row is None:
        raise NotFound("list", "There is no such list in this practice.")
    return _list_of(row, decode(row.unread, tuple[Unread, ...]))


def save_settled(scope: Scope, wanted: UUID, words: str, *, at: datetime) -> None:
    """The unread lines of a list are dealt with, as the words say."""
    rows(scope, OperationsListRow).filter(id=wanted).update(
        settled_at=at,
        settled_by=scope.actor.person,
        settled_by_name=scope.actor.name,
        settled_words=words,
    )


def list_listed(scope: Scope) -> tuple[Kept, ...]:
    """Every listed operation with whose it is, by day."""
    check_reaches_contact(scope)
    found = list(rows(scope, ListedOperationRow).order_by("on", "hospital", "line", "part"))
    told = _answers(rows(scope, OperationAnswerRow))
    return tuple(_kept(row, told.get(row.id, ())) for row in found)


def load_listed(scope: Scope, listed: UUID) -> Kept:
    check_reaches_contact(scope)
    row = rows(scope, ListedOperationRow).filter(id=listed).first()
    if row is None:
        raise NotFound("operation", "There is no such operation on a list of this practice.")
    return _kept(row, _answers(rows(scope, OperationAnswerRow).filter(listed_id=listed)).get(row.id, ()))


def list_former(scope: Scope, listed: UUID) -> tuple[Former, ...]:
    """What lists told of an operation before it was told otherwise, the newest first."""
    check_reaches_contact(scope)
    found = rows(scope, ListedOperationVersionRow).filter(listed_id=listed).select_related("list")
    return tuple(
        Former(
            version=row.version,
            file=row.list.name,
            line=row.line,
            at=row.list.at,
            operation=decode(row.told, ListedOperation),
        )
        for row in found.order_by("-version")
    )


def list_counted(scope: Scope, *, first: date = date.min, last: date = date.max) -> tuple[Counted, ...]:
    """Every listed operation of these days, without its person."""
    told = _answers(rows(scope, OperationAnswerRow).filter(listed__on__range=(first, last)))
    fields = ("id", "version", "on", "hospital", "surgeon", "procedure", "codes", "diagnoses")
    found = rows(scope, ListedOperationRow).filter(on__range=(first, last)).only(*fields)
    return tuple(_counted(row, told.get(row.id, ())) for row in found)


def list_waiting(scope: Scope) -> tuple[Counted, ...]:
    """What is or may be one, and nobody has said what became of it."""
    return tuple(
        one
        for one in list_counted(scope)
        if one.outcome is Outcome.TO_REGISTER or (one.outcome is None and one.likely is not Likely.NO)
    )


def save_answer(scope: Scope, kept: Kept, answer: Answer, *, is_exact: bool = False, at: datetime) -> None:
    """The answer counts from now on. What the list says must still be what was read."""
    number = OperationAnswerRow.objects.filter(listed_id=kept.id).count() + 1
    OperationAnswerRow.objects.create(
        practice_id=scope.practice,
        listed_id=kept.id,
        number=number,
        read=kept.version,
        outcome=answer.outcome.value,
        case_id=answer.case,
        reason=answer.reason.value if answer.reason else "",
        words=answer.words,
        is_exact=is_exact,
        at=at,
        by=scope.actor.person,
        by_name=scope.actor.name,
    )


def count_matched(scope: Scope, *, at: datetime) -> int:
    """How many operations were found to be the same as a hip in everything at that moment."""
    return rows(scope, OperationAnswerRow).filter(is_exact=True, at=at).count()


def lock_listed(scope: Scope) -> None:
    """Until the transaction ends nobody else imports a list here or says anything of an operation on one."""
    wait_in(Line.LISTED, scope.practice)


def is_standing(scope: Scope, case: UUID, *, but: UUID) -> bool:
    """Whether a hip stands for a listed operation other than this one."""
    found = rows(scope, OperationAnswerRow).filter(case_id=case).exclude(listed_id=but)
    told = _answers(
        rows(scope, OperationAnswerRow).filter(listed_id__in=set(found.values_list("listed_id", flat=True)))
    )
    listed = rows(scope, ListedOperationRow).filter(id__in=told.keys())
    decided = (_in_force(row, told[row.id]) for row in listed)
    return any(one is not None and one.answer.case == case for one in decided)


def list_unlisted(scope: Scope) -> tuple[Case, ...]:
    """Hips operated on from the first to the last day of a list that stand for no listed operation."""
    told = _answers(rows(scope, OperationAnswerRow))
    listed = rows(scope, ListedOperationRow).filter(id__in=told.keys()).only("id", "version")
    decided = (_in_force(row, told[row.id]) for row in listed)
    taken = {one.answer.case for one in decided if one and one.answer.case}
    days = rows(scope, OperationsListRow).exclude(first_on=None).values_list("first_on", "last_on")
    periods = [(first, last) for first, last in days if first and last]
    return not_listed(cases.list_cases(scope), periods, taken)


def ours_of(scope: Scope, kept: Iterable[Kept]) -> Ours:
    """The hips of the practice, to find listed operations among."""
    check_reaches_contact(scope)
    found = cases.list_cases(scope)
    merged = merges.list_standing(scope)
    owners = {case.id: merged.get(case.patient, case.patient) for case in found}
    taken: dict[CaseId, str] = {}
    records: dict[tuple[str, str], PatientId] = {}
    for one in kept:
        case = one.decision.answer.case if one.decision else None
        if case is None or case not in owners:
            continue
        taken[case] = one.operation.key
        if one.operation.record_number:
            number = one.operation.record_number.casefold()
            records[plain(one.operation.hospital), number] = owners[case]
    return Ours(found, patients.list_called(scope), kept=merged, records=records, taken=taken)


def list_layouts(scope: Scope) -> tuple[Layout, ...]:
    """How the list of each hospital is laid out, by hospital."""
    newest: dict[str, Layout] = {}
    for row in rows(scope, OperationsLayoutRow).order_by("number"):
        newest[plain(row.hospital)] = decode(row.body, Layout)
    return tuple(newest[name] for name in sorted(newest))


def find_layout(scope: Scope, hospital: str) -> Layout | None:
    """How this hospital's list is laid out, where somebody has said it."""
    return next((one for one in list_layouts(scope) if plain(one.hospital) == plain(hospital)), None)


def save_layout(scope: Scope, layout: Layout, *, at: datetime) -> UUID:
    """This layout of the hospital's list is in force; earlier ones stay."""
    row = OperationsLayoutRow.objects.create(
        practice_id=scope.practice,
        hospital=layout.hospital,
        number=rows(scope, OperationsLayoutRow).filter(hospital=layout.hospital).count() + 1,
        body=encode(layout),
        at=at,
        by=scope.actor.person,
        by_name=scope.actor.name,
    )
    return row.id


def _row(scope: Scope, of: UUID, one: Numbered) -> ListedOperationRow:
    told = one.operation
    return ListedOperationRow(
        practice_id=scope.practice, list_id=of, line=one.number, key=told.key, **_columns(told)
    )


def _version(scope: Scope, row: ListedOperationRow) -> ListedOperationVersionRow:
    return ListedOperationVersionRow(
        practice_id=scope.practice,
        listed_id=row.id,
        version=row.version,
        list_id=row.list_id,
        line=row.line,
        told=encode(_operation(row)),
    )


def _columns(told: ListedOperation) -> dict[str, object]:
    return {
        "content": told.content,
        "on": told.on,
        "hospital": told.hospital,
        "operation_number": told.number,
        "surgeon": told.surgeon,
        "given": told.given,
        "family": told.family,
        "birth_date": told.birth_date,
        "record_number": told.record_number,
        "side": told.side.value if told.side else "",
        "part": told.part,
        "procedure": told.procedure,
        "codes": encode(told.codes),
        "diagnoses": encode(told.diagnoses),
    }


def _operation(row: ListedOperationRow) -> ListedOperation:
    return ListedOperation(
        on=row.on,
        hospital=row.hospital,
        number=row.operation_number,
        surgeon=row.surgeon,
        given=row.given,
        family=row.family,
        birth_date=row.birth_date,
        record_number=row.record_number,
        side=Side(row.side) if row.side else None,
        part=row.part,
        procedure=row.procedure,
        codes=decode(row.codes, tuple[str, ...]),
        diagnoses=decode(row.diagnoses, tuple[str, ...]),
    )


def _answers(found: QuerySet[OperationAnswerRow]) -> Mapping[UUID, tuple[Decision, ...]]:
    """The answers by operation, the newest first."""
    told: dict[UUID, tuple[Decision, ...]] = {}
    for row in found.order_by("number"):
        told[row.listed_id] = (_decision(row), *told.get(row.listed_id, ()))
    return told


def _decision(row: OperationAnswerRow) -> Decision:
    return Decision(
        answer=Answer(
            outcome=Outcome(row.outcome),
            case=CaseId(row.case_id) if row.case_id else None,
            reason=Exclusion(row.reason) if row.reason else None,
            words=row.words,
        ),
        read=row.read,
        at=row.at,
        by_name=row.by_name,
        is_exact=row.is_exact,
    )


def _in_force(row: ListedOperationRow, told: Sequence[Decision]) -> Decision | None:
    """The newest answer, as long as it is about what the list says now."""
    return told[0] if told and told[0].read == row.version else None


def _kept(row: ListedOperationRow, told: Sequence[Decision]) -> Kept:
    decision = _in_force(row, told)
    return Kept(
        id=row.id,
        version=row.version,
        list=row.list_id,
        line=row.line,
        operation=_operation(row),
        decision=decision,
        earlier=tuple(told[1:] if decision else told),
    )


def _counted(row: ListedOperationRow, told: Sequence[Decision]) -> Counted:
    decision = _in_force(row, told)
    did = ListedOperation(
        on=row.on,
        hospital=row.hospital,
        procedure=row.procedure,
        codes=decode(row.codes, tuple[str, ...]),
        diagnoses=decode(row.diagnoses, tuple[str, ...]),
    )
    return Counted(
        on=row.on,
        hospital=row.hospital,
        surgeon=row.surgeon,
        likely=judge(did).likely,
        outcome=decision.answer.outcome if decision else None,
        reason=decision.answer.reason if decision else None,
    )


def _list_of(row: OperationsListRow, unread: tuple[Unread, ...] = ()) -> KeptList:
    return KeptList(
        id=row.id,
        file=File(hospital=row.hospital, name=row.name, size=row.size, sha256=row.sha256),
        lines=row.lines,
        taken=Imported(new=row.new, changed=row.changed, known=row.known),
        first_on=row.first_on,
        last_on=row.last_on,
        unread_count=row.unread_count,
        at=row.at,
        by_name=row.by_name,
        settled_at=row.settled_at,
        settled_by_name=row.settled_by_name,
        settled_words=row.settled_words,
        unread=unread,
    )
