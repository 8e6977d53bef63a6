"""What a patient stated, kept as it was said; a fact is made of it only for a clinician to confirm.

Unknown stays unknown: an answer of “not sure”, or one that lacks what the fact needs, makes no fact.
"""

from collections.abc import Collection, Iterable
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, time
from functools import cache
from typing import Any, get_args, get_type_hints

from enthesis.domain.candidacy.facts import (
    Anticoagulation,
    BloodThinner,
    Cancer,
    Expecting,
    Facts,
    LastDay,
    LastDose,
    Malignancy,
    Pregnancy,
    Told,
)
from enthesis.domain.candidacy.intake.question import UNSURE, PartKind, Question
from enthesis.domain.candidacy.intake.sections import VERSION, question_called
from enthesis.domain.errors import Invalid, NotAllowed
from enthesis.domain.pathway.stages import Stage
from enthesis.domain.practice.clock import moments

LONGEST_WORDS = 2000
MOST_COUNTED = 1200  # months are the largest that is counted
ASKED_AT = (Stage.BOOKED, Stage.EXAMINED, Stage.CLASSIFIED, Stage.PLANNED, Stage.CONSENTED)


@dataclass(frozen=True, slots=True, kw_only=True)
class Statement:
    """The answer to one question; what was not answered is empty. `day` and `clock` are the office's."""

    question: str
    choice: str = ""
    day: date | None = None
    clock: time | None = None
    count: int | None = None
    words: str = ""

    @property
    def is_empty(self) -> bool:
        return self == Statement(question=self.question)


@dataclass(frozen=True, slots=True, kw_only=True)
class Stated:
    """Everything one patient stated and sent at once; `version` is that of the list of questions."""

    statements: tuple[Statement, ...]
    version: int = VERSION

    def said(self, question: str) -> Statement | None:
        return next((s for s in self.statements if s.question == question), None)


def check_can_ask(stage: Stage) -> None:
    """Before the operation only. Raises NotAllowed."""
    if stage not in ASKED_AT:
        raise NotAllowed(
            "intake-over",
            "The questions before the visit are not asked any more for this hip.",
            "Call the practice.",
        )


def check_statement(statement: Statement, *, born_on: date, today: date) -> None:
    """Raises Invalid for an answer that the question does not offer, coded by the part it is about.

    A day lies in the patient's life: from the day of birth to today.
    """
    question = question_called(statement.question)
    if question is None:
        raise Invalid("question", "There is no such question.", "Load the page again.")
    if statement.choice and statement.choice not in {choice.id for choice in question.choices}:
        raise Invalid("choice", "There is no such answer.", "Choose one of the answers.")
    if statement.day is not None and statement.day > today:
        raise Invalid("day", "That day has not come yet.", "Enter a day that is over.")
    if statement.day is not None and statement.day < born_on:
        raise Invalid("day", "That day is before the birth.", "Check the year.")
    if statement.count is not None and not 0 <= statement.count <= MOST_COUNTED:
        raise Invalid("count", "That number cannot be.", "Enter a whole number, 0 or more.")
    if len(statement.words) > LONGEST_WORDS:
        raise Invalid(
            "words", "That is too long to be kept.", "Shorten it; the rest can be told at the visit."
        )
    given = {part: value for part in PartKind if (value := _part(statement, part)) not in (None, "")}
    if set(given) - {part.kind for part in question.parts_with(statement.choice)}:
        raise Invalid("choice", "This does not go with the answer.", "Change one of the two.")


def merged(before: Iterable[Statement], told: Iterable[Statement]) -> tuple[Statement, ...]:
    """The newer statement of each question, in the order of first answers; what is empty is taken back."""
    kept = {statement.question: statement for statement in before}
    kept |= {statement.question: statement for statement in told}
    return tuple(statement for statement in kept.values() if not statement.is_empty)


def fact_of(statement: Statement, *, zone: str, at: datetime) -> Any:
    """The fact this would be if it were confirmed, told at `at`; None where it is none, or not whole."""
    question = question_called(statement.question)
    if question is None or not question.fact or statement.choice in ("", UNSURE):
        return None
    try:
        return _made(question, statement, zone, at)
    except (Invalid, ValueError):  # told under other rules than today's
        return None


def fact_kind(name: str) -> type:
    """The type of a field of `Facts`."""
    return _kinds()[name]


def is_same(one: Any, other: Any) -> bool:
    """Whether two facts say the same, whenever each was told."""
    return type(one) is type(other) and one is not None and replace(one, at=other.at) == other


@cache
def _kinds() -> dict[str, type]:
    return {name: get_args(kind)[0] for name, kind in get_type_hints(Facts).items() if name != "at"}


def _made(question: Question, said: Statement, zone: str, at: datetime) -> Any:
    choice, kind = said.choice, fact_kind(question.fact)
    if kind is Told:
        return Told(answer=choice == "yes", at=at)
    if kind is LastDay:
        return LastDay(on=said.day, at=at) if (choice == "yes") is (said.day is not None) else None
    if kind is LastDose:
        taken = _moment(said, zone)
        return LastDose(taken=taken, at=at) if (choice == "yes") is (taken is not None) else None
    if kind is Malignancy:
        return Malignancy(status=Cancer(choice), remission_since=said.day, at=at)
    if kind is Anticoagulation:
        return Anticoagulation(drug=BloodThinner(choice), taken=_moment(said, zone), at=at)
    if kind is Pregnancy:
        return Pregnancy(status=Expecting(choice), at=at)
    raise LookupError(f"Patients cannot be asked for {question.fact}: say in this file how it is made.")


def _moment(said: Statement, zone: str) -> datetime | None:
    """The moment, where day and time were both told; of a time the clocks show twice the later one."""
    if said.day is None or said.clock is None:
        return None
    found = moments(datetime.combine(said.day, said.clock), zone)
    return found[-1].astimezone(UTC) if found else None


def _part(statement: Statement, kind: PartKind) -> object:
    return getattr(statement, kind.value)


def asked_of(question: Question, *, settled: Collection[str]) -> bool:
    """Whether it is asked of this patient: not where the record answers it by itself."""
    return not question.fact or question.fact not in settled


ZONE = "America/New_York"
AT = datetime(2027, 3, 2, 17, tzinfo=UTC)
SAID = date(2027, 2, 27)
EXAMPLES: tuple[tuple[str, Statement, object], ...] = (
    (
        "the last day was told",
        Statement(question="aspirin", choice="yes", day=SAID),
        LastDay(on=SAID, at=AT),
    ),
    ("the last day was not told", Statement(question="aspirin", choice="yes"), None),
    ("never taken", Statement(question="aspirin", choice="no"), LastDay(on=None, at=AT)),
    ("not sure", Statement(question="aspirin", choice=UNSURE), None),
    (
        "day and time on the office's clock",
        Statement(question="nsaid", choice="yes", day=SAID, clock=time(20)),
        LastDose(taken=datetime(2027, 2, 28, 1, tzinfo=UTC), at=AT),
    ),
    ("a day alone is no last dose", Statement(question="nsaid", choice="yes", day=SAID), None),
    ("none taken", Statement(question="nsaid", choice="no"), LastDose(taken=None, at=AT)),
    (
        "an anticoagulant, its last dose not known",
        Statement(question="anticoagulant", choice=BloodThinner.DOAC, day=SAID),
        Anticoagulation(drug=BloodThinner.DOAC, at=AT),
    ),
    (
        "in remission, since when not known",
        Statement(question="cancer", choice=Cancer.REMISSION),
        Malignancy(status=Cancer.REMISSION, at=AT),
    ),
    ("smokes", Statement(question="tobacco", choice="yes"), Told(answer=True, at=AT)),
    (
        "pregnant",
        Statement(question="pregnancy", choice=Expecting.PREGNANT),
        Pregnancy(status=Expecting.PREGNANT, at=AT),
    ),
    ("what feeds no fact", Statement(question="limp", choice="yes"), None),
    ("a question that is asked no more", Statement(question="gone", choice="yes"), None),
    ("words alone", Statement(question="else", words="I sleep badly"), None),
)
