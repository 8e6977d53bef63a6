"""A page of the public part as values: what is asked on it, what answers that, and what nobody knows."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from enthesis.domain.information.claim import Claim


@dataclass(frozen=True, slots=True, kw_only=True)
class Question:
    """What a reader asks, and the claims that answer it."""

    id: str
    asked: str
    claims: tuple[Claim, ...]

    @property
    def investigational(self) -> bool:
        return any(claim.investigational for claim in self.claims)


@dataclass(frozen=True, slots=True, kw_only=True)
class Step:
    """One step of an operation, or one way a tendon is torn; the drawing of that id shows it."""

    id: str
    title: str
    claim: Claim


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """One question to all that is compared: the claims of each column, in their order."""

    id: str
    asked: str
    cells: tuple[tuple[Claim, ...], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class SideBySide:
    """Things that are told beside each other, by the same questions."""

    title: str
    columns: tuple[str, ...]
    rows: tuple[Row, ...]

    def __post_init__(self) -> None:
        for row in self.rows:
            if len(row.cells) != len(self.columns) or not all(row.cells):
                raise ValueError(f"The row {row.id} does not answer for each of: {', '.join(self.columns)}.")


@dataclass(frozen=True, slots=True, kw_only=True)
class Topic:
    """`unknown` is what the page says in a box of its own: a page without one would be one-sided."""

    id: str
    title: str
    summary: str
    lead: Claim
    questions: tuple[Question, ...]
    steps: tuple[Step, ...] = ()
    compared: SideBySide | None = None
    unknown: tuple[Claim, ...]

    @property
    def claims(self) -> tuple[Claim, ...]:
        """Every claim of the page once, from top to bottom."""
        return tuple({claim.id: claim for claim in self._claims()}.values())

    @property
    def reviewed_on(self) -> date:
        """The day since which every claim of the page has been reviewed."""
        return min(claim.reviewed_on for claim in self.claims)

    def question(self, name: str) -> Question:
        return next(question for question in self.questions if question.id == name)

    def _claims(self) -> Iterator[Claim]:
        yield self.lead
        yield from (step.claim for step in self.steps)
        for row in self.compared.rows if self.compared else ():
            yield from (claim for cell in row.cells for claim in cell)
        yield from (claim for question in self.questions for claim in question.claims)
        yield from self.unknown
