"""Whether two snapshots hold the same rows: every table, every row, every column."""

from collections.abc import Iterator

import numpy as np

from enthesis.evidence.columns import Columns
from enthesis.evidence.snapshot import Snapshot
from enthesis.evidence.tables import all_tables

CLOSE = 1e-9  # of numbers that were computed; everything else is the same or not


def differences(first: Snapshot, second: Snapshot) -> list[str]:
    """A line for each column that differs, with the first row that does; none where all is the same."""
    return [
        f"{name}: {said}"
        for name, table in all_tables().items()
        for said in _between(first.load(table), second.load(table))
    ]


def _between(first: Columns, second: Columns) -> Iterator[str]:
    if len(first) != len(second):
        yield f"{len(first)} rows and {len(second)}"
        return
    for name, words in first.words.items():
        told = zip(words.spelled(), second.words[name].spelled(), strict=True)
        off = [(row, a, b) for row, (a, b) in enumerate(told) if a != b]
        if off:
            yield f"{name} in {len(off)} rows, such as {off[0]}"
    for name, left in first.arrays.items():
        right = second.arrays[name]
        same = (left == right) | ((left != left) & (right != right))
        if np.issubdtype(left.dtype, np.floating):
            same |= np.abs(left - right) <= CLOSE
        if not same.all():
            row = tuple(int(place) for place in np.argwhere(~same)[0])
            yield f"{name} in {int((~same).sum())} cells, such as {row}: {left[row]} and {right[row]}"
