"""A report as values: the parts of a paper in their order, ready to be printed."""

from dataclasses import dataclass

from enthesis.domain.sources import Source
from enthesis.evidence.report.figures.figure import Figure
from enthesis.evidence.report.table import Table


@dataclass(frozen=True, slots=True, kw_only=True)
class Paragraph:
    """`label` is what it is about, set before it; empty where nothing is. `points` are listed after the text.

    With `in_order` the points are numbered.
    """

    text: str = ""
    label: str = ""
    points: tuple[str, ...] = ()
    in_order: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Plate:
    """Figures under one number and caption."""

    caption: str
    figures: tuple[Figure, ...]

    @property
    def is_drawn(self) -> bool:
        return any(figure.svg for figure in self.figures)


@dataclass(frozen=True, slots=True, kw_only=True)
class Section:
    """A part of the results: sentences, then figures, then tables."""

    title: str
    paragraphs: tuple[Paragraph, ...] = ()
    plates: tuple[Plate, ...] = ()
    tables: tuple[Table, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Paper:
    """`banner` stands on top of every page it must; `beside` are tables that only stand as files."""

    title: str
    subtitle: str
    banner: str
    abstract: tuple[Paragraph, ...]
    methods: tuple[Paragraph, ...]
    sections: tuple[Section, ...]
    limits: tuple[str, ...]
    provenance: tuple[tuple[str, str], ...]
    references: tuple[tuple[int, Source], ...]
    beside: tuple[Table, ...] = ()

    @property
    def tables(self) -> tuple[Table, ...]:
        return (*(t for s in self.sections for t in s.tables), *self.beside)

    @property
    def figures(self) -> tuple[Figure, ...]:
        """Those that could be drawn."""
        return tuple(f for s in self.sections for p in s.plates for f in p.figures if f.svg)
