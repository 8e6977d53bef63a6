"""Which signs of a text no embedded font has a letter for, and the text with a placeholder for each."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from unicodedata import category

PLACEHOLDER = "\N{REPLACEMENT CHARACTER}"
JOINER = "\N{ZERO WIDTH JOINER}"


def signs_of(text: str) -> Iterator[str]:
    """The text cut before each sign: a letter stays with the marks that stand on it, a tab is a space."""
    sign = ""
    for character in text.replace("\t", " "):
        if sign and not _hangs_on(character):
            yield sign
            sign = ""
        sign += character
    if sign:
        yield sign


def placeholders(texts: Iterable[str], *, can_set: Callable[[str], bool]) -> Mapping[str, str]:
    """What stands for each sign that cannot be set: its letter where that can, and the placeholder."""
    unusual = dict.fromkeys(sign for text in texts for sign in signs_of(text) if not _is_plain(sign))
    return {sign: _instead(sign, can_set) for sign in unusual if not can_set(sign)}


def beyond_latin(texts: Iterable[str]) -> Mapping[str, str]:
    """What stands for each sign outside Latin-1: for a text whose signs can be set alone and not together."""
    unusual = dict.fromkeys(sign for text in texts for sign in signs_of(text) if not _is_plain(sign))
    return {sign: _instead(sign, _is_latin) for sign in unusual if not _is_latin(sign)}


def with_placeholders(text: str, instead: Mapping[str, str]) -> str:
    return "".join(instead.get(sign, sign) for sign in signs_of(text))


def code_points(signs: Iterable[str]) -> str:
    """U+1F600, U+674E: what the signs are made of beyond plain letters, each once."""
    found = dict.fromkeys(c for sign in signs for c in sign if not _is_plain(c))
    return ", ".join(f"U+{ord(c):04X}" for c in found)


def _instead(sign: str, can_set: Callable[[str], bool]) -> str:
    letter = sign[0]
    has_letter = len(sign) > 1 and (_is_plain(letter) or can_set(letter))
    return letter + PLACEHOLDER if has_letter else PLACEHOLDER


def _hangs_on(character: str) -> bool:
    return character == JOINER or category(character).startswith("M")


def _is_plain(sign: str) -> bool:
    return sign.isascii() and (sign.isprintable() or sign in "\n\r")


def _is_latin(sign: str) -> bool:
    return all(c in "\n\r" or (c < "\u0100" and c.isprintable()) for c in sign)
