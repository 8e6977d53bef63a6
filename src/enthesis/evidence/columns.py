"""A table in memory: one array a column, rows in the table's own order, unknown cells marked as such."""

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from enthesis.evidence.tables import Kind, Table

Flags = NDArray[np.bool_]
Order = NDArray[np.intp]


@dataclass(frozen=True, slots=True, kw_only=True)
class Words:
    """A column of words: `codes` are places in `words`, -1 where nothing is known. `words` are sorted."""

    codes: NDArray[np.int32]
    words: tuple[str, ...]

    def __len__(self) -> int:
        return len(self.codes)

    def is_in(self, *wanted: str) -> Flags:
        """Where the word is one of these; never where it is unknown."""
        places = [place for place, word in enumerate(self.words) if word in wanted]
        return np.isin(self.codes, places)

    @property
    def is_known(self) -> Flags:
        return self.codes >= 0

    def taken(self, rows: Order | Flags) -> "Words":
        return Words(codes=self.codes[rows], words=self.words)

    def spelled(self) -> list[str | None]:
        """Each row's word; None where it is unknown."""
        return [self.words[code] if code >= 0 else None for code in self.codes]


Array = NDArray[np.float64] | NDArray[np.int64] | NDArray[np.int8]


@dataclass(frozen=True, slots=True, kw_only=True)
class Columns:
    """The rows of one table.

    Keys are whole numbers, whole and real columns are floats with NaN where unknown, flags are 1, 0 or -1
    where unknown, packed answers are two-dimensional.
    """

    table: Table
    arrays: Mapping[str, Array]
    words: Mapping[str, Words]

    def __len__(self) -> int:
        return len(self.arrays[self.table.order[0]])

    def key(self, name: str) -> NDArray[np.int64]:
        return self._of(name, Kind.KEY).astype(np.int64, copy=False)

    def number(self, name: str) -> NDArray[np.float64]:
        """A whole or real column, NaN where unknown."""
        return self._of(name, Kind.WHOLE, Kind.REAL).astype(np.float64, copy=False)

    def flag(self, name: str) -> NDArray[np.int8]:
        return self._of(name, Kind.FLAG).astype(np.int8, copy=False)

    def word(self, name: str) -> Words:
        self.table.column(name)
        return self.words[name]

    def packed(self, name: str = "answers") -> NDArray[np.int8]:
        return self._of(name, Kind.ANSWERS).astype(np.int8, copy=False)

    def taken(self, rows: Order | Flags) -> "Columns":
        """Some of the rows, in the given order."""
        return Columns(
            table=self.table,
            arrays={name: array[rows] for name, array in self.arrays.items()},
            words={name: words.taken(rows) for name, words in self.words.items()},
        )

    def in_order(self) -> "Columns":
        """The rows in the table's own order: two tables with the same rows become equal."""
        keys = [self._rank(name) for name in reversed(self.table.order)]
        order = np.lexsort(keys)
        return self if np.array_equal(order, np.arange(len(self))) else self.taken(order)

    def _rank(self, name: str) -> Array | NDArray[np.int32]:
        return self.words[name].codes if name in self.words else self.arrays[name]

    def _of(self, name: str, *kinds: Kind) -> Array:
        kind = self.table.column(name).kind
        if kind not in kinds:
            raise LookupError(f"{self.table.name}.{name} is a {kind} column: read it as one.")
        return self.arrays[name]
