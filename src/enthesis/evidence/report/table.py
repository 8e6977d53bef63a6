"""A table as a paper prints it, and the same as CSV."""

import csv
import io
from dataclasses import dataclass
from enum import StrEnum

from enthesis.evidence.report.words import keyboard


class Kind(StrEnum):
    """What a line of a table is."""

    CELLS = "cells"
    HEADING = "heading"  # one text over the lines that follow
    UNDER = "under"  # one text that belongs to the line before


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    cells: tuple[str, ...]
    kind: Kind = Kind.CELLS
    is_inner: bool = False  # set in under the line before: one of its words


@dataclass(frozen=True, slots=True, kw_only=True)
class Table:
    """`header` names each column with its unit; every line of cells has as many. `id` names its file."""

    id: str
    title: str
    header: tuple[str, ...]
    lines: tuple[Line, ...]
    notes: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        for line in self.lines:
            if len(line.cells) != (len(self.header) if line.kind is Kind.CELLS else 1):
                raise ValueError(f"Table {self.id}: {line.cells} does not fit under {self.header}.")


def cells(*told: str) -> Line:
    return Line(cells=told)


def inner(*told: str) -> Line:
    return Line(cells=told, is_inner=True)


def heading(text: str) -> Line:
    return Line(cells=(text,), kind=Kind.HEADING)


def under(text: str) -> Line:
    return Line(cells=(text,), kind=Kind.UNDER)


def as_csv(table: Table) -> bytes:
    """RFC 4180 in UTF-8: every line has as many fields as the header, ends with CR and LF."""
    out = io.StringIO(newline="")
    writer = csv.writer(out, lineterminator="\r\n")
    writer.writerow(map(keyboard, table.header))
    for line in table.lines:
        empty = [""] * (len(table.header) - len(line.cells))
        writer.writerow([*map(keyboard, line.cells), *empty])
    return out.getvalue().encode()
