"""One drawn hip as plain values: what the columns of a block say of it."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

import numpy as np

from enthesis.domain.outcomes.catalogue import load_instrument
from enthesis.domain.outcomes.item import NOT_APPLICABLE as MOOT
from enthesis.domain.outcomes.item import Answer
from enthesis.domain.terms import Side
from enthesis.evidence.synthetic.write import Block
from enthesis.evidence.tables import MISSING, NOT_APPLICABLE


@dataclass(frozen=True, slots=True, kw_only=True)
class Answered:
    """One form that was sent in, on a day since surgery."""

    milestone: str
    day: int
    instrument: str
    answers: dict[str, Answer]


@dataclass(frozen=True, slots=True, kw_only=True)
class Happened:
    kind: str
    day: int
    grade: str
    operation: str
    product: str


@dataclass(frozen=True, slots=True)
class Drawn:
    """The hip at a place of a block. `x.of("age")` is the value of a column as plain Python."""

    block: Block
    place: int

    @property
    def number(self) -> int:
        return self.block.hips.first + self.place

    @property
    def person(self) -> int:
        """The number of the person's first hip."""
        return int(self.block.hips.person[self.place])

    @property
    def side(self) -> Side:
        return Side.LEFT if self.flag("left") else Side.RIGHT

    @property
    def operated_on(self) -> date:
        return self.block.hips.today - timedelta(days=self.whole("ago"))

    @property
    def born(self) -> date:
        return self.block.hips.today - timedelta(days=self.whole("born"))

    @property
    def product(self) -> int | None:
        """The row of its product, None where it got none."""
        return next(iter(_rows(self.block.products.hips, self.place)), None)

    def flag(self, column: str) -> bool:
        return bool(getattr(self.block.hips, column)[self.place])

    def whole(self, column: str) -> int:
        return int(getattr(self.block.hips, column)[self.place])

    def real(self, column: str) -> float:
        return float(getattr(self.block.hips, column)[self.place])

    def word(self, column: str) -> str:
        return str(getattr(self.block.hips, column)[self.place])

    def answered(self) -> Iterator[Answered]:
        """Its forms, milestone by milestone."""
        for forms in self.block.forms:
            for row in _rows(forms.hips, self.place):
                yield Answered(
                    milestone=forms.milestone,
                    day=int(forms.day[row]),
                    instrument=forms.instrument,
                    answers=_unpacked(forms.instrument, forms.answers[row].tolist()),
                )

    def happened(self) -> Iterator[Happened]:
        """Its events, by day."""
        told = self.block.happenings
        for row in _rows(told.hips, self.place):
            yield Happened(
                kind=str(told.kind[row]),
                day=int(told.day[row]),
                grade=str(told.grade[row]),
                operation=str(told.operation[row]),
                product=str(told.product[row]),
            )


def drawn_hips(block: Block) -> Iterator[Drawn]:
    """The hips of a block that are the practice's, in order."""
    return (Drawn(block, place) for place in range(block.wanted))


def _rows(hips: "np.ndarray[tuple[int], np.dtype[np.int64]]", place: int) -> range:
    """The rows of a hip in a column that is sorted by hip."""
    first, last = np.searchsorted(hips, (place, place + 1))
    return range(int(first), int(last))


def _unpacked(instrument: str, packed: list[int]) -> dict[str, Answer]:
    fields = zip(load_instrument(instrument).fields, packed, strict=True)
    return {f.id: MOOT if answer == NOT_APPLICABLE else answer for f, answer in fields if answer != MISSING}
