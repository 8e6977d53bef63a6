"""Radiographs are read, and read a second time by somebody who has not seen what the first saw."""

from datetime import datetime
from uuid import UUID

from enthesis.actions.act import Done, act
from enthesis.actions.clinic import check_day
from enthesis.actions.record import record
from enthesis.actions.second_reading import check_reader
from enthesis.domain.errors import Invalid, NotFound
from enthesis.domain.examination.radiograph import RadiographFindings, SecondRadiographReading
from enthesis.domain.pathway.case import Entry, every, latest
from enthesis.domain.pathway.stages import Act
from enthesis.domain.terms import SURGEONS, PersonId, Role
from enthesis.store import case_files, cases
from enthesis.store.audit import has_opened
from enthesis.store.case_files import CaseFile
from enthesis.store.scope import Scope


@act(*SURGEONS, Role.ASSISTANT)
def record_radiograph(
    scope: Scope, case_id: UUID, seen: RadiographFindings, *, read: int, at: datetime
) -> Done:
    """One reading of one radiograph is on the record; it changes no fact of candidacy by itself."""
    check_radiograph(scope, case_id, seen, at=at)
    return record(scope, case_id, Act.RECORD_IMAGING, seen, read=read, at=at)


@act(*SURGEONS, Role.ASSISTANT, once=False)
def open_radiograph_to_read_second(scope: Scope, case_id: UUID, *, at: datetime) -> Done:
    """The trail knows who took this radiograph to read; nothing of the first reading is opened by it."""
    case, entries = cases.load_case(scope, case_id), cases.list_entries(scope, case_id)
    _check_reader(scope, entries, first_radiograph(entries))
    return Done(kind="case", subject=case.id, patient=case.patient)


@act(*SURGEONS, Role.ASSISTANT)
def record_second_radiograph(
    scope: Scope, case_id: UUID, seen: RadiographFindings, *, read: int, at: datetime
) -> Done:
    """The reading stands beside the newest first one; blinded unless its reader opened this hip since."""
    check_radiograph(scope, case_id, seen, at=at)
    entries = cases.list_entries(scope, case_id)
    first = first_radiograph(entries)
    reader = _check_reader(scope, entries, first)
    opened = has_opened(scope, case_id, reader, since=first.at)
    second = SecondRadiographReading(of=first.id, blinded=not opened, seen=seen)
    return record(scope, case_id, Act.READ_AGAIN, second, read=read, at=at)


def open_radiograph_blind(scope: Scope, case_id: UUID, *, at: datetime) -> CaseFile:
    """The case for the head of a page, and the trail knows why it was opened."""
    open_radiograph_to_read_second(scope, case_id, at=at)
    return case_files.load_case_file(scope, case_id)


def first_radiograph(entries: tuple[Entry[object], ...]) -> Entry[RadiographFindings]:
    """The newest first reading. Raises NotFound when no radiograph was read."""
    found = latest(entries, RadiographFindings)
    if found is None:
        raise NotFound("reading", "No radiograph was read yet.", "Record the first reading.")
    return found


def check_radiograph(scope: Scope, case_id: UUID, seen: RadiographFindings, *, at: datetime) -> None:
    """Raises Invalid for a picture or a reading of a day that cannot be, or one that says nothing."""
    check_days_of_radiograph(scope, case_id, seen, at=at)
    if seen.says_nothing:
        raise Invalid("comment", "The reading says nothing.", "Enter what was seen, or that nothing was.")


def check_days_of_radiograph(scope: Scope, case_id: UUID, seen: RadiographFindings, *, at: datetime) -> None:
    """Raises Invalid for a picture, or a reading of it, from before the patient's birth or of a day ahead."""
    if seen.taken_on is not None:
        check_day(scope, case_id, "taken_on", seen.taken_on, at=at)
    check_day(scope, case_id, "read_on", seen.read_on, at=at)


def _check_reader(
    scope: Scope, entries: tuple[Entry[object], ...], first: Entry[RadiographFindings]
) -> PersonId:
    again = (e.value.seen for e in every(entries, SecondRadiographReading) if e.value.of == first.id)
    return check_reader(scope, first.value, again, what="this radiograph")
