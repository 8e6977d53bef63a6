"""Exactly what a declaration ships, as a digest: what a sign-off hangs on."""

import json
from collections.abc import Mapping
from dataclasses import fields, is_dataclass
from datetime import date, timedelta
from decimal import Decimal
from enum import Enum
from hashlib import sha256

from enthesis.domain.numbers import plain
from enthesis.domain.terms import Reviewable, is_reviewable

SAID_ELSEWHERE = frozenset({"id", "code", "tag", "source", "note"})
"""Fields that are not what ships: the name of the value, and what stands beside it."""


def digest_of(part: Reviewable, question: str) -> str:
    """SHA-256, in hex, of exactly what ships, its tag, its source and the question asked about it.

    It does not depend on how any of it is worded here. What is reviewed on its own is not in it, and neither
    is what is empty: a field that a later version adds changes nothing until it says something.
    """
    told = {"ships": _content(part), "tag": part.tag, "source": part.source, "question": question}
    text = json.dumps(told, sort_keys=True, ensure_ascii=False, separators=(",", ":"))
    return sha256(text.encode()).hexdigest()


def _content(part: object) -> dict[str, object]:
    """What a part declares, by field, without its name and what stands beside it."""
    named = ((f.name, getattr(part, f.name)) for f in fields(part) if f.name not in SAID_ELSEWHERE)  # type: ignore[arg-type]
    told = ((name, _plainly(value)) for name, value in named)
    return {name: value for name, value in told if value not in (None, "", False, [], {})}


def _plainly(value: object) -> object:
    """A part as numbers written out, texts, lists and mappings; None for what is reviewed on its own."""
    if is_reviewable(value) and value.needs_review:
        return None
    match value:
        case Enum():
            return value.name
        case bool() | str():
            return value
        case Decimal():
            return plain(value)
        case int() | float() | date() | timedelta():
            return str(value)
        case Mapping():
            return {str(name): _plainly(part) for name, part in value.items()}
        case tuple():
            return [_plainly(part) for part in value]
        case frozenset():
            return sorted(str(_plainly(part)) for part in value)
        case _ if is_dataclass(value) and not isinstance(value, type):
            return {"": type(value).__name__, **_content(value)}
    return None
