"""What a paper is made of. No layout here: the template decides how each part looks."""

from dataclasses import dataclass
from typing import Literal

Pairs = tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Text:
    """A paragraph, with a heading above it where one is given."""

    text: str
    heading: str = ""
    part: Literal["text"] = "text"


@dataclass(frozen=True, slots=True, kw_only=True)
class Points:
    """A list. `tick` is a box before each point, to be ticked by hand."""

    points: tuple[str, ...]
    heading: str = ""
    tick: bool = False
    part: Literal["points"] = "points"


@dataclass(frozen=True, slots=True, kw_only=True)
class Facts:
    """Names with what they are, a line each."""

    rows: Pairs
    heading: str = ""
    part: Literal["facts"] = "facts"


@dataclass(frozen=True, slots=True, kw_only=True)
class Table:
    header: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    heading: str = ""
    part: Literal["table"] = "table"


@dataclass(frozen=True, slots=True, kw_only=True)
class Box:
    """What must not be overlooked: points in a frame."""

    heading: str
    points: tuple[str, ...]
    part: Literal["box"] = "box"


Part = Text | Points | Facts | Table | Box


@dataclass(frozen=True, slots=True, kw_only=True)
class Seal:
    """Under what was signed in the record: who, when, with which meaning, and its SHA-256."""

    name: str
    at: str
    meaning: str
    digest: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Paper:
    """`about` is whose paper it is. `lines` are for signatures by hand. `foot` stands on every page.

    `without_letter` is the note that ends a paper with %(placeholder)s for the %(signs)s no font has.
    """

    title: str
    language: str
    practice: str
    about: Pairs
    parts: tuple[Part, ...]
    seals: tuple[Seal, ...] = ()
    lines: tuple[str, ...] = ()
    foot: str
    seal_heading: str = ""
    without_letter: str = "%(placeholder)s stands for what these letters cannot show: %(signs)s."
