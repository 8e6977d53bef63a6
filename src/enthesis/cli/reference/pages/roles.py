"""Who may do what: every action with the roles it is open to."""

import inspect
from collections.abc import Iterator
from importlib import import_module
from pkgutil import iter_modules

from enthesis.actions.act import Permit, permit_of
from enthesis.cli.reference.markdown import table, words
from enthesis.domain.terms import SEES_CONTACT, Role

TITLE = "Roles and actions"
SUMMARY = (
    "What each role may do. The practice is the wall: nobody reaches another practice's records in any role. "
    "Every action is one transaction with one entry in the audit trail."
)
FOLDER = "enthesis.actions"


def body() -> str:
    parts = [_contact()]
    for noun, permits in _by_noun():
        rows = [(words(p.action), *("●" if role in p.roles else "" for role in Role)) for p in permits]
        parts.append(f"## {words(noun)}\n\n" + table(("Action", *(r.label for r in Role)), rows))
    return "\n".join(parts)


def _contact() -> str:
    seen = ", ".join(role.label for role in Role if role in SEES_CONTACT)
    return f"Names, birth dates and addresses of patients are shown to: {seen}. To nobody else.\n"


def _by_noun() -> Iterator[tuple[str, tuple[Permit, ...]]]:
    folder = import_module(FOLDER)
    for found in sorted(iter_modules(folder.__path__)):
        module = import_module(f"{FOLDER}.{found.name}")
        own = [
            permit_of(thing)
            for _, thing in inspect.getmembers(module, inspect.isfunction)
            if hasattr(thing, "permit") and thing.__module__ == module.__name__
        ]
        if own:
            yield found.name, tuple(sorted(own, key=lambda p: p.action.strip("_")))
