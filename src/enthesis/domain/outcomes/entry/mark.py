"""What somebody reads at one question of a sheet, or hears: an answer, or why there is none."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum

from enthesis.domain.errors import Invalid
from enthesis.domain.outcomes.instrument import Instrument
from enthesis.domain.outcomes.item import Answer, Question
from enthesis.domain.outcomes.scoring import check_answer


class Missing(StrEnum):
    """Why a question has no answer. Each is missing alike: none is zero, none is “does not apply”."""

    BLANK = "blank"
    TWO_TICKED = "two_ticked"
    BETWEEN = "between"
    ILLEGIBLE = "illegible"
    UNKNOWN = "unknown"
    REFUSED = "refused"

    @property
    def label(self) -> str:
        return {
            Missing.BLANK: "left blank",
            Missing.TWO_TICKED: "two boxes ticked",
            Missing.BETWEEN: "marked between two answers",
            Missing.ILLEGIBLE: "cannot be read",
            Missing.UNKNOWN: "does not know",
            Missing.REFUSED: "would rather not say",
        }[self]


ON_PAPER = (Missing.BLANK, Missing.TWO_TICKED, Missing.BETWEEN, Missing.ILLEGIBLE)
NOT_READABLE = ON_PAPER[1:]
BY_VOICE = (Missing.UNKNOWN, Missing.REFUSED)


@dataclass(frozen=True, slots=True, kw_only=True)
class Mark:
    """An `answer` under the id of what was answered, or `missing` and why. Never both, never neither.

    `field` differs from the question where it has branches: it names the one that was answered.
    """

    field: str
    answer: Answer = None
    missing: Missing | None = None

    def __post_init__(self) -> None:
        if (self.answer is None) == (self.missing is None):
            raise Invalid(
                self.field[:40],
                "A question has an answer, or a reason why there is none.",
                "Choose an answer, or say that it was left blank.",
            )


def check_mark(question: Question, mark: Mark) -> None:
    """Raises Invalid, its code the question's id, unless the question offers what was read."""
    found = next((field for field in question.fields if field.id == mark.field), None)
    if found is None and not (mark.missing and mark.field == question.id):
        raise Invalid(question.id, f"“{question.topic}” has no part “{mark.field[:40]}”.", "Enter it again.")
    if found is not None:
        check_answer(found, mark.answer)


def answers_of(instrument: Instrument, marks: Mapping[str, Mark]) -> dict[str, Answer]:
    """What a response keeps: the answer under each field, None where it is missing."""
    answers: dict[str, Answer] = {}
    for question in instrument.items:
        mark = marks[question.id]
        answers |= dict.fromkeys((field.id for field in question.fields), None)
        if mark.missing is None:
            answers[mark.field] = mark.answer
    return answers


def missing_of(instrument: Instrument, marks: Mapping[str, Mark]) -> dict[str, Missing]:
    """Why each question without an answer has none, by question."""
    told = ((question.id, marks[question.id].missing) for question in instrument.items)
    return {name: why for name, why in told if why is not None}


def is_empty(marks: Iterable[Mark]) -> bool:
    """Whether nothing at all was answered."""
    return all(mark.missing is not None for mark in marks)
