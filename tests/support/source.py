"""The project's own source, as files and as syntax trees, for the guards of the house."""

import ast
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
PACKAGE = ROOT / "src" / "enthesis"


def modules(*below: str) -> list[Path]:
    """Every module of the package, or of these folders of it; migrations left out."""
    folders = [PACKAGE / name for name in below] or [PACKAGE]
    files = (file for folder in folders for file in sorted(folder.rglob("*.py")))
    return [file for file in files if "migrations" not in file.parts]


def name_of(file: Path) -> str:
    """The module's path below the package: `domain/terms.py`."""
    return file.relative_to(PACKAGE).as_posix()


def tree_of(file: Path) -> ast.Module:
    return ast.parse(file.read_text(encoding="utf-8"))


def imported_by(tree: ast.AST) -> Iterator[tuple[int, str]]:
    """Line and dotted name of everything imported: `from a import b` gives `a` and `a.b`."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            yield from ((node.lineno, alias.name) for alias in node.names)
        if isinstance(node, ast.ImportFrom) and node.module:
            yield node.lineno, node.module
            yield from ((node.lineno, f"{node.module}.{alias.name}") for alias in node.names)


def is_of(name: str, packages: frozenset[str]) -> bool:
    """Whether a dotted name is one of these packages or something in one."""
    return any(name == package or name.startswith(f"{package}.") for package in packages)
