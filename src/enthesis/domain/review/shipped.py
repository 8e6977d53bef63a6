"""What a declaration ships, in words, for the one who reviews it."""

import inspect
from collections.abc import Iterator, Mapping
from dataclasses import fields, is_dataclass
from datetime import date, timedelta
from decimal import Decimal
from enum import Enum

from enthesis.domain.numbers import in_words, plain
from enthesis.domain.review.content import SAID_ELSEWHERE
from enthesis.domain.review.value import Rows
from enthesis.domain.review.written import said, words_of
from enthesis.domain.terms import Reviewable, Sourced

HEADLINES = ("text", "verdicts", "title", "label", "topic", "question")
"""The field that says what a part ships, the first of these it has."""


def shipped(part: Reviewable) -> tuple[str, Rows]:
    """The words of a part, and the rest of what it declares as rows of field and words."""
    if isinstance(part, Sourced):
        return in_words(part), ()
    rows = _rows(part)
    headline = next((name for name in HEADLINES if name in rows), None)
    if headline is not None:
        return rows[headline], tuple((said(n), told) for n, told in rows.items() if n != headline)
    own = "; ".join(f"{said(n)}: {told}" for n, told in rows.items())
    return own or _first_line(part), ()


def label_of(part: object) -> str:
    """What a part calls itself; empty where it does not."""
    told = (getattr(part, name, "") for name in ("title", "label", "topic"))
    return next((t for t in told if isinstance(t, str) and t), "")


def _rows(part: object) -> dict[str, str]:
    named = {f.name: getattr(part, f.name) for f in fields(part) if f.name not in SAID_ELSEWHERE}  # type: ignore[arg-type]
    return {name: told for name, value in named.items() if (told := _told(value))}


def _told(value: object) -> str:
    """A part of a declaration in words; empty for what is not known, and for what is reviewed on its own."""
    if isinstance(value, Reviewable) and value.needs_review:
        return ""
    match value:
        case bool():
            return "yes" if value else "no"
        case Sourced():
            return in_words(value)
        case Enum():
            return str(getattr(value, "label", "") or getattr(value, "word", "") or _name_of(value))
        case Decimal():
            return plain(value)
        case int() | float() | str() | date() | timedelta():
            return str(value)
        case _ if is_dataclass(value) and not isinstance(value, type):
            return _compound(value)
    return "; ".join(_several(value))


def _several(value: object) -> Iterator[str]:
    """The parts of a mapping, tuple or set in words, without those that have none."""
    match value:
        case Mapping():
            for name, part in value.items():
                if words := _told(part):
                    yield f"{_told(name)}: {words}"
        case tuple():
            yield from filter(None, map(_told, value))
        case frozenset():
            yield from sorted(filter(None, map(_told, value)))


def _compound(value: object) -> str:
    rows = _rows(value)
    headline = next((name for name in HEADLINES if name in rows), None)
    rest = ", ".join(f"{said(n).lower()} {told}" for n, told in rows.items() if n != headline)
    if headline is None:
        return rest or str(getattr(value, "code", "")) or _first_line(value)
    return f"{rows[headline]} ({rest})" if rest else rows[headline]


def _name_of(member: Enum) -> str:
    return words_of(member.value if isinstance(member.value, str) else member.name.lower())


def _first_line(part: object) -> str:
    """What the class says of itself: enough for one that has nothing but its kind."""
    return (inspect.getdoc(type(part)) or type(part).__name__).splitlines()[0].rstrip(".")
