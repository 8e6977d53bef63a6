"""Every value to review, found in what the domain's files declare in capitals. Nothing registers itself."""

from collections.abc import Iterator, Mapping
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
from enthesis.domain.terms import Reviewable, parts_of

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
    return tuple(_values(modules, _owners(modules)))


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


def _owners(modules: tuple[ModuleType, ...]) -> Mapping[int, str]:
    """Which module declares each object that a name in capitals stands for, by the object's identity."""
    holders: dict[int, list[ModuleType]] = {}
    for module in modules:
        for declared in _declared(module).values():
            own = holders.setdefault(id(declared), [])
            if module not in own:
                own.append(module)
    return {held: _owner(tuple(own), held) for held, own in holders.items()}


def _owner(holders: tuple[ModuleType, ...], held: int) -> str:
    """Of several that hold one object, the one that did not import it, as far as their namespaces tell.

    Where they do not, it is the module whose classes the object is made of, else the first by name.
    """
    if len(holders) == 1:
        return holders[0].__name__
    names = {module.__name__ for module in holders}
    made_of = _made_of(next(d for d in _declared(holders[0]).values() if id(d) == held))

    def rank(module: ModuleType) -> tuple[bool, bool, bool, str]:
        after, whole = _imported_after(module, held)
        return bool(after), bool(whole & names), module.__name__ not in made_of, module.__name__

    return min(holders, key=rank).__name__


def _imported_after(module: ModuleType, held: int) -> tuple[set[str], set[str]]:
    """The files whose classes and functions a module imports: those named after the object, and all.

    Imports stand on top of a file, so an import that follows the object tells that it was imported too.
    """
    whole: list[tuple[bool, str]] = []
    passed = False
    for value in vars(module).values():
        passed = passed or id(value) == held
        origin = getattr(value, "__module__", None) if callable(value) else None
        if isinstance(origin, str) and origin.startswith(ROOT) and origin != module.__name__:
            whole.append((passed, origin))
    return {origin for after, origin in whole if after}, {origin for _, origin in whole}


def _made_of(value: object) -> set[str]:
    own = {type(value).__module__}
    return own.union(*(_made_of(part) for _, part in parts_of(value)))


def _declared(module: ModuleType) -> dict[str, object]:
    """What a module holds under names in capitals that has parts, imported or its own."""
    return {
        name: value
        for name, value in vars(module).items()
        if name.isupper() and name not in NOT_DECLARATIONS and _has_parts(value)
    }


def _has_parts(value: object) -> bool:
    return not isinstance(value, type) and (
        isinstance(value, Reviewable) or any(True for _ in parts_of(value))
    )


def _values(modules: tuple[ModuleType, ...], owners: Mapping[int, str]) -> Iterator[ValueToReview]:
    seen: set[int] = set()
    for module in modules:
        for name, declared in _declared(module).items():
            if owners[id(declared)] != module.__name__:
                continue
            for path, told, part in _within(declared, name, (label_of(declared) or said(name),), owners):
                if part.needs_review and id(part) not in seen:
                    seen.add(id(part))
                    yield _value(_place(module), path, told, part)


def _within(value: object, path: str, told: tuple[str, ...], owners: Mapping[int, str]) -> Iterator[Found]:
    """Every tagged part of a declaration, itself included, but what a file declares by itself."""
    if isinstance(value, Reviewable):
        yield path, told, value
    for name, part in parts_of(value):
        if id(part) not in owners:
            words = label_of(part) or _named(name, part, is_listed=isinstance(value, tuple))
            yield from _within(part, f"{path}.{name}", (*told, *filter(None, (words,))), owners)


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
