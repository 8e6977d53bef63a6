"""Why a question cannot be answered: a sentence that begins with the place it speaks of."""

from collections.abc import Sequence

MOST_QUOTED = 40
MOST_SAID = 600


class Refusal(Exception):
    """`path` leads to what is wrong: names of fields, and places in lists from 0."""

    def __init__(self, said: str, path: tuple[str | int, ...] = ()) -> None:
        super().__init__(said)
        self.said = said
        self.path = path

    def __str__(self) -> str:
        """One line of at most so many characters, whatever a stranger's text is quoted in it."""
        place, said = place_of(self.path), _printable(self.said)
        told = f"{place}: {said}" if place else said[:1].upper() + said[1:]
        return told if len(told) <= MOST_SAID else f"{told[: MOST_SAID - 1]}…"

    def inside(self, step: str | int) -> "Refusal":
        """The same, told from one level further out."""
        return Refusal(self.said, (step, *self.path))


def place_of(path: Sequence[str | int]) -> str:
    """`value of element 3 of policy.values`: names joined by dots, elements of lists counted from 1."""
    for place in reversed(range(len(path))):
        step = path[place]
        if isinstance(step, int):
            told = (_dotted(path[place + 1 :]), f"element {step + 1}", place_of(path[:place]))
            return " of ".join(part for part in told if part)
    return _dotted(path)


def _dotted(names: Sequence[str | int]) -> str:
    return ".".join(shown(str(name)) or quoted("") for name in names)


def shown(text: str) -> str:
    """Text of a stranger inside a sentence: one line, not long, nothing a terminal would obey."""
    cut = text if len(text) <= MOST_QUOTED else f"{text[: MOST_QUOTED - 1]}…"
    return _printable(cut)


def quoted(text: str) -> str:
    return f"“{shown(text)}”"


def _printable(text: str) -> str:
    return "".join(c if c.isprintable() else c.encode("unicode_escape").decode() for c in text)
