"""Hips whose images were read, across the practice: by whom, and which of them twice."""

from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from enthesis.domain.examination.imaging import MriFindings
from enthesis.domain.examination.second_reading import ReadTwice, SecondReading
from enthesis.domain.pathway.case import Entry, latest
from enthesis.domain.terms import EntryId, PersonId
from enthesis.store.audit import has_opened
from enthesis.store.cases import entries_of
from enthesis.store.scope import Scope


@dataclass(frozen=True, slots=True, kw_only=True)
class ToReadAgain:
    """A hip whose images wait for another reader; nothing of what the first one saw."""

    case: UUID
    first: EntryId
    studied_on: date | None
    read_at: datetime


def list_read_twice(scope: Scope) -> tuple[ReadTwice, ...]:
    """Every first reading with each second one of it, as both were first saved."""
    firsts = {e.id: e for _case, e in entries_of(scope, MriFindings)}
    return tuple(
        ReadTwice(
            first=first.value,
            first_by=first.value.reader_name or first.by_name,
            second=again.value,
            second_by=again.by_name,
        )
        for _case, again in entries_of(scope, SecondReading)
        if (first := firsts.get(again.value.of)) is not None
    )


def list_to_read_again(scope: Scope, reader: PersonId, *, most: int = 50) -> tuple[ToReadAgain, ...]:
    """The newest first reading of each hip that this reader may read again without having seen the first.

    Left out are hips the reader has read, or opened since; newest first.
    """
    again = [e.value for _case, e in entries_of(scope, SecondReading)]
    done = {second.of for second in again if second.seen.reader == reader}
    by_case: dict[UUID, list[Entry[object]]] = {}
    for case, entry in entries_of(scope, MriFindings):
        by_case.setdefault(case, []).append(entry)
    found = []
    for case, entries in by_case.items():
        first = latest(entries, MriFindings)
        if first is None or first.id in done or reader in (first.value.reader, first.by):
            continue
        if not has_opened(scope, case, reader, since=first.at):
            found.append(
                ToReadAgain(case=case, first=first.id, studied_on=first.value.studied_on, read_at=first.at)
            )
    return tuple(sorted(found, key=lambda w: w.read_at, reverse=True)[:most])
