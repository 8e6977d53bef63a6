"""Labels laid out on their stock: what the template sets, and where on which page."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from itertools import count, islice
from re import Match, sub

from enthesis.delivery.labels.stock import Stock
from enthesis.delivery.qr import label_qr
from enthesis.domain.biologics.label import Label, LabelKind

LONGEST_WORD = 16  # characters that stay together; a longer word may go on in the next line
SPACES = _BREAK, _NO_BREAK = "\N{ZERO WIDTH SPACE}", "\N{NO-BREAK SPACE}"


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """One line of a label; `size` is its share of the size of the others."""

    text: str
    size: float = 1.0
    bold: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Face:
    """One label. `hip` stands in a bar at its left or right edge, `groups` are the code in words."""

    told: str
    hip: str
    is_left: bool
    banner: str
    qr: str
    qr_size: float
    groups: tuple[str, ...]
    lines: tuple[Line, ...]
    statements: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class LabelSheet:
    """Pages of one label: left and top edge of each copy, in millimetres."""

    face: Face
    page: tuple[float, float]
    size: tuple[float, float]
    turned: bool
    cut: bool
    places: tuple[tuple[tuple[float, float], ...], ...]


def lay_out(label: Label, stock: Stock, *, copies: int, start: int = 1, printing: int = 1) -> LabelSheet:
    """`copies` of a label from place `start` on; from the second printing on each says which it is of."""
    return LabelSheet(
        face=_face(label, stock, printing),
        page=stock.page,
        size=stock.size,
        turned=stock.turned,
        cut=stock.cut,
        places=tuple(_places(stock, copies, start)),
    )


def _places(stock: Stock, copies: int, start: int) -> Iterator[tuple[tuple[float, float], ...]]:
    indices = list(islice(count(start - 1), copies))
    for page in range(indices[-1] // stock.per_page + 1):
        own = [i % stock.per_page for i in indices if i // stock.per_page == page]
        yield tuple(stock.place(i) for i in own)


def _face(label: Label, stock: Stock, printing: int) -> Face:
    drawn = label_qr(label.code)
    if stock.is_brief:
        label = replace(label, title="", statements=(), marks=())
    return Face(
        told="; ".join(label.lines),
        hip=label.hip,
        is_left=label.side.value == "left",
        banner=label.banner,
        qr=drawn.svg,
        qr_size=drawn.modules * stock.module,
        groups=tuple(label.code.shown.split("-")),
        lines=tuple(_lines(label, printing)),
        statements=label.statements,
    )


def _lines(label: Label, printing: int) -> Iterator[Line]:
    name, *born = label.person or ("",)
    if label.kind is LabelKind.WRISTBAND:
        yield from _given(Line(text=name, size=1.3, bold=True), *(Line(text=b, size=1.1) for b in born))
    else:
        yield from _given(Line(text=label.title, size=1.25, bold=True))
        yield from _given(Line(text=name, size=1.1, bold=True), *(Line(text=b) for b in born))
    amount = _joined(label.volume, label.part)
    yield from _given(Line(text=amount, size=1.15, bold=True), Line(text=label.use_by, size=1.2, bold=True))
    yield from _given(*(Line(text=fact) for fact in label.facts))
    printed = f"Printing{_NO_BREAK}{printing}" if printing > 1 else ""
    yield from _given(
        *(Line(text=mark, size=0.9) for mark in (*label.marks[:-1], _joined(*label.marks[-1:], printed)))
    )


def _joined(*parts: str) -> str:
    return " · ".join(part for part in parts if part)


def _given(*lines: Line) -> Iterator[Line]:
    for line in lines:
        if line.text:
            yield replace(line, text=_well_broken(line.text))


def _well_broken(text: str) -> str:
    """A day, and a time with its zone, stay together; a word that fits no line does not."""
    whole = sub(r"(\d+) ([A-Z]\w+) (\d{4}\b)|(\d\d:\d\d) (?=\S)|by (?=_)", _kept_together, text)
    return sub(rf"([^\s-]{{{LONGEST_WORD}}})(?=[^\s-])", rf"\1{_BREAK}", whole)


def _kept_together(found: Match[str]) -> str:
    return found[0].replace(" ", _NO_BREAK)
