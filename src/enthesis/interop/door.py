"""What another program may ask: a door takes JSON and gives JSON, both of a declared shape."""

from collections.abc import Callable
from dataclasses import dataclass
from importlib import import_module
from types import ModuleType

from enthesis.domain.discovery import modules

FOLDER = "enthesis.interop.doors"


@dataclass(frozen=True, slots=True, kw_only=True)
class Word:
    """What is typed behind the name of a door, one of `choices`; `what` says what it names."""

    name: str
    what: str
    choices: Callable[[], tuple[str, ...]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Door:
    """`takes` is the type of one question, `gives` are those of an answer; a list of questions gives a list.

    A door that takes None reads no input. `most` is how many questions one list may hold, so that a wrong one
    at its end is told within a second. `notes` are for the reader of the reference, a sentence each.
    """

    name: str
    title: str
    takes: type | None
    gives: tuple[type, ...]
    word: Word | None = None
    most: int = 5000
    notes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Example:
    """A question as JSON and its answer, or, where that is not `whole`, what it holds among the rest."""

    name: str
    asks: object = None
    gives: object
    word: str = ""
    whole: bool = True


@dataclass(frozen=True, slots=True, kw_only=True)
class Chapter:
    """One file of the folder. `answer` gets the question, the word or both, in this order."""

    door: Door
    answer: Callable[..., object]
    examples: tuple[Example, ...]


def load_doors() -> tuple[Chapter, ...]:
    """Every door, by name. Raises LookupError for a file that lacks a name or is not named like its door."""
    return tuple(_chapter(module) for module in modules(FOLDER, "DOOR", "answer", "EXAMPLES"))


def load_door(name: str) -> Chapter:
    """One door; only its own file is loaded."""
    return _chapter(import_module(f"{FOLDER}.{name}"))


def _chapter(module: ModuleType) -> Chapter:
    if module.__name__ != f"{FOLDER}.{module.DOOR.name}":
        raise LookupError(f"{module.__name__} declares the door {module.DOOR.name!r}: name the file like it.")
    return Chapter(door=module.DOOR, answer=module.answer, examples=module.EXAMPLES)
