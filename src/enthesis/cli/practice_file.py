"""Reads the file that describes a practice. What is wrong is told with file and line."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import fields
from pathlib import Path

import msgspec

from enthesis.cli.follow_up_table import check_follow_up
from enthesis.cli.toml_file import TomlFile, plain, read_toml
from enthesis.domain.errors import Invalid, NotFound, Problem
from enthesis.domain.pathway.bench_limits import check_bench
from enthesis.domain.practice.bench_settings import BenchSettings
from enthesis.domain.practice.clearance_kind import ClearanceKind
from enthesis.domain.practice.practice import Clinician, Hospital, Office, Practice
from enthesis.domain.practice.price import Price
from enthesis.domain.practice.resource import Device, Room
from enthesis.domain.practice.said import Said
from enthesis.domain.practice.session import Closure, ExtraDay, Holiday, Session
from enthesis.domain.practice.state import check_asked_for
from enthesis.domain.practice.state_text import StateText
from enthesis.domain.practice.timetable import OVERLAP, check_apart
from enthesis.domain.practice.visit_type import VisitType

TABLES: Mapping[str, type] = {
    "offices": Office,
    "hospitals": Hospital,
    "clinicians": Clinician,
    "visit_types": VisitType,
    "rooms": Room,
    "devices": Device,
    "sessions": Session,
    "extra_days": ExtraDay,
    "closures": Closure,
    "holidays": Holiday,
    "words": Said,
    "state_texts": StateText,
    "prices": Price,
    "clearances": ClearanceKind,
}
NAMES = ("office", "clinician", "room", "devices")  # keys that name what stands elsewhere in the file
BENCH = "bench"
POLICY = "policy"  # read by policy_file


def read_practice(*files: Path) -> Practice:
    """The practice of one file, or of several; a table of a later file replaces that of an earlier.

    Raises Invalid, naming file and line.
    """
    sources = [read_toml(file) for file in files]
    told: dict[str, object] = {}
    for source in sources:
        told |= source.told
    _check_words(sources)
    _check_entries(sources)
    for source in sources:
        check_follow_up(source)
        _check_bench(source)
    try:
        return msgspec.convert(told, Practice)
    except (msgspec.ValidationError, Problem) as problem:
        raise _placed(sources, problem) from None


def _check_words(sources: list[TomlFile]) -> None:
    """No name is misspelt: an unknown one would be passed over in silence."""
    for source in sources:
        for key in source.told.keys() - {field.name for field in fields(Practice)} - {POLICY}:
            raise source.wrong(source.line_of_key(key), f"{key!r} is not known here")
        bench = source.told.get(BENCH, {})
        for key in set(bench if isinstance(bench, dict) else ()) - {f.name for f in fields(BenchSettings)}:
            raise source.wrong(source.line_of_key(BENCH), f"{key!r} is not known in [{BENCH}]")
        for table, place, entry in _entries(source):
            for key in entry.keys() - {field.name for field in fields(TABLES[table])}:
                line = source.line_of(table, place, key)
                raise source.wrong(line, f"{key!r} is not known in [[{table}]]")


def _check_bench(source: TomlFile) -> None:
    """Its products and limits exist, and its minutes can be."""
    try:
        check_bench(msgspec.convert(source.told.get(BENCH, {}), BenchSettings))
    except (msgspec.ValidationError, Problem) as problem:
        said = problem.sentence if isinstance(problem, Problem) else plain(problem)
        lines = source.text.splitlines()
        at = next((n for n, line in enumerate(lines, 1) if line.strip().startswith(f"[{BENCH}")), 1)
        raise source.wrong(at, said) from None


def _check_entries(sources: list[TomlFile]) -> None:
    """Every entry is good by itself."""
    for source in sources:
        for table, place, entry in _entries(source):
            try:
                made: object = msgspec.convert(entry, TABLES[table])
                if isinstance(made, StateText):
                    check_asked_for(made)
            except (msgspec.ValidationError, Problem) as problem:
                raise source.wrong_entry(table, place, problem) from None


def _placed(sources: list[TomlFile], problem: Exception) -> Invalid:
    """A problem of the whole: at the entry that names what is not there, or is named twice."""
    said = problem.sentence if isinstance(problem, Problem) else plain(problem)
    if isinstance(problem, Problem) and problem.code == OVERLAP:
        return _overlapping(sources, problem)
    wanted = re.search(r"'([^']*)'", said) if isinstance(problem, NotFound) else None
    seen: set[tuple[str, object]] = set()
    for source in sources:
        for table, place, entry in _entries(source):
            for key in NAMES if wanted else ():
                named = entry.get(key)
                if wanted and (named == wanted[1] or (isinstance(named, list) and wanted[1] in named)):
                    return source.wrong(source.line_of(table, place, key), said)
            if "slug" in entry and (table, entry["slug"]) in seen:
                return source.wrong(source.line_of(table, place, "slug"), said)
            seen.add((table, entry.get("slug")))
    named = re.search(r"`\$\.(\w+)", str(problem)) or re.search(r"`(\w+)`$", str(problem))
    return sources[0].wrong(sources[0].line_of_key(named[1]) if named else 1, said)


def _overlapping(sources: list[TomlFile], problem: Problem) -> Invalid:
    """At the first session that does not lie apart from those before it."""
    entries = [(source, *entry) for source in sources for entry in _entries(source)]
    zones = {str(e["slug"]): str(e["zone"]) for _, table, _, e in entries if table == "offices"}
    sessions: tuple[Session, ...] = ()
    extra_days: tuple[ExtraDay, ...] = ()
    for source, table, place, entry in entries:
        if table == "sessions":
            sessions += (msgspec.convert(entry, Session),)
        elif table == "extra_days":
            extra_days += (msgspec.convert(entry, ExtraDay),)
        try:
            check_apart(sessions, extra_days, zones)
        except Invalid:
            return source.wrong(source.line_of(table, place), problem.sentence, problem.remedy)
    return sources[0].wrong(1, problem.sentence, problem.remedy)


def _entries(source: TomlFile) -> Iterator[tuple[str, int, Mapping[str, object]]]:
    for table in TABLES:
        told = source.told.get(table, ())
        if not isinstance(told, list):
            if table in source.told:
                raise source.wrong(source.line_of_key(table), f"{table} is a list: write [[{table}]]")
            continue
        for place, entry in enumerate(told):
            if isinstance(entry, dict):
                yield table, place, entry
