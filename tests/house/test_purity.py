"""No clock below the edge; no randomness, input or output in the domain; no business in signals or saves."""

import ast
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.support.source import imported_by, is_of, modules, name_of, tree_of

EDGE = frozenset({"cli/clock.py", "web/shell/middleware.py"})
CLOCKS = frozenset(
    {"datetime.now", "datetime.utcnow", "datetime.today", "date.today", "timezone.now", "time.time"}
)
IMPURE = frozenset(
    {"random", "secrets", "uuid.uuid1", "uuid.uuid4", "os", "sys", "io", "pathlib", "subprocess", "socket"}
    | {"logging", "sqlite3", "urllib", "http", "tempfile", "threading", "asyncio", "time"}
)
SIGNALS = frozenset({"django.dispatch", "django.db.models.signals", "django.core.signals"})
SAVES = frozenset({"save", "delete", "full_clean", "clean"})


def clocks(tree: ast.AST) -> list[str]:
    """Where a clock is read: `datetime.now()`, `timezone.now`, also without being called."""
    return [
        f"line {node.lineno}: {node.value.id}.{node.attr}"
        for node in ast.walk(tree)
        if isinstance(node, ast.Attribute)
        and isinstance(node.value, ast.Name)
        and f"{node.value.id}.{node.attr}" in CLOCKS
    ]


def impurities(tree: ast.AST) -> list[str]:
    """What a pure module may not import or call."""
    found = [f"line {line}: import {name}" for line, name in imported_by(tree) if is_of(name, IMPURE)]
    calls = (n for n in ast.walk(tree) if isinstance(n, ast.Call) and isinstance(n.func, ast.Name))
    return found + [f"line {n.lineno}: {ast.unparse(n)}" for n in calls if n.func.id in ("open", "print")]  # type: ignore[attr-defined]


def hidden_business(tree: ast.AST) -> list[str]:
    """Signals, and saves that do more than save."""
    found = [f"line {line}: import {name}" for line, name in imported_by(tree) if is_of(name, SIGNALS)]
    rows = (n for n in ast.walk(tree) if isinstance(n, ast.ClassDef) and n.name.endswith("Row"))
    return found + [
        f"line {method.lineno}: {row.name}.{method.name}"
        for row in rows
        for method in row.body
        if isinstance(method, ast.FunctionDef) and method.name in SAVES
    ]


@pytest.mark.parametrize("file", [f for f in modules() if name_of(f) not in EDGE], ids=name_of)
def test_no_clock_below_the_edge(file: Path) -> None:
    assert clocks(tree_of(file)) == []


@pytest.mark.parametrize("file", modules("domain"), ids=name_of)
def test_the_domain_is_pure(file: Path) -> None:
    assert impurities(tree_of(file)) == []


@pytest.mark.parametrize("file", modules(), ids=name_of)
def test_no_signal_and_no_save_of_its_own(file: Path) -> None:
    assert hidden_business(tree_of(file)) == []


@pytest.mark.parametrize(
    ("guard", "bad"),
    [
        (clocks, "at = datetime.now(UTC)"),
        (clocks, "def f(*, at=timezone.now): ..."),
        (clocks, "on = date.today()"),
        (impurities, "from uuid import UUID, uuid4"),
        (impurities, "import random"),
        (impurities, "from os import environ"),
        (impurities, "text = open('x').read()"),
        (hidden_business, "from django.db.models.signals import post_save"),
        (hidden_business, "class CaseRow:\n    def save(self): ..."),
    ],
)
def test_the_guards_see_it(guard: Callable[[ast.AST], list[str]], bad: str) -> None:
    assert guard(ast.parse(bad))


def test_the_guards_let_good_code_pass() -> None:
    good = ast.parse(
        "from uuid import UUID\nfrom datetime import datetime\ndef f(*, at: datetime): return at.date()"
    )
    assert not clocks(good) + impurities(good) + hidden_business(good)
