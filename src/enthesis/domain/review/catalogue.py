"""Every value to review, found in what the domain's files declare in capitals. Nothing registers itself."""

import ast
import inspect
from collections.abc import Iterator, Set
from functools import cache
from importlib import import_module
from itertools import groupby
from pkgutil import walk_packages
from types import ModuleType

from enthesis.domain.errors import NotFound
from enthesis.domain.review.content import digest_of
from enthesis.domain.review.shipped import label_of, shipped
from enthesis.domain.review.value import Place, Room, ValueToReview
from enthesis.domain.review.written import said, words_of
from enthesis.domain.terms import Reviewable, is_reviewable, parts_of

ROOT = "enthesis.domain"
NOT_DECLARATIONS = frozenset({"EXAMPLES"})
BETWEEN = " · "

Found = tuple[str, tuple[str, ...], Reviewable]
"""The dotted path of a part, what leads to it in words, and the part."""


@cache
def values() -> tuple[ValueToReview, ...]:
    """Each value once, at the file that declares it: by file name, then in the order of the file."""
    return values_of(tuple(_modules()))


def values_of(modules: tuple[ModuleType, ...]) -> tuple[ValueToReview, ...]:
    """What these files have to review, in their order; what one imports from another stands at the other."""
    return tuple(_values([(module, *own) for module in modules for own in _declared(module)]))


@cache
def places() -> tuple[Place, ...]:
    """Every file that has something to review, by name."""
    titles = {_place(module): _first_line(module) for module in _modules()}
    grouped = groupby(values(), key=lambda value: value.place)
    return tuple(Place(name=name, title=titles[name], values=tuple(own)) for name, own in grouped)


@cache
def rooms() -> tuple[Room, ...]:
    """Every folder that has something to review, by name."""
    grouped = groupby(places(), key=lambda place: place.room)
    return tuple(
        Room(name=name, title=_first_line(import_module(f"{ROOT}.{name}")), places=tuple(own))
        for name, own in grouped
    )


def load_place(name: str) -> Place:
    """The file of this name. Raises NotFound when none has a value to review."""
    for place in places():
        if place.name == name:
            return place
    raise NotFound("place", f"There is nothing to review at “{name}”.", "See: enthesis review")


def load_room(name: str) -> Room:
    """The folder of this name. Raises NotFound when nothing in it has a value to review."""
    for room in rooms():
        if room.name == name:
            return room
    raise NotFound("room", f"There is nothing to review in “{name}”.", "See: enthesis review")


def _modules() -> Iterator[ModuleType]:
    root = import_module(ROOT)
    for found in sorted(walk_packages(root.__path__, f"{ROOT}."), key=lambda m: m.name):
        yield import_module(found.name)


def _declared(module: ModuleType) -> Iterator[tuple[str, object]]:
    """What a file's own source assigns to a name in capitals, in its order; what it imports is not its own.

    Raises OSError where the package was installed without its sources.
    """
    names = dict.fromkeys(_assigned(ast.parse(inspect.getsource(module))))
    held = ((name, getattr(module, name)) for name in names if name.isupper())
    yield from ((n, v) for n, v in held if n not in NOT_DECLARATIONS and not isinstance(v, type))


def _assigned(source: ast.Module) -> Iterator[str]:
    for line in source.body:
        if isinstance(line, ast.Assign | ast.AnnAssign):
            targets = line.targets if isinstance(line, ast.Assign) else [line.target]
            yield from (t.id for target in targets for t in ast.walk(target) if isinstance(t, ast.Name))


def _values(declared: list[tuple[ModuleType, str, object]]) -> Iterator[ValueToReview]:
    named = {id(value) for _, _, value in declared}
    seen: set[int] = set()
    for module, name, value in declared:
        for path, told, part in _within(value, name, (label_of(value) or said(name),), named):
            if part.needs_review and id(part) not in seen:
                seen.add(id(part))
                yield _value(_place(module), path, told, part)


def _within(value: object, path: str, told: tuple[str, ...], named: Set[int]) -> Iterator[Found]:
    """Every tagged part of a declaration, itself included, but none that has a name of its own."""
    if is_reviewable(value):
        yield path, told, value
    for name, part in parts_of(value):
        if id(part) not in named:
            words = label_of(part) or _named(name, part, is_listed=isinstance(value, tuple))
            yield from _within(part, f"{path}.{name}", (*told, *filter(None, (words,))), named)


def _named(name: str, part: object, *, is_listed: bool) -> str:
    """A part by its name; one without a name in a list by its place there, the first being 1.

    The text of a thing is the thing: it adds nothing.
    """
    if name == "text":
        return ""
    has_name = hasattr(part, "id") or hasattr(part, "code")
    return str(int(name) + 1) if is_listed and not has_name else words_of(name)


def _value(place: str, path: str, told: tuple[str, ...], part: Reviewable) -> ValueToReview:
    ships, details = shipped(part)
    question = getattr(part, "note", "")
    return ValueToReview(
        place=place,
        path=path,
        title=BETWEEN.join(told),
        ships=ships,
        details=details,
        tag=part.tag,
        source=part.source,
        question=question,
        digest=digest_of(part, question),
    )


def _place(module: ModuleType) -> str:
    return module.__name__.removeprefix(f"{ROOT}.").replace(".", "/")


def _first_line(module: ModuleType) -> str:
    return (module.__doc__ or _place(module)).strip().splitlines()[0]
