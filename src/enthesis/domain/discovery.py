"""Finds what a folder holds: every module in it gives the agreed name, and nothing registers itself."""

from collections.abc import Mapping
from importlib import import_module
from pkgutil import iter_modules
from types import MappingProxyType, ModuleType
from typing import TypeVar

Declared = TypeVar("Declared")


def modules(package: str, *names: str) -> tuple[ModuleType, ...]:
    """Every module directly inside a package, sorted by file name; each has all the given names.

    Raises LookupError, naming the file, when a name is missing.
    """
    folder = import_module(package)
    found = tuple(import_module(f"{package}.{m.name}") for m in sorted(iter_modules(folder.__path__)))
    for module in found:
        for name in names:
            if not hasattr(module, name):
                raise LookupError(
                    f"{module.__name__} declares no {name}: add it, or move the file elsewhere."
                )
    return found


def discover(package: str, name: str, kind: type[Declared], *, key: str = "id") -> Mapping[str, Declared]:
    """What the modules of a package call `name`, by its `key`, sorted by it; read-only.

    Raises, naming the file: LookupError when it lacks the name or repeats a key, TypeError on another kind.
    """
    found: dict[str, tuple[Declared, str]] = {}
    for module in modules(package, name):
        value = getattr(module, name)
        if not isinstance(value, kind):
            raise TypeError(f"{module.__name__}.{name} is not a {kind.__name__}: declare one.")
        own = str(getattr(value, key))
        if own in found:
            raise LookupError(f"{module.__name__} and {found[own][1]} both declare {own!r}: rename one.")
        found[own] = (value, module.__name__)
    return MappingProxyType({own: found[own][0] for own in sorted(found)})
