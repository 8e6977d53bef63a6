"""Published facts and their figures as Markdown."""

from collections.abc import Callable, Iterable

from enthesis.cli.reference.markdown import TRUST, cite, table
from enthesis.domain.examination.published import Figure, Published
from enthesis.domain.numbers import in_words
from enthesis.domain.terms import Sourced, Tag


def figures(found: Iterable[Figure]) -> str:
    """Figures on one line: share: 33.6 % (derived: 109 of 324); lowest to highest: 0.33 to 3.33."""
    return "; ".join(f"{figure.title}: {_value(figure)}{_derived(figure.value)}" for figure in found)


def facts_table(facts: Iterable[Published], about: Callable[[str], str] | None = None) -> str:
    """A line for each fact; with `about`, what each speaks of stands first, in its words."""
    told = tuple(facts)
    rows = [(f.statement, figures(f.figures), TRUST[f.tag], cite(f.source), f.note) for f in told]
    header: tuple[str, ...] = ("What was found", "Figures", "Trust", "Source", "Note")
    if about is None:
        return table(header, rows)
    return table(("About", *header), [(about(f.about), *row) for f, row in zip(told, rows, strict=True)])


def _value(figure: Figure) -> str:
    if figure.to is None:
        return in_words(figure.value)
    return f"{in_words(figure.value)} to {in_words(figure.to)}"


def _derived(value: Sourced) -> str:
    return f" (derived: {value.note})" if value.tag is Tag.DERIVED else ""
