"""Instruments on the command line: files read and written, and what this site holds of each."""

import json
from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from pathlib import Path

from django.utils.translation import gettext, override

from enthesis.domain.errors import Invalid, NotFound
from enthesis.domain.outcomes.catalogue import instruments, load_instrument, outlines
from enthesis.domain.outcomes.comparing import check_fit, taken
from enthesis.domain.outcomes.instrument import Instrument, Use
from enthesis.domain.outcomes.official import OfficialWording, in_language
from enthesis.domain.outcomes.outline import Outline
from enthesis.domain.outcomes.told_form import ToldForm
from enthesis.interop.questionnaire.provenance import provenance_in, unfit_provenance
from enthesis.interop.questionnaire.read import instrument_named, read_questionnaire
from enthesis.interop.questionnaire.sheet import instrument_of_sheet, read_sheet, write_sheet
from enthesis.interop.questionnaire.write import questionnaire
from enthesis.store.instruments import KeptWeights, KeptWording

TABLE = ".csv"
ASKED = {
    Use.PUBLIC: "by anybody",
    Use.FREE: "free in care",
    Use.PERMISSION: "by permission",
    Use.LICENCE: "by licence",
}
BY_ADAPTIVE_TEST = (
    "An adaptive test (PROMIS CAT) is asked item by item by the system of its holder, which also makes the "
    "T-score: it is not asked or scored here, and no such score is imported."
)


def exported(name: str, *, language: str, official: OfficialWording | None, table: bool) -> str:
    """The instrument as a Questionnaire, or as a table to fill in; in our labels where no words are given."""
    shown = load_instrument(name)
    if official is None:
        with override(language):
            shown = in_language(shown, gettext)
    if table:
        return write_sheet(shown, language=language, official=official)
    told = questionnaire(shown, language=language, official=official)
    return json.dumps(told, indent=2, ensure_ascii=False) + "\n"


def told_in(file: Path, name: str) -> tuple[Instrument, tuple[ToldForm, ...]]:
    """The instrument a file is of, and its forms, one for each language. `name` says it if the file does not.

    Raises Invalid for a file that cannot be read, or where nobody says of what it is.
    """
    content = _content(file)
    is_table = file.suffix.lower() in (TABLE, ".tsv", ".txt")
    said = name or (instrument_of_sheet(content) if is_table else instrument_named(content))
    if not said:
        raise Invalid(
            "instrument", f"{file.name} does not say which instrument it is.", "Name it: --instrument mhhs"
        )
    instrument = load_instrument(said)
    if is_table:
        return instrument, read_sheet(content, instrument)
    return instrument, (read_questionnaire(content, instrument),)


def words_in(
    file: Path, name: str, stated: Mapping[str, str], *, languages: Sequence[str], on: date
) -> tuple[OfficialWording, ...]:
    """The official words of a file, each language, as they may be taken on a day.

    Raises Invalid that tells every disagreement at once.
    """
    instrument, forms = told_in(file, name)
    check_fit(
        instrument,
        forms,
        languages=languages,
        labels=_labels(instrument, languages),
        beside=lambda told: unfit_provenance(told, stated, on=on),
    )
    return tuple(taken(instrument, form, provenance_in(form, stated), languages=languages) for form in forms)


def _labels(instrument: Instrument, languages: Sequence[str]) -> list[Instrument]:
    """Our own labels in each language: what must not come back as its holder's."""
    found = []
    for language in languages:
        with override(language):
            found.append(in_language(instrument, gettext))
    return found


def lines(
    wordings: Sequence[KeptWording], weights: Sequence[KeptWeights], *, has_site: bool, on: date
) -> Iterator[str]:
    """One line for each instrument and outline: id, version, how it may be asked, words, weights."""
    rows: list[tuple[str, ...]] = [("id", "version", "may be asked", "words", "weights")]
    rows += [tuple(row.values()) for row in values(wordings, weights, has_site=has_site, on=on)]
    widths = [max(len(row[column]) for row in rows) for column in range(len(rows[0]))]
    for row in rows:
        yield "  ".join(word.ljust(width) for word, width in zip(row, widths, strict=True)).rstrip()
    yield BY_ADAPTIVE_TEST


def values(
    wordings: Sequence[KeptWording], weights: Sequence[KeptWeights], *, has_site: bool, on: date
) -> Iterator[dict[str, str]]:
    """The same as values."""
    brought = {kept.weights.instrument: kept for kept in weights}
    every: dict[str, Instrument | Outline] = {**instruments(), **outlines()}
    for name, one in sorted(every.items()):
        own = [kept for kept in wordings if kept.official.instrument == name]
        yield {
            "id": name,
            "version": one.version,
            "may be asked": ASKED[one.use],
            "words": _words(own, on=on) if has_site else "labels",
            "weights": _weights(one, brought.get(name)),
        }


def _words(own: Sequence[KeptWording], *, on: date) -> str:
    if not own:
        return "none imported"
    return "; ".join(_word(kept, on=on) for kept in own)


def _word(kept: KeptWording, *, on: date) -> str:
    told = kept.official.provenance
    over = "" if told.is_in_force(on) else f", agreement ended {told.until}"
    return f"{kept.official.told} (no. {kept.number}){over}"


def _weights(one: Instrument | Outline, kept: KeptWeights | None) -> str:
    if isinstance(one, Instrument):
        return "shipped"
    if kept is None:
        return "wanted of the site"
    of = f", {kept.weights.value_set}" if kept.weights.value_set else ""
    return f"the site's{of} ({kept.weights.source[:60]})"


def _content(file: Path) -> bytes:
    try:
        return file.read_bytes()
    except FileNotFoundError:
        raise NotFound("file", f"There is no file {file}.", "Name the file to import.") from None
    except OSError as problem:
        raise Invalid("file", f"{file} cannot be read: {problem.strerror}.") from None
