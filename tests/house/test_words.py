"""What patients and visitors read is there in Spanish too, and the compiled catalogue is the written one."""

import ast
import gettext
import io

import pytest

from tests.support.source import PACKAGE
from tests.support.words import MO, PO, Entry, Word, compiled, read_catalogue, spoken, write_catalogue

HOW = "Run .venv/bin/python -m tests.support.words, and write what it asks for."
CATALOGUE = read_catalogue(PO.read_text("utf-8"))


def literals(place: str) -> set[str]:
    """Every text that stands in a module of the house, the fixed parts of composed ones included."""
    tree = ast.parse((PACKAGE / place).read_text("utf-8"))
    return {n.value for n in ast.walk(tree) if isinstance(n, ast.Constant) and isinstance(n.value, str)}


def test_everything_said_is_translated_and_nothing_else() -> None:
    said = set(spoken())
    assert said - {key for key, e in CATALOGUE.items() if e.is_translated} == set(), HOW
    assert {key for key, e in CATALOGUE.items() if not e.said_by} - said == set(), HOW


@pytest.mark.parametrize("entry", CATALOGUE.values(), ids=lambda e: e.word.text[:40])
def test_a_translation_keeps_the_places_of_its_text(entry: Entry) -> None:
    assert entry.keeps_its_places


@pytest.mark.parametrize(
    "entry", [e for e in CATALOGUE.values() if e.said_by], ids=lambda e: e.word.text[:40]
)
def test_a_sentence_of_another_floor_is_still_said_there(entry: Entry) -> None:
    text = entry.word.text
    assert any(text == told or (len(told) > 8 and told in text) for told in literals(entry.said_by))


def test_the_compiled_catalogue_is_the_written_one() -> None:
    assert MO.read_bytes() == compiled(CATALOGUE), HOW


def test_the_written_catalogue_is_in_its_own_form() -> None:
    assert PO.read_text("utf-8") == write_catalogue(CATALOGUE), HOW


def test_what_is_compiled_is_read_by_gettext() -> None:
    entries = (
        Entry(Word("One\nday"), ("Un\ndía",)),
        Entry(Word("%(n)s day", "%(n)s days"), ("%(n)s día", "%(n)s días")),
        Entry(Word("May", context="month"), ("mayo",)),
        Entry(Word("not yet"), ("",)),
    )
    found = gettext.GNUTranslations(io.BytesIO(compiled({e.word.key: e for e in entries})))
    assert found.gettext("One\nday") == "Un\ndía"
    assert [found.ngettext("%(n)s day", "%(n)s days", n) for n in (1, 2)] == ["%(n)s día", "%(n)s días"]
    assert found.pgettext("month", "May") == "mayo"
    assert found.gettext("not yet") == "not yet"
    written = read_catalogue(write_catalogue({e.word.key: e for e in entries}))
    assert tuple(written[e.word.key].translations for e in entries) == tuple(e.translations for e in entries)


@pytest.mark.parametrize(
    ("text", "translation", "kept"),
    [("%(a)s of %(b)s", "%(b)s / %(a)s", True), ("%(a)s", "nada", False), ("nothing", "%(a)s", False)],
)
def test_a_lost_place_is_seen(text: str, translation: str, kept: bool) -> None:
    assert Entry(Word(text), (translation,)).keeps_its_places is kept
