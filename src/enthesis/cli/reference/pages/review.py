"""Everything a clinician must confirm before a practice relies on it."""

import ast
from collections.abc import Iterator
from importlib import import_module
from pathlib import Path
from pkgutil import walk_packages
from types import ModuleType

from enthesis.cli.reference.markdown import TRUST, number, table, words
from enthesis.domain.candidacy.rule import Rule
from enthesis.domain.outcomes.formula import AllNeeded
from enthesis.domain.terms import Reviewable, Sourced, reviewable_in

TITLE = "Needs review by a clinician"
SUMMARY = (
    "Every number and wording that was recalled from memory or is a proposal of this product. None of "
    "them is a published fact until a clinician has confirmed it. The numbers of rules can be changed by "
    "a practice's policy, without code."
)
ROOT = "enthesis.domain"
NOT_DECLARATIONS = frozenset({"EXAMPLES"})


def body() -> str:
    parts = []
    seen: set[int] = set()
    for module in _modules():
        rows = [_row(path, part) for path, part in _open_in(module, seen)]
        if rows:
            place = module.__name__.removeprefix(f"{ROOT}.").replace(".", "/")
            title = (module.__doc__ or place).strip().splitlines()[0]
            head = f"## {place}\n\n{title}\n\n"
            parts.append(head + table(("What", "Shipped", "Trust", "To confirm"), rows))
    return "\n".join(parts)


def _modules() -> Iterator[ModuleType]:
    root = import_module(ROOT)
    for found in sorted(walk_packages(root.__path__, f"{ROOT}."), key=lambda m: m.name):
        yield import_module(found.name)


def _open_in(module: ModuleType, seen: set[int]) -> Iterator[tuple[str, Reviewable]]:
    """What the module itself declares in capitals and nobody has confirmed, unless it was seen before."""
    for name in _declared(module):
        for path, part in reviewable_in(vars(module)[name], name):
            if part.needs_review and id(part) not in seen:
                seen.add(id(part))
                yield path, part


def _declared(module: ModuleType) -> Iterator[str]:
    for node in ast.parse(Path(module.__file__ or "").read_text(encoding="utf-8")).body:
        match node:
            case ast.Assign(targets=[ast.Name(id=name)]) | ast.AnnAssign(target=ast.Name(id=name)):
                if name.isupper() and name not in NOT_DECLARATIONS and not _is_gathered(node.value):
                    yield name


def _is_gathered(value: ast.expr | None) -> bool:
    """Whether the value only collects what the files of a folder declare."""
    return isinstance(value, ast.Call) and isinstance(value.func, ast.Name) and value.func.id == "discover"


def _row(path: str, part: Reviewable) -> tuple[str, ...]:
    return _named(path), _shipped(part), TRUST[part.tag], getattr(part, "note", "")


def _named(path: str) -> str:
    told = path.replace("_", " ").split(".")
    return " · ".join([told[0].capitalize(), *told[1:]])


def _shipped(part: Reviewable) -> str:
    match part:
        case Sourced():
            return number(part)
        case AllNeeded():
            return "One missing answer, and there is no score"
        case Rule():
            return part.title + ": " + ", ".join(f"{o.label} {v.word}" for o, v in part.verdicts.items())
    for name in ("text", "question", "title", "partial"):
        if told := getattr(part, name, ""):
            return str(told)
    return words(type(part).__name__)
