"""What a declaration ships, in words, for the one who reviews it."""

from collections.abc import Iterator, Mapping
from dataclasses import fields, is_dataclass
from datetime import date, timedelta
from decimal import Decimal
from enum import Enum

from enthesis.domain.numbers import in_words, plain
from enthesis.domain.review.content import SAID_ELSEWHERE
from enthesis.domain.review.value import Rows
from enthesis.domain.review.written import said, words_of
from enthesis.domain.terms import Reviewable, Sourced, is_reviewable

HEADLINES = ("text", "verdicts", "statement", "title", "label", "topic", "question")
"""What says what a part ships, a field or a property: the first of these that has words."""


def shipped(part: Reviewable) -> tuple[str, Rows]:
    """The words of a part, and the rest of what it declares as rows of field and words.

    Raises TypeError for one that declares nothing and has no headline either.
    """
    if isinstance(part, Sourced):
        return in_words(part), ()
    headline, rows = _headline(part), _rows(part)
    if headline:
        return headline, tuple((said(name), told) for name, told in rows.items() if told != headline)
    return "; ".join(f"{said(name)}: {told}" for name, told in rows.items()), ()


def label_of(part: object) -> str:
    """What a part calls itself; empty where it does not."""
    return _first(part, ("title", "label", "topic"))


def _headline(part: object) -> str:
    headline = _first(part, HEADLINES)
    if not headline and not _declared(part):
        name = type(part).__name__
        raise TypeError(f"{name} does not say what it ships: give it one of {', '.join(HEADLINES)}.")
    return headline


def _first(part: object, names: tuple[str, ...]) -> str:
    told = (_told(getattr(part, name, None)) for name in names)
    return next(filter(None, told), "")


def _rows(part: object) -> dict[str, str]:
    told = ((name, _told(getattr(part, name))) for name in _declared(part))
    return {name: words for name, words in told if words}


def _declared(part: object) -> tuple[str, ...]:
    """The fields that say something of their own: not the name, nor what follows from the others."""
    return tuple(f.name for f in fields(part) if f.init and f.name not in SAID_ELSEWHERE)  # type: ignore[arg-type]


def _told(value: object) -> str:
    """A part of a declaration in words; empty for what is not known, and for what is reviewed on its own."""
    if is_reviewable(value) and value.needs_review:
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
    """A part inside a declaration: its headline, or the name it has there, and the rest in brackets."""
    rows = _rows(value)
    headline = _headline(value) or _first(value, ("code", "id"))
    rest = ", ".join(f"{said(name).lower()} {told}" for name, told in rows.items() if told != headline)
    if not headline:
        return rest
    return f"{headline} ({rest})" if rest else headline


def _name_of(member: Enum) -> str:
    return words_of(member.value if isinstance(member.value, str) else member.name.lower())
