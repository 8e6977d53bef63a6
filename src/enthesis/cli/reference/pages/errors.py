"""Every error a person can meet, with its sentence, collected from the code that raises it."""

import ast
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import enthesis
from enthesis.cli.reference.markdown import code, table
from enthesis.domain import errors

TITLE = "Errors"
SUMMARY = (
    "Each is a sentence: what happened, to what, what to do. ‹…› stands for a value of the moment. A web "
    "form shows the sentence at its field or on top; the status is 403 (NotAllowed), 404 (NotFound), 422 "
    "(Invalid) or 409 (Stale)."
)
_KINDS = tuple(
    name
    for name, kind in vars(errors).items()
    if isinstance(kind, type) and issubclass(kind, errors.Problem) and kind is not errors.Problem
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Raised:
    kind: str
    code: str
    sentence: str
    remedy: str
    module: str


def body() -> str:
    parts = []
    found = sorted(raised(), key=lambda r: (r.code.startswith("‹"), r.code, r.module, r.sentence))
    for kind in _KINDS:
        rows = [
            (code(r.code), r.sentence, r.remedy, code(r.module))
            for r in dict.fromkeys(found)
            if r.kind == kind
        ]
        doc = (getattr(errors, kind).__doc__ or "").strip()
        parts.append(f"## {kind}\n\n{doc}\n\n" + table(("Code", "Sentence", "What to do", "Raised in"), rows))
    return "\n".join(parts)


def raised() -> Iterator[Raised]:
    """Every place in the package that builds one of these errors."""
    root = Path(enthesis.__file__).parent
    for file in sorted(root.rglob("*.py")):
        place = file.relative_to(root).with_suffix("").as_posix()
        for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id in _KINDS:
                yield _raised(node, node.func.id, place)


def _raised(call: ast.Call, kind: str, place: str) -> Raised:
    told = [_said(arg) for arg in call.args]
    named = {k.arg: _said(k.value) for k in call.keywords}
    parts = [
        told[i] if i < len(told) else named.get(n, "") for i, n in enumerate(("code", "sentence", "remedy"))
    ]
    return Raised(kind=kind, code=parts[0], sentence=parts[1], remedy=parts[2], module=place)


def _said(node: ast.expr) -> str:
    match node:
        case ast.Constant(value=str(text)):
            return text
        case ast.JoinedStr(values=values):
            return "".join(_said(v) for v in values)
        case ast.FormattedValue(value=value):
            return _said(value)
        case ast.BinOp(left=left, op=ast.Add(), right=right):
            return _said(left) + _said(right)
        case ast.Call(func=ast.Name(id="_" | "gettext" | "gettext_lazy"), args=[text]):
            return _said(text)
        case _:
            return f"‹{_short(node)}›"


def _short(node: ast.expr) -> str:
    """What an expression is about: `self.office.name.upper()` as name, `", ".join(steps)` as steps."""
    called = {id(n.func) for n in ast.walk(node) if isinstance(n, ast.Call)}
    attributes = [n for n in ast.walk(node) if isinstance(n, ast.Attribute)]
    names = [n for n in ast.walk(node) if isinstance(n, ast.Name) and n.id != "self"]
    told = [n.attr for n in attributes if id(n) not in called]
    told += [n.id for n in names if id(n) not in called]
    told += [n.attr for n in attributes] + [n.id for n in names]
    return next((name.strip("_").replace("_", " ").lower() for name in told if name.strip("_")), "…")
