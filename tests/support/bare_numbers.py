"""Finds clinical numbers that do not say where they are from."""

import ast
from collections.abc import Iterator

# Where a number stands inside one of these, its declaration carries the tag and source for it.
SOURCED_CALLS = frozenset({"Sourced"})
# What any declaration may say in bare numbers.
PLAIN_KEYWORDS = frozenset({"row", "version"})


def bare_numbers(
    source: str,
    *,
    calls: frozenset[str] = frozenset(),
    keywords: frozenset[str] = frozenset(),
    names: frozenset[str] = frozenset(),
) -> list[str]:
    """The clinical numbers in this code that do not say where they are from, with their lines.

    Allowed are numbers inside `Sourced(...)` or a local function that returns one, in EXAMPLES and what only
    they use, in a rule's row and version, as a place in a sequence, and 0 and 1. `calls` and `keywords` name
    what else a kind of declaration may hold, `names` the constants that are no clinical number.
    """
    tree = ast.parse(source)
    allowed = SOURCED_CALLS | calls | _returning_sourced(tree)
    exempt = _used_by_examples(tree) | names
    finder = _Finder(allowed, PLAIN_KEYWORDS | keywords)
    found = [n for node in tree.body if not _defined(node) & exempt for n in finder.find(node)]
    return [f"line {node.lineno}: {ast.unparse(node)}" for node in found]


class _Finder:
    def __init__(self, calls: frozenset[str], keywords: frozenset[str]) -> None:
        self.calls = calls
        self.keywords = keywords

    def find(self, node: ast.AST) -> list[ast.expr]:
        match node:
            case ast.Call(func=ast.Name(id=name)) if name in self.calls:
                return []
            case ast.keyword(arg=str(name)) if name in self.keywords:
                return []
            case ast.Subscript(value=value):
                return self.find(value)
            case ast.Call(
                func=ast.Name(id="Decimal" | "int" | "float"), args=[ast.Constant(value=str(text))]
            ):
                return [node] if text.strip() not in ("0", "1") else []
            case ast.Constant(value=bool() | 0 | 1):
                return []
            case ast.Constant(value=int() | float()):
                return [node]
        return [found for child in ast.iter_child_nodes(node) for found in self.find(child)]


def _returning_sourced(tree: ast.Module) -> frozenset[str]:
    return frozenset(
        node.name
        for node in tree.body
        if isinstance(node, ast.FunctionDef)
        for last in node.body[-1:]
        if isinstance(last, ast.Return)
        and isinstance(last.value, ast.Call)
        and isinstance(last.value.func, ast.Name)
        and last.value.func.id in SOURCED_CALLS
    )


def _defined(node: ast.AST) -> set[str]:
    """The names a statement gives a value, or the private function it is."""
    if isinstance(node, ast.FunctionDef):
        return {node.name} if node.name.startswith("_") else set()
    targets = node.targets if isinstance(node, ast.Assign) else [getattr(node, "target", None)]
    return {target.id for target in targets if isinstance(target, ast.Name)}


def _used_by_examples(tree: ast.Module) -> set[str]:
    """EXAMPLES, and the names that nothing but EXAMPLES and such names use."""
    uses = {name: set(_names(node)) for node in tree.body for name in _defined(node)}
    others = {n for node in tree.body if not _defined(node) for n in _names(node)}
    found = {"EXAMPLES"}
    while True:
        more = {
            name
            for name in uses
            if name not in found | others
            and any(name in uses.get(user, ()) for user in found)
            and all(user in found for user, used in uses.items() if name in used and user != name)
        }
        if not more:
            return found
        found |= more


def _names(node: ast.AST) -> Iterator[str]:
    return (n.id for n in ast.walk(node) if isinstance(n, ast.Name) and isinstance(n.ctx, ast.Load))
