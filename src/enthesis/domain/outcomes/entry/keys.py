"""What somebody types for a question of a sheet: the number printed beside a box, a measure, or a letter."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal

from enthesis.domain.errors import Invalid
from enthesis.domain.outcomes.entry.mark import Mark, Missing
from enthesis.domain.outcomes.item import NOT_APPLICABLE, Answer, Item, Question

LETTERS = {
    "b": Missing.BLANK,
    "t": Missing.TWO_TICKED,
    "m": Missing.BETWEEN,
    "u": Missing.ILLEGIBLE,
}
"""The letters that say why there is no answer on a sheet."""
SPOKEN = {"k": Missing.UNKNOWN, "r": Missing.REFUSED}
"""Those for one that was not given by telephone."""
NOT_APPLYING = "n"
LONGEST = 6


@dataclass(frozen=True, slots=True, kw_only=True)
class Box:
    """One box to tick: its `key` is printed beside it. `branch` is the topic it belongs to, where there are
    several.
    """

    key: str
    field: str
    answer: Answer
    label: str
    branch: str = ""


def boxes(question: Question) -> tuple[Box, ...]:
    """Every box of a question, numbered from 1 through all its branches; none where a number is written."""
    told: list[Box] = []
    for field in question.fields:
        branch = "" if isinstance(question, Item) else field.topic
        for choice in field.choices:
            key = str(len(told) + 1)
            told.append(Box(key=key, field=field.id, answer=choice.answer, label=choice.label, branch=branch))
    return tuple(told)


def read_key(question: Question, typed: str, letters: Mapping[str, Missing] = LETTERS) -> Mark:
    """What was typed, as a mark. Raises Invalid, its code the question's id, for what means nothing there."""
    key = typed.strip().lower()
    if not key:
        raise Invalid(
            question.id,
            f"Nothing was entered for “{question.topic}”.",
            f"Where there is no answer, type {_or(letters)}.",
        )
    if key in letters:
        return Mark(field=question.id, missing=letters[key])
    found = next((mark for name, mark in _offered(question) if name == key), None)
    if found is None:
        sentence = f"“{question.topic}” has no “{typed[:LONGEST]}”."
        raise Invalid(question.id, sentence, f"Type {hint(question)}.")
    return found


def write_key(question: Question, mark: Mark, letters: Mapping[str, Missing] = LETTERS) -> str:
    """The counterpart of `read_key`."""
    if mark.missing is not None:
        return next((letter for letter, why in letters.items() if why is mark.missing), "")
    return next((name for name, known in _offered(question) if known == mark), "")


def hint(question: Question) -> str:
    """What may be typed: 1 to 5, 0 to 100; and n, where it may not apply."""
    field, count = question.fields[0], len(boxes(question))
    told = f"{field.range.low} to {field.range.high}" if field.range else f"1 to {count}"
    return f"{told}, or {NOT_APPLYING} for “does not apply”" if field.allows_na else told


def _or(letters: Mapping[str, Missing]) -> str:
    return ", ".join(f"{letter} ({why.label})" for letter, why in letters.items())


def _offered(question: Question) -> Iterator[tuple[str, Mark]]:
    for box in boxes(question):
        yield box.key, Mark(field=box.field, answer=box.answer)
    for field in question.fields:
        if field.range is not None:
            yield from ((f"{p}", Mark(field=field.id, answer=_number(p))) for p in field.points)
        if field.allows_na:
            yield NOT_APPLYING, Mark(field=field.id, answer=NOT_APPLICABLE)


def _number(point: Decimal) -> Answer:
    return int(point) if point == int(point) else float(point)
