"""A door asked with bytes, answered with bytes: everything but where they come from and go to."""

from collections.abc import Callable, Sequence
from difflib import get_close_matches
from typing import TypeVar

import msgspec

from enthesis.domain.errors import Problem
from enthesis.interop.door import Chapter, Word
from enthesis.interop.fitting import fit
from enthesis.interop.json_text import read_json
from enthesis.interop.refusal import Refusal, quoted

Value = TypeVar("Value")

_ENCODER = msgspec.json.Encoder(decimal_format="number")


def ask(chapter: Chapter, word: str, raw: bytes) -> bytes:
    """The answer as JSON: of one question a line, of a list a list. Raises Refusal and answers nothing."""
    door = chapter.door
    words = (check_word(door.word, word),) if door.word else ()
    if door.takes is None:
        return _answer(chapter, *words) + b"\n"
    told = read_json(raw)
    if not isinstance(told, list):
        return _answer(chapter, fit(told, door.takes), *words) + b"\n"
    return b"[" + b",\n".join(_answer_each(chapter, told, words)) + b"]\n"


def check_word(word: Word, given: str) -> str:
    """The word, when it is one of the choices; raises Refusal with what may have been meant."""
    choices = word.choices()
    if given in choices:
        return given
    if not given:
        raise Refusal(f"{word.name} is missing: name {word.what}, one of {', '.join(choices)}.")
    near = get_close_matches(given[:40], choices, n=1)
    meant = f"Did you mean {near[0]}?" if near else f"Choose one of {', '.join(choices)}."
    raise Refusal(f"{quoted(given)} is not {word.what}. {meant}")


def _answer_each(chapter: Chapter, told: Sequence[object], words: tuple[str, ...]) -> list[bytes]:
    """Every question is read before the first is answered."""
    most = chapter.door.most
    if len(told) > most:
        raise Refusal(f"A list of {len(told)} is too long. Send at most {most} at a time.")
    asked = [_at(n, fit, one, chapter.door.takes) for n, one in enumerate(told)]
    return [_at(n, _answer, chapter, one, *words) for n, one in enumerate(asked)]


def _answer(chapter: Chapter, *given: object) -> bytes:
    try:
        return _ENCODER.encode(chapter.answer(*given))
    except Problem as problem:
        raise Refusal(str(problem)) from None


def _at(place: int, do: Callable[..., Value], *given: object) -> Value:
    try:
        return do(*given)
    except Refusal as refused:
        raise refused.inside(place) from None
