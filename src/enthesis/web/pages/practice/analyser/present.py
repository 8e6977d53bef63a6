"""What an analyser's samples would fill in, before anything is filled in."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from django.utils.translation import gettext as _

from enthesis.domain.biologics.analyser.columns import COUNTED, NAMES, Column
from enthesis.domain.biologics.analyser.reading import Counted, Sample
from enthesis.domain.biologics.measurement import Basis
from enthesis.domain.biologics.quantities import QUANTITIES
from enthesis.domain.numbers import plain, with_unit
from enthesis.web.pages.practice.analyser.form import FileForm
from enthesis.web.shell.bench import LONGEST_WORD, Words
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
    remarks: tuple[str, ...] = ()
    gone: Words = ""
    hidden: tuple[tuple[str, str], ...] = ()
    columns: tuple[str, ...] = tuple(
        NAMES[c][0].upper() for c in (Column.SAMPLE, Column.DAY, Column.TIME, *COUNTED, Column.FLAGS)
    )


def remarks(chosen: Iterable[Sample | None], *, twice: Iterable[Sample]) -> Iterator[str]:
    """What the analyser says of the samples, and which of them bear one code."""
    for sample in chosen:
        if sample is not None and sample.flags:
            yield _("Line %(line)d: the analyser says “%(flags)s”. Is the count sound?") % {
                "line": sample.line,
                "flags": sample.flags,
            }
    if lines := ", ".join(str(sample.line) for sample in twice):
        yield _("Several samples bear one code, lines %(lines)s: the last was taken.") % {"lines": lines}


def lines(counts: Mapping[str, Counted]) -> Iterator[FilledLine]:
    for name, counted in counts.items():
        quantity = QUANTITIES[name]
        words = counted.reason if counted.value is None else with_unit(counted.value, quantity.unit)
        yield FilledLine(term=quantity.title, words=words, note=counted.note)


def counted_with(file: str, product: Sample | None) -> str:
    """Which analyser, which sample, and what the analyser said of it, as far as it fits."""
    told = (file, *((product.name, product.flags) if product else ()))
    return ", ".join(part for part in told if part)[:LONGEST_WORD]


def filled(
    counts: Mapping[str, Counted], *, version: int, product: Sample | None, file: str
) -> Iterator[tuple[str, str]]:
    """The fields of the form that records what was measured. PIN and the rest are typed there."""
    yield AGAIN, "1"
    yield "act", "characterise"
    yield "version", str(version)
    yield "counted_with", counted_with(file, product)
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
