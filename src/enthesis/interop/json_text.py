"""Bytes of a stranger become plain JSON values, or a refusal that says what is wrong and where.

In this order: size, encoding, JSON, depth, then each text, number and key. A byte order mark of UTF-8 is
passed over, since some programs cannot leave it out.
"""

import json
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal
from typing import TypeAlias

from enthesis.domain.terms import MOST_DIGITS, is_number
from enthesis.interop.refusal import Refusal, quoted

Json: TypeAlias = "bool | int | Decimal | str | list[Json] | dict[str, Json] | None"

MOST_BYTES = 2**20
DEEPEST = 20
UTF8_MARK = b"\xef\xbb\xbf"
OTHER_MARKS = (b"\xff\xfe", b"\xfe\xff")  # of UTF-16, and of UTF-32 in one order


def read_json(raw: bytes) -> Json:
    """The value of a text. Whole numbers are `int`, others `Decimal`. Raises Refusal."""
    if len(raw) > MOST_BYTES:
        raise Refusal(f"The input is larger than 1 MiB ({MOST_BYTES} bytes). Send less at a time.")
    text = _text(raw)
    if not text.strip():
        raise Refusal("There is no input. Send JSON.")
    try:
        told = json.loads(
            text,
            object_pairs_hook=_object,
            parse_int=_whole,
            parse_float=_number,
            parse_constant=lambda word: _Wrong(f"{word} is not a number."),
        )
        _check(told, DEEPEST)
    except json.JSONDecodeError as problem:
        raise Refusal(f"The input is not JSON at line {problem.lineno}, column {problem.colno}.") from None
    except (RecursionError, _TooDeep):
        raise Refusal(f"The input is nested more than {DEEPEST} levels deep.") from None
    return told  # type: ignore[no-any-return]


class _TooDeep(Exception):
    pass


@dataclass(frozen=True, slots=True)
class _Wrong:
    """Stands where a value cannot be read, until its place is known."""

    said: str


def _text(raw: bytes) -> str:
    if raw.startswith(OTHER_MARKS):
        raise Refusal("The input is in UTF-16 or UTF-32. Send it in UTF-8.")
    if b"\0" in raw:
        raise Refusal("The input holds a zero byte: it is no text, or not in UTF-8. Send it in UTF-8.")
    try:
        return raw.removeprefix(UTF8_MARK).decode()
    except UnicodeDecodeError as problem:
        raise Refusal(f"The input is not in UTF-8 from byte {problem.start + 1} on.") from None


def _object(pairs: list[tuple[str, object]]) -> object:
    told = dict(pairs)
    if len(told) == len(pairs):
        return told
    ((twice, _),) = Counter(key for key, _ in pairs).most_common(1)
    return _Wrong(f"{quoted(twice)} is given more than once. Keep one.")


def _whole(digits: str) -> object:
    return (
        int(digits)
        if len(digits) <= MOST_DIGITS
        else _Wrong(f"A number of {len(digits)} digits is too long.")
    )


def _number(digits: str) -> object:
    if len(digits) > 2 * MOST_DIGITS:
        return _Wrong(f"A number of {len(digits)} digits is too long.")
    try:
        number = Decimal(digits)
    except ArithmeticError:
        number = Decimal("Infinity")
    return number if is_number(number) else _Wrong(f"{digits} is too large or too small.")


def _check(told: object, levels: int) -> None:
    match told:
        case _Wrong(said):
            raise Refusal(said)
        case str():
            _check_text(told)
        case list() | dict() if not levels:
            raise _TooDeep
        case list():
            _check_each(enumerate(told), levels)
        case dict():
            for key in told:
                _check_text(key)
            _check_each(told.items(), levels)


def _check_each(parts: Iterable[tuple[str | int, object]], levels: int) -> None:
    for step, part in parts:
        try:
            _check(part, levels - 1)
        except Refusal as refused:
            raise refused.inside(step) from None


def _check_text(text: str) -> None:
    if "\0" in text:
        raise Refusal(f"{quoted(text)} holds a zero character. Remove it.")
    if not text.isascii() and any("\ud800" <= c <= "\udfff" for c in text):
        raise Refusal(f"{quoted(text)} holds half a character. Send whole ones.")
