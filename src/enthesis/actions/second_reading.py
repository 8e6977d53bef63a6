"""Reading images a second time: the first reading is not shown until the second is saved."""

from collections.abc import Iterable
from datetime import datetime
from uuid import UUID

from enthesis.actions.act import Done, act
from enthesis.actions.clinic import check_reading
from enthesis.actions.record import record
from enthesis.domain.errors import NotFound
from enthesis.domain.examination.imaging import MriFindings
from enthesis.domain.examination.second_reading import Reading, SecondReading, check_can_read_second
from enthesis.domain.pathway.case import Entry, every, latest
from enthesis.domain.pathway.stages import Act
from enthesis.domain.terms import SURGEONS, PersonId, Role
from enthesis.store import case_files, cases
from enthesis.store.audit import has_opened
from enthesis.store.case_files import CaseFile
from enthesis.store.scope import Scope


@act(*SURGEONS, Role.ASSISTANT, once=False)
def open_to_read_second(scope: Scope, case_id: UUID, *, at: datetime) -> Done:
    """The trail knows who took these images to read; this opens nothing of what the first reader saw."""
    case = cases.load_case(scope, case_id)
    first = first_reading(cases.list_entries(scope, case_id))
    _check(scope, cases.list_entries(scope, case_id), first)
    return Done(kind="case", subject=case.id, patient=case.patient)


@act(*SURGEONS, Role.ASSISTANT)
def record_second_reading(scope: Scope, case_id: UUID, seen: MriFindings, *, read: int, at: datetime) -> Done:
    """The reading stands beside the newest first one; the hip goes on by the first, or by a consensus.

    It is blinded unless the trail tells that its reader opened this hip since the first was saved.
    """
    check_reading(scope, case_id, seen, at=at)
    entries = cases.list_entries(scope, case_id)
    first = first_reading(entries)
    reader = _check(scope, entries, first)
    opened = has_opened(scope, case_id, reader, since=first.at)
    second = SecondReading(of=first.id, blinded=not opened, seen=seen)
    return record(scope, case_id, Act.READ_AGAIN, second, read=read, at=at)


def open_blind(scope: Scope, case_id: UUID, *, at: datetime) -> CaseFile:
    """The case for the head of a page, and the trail knows why it was opened."""
    open_to_read_second(scope, case_id, at=at)
    return case_files.load_case_file(scope, case_id)


def first_reading(entries: tuple[Entry[object], ...]) -> Entry[MriFindings]:
    """The newest first reading. Raises NotFound when the images were not read at all."""
    found = latest(entries, MriFindings)
    if found is None:
        raise NotFound("reading", "These images were not read yet.", "Record the first reading.")
    return found


def _check(scope: Scope, entries: tuple[Entry[object], ...], first: Entry[MriFindings]) -> PersonId:
    others = (e.value.seen for e in every(entries, SecondReading) if e.value.of == first.id)
    return check_reader(scope, first.value, others, what="these images")


def check_reader(scope: Scope, first: Reading, others: Iterable[Reading], *, what: str) -> PersonId:
    """Who reads it now, a second reader who has not read it before; otherwise NotFound or NotAllowed."""
    reader = scope.actor.person
    if reader is None:
        raise NotFound("reader", "Nobody is signed in.", f"Sign in as who reads {what}.")
    check_can_read_second(first, others, reader, what=what)
    return reader
