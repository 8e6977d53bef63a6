"""A file in TOML: what it tells, and on which line, so that a mistake is told with its place."""

import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path

from enthesis.domain.errors import Invalid, Problem

KINDS = {
    "bool": "true or false",
    "int": "a whole number",
    "float": "a number",
    "decimal": "a number",
    "str": "a text in quotes",
    "array": "a list in brackets",
    "object": "a table",
    "date": "a day like 2027-03-01",
    "time": "a time like 09:00",
}
"""What a reader of the file calls the kinds of values."""

_HEADER = re.compile(r"\s*\[\[?\s*([\w.-]+)\s*\]\]?")


@dataclass(frozen=True, slots=True, kw_only=True)
class TomlFile:
    """One file: its text, and what it tells. Numbers with a point are `Decimal`."""

    name: str
    text: str
    told: Mapping[str, object]

    def line_of(self, table: str, place: int, key: str = "") -> int:
        """The line of a key in the so-manieth entry of a table; of the entry where it has no such key."""
        at, seen, found = "", -1, 1
        for number, line in enumerate(self.text.splitlines(), 1):
            if header := _HEADER.match(line):
                at = header[1]
                seen += at == table
                if (at, seen) == (table, place):
                    found = number
            elif (at, seen) == (table, place) and key and is_key(line, key):
                return number
        return found

    def line_of_key(self, key: str) -> int:
        """The line of a key or table at the top of the file."""
        for number, line in enumerate(self.text.splitlines(), 1):
            header = _HEADER.match(line)
            if is_key(line, key) or (header and header[1] == key):
                return number
        return 1

    def wrong(self, line: int, said: str, remedy: str = "") -> Invalid:
        return wrong(self.name, line, said, remedy)

    def wrong_entry(self, table: str, place: int, problem: Exception) -> Invalid:
        """What is wrong with an entry, at the line of the key it names."""
        if isinstance(problem, Problem):
            return self.wrong(self.line_of(table, place, problem.code), problem.sentence, problem.remedy)
        key = re.search(r"`(?:\$\.)?(\w+)`$", str(problem))
        return self.wrong(self.line_of(table, place, key[1] if key else ""), plain(problem))


def read_toml(file: Path) -> TomlFile:
    """The file, read. Raises Invalid, naming file and line."""
    try:
        text = file.read_text(encoding="utf-8")
        return TomlFile(name=file.name, text=text, told=tomllib.loads(text, parse_float=Decimal))
    except FileNotFoundError:
        raise Invalid("file", f"There is no file {file}.", "Name the file to read.") from None
    except UnicodeDecodeError as problem:
        line = file.read_bytes()[: problem.start].count(b"\n") + 1
        raise wrong(file.name, line, "a character is not in UTF-8") from None
    except tomllib.TOMLDecodeError as problem:
        said, line = str(problem), text.count("\n") + 1
        if place := re.search(r" \(at line (\d+), column \d+\)", said):
            said, line = said[: place.start()], int(place[1])
        raise wrong(file.name, line, said.removesuffix(" (at end of document)")) from None
    except OSError as problem:
        raise Invalid("practice", f"{file} cannot be read: {problem.strerror}.") from None


def wrong(file: str, line: int, said: str, remedy: str = "") -> Invalid:
    return Invalid("practice", f"{file}, line {line}: {said.rstrip('.')}.", remedy or "Correct this line.")


def plain(problem: Exception) -> str:
    """What a conversion says, in words."""
    said = str(problem).replace("Object missing required field", "missing:").replace(" - at `$.", " at `")
    for name, words in KINDS.items():
        said = said.replace(f"`{name}`", words)
    return said.replace("Expected", "write").replace(", got", ", not")


def is_key(line: str, key: str) -> bool:
    return re.match(rf"\s*[\"']?{re.escape(key)}[\"']?\s*=", line) is not None
