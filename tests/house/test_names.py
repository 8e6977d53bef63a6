"""Names: what a thing is called says what it is, on every floor in the same way."""

import ast
import re
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.support.source import PACKAGE, modules, name_of, tree_of

EMPTY_WORDS = re.compile(r"(Manager|Service|Helper|Helpers|Base|Utils|Util|Data|Info)$")
EMPTY_FOLDERS = frozenset({"utils", "util", "common", "misc", "helpers", "helper", "shared", "lib", "core"})
EMPTY_VERBS = re.compile(r"^_?(get|handle|process|manage|do)_")
SPEAKING = ("domain", "store", "actions", "delivery", "evidence")
# Without words of their own: what the framework loads by name, and parts of a page, whose view says it.
SILENT = re.compile(
    r"(^store/models/|/apps\.py$|^cli/management/|/__init__\.py$|^web/pages/.*/(form|present)\.py$)"
)


def empty_names(tree: ast.AST) -> list[str]:
    """Classes named after nothing in particular."""
    classes = (n for n in ast.walk(tree) if isinstance(n, ast.ClassDef))
    return [f"line {n.lineno}: class {n.name}" for n in classes if EMPTY_WORDS.search(n.name)]


def empty_verbs(tree: ast.AST) -> list[str]:
    functions = (n for n in ast.walk(tree) if isinstance(n, ast.FunctionDef))
    return [f"line {n.lineno}: {n.name}" for n in functions if EMPTY_VERBS.match(n.name)]


def misnamed_rows(tree: ast.AST) -> list[str]:
    """Tables whose class does not end in Row."""
    classes = (n for n in ast.walk(tree) if isinstance(n, ast.ClassDef))
    return [f"line {n.lineno}: {n.name}" for n in classes if n.name != "Meta" and not n.name.endswith("Row")]


def bare_words(tree: ast.AST) -> list[str]:
    """A module without a docstring."""
    return [] if isinstance(tree, ast.Module) and ast.get_docstring(tree) else ["line 1: no docstring"]


@pytest.mark.parametrize("file", modules(), ids=name_of)
def test_no_empty_name(file: Path) -> None:
    assert empty_names(tree_of(file)) == []
    assert EMPTY_FOLDERS.isdisjoint({*file.relative_to(PACKAGE).parent.parts, file.stem})


@pytest.mark.parametrize("file", modules(*SPEAKING), ids=name_of)
def test_no_empty_verb(file: Path) -> None:
    assert empty_verbs(tree_of(file)) == []


@pytest.mark.parametrize("file", modules("store/models"), ids=name_of)
def test_tables_end_in_row(file: Path) -> None:
    assert misnamed_rows(tree_of(file)) == []


@pytest.mark.parametrize("file", [f for f in modules() if not SILENT.search(name_of(f))], ids=name_of)
def test_every_module_says_what_it_is(file: Path) -> None:
    assert bare_words(tree_of(file)) == []


@pytest.mark.parametrize(
    "floor", ["config", "cli", "web", "interop", "actions", "evidence", "delivery", "store", "domain"]
)
def test_every_floor_says_what_it_is(floor: str) -> None:
    assert bare_words(tree_of(PACKAGE / floor / "__init__.py")) == []


@pytest.mark.parametrize(
    ("guard", "bad"),
    [
        (empty_names, "class BookingManager: ..."),
        (empty_names, "class PatientInfo: ..."),
        (empty_verbs, "def get_case(): ..."),
        (empty_verbs, "def _process_entry(): ..."),
        (misnamed_rows, "class Case(Model): ..."),
        (bare_words, "x = 1"),
    ],
)
def test_the_guards_see_it(guard: Callable[[ast.AST], list[str]], bad: str) -> None:
    assert guard(ast.parse(bad))
