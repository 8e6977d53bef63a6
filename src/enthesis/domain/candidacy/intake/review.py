"""What clinicians decided on what a patient stated, and what still waits for them."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime

from enthesis.domain.candidacy.intake.question import UNSURE
from enthesis.domain.candidacy.intake.sections import question_called
from enthesis.domain.candidacy.intake.statement import Stated, Statement
from enthesis.domain.errors import Invalid, NotAllowed
from enthesis.domain.pathway.case import Entry, every, latest
from enthesis.domain.terms import EntryId

LONGEST_REASON = 500


@dataclass(frozen=True, slots=True, kw_only=True)
class NotSo:
    """A statement that is not taken over, and why."""

    question: str
    reason: str

    def __post_init__(self) -> None:
        if not self.reason.strip() or len(self.reason) > LONGEST_REASON:
            raise Invalid(
                "reason",
                "What the patient stated is set aside with a reason of a few words.",
                f"Enter why it is not so, in at most {LONGEST_REASON} characters.",
            )


@dataclass(frozen=True, slots=True, kw_only=True)
class Reviewed:
    """Decisions on what was stated in one entry: taken over, set aside, or (`read`) all of it was read."""

    stated: EntryId
    told_at: datetime
    taken: tuple[str, ...] = ()
    not_so: tuple[NotSo, ...] = ()
    read: bool = False

    @property
    def questions(self) -> tuple[str, ...]:
        return (*self.taken, *(n.question for n in self.not_so))


@dataclass(frozen=True, slots=True, kw_only=True)
class Pending:
    """A statement about a fact that nobody has confirmed or set aside."""

    statement: Statement
    fact: str
    told_at: datetime


def pending(entries: Iterable[Entry[object]]) -> tuple[Pending, ...]:
    """What waits of the newest statements; an answer of “not sure” waits for nobody."""
    told = tuple(entries)
    newest = latest(told, Stated)
    if newest is None:
        return ()
    decided = {
        question
        for r in every(told, Reviewed)
        if r.value.stated == newest.id
        for question in r.value.questions
    }
    return tuple(_waiting(newest, decided))


def _waiting(newest: Entry[Stated], decided: set[str]) -> Iterator[Pending]:
    for statement in newest.value.statements:
        question = question_called(statement.question)
        if question is None or not question.fact or statement.question in decided:
            continue
        if statement.choice not in ("", UNSURE):
            yield Pending(statement=statement, fact=question.fact, told_at=newest.at)


def is_read(entries: Iterable[Entry[object]]) -> bool:
    """Whether somebody has read the newest statements, or none were made."""
    told = tuple(entries)
    newest = latest(told, Stated)
    return newest is None or any(r.value.stated == newest.id and r.value.read for r in every(told, Reviewed))


def check_decides(entries: Iterable[Entry[object]], reviewed: Reviewed) -> None:
    """Raises NotAllowed for a decision on what does not wait for one."""
    told = tuple(entries)
    newest = latest(told, Stated)
    waits = {p.statement.question for p in pending(told)}
    if newest is None or newest.id != reviewed.stated or set(reviewed.questions) - waits:
        raise NotAllowed(
            "not-waiting",
            "What the patient stated has changed, or somebody has decided on it already.",
            "Load the page again and look at what waits.",
        )
