"""Makes a snapshot of a practice: a still picture of its database, read chunk by chunk into tables."""

from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from functools import cache
from pathlib import Path
from typing import Any
from uuid import UUID
from zoneinfo import ZoneInfo

from enthesis.domain.outcomes.catalogue import instruments, instruments_here
from enthesis.evidence.extract.events import event_cells
from enthesis.evidence.extract.forms import Sheet, declared, form_cells, sheet_of
from enthesis.evidence.extract.hips import Cells, hip_cells
from enthesis.evidence.extract.products import product_cells
from enthesis.evidence.revision import revision
from enthesis.evidence.snapshot import Manifest, Sealed, Writer, writing
from enthesis.evidence.tables import EVENTS, HIPS, PRODUCTS, Table
from enthesis.store.extracts import Chunk, Operated, count_operated, list_operated
from enthesis.store.instruments import site_instruments
from enthesis.store.practice import load_practice
from enthesis.store.scope import Scope
from enthesis.store.still import kind_of_database, still_picture

Told = Callable[[int, int], None]  # hips done, of how many
NO_INSTRUMENT = "a whole form, of an instrument that is no longer here"


def _silent(_done: int, _of: int) -> None:
    """Nobody listens."""


def _unheard(_manifest: Manifest, _digest: str) -> None:
    """Nobody has to be told."""


def make_snapshot(
    scope: Scope,
    out: Path,
    *,
    at: datetime,
    truth: Mapping[str, Any] | None = None,
    synthetic: bool = False,
    told: Told = _silent,
    sealed: Sealed = _unheard,
    of: str = "default",
) -> Manifest:
    """Afterwards `out` holds the practice of the scope as it was when this began; its manifest.

    `synthetic` says that nobody in it is a patient, `truth` what is true of them. `sealed` hears of manifest
    and hash before the folder stands. Raises Invalid when `out` is there already, NotAllowed when there is no
    room for it.
    """
    zone = ZoneInfo(load_practice(scope).offices[0].zone)
    as_of = at.astimezone(zone).date().isoformat()
    made: list[Manifest] = []

    def seal(manifest: Manifest, digest: str) -> None:
        sealed(manifest, digest)
        made.append(manifest)

    with (
        writing(
            out,
            source=kind_of_database(of),
            as_of=as_of,
            revision=revision(),
            truth=truth,
            synthetic=synthetic,
            sealed=seal,
        ) as writer,
        still_picture(writer.folder, of=of) as using,
    ):
        _write(_Rows(writer, at, sheets_here(scope, writer)), scope, using, told)
    return made[0]


@cache
def _sheets() -> Mapping[str, Sheet]:
    """How forms become rows, by the instrument of the house."""
    return {name: sheet_of(instrument) for name, instrument in instruments().items()}


def sheets_here(scope: Scope, writer: Writer) -> Mapping[str, Sheet]:
    """With those for which the practice brought weights; the manifest tells what these are."""
    with site_instruments(scope):
        own = {name: one for name, one in instruments_here().items() if name not in instruments()}
    sheets = {name: sheet_of(instrument) for name, instrument in own.items()}
    for name, sheet in sheets.items():
        writer.declare(sheet.table, declared(own[name]))
    return {**_sheets(), **sheets}


def _write(rows: "_Rows", scope: Scope, using: str, told: Told) -> None:
    done, total = 0, count_operated(scope, using=using)
    told(done, total)
    for chunk in list_operated(scope, using=using):
        rows.take(chunk)
        done += len(chunk)
        told(done, total)


@dataclass(slots=True)
class _Rows:
    """Numbers hips and persons in the order in which they come, and writes a chunk at a time."""

    writer: Writer
    at: datetime
    sheets: Mapping[str, Sheet]
    hips: int = 0
    persons: dict[UUID, int] = field(default_factory=dict)

    def take(self, chunk: Chunk) -> None:
        for reason, count in chunk.left_out.items():
            self.writer.leave_out(reason, count)
        told: dict[str, list[Cells]] = defaultdict(list)
        tables: dict[str, Table] = {}
        for one in chunk.operated:
            for table, cells in self._rows_of(one):
                tables[table.name] = table
                told[table.name].append({"hip": self.hips, **cells})
            self.hips += 1
        for name, table in tables.items():
            self.writer.add(table, {c.name: [row[c.name] for row in told[name]] for c in table.columns})

    def _rows_of(self, one: Operated) -> list[tuple[Table, Cells]]:
        person = self.persons.setdefault(one.patient, len(self.persons))
        day, zone = one.operated_on, ZoneInfo(one.zone)
        return [
            (HIPS, {"person": person, **hip_cells(one, on=self.at.astimezone(zone).date())}),
            *((PRODUCTS, product_cells(made, operated_on=day, zone=zone)) for made in one.products),
            *((EVENTS, cells) for cells in event_cells(one)),
            *self._forms(one, zone),
        ]

    def _forms(self, one: Operated, zone: ZoneInfo) -> Iterator[tuple[Table, Cells]]:
        for form in one.forms:
            sheet = self.sheets.get(form.instrument)
            if sheet is None:
                self.writer.reduce(NO_INSTRUMENT)
            else:
                day, reduced = one.operated_on, self.writer.reduce
                yield sheet.table, form_cells(form, sheet, operated_on=day, zone=zone, reduced=reduced)
