"""What an analyser's samples would fill in, before anything is filled in."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from enthesis.domain.biologics.analyser.columns import COUNTED, NAMES, Column
from enthesis.domain.biologics.analyser.reading import Counted, Sample
from enthesis.domain.biologics.measurement import Basis
from enthesis.domain.biologics.quantities import QUANTITIES
from enthesis.domain.numbers import plain, with_unit
from enthesis.web.pages.practice.analyser.form import FileForm
from enthesis.web.shell.case_head import CaseHead
from enthesis.web.shell.refusal import AGAIN


@dataclass(frozen=True, slots=True, kw_only=True)
class FilledLine:
    """One value that would be filled in, or the reason that would stand in its place."""

    term: str
    words: str
    note: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class AnalyserPage:
    """`hidden` are the fields of the product's form as they would begin; empty while nothing was read."""

    head: CaseHead
    code: str
    href: str
    form: FileForm
    found: tuple[FilledLine, ...] = ()
    hidden: tuple[tuple[str, str], ...] = ()
    columns: tuple[str, ...] = tuple(
        ", ".join(NAMES[c]) for c in (Column.SAMPLE, Column.DAY, Column.TIME, *COUNTED, Column.FLAGS)
    )


def lines(counts: Mapping[str, Counted]) -> Iterator[FilledLine]:
    for name, counted in counts.items():
        quantity = QUANTITIES[name]
        words = counted.reason if counted.value is None else with_unit(counted.value, quantity.unit)
        yield FilledLine(term=quantity.title, words=words, note=counted.note)


def filled(
    counts: Mapping[str, Counted], *, version: int, product: Sample | None, file: str
) -> Iterator[tuple[str, str]]:
    """The fields of the form that records what was measured. PIN and the rest are typed there."""
    yield AGAIN, "1"
    yield "act", "characterise"
    yield "version", str(version)
    if file:
        yield "counted_with", file
    if product is not None and product.at is not None:
        yield "counted_at", f"{product.at:%Y-%m-%dT%H:%M}"
    for name, counted in counts.items():
        quantity = QUANTITIES[name]
        if counted.value is None:
            yield f"{name}_basis", Basis.NOT_MEASURED.value
            yield f"{name}_reason", counted.reason
            continue
        yield name, plain(counted.value)
        yield f"{name}_basis", Basis.MEASURED.value
        yield f"{name}_unit", quantity.unit
