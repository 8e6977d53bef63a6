"""A paper as PDF: tagged for screen readers (PDF/UA-1), fonts embedded, the same bytes for the same paper."""

from collections.abc import Iterator, Mapping
from dataclasses import replace
from functools import lru_cache, partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

import msgspec

from enthesis.delivery.documents.answer_form import AnswerForm
from enthesis.delivery.documents.lettering import (
    PLACEHOLDER,
    beyond_latin,
    code_points,
    placeholders,
    with_placeholders,
)
from enthesis.delivery.documents.paper import Paper, Text
from enthesis.delivery.labels.sheet import SPACES, LabelSheet
from enthesis.domain.errors import NotAllowed

if TYPE_CHECKING:
    from typst import Compiler

Told = dict[str, Any]
TEMPLATE = Path(__file__).with_name("paper.typ")
FORM = Path(__file__).with_name("answer_form.typ")
LABEL = Path(__file__).with_name("label.typ")
MISSING = NotAllowed(
    "no-typesetter",
    "This site cannot make PDF documents: the extra “documents” is not installed.",
    "Ask whoever runs it to install enthesis[documents].",
)


def typeset(paper: Paper) -> bytes:
    """The paper as a PDF file. Raises NotAllowed where the extra `documents` is not installed.

    A sign that no embedded font has a letter for stands as a placeholder, and the end of the paper says so.
    """
    compiler, told = _compiler(), msgspec.to_builtins(paper)
    try:
        return _compiled(compiler, told)
    except RuntimeError:
        return _with_placeholders(compiler, paper, told)


def typeset_form(form: AnswerForm) -> bytes:
    """The questionnaire as a PDF file, as `typeset` makes one; signs outside Latin-1 that have no letter are
    placeholders.
    """
    compiler, told = _compiler(FORM), msgspec.to_builtins(form)
    try:
        return _compiled(compiler, told)
    except RuntimeError:
        return _compiled(compiler, {**_replaced(told, beyond_latin(_texts(told))), "qr": form.qr})


def typeset_labels(sheet: LabelSheet) -> bytes:
    """The labels as a PDF file whose pages are the paper of the printer; signs outside Latin-1 that have no
    letter are placeholders.
    """
    compiler, told = _compiler(LABEL), msgspec.to_builtins(sheet)
    try:
        return _compiled(compiler, told)
    except RuntimeError:
        instead = beyond_latin(_texts(told))
        replaced = _replaced(told, {s: to for s, to in instead.items() if s not in SPACES})
        return _compiled(compiler, {**replaced, "face": {**replaced["face"], "qr": sheet.face.qr}})


def _with_placeholders(compiler: "Compiler", paper: Paper, told: Told) -> bytes:
    """For the signs that cannot be set; where that is not enough, for every sign that is not Latin."""
    texts = tuple(_texts(told))
    for instead in (placeholders(texts, can_set=partial(_can_set, compiler, paper)), beyond_latin(texts)):
        names = {"placeholder": PLACEHOLDER, "signs": code_points(instead)}
        note = {"note": paper.without_letter % names} if instead else {}
        try:
            return _compiled(compiler, _replaced(told, instead) | note)
        except RuntimeError as error:
            failed = error
    raise failed


def _compiled(compiler: "Compiler", told: Told) -> bytes:
    inputs = {"paper": msgspec.json.encode(told).decode()}
    made = compiler.compile(sys_inputs=inputs, format="pdf", pdf_standards=["ua-1"], timestamp=0)
    if not isinstance(made, bytes):
        raise TypeError("The typesetter gave no single file.")
    return made


def _can_set(compiler: "Compiler", paper: Paper, sign: str) -> bool:
    """Whether a paper of little but that sign can be set, in ordinary letters and in those of a heading."""
    within = f"n{sign}n"
    alone = replace(paper, about=(), parts=(Text(heading=within, text=within),), seals=(), lines=())
    try:
        _compiled(compiler, msgspec.to_builtins(alone) | {"practice": "", "foot": ""})
    except RuntimeError:
        return False
    return True


def _texts(told: Any) -> Iterator[str]:
    match told:
        case str():
            yield told
        case dict():
            yield from (text for value in told.values() for text in _texts(value))
        case list() | tuple():
            yield from (text for value in told for text in _texts(value))


def _replaced(told: Any, instead: Mapping[str, str]) -> Any:
    match told:
        case str():
            return with_placeholders(told, instead)
        case dict():
            return {name: _replaced(value, instead) for name, value in told.items()}
        case list() | tuple():
            return [_replaced(value, instead) for value in told]
        case _:
            return told


@lru_cache(maxsize=3)
def _compiler(template: Path = TEMPLATE) -> "Compiler":
    try:
        from typst import Compiler
    except ImportError:
        raise MISSING from None
    return Compiler(input=template, root=template.parent, ignore_system_fonts=True)
