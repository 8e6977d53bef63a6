"""What the public pages lack, or promise: nothing that stops a site, but somebody must look at it."""

from collections.abc import Iterator
from datetime import date
from pathlib import Path

from enthesis.cli.practice_file import read_practice
from enthesis.cli.toml_file import TomlFile, read_toml
from enthesis.domain.information.catalogue import claims
from enthesis.domain.information.promises import PROMISES, promises_in
from enthesis.domain.practice.practice import Practice
from enthesis.domain.practice.state import missing_texts

OTHER_LANGUAGE = "es"


def warnings(file: Path, on: date) -> Iterator[str]:
    """Each thing to look at, as a sentence with its line in the file, or the name of the claim."""
    practice, source = read_practice(file), read_toml(file)
    yield from _missing_texts(practice, source)
    yield from _not_said(practice, source)
    yield from _promises(practice, source)
    yield from _past_review(on)


def _missing_texts(practice: Practice, source: TomlFile) -> Iterator[str]:
    for one in missing_texts(practice):
        line = source.line_of("offices", practice.offices.index(one.office), "state")
        yield (
            f"{source.name}, line {line}: The office {one.office.name} is in {one.state.name}, and the text "
            f"of “{one.duty.title}” is missing. Ask counsel, and enter it under [[state_texts]]."
        )


def _not_said(practice: Practice, source: TomlFile) -> Iterator[str]:
    said = {word.text for word in practice.words if word.language == OTHER_LANGUAGE}
    for text in _shown(practice):
        if text not in said:
            line = _line_with(source, text)
            yield (
                f"{source.name}, line {line}: “{_short(text)}” is shown in English on the Spanish pages. "
                f"Translate it under [[words]]."
            )


def _promises(practice: Practice, source: TomlFile) -> Iterator[str]:
    told = [(text, "en") for text in _shown(practice)]
    told += [(word.says, word.language) for word in practice.words]
    for text, language in told:
        for promise in promises_in(text, language) if language in PROMISES else ():
            line = _line_with(source, text)
            yield f"{source.name}, line {line}: “{promise}” promises. Say what is done, not what it will do."


def _past_review(on: date) -> Iterator[str]:
    late = [claim.id for claim in claims().values() if claim.is_past_review(on)]
    if late:
        yield f"{len(late)} claims of the public pages are past their review ({', '.join(late[:3])} …)."


def _shown(practice: Practice) -> tuple[str, ...]:
    """What patients read of the file that is a text and no name."""
    facts = (fact for clinician in practice.clinicians for fact in clinician.facts)
    kinds = (kind.name for kind in practice.visit_types)
    return tuple(filter(None, (practice.about, practice.opening_hours, *facts, *kinds)))


def _line_with(source: TomlFile, text: str) -> int:
    begin = text.strip().splitlines()[0]
    return next((n for n, line in enumerate(source.text.splitlines(), 1) if begin in line), 1)


def _short(text: str) -> str:
    return text if len(text) <= 40 else f"{text[:39]}…"
