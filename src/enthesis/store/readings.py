"""Hips whose images were read, across the practice: by whom, and which of them twice."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from enthesis.domain.examination.imaging import MriFindings
from enthesis.domain.examination.radiograph import (
    RadiographFindings,
    RadiographReadTwice,
    SecondRadiographReading,
)
from enthesis.domain.examination.second_reading import ReadTwice, SecondReading
from enthesis.domain.pathway.case import Entry, latest
from enthesis.domain.terms import EntryId, PersonId
from enthesis.store.audit import has_opened
from enthesis.store.cases import entries_of
from enthesis.store.scope import Scope

First = MriFindings | RadiographFindings


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


def list_radiographs_read_twice(scope: Scope) -> tuple[RadiographReadTwice, ...]:
    """As `list_read_twice`, of radiographs."""
    firsts = {e.id: e for _case, e in entries_of(scope, RadiographFindings)}
    return tuple(
        RadiographReadTwice(
            first=first.value,
            first_by=first.value.reader_name or first.by_name,
            second=again.value,
            second_by=again.by_name,
        )
        for _case, again in entries_of(scope, SecondRadiographReading)
        if (first := firsts.get(again.value.of)) is not None
    )


def list_to_read_again(scope: Scope, reader: PersonId, *, most: int = 50) -> tuple[ToReadAgain, ...]:
    """The newest first reading of each hip that this reader may read again without having seen the first.

    Left out are hips the reader has read, or opened since; newest first.
    """
    again = [e.value for _case, e in entries_of(scope, SecondReading)]
    done = {second.of for second in again if second.seen.reader == reader}
    firsts = _by_case(entries_of(scope, MriFindings))
    newest = {c: f for c, entries in firsts.items() if (f := latest(entries, MriFindings))}
    return _waiting(scope, reader, newest, done, most)


def list_radiographs_to_read_again(
    scope: Scope, reader: PersonId, *, most: int = 50
) -> tuple[ToReadAgain, ...]:
    """As `list_to_read_again`, of radiographs."""
    again = [e.value for _case, e in entries_of(scope, SecondRadiographReading)]
    done = {second.of for second in again if second.seen.reader == reader}
    firsts = _by_case(entries_of(scope, RadiographFindings))
    newest = {c: f for c, entries in firsts.items() if (f := latest(entries, RadiographFindings))}
    return _waiting(scope, reader, newest, done, most)


def _by_case(found: tuple[tuple[UUID, Entry[First]], ...]) -> dict[UUID, list[Entry[object]]]:
    by_case: dict[UUID, list[Entry[object]]] = {}
    for case, entry in found:
        by_case.setdefault(case, []).append(entry)
    return by_case


def _waiting(
    scope: Scope, reader: PersonId, newest: Mapping[UUID, Entry[First]], done: set[EntryId], most: int
) -> tuple[ToReadAgain, ...]:
    found = [
        ToReadAgain(case=case, first=first.id, studied_on=made_on(first.value), read_at=first.at)
        for case, first in newest.items()
        if first.id not in done
        and reader not in (first.value.reader, first.by)
        and not has_opened(scope, case, reader, since=first.at)
    ]
    return tuple(sorted(found, key=lambda w: w.read_at, reverse=True)[:most])


def made_on(seen: First) -> date | None:
    """The day the images were made."""
    return seen.studied_on if isinstance(seen, MriFindings) else seen.taken_on
