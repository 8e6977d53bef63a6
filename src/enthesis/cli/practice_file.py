"""Reads the file that describes a practice. What is wrong is told with file and line."""

import re
import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, fields
from pathlib import Path

import msgspec

from enthesis.domain.errors import Invalid, NotFound, Problem
from enthesis.domain.practice.practice import Clinician, Office, Practice, Session, VisitType

TABLES: Mapping[str, type] = {
    "offices": Office,
    "clinicians": Clinician,
    "visit_types": VisitType,
    "sessions": Session,
}
_HEADER = re.compile(r"\s*\[\[?\s*([\w-]+)\s*\]\]?")


@dataclass(frozen=True, slots=True, kw_only=True)
class _Source:
    """One file: its text, and what it tells."""

    name: str
    text: str
    told: Mapping[str, object]

    def line_of(self, table: str, place: int, key: str = "") -> int:
        """The line of a key in the so-manieth entry of a table; of the entry where it has no such key."""
        at, entry, found = "", -1, 1
        for number, line in enumerate(self.text.splitlines(), 1):
            if header := _HEADER.match(line):
                at, entry = header[1], entry + 1 if header[1] == at else 0
                if (at, entry) == (table, place):
                    found = number
            elif (at, entry) == (table, place) and key and _is_key(line, key):
                return number
        return found

    def line_of_key(self, key: str) -> int:
        """The line of a key or table at the top of the file."""
        for number, line in enumerate(self.text.splitlines(), 1):
            header = _HEADER.match(line)
            if _is_key(line, key) or (header and header[1] == key):
                return number
        return 1


def read_practice(*files: Path) -> Practice:
    """The practice of one file, or of several; a table of a later file replaces that of an earlier.

    Raises Invalid, naming file and line.
    """
    sources = [_read(file) for file in files]
    told: dict[str, object] = {}
    for source in sources:
        told |= source.told
    _check_words(sources)
    _check_entries(sources)
    try:
        return msgspec.convert(told, Practice)
    except (msgspec.ValidationError, Problem) as problem:
        raise _placed(sources, problem) from None


def _read(file: Path) -> _Source:
    try:
        text = file.read_text(encoding="utf-8")
        return _Source(name=file.name, text=text, told=tomllib.loads(text))
    except FileNotFoundError:
        raise Invalid("practice", f"There is no file {file}.", "Name the practice file.") from None
    except UnicodeDecodeError as problem:
        line = file.read_bytes()[: problem.start].count(b"\n") + 1
        raise _wrong(file.name, line, "a character is not in UTF-8") from None
    except tomllib.TOMLDecodeError as problem:
        said, line = str(problem), text.count("\n") + 1
        if place := re.search(r" \(at line (\d+), column \d+\)", said):
            said, line = said[: place.start()], int(place[1])
        raise _wrong(file.name, line, said.removesuffix(" (at end of document)")) from None
    except OSError as problem:
        raise Invalid("practice", f"{file} cannot be read: {problem.strerror}.") from None


def _check_words(sources: list[_Source]) -> None:
    """No name is misspelt: an unknown one would be passed over in silence."""
    for source in sources:
        for key in source.told.keys() - {field.name for field in fields(Practice)}:
            raise _wrong(source.name, source.line_of_key(key), f"{key!r} is not known here")
        for table, place, entry in _entries(source):
            for key in entry.keys() - {field.name for field in fields(TABLES[table])}:
                line = source.line_of(table, place, key)
                raise _wrong(source.name, line, f"{key!r} is not known in [[{table}]]")


def _check_entries(sources: list[_Source]) -> None:
    """Every entry is good by itself."""
    for source in sources:
        for table, place, entry in _entries(source):
            try:
                msgspec.convert(entry, TABLES[table])
            except msgspec.ValidationError as problem:
                key = re.search(r"`(?:\$\.)?(\w+)`$", str(problem))
                line = source.line_of(table, place, key[1] if key else "")
                raise _wrong(source.name, line, _plain(str(problem))) from None
            except Problem as problem:
                line = source.line_of(table, place, problem.code)
                raise _wrong(source.name, line, problem.sentence, problem.remedy) from None


def _placed(sources: list[_Source], problem: Exception) -> Invalid:
    """A problem of the whole: at the entry that names what is not there, or is named twice."""
    said = problem.sentence if isinstance(problem, Problem) else _plain(str(problem))
    wanted = re.search(r"'([^']*)'", said) if isinstance(problem, NotFound) else None
    seen: set[tuple[str, object]] = set()
    for source in sources:
        for table, place, entry in _entries(source):
            for key in ("office", "clinician") if wanted else ():
                if wanted and entry.get(key) == wanted[1]:
                    return _wrong(source.name, source.line_of(table, place, key), said)
            if "slug" in entry and (table, entry["slug"]) in seen:
                return _wrong(source.name, source.line_of(table, place, "slug"), said)
            seen.add((table, entry.get("slug")))
    named = re.search(r"`\$\.(\w+)", str(problem)) or re.search(r"`(\w+)`$", str(problem))
    return _wrong(sources[0].name, sources[0].line_of_key(named[1]) if named else 1, said)


def _entries(source: _Source) -> Iterator[tuple[str, int, Mapping[str, object]]]:
    for table in TABLES:
        told = source.told.get(table, ())
        if not isinstance(told, list):
            if table in source.told:
                raise _wrong(source.name, source.line_of_key(table), f"{table} is a list: write [[{table}]]")
            continue
        for place, entry in enumerate(told):
            if isinstance(entry, dict):
                yield table, place, entry


def _wrong(file: str, line: int, said: str, remedy: str = "Correct this line.") -> Invalid:
    return Invalid("practice", f"{file}, line {line}: {said.rstrip('.')}.", remedy or "Correct this line.")


def _plain(said: str) -> str:
    return said.replace("Object missing required field", "missing:").replace(" - at `$.", " at `")


def _is_key(line: str, key: str) -> bool:
    return re.match(rf"\s*[\"']?{re.escape(key)}[\"']?\s*=", line) is not None
