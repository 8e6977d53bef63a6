"""Every column that leaves the house is documented, with its unit, and by the same words as its manifest."""

from dataclasses import fields

from enthesis.cli.reference.pages import data_dictionary
from enthesis.evidence.snapshot import Manifest
from enthesis.evidence.tables import Kind, all_tables

PAGE = data_dictionary.body()


def test_every_table_and_every_column_is_on_the_page() -> None:
    told = {f"`{name}`" for table in all_tables().values() for name in (c.name for c in table.columns)}
    assert [name for name in sorted(told) if name not in PAGE] == []
    assert [name for name in all_tables() if f"`{name}`" not in PAGE and f"## {name}\n" not in PAGE] == []


def test_every_column_says_what_it_means_and_every_number_in_which_unit() -> None:
    columns = [column for table in all_tables().values() for column in table.columns]
    assert [c.name for c in columns if not c.meaning.endswith(".")] == []
    assert [c.name for c in columns if c.kind in (Kind.WHOLE, Kind.REAL) and not c.unit] == []


def test_every_entry_of_the_manifest_is_on_the_page() -> None:
    assert [f.name for f in fields(Manifest) if f"`{f.name}`" not in PAGE] == []


def test_a_column_of_words_names_them_or_says_how_they_are_made() -> None:
    """Without a list a word could be anything, also free text."""
    composed = {"concomitant", "paw", "planned_concomitant", "version"}
    columns = [column for table in all_tables().values() for column in table.columns]
    assert {c.name for c in columns if c.kind is Kind.WORD and not c.words} == composed
