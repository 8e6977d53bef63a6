"""A table that another program wrote, from bytes to numbered lines of cells; and cells as we write them."""

import csv
from collections.abc import Iterator
from dataclasses import dataclass

from enthesis.domain.errors import Invalid
from enthesis.domain.people.patient import FORMULA

UTF8, WINDOWS = "UTF-8", "Windows-1252"
NOT_WINDOWS = frozenset(b"\x81\x8d\x8f\x90\x9d")


@dataclass(frozen=True, slots=True, kw_only=True)
class Decoded:
    """The text of a file, and the encoding it was read in."""

    text: str
    encoding: str


def decoded(content: bytes) -> Decoded:
    """The text of a table, in UTF-8, or else in Windows-1252, which whoever sends it is told.

    Raises Invalid for what is in neither.
    """
    try:
        return Decoded(text=text_in(content), encoding=UTF8)
    except Invalid:
        if content.startswith((b"\xff\xfe", b"\xfe\xff")) or b"\x00" in content or _is_utf8(content):
            raise
        if not NOT_WINDOWS.isdisjoint(content):
            raise
    return Decoded(text=content.decode("cp1252"), encoding=WINDOWS)


def text_in(content: bytes) -> str:
    """The text of a table in UTF-8. Raises Invalid, with the line, for what is not."""
    if content.startswith((b"\xff\xfe", b"\xfe\xff")):
        raise Invalid("file", "The file is in UTF-16.", "Save it as CSV in UTF-8.")
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError as problem:
        line = content[: problem.start].count(b"\n") + 1
        raise Invalid(
            "file", f"Line {line} holds a character that is not in UTF-8.", "Save the file as CSV in UTF-8."
        ) from None
    if "\x00" in text:
        raise Invalid("file", "The file is no table of text.", "Save it as CSV in UTF-8.")
    return text


def rows_in(text: str) -> Iterator[tuple[int, list[str]]]:
    """The lines with something in them, each by its number; comma, semicolon or tab between the cells.

    Raises Invalid, with the line, for a quotation mark that is not closed.
    """
    lines = text.splitlines(keepends=True)
    first = next((line for line in lines if line.strip()), "")
    between = max(",;\t", key=first.count)
    reader = csv.reader(lines, delimiter=between, strict=True)
    before = 0
    try:
        for row in reader:
            number, before = before + 1, reader.line_num
            if any(one.strip() for one in row):
                yield number, [one.strip() for one in row]
    except csv.Error:
        raise Invalid(
            "file", f"Line {reader.line_num} has a quotation mark that is not closed.", "Correct that line."
        ) from None


def cell(text: str) -> str:
    """A text as it may stand in a table that a spreadsheet opens: never the beginning of a formula."""
    return f"'{text}" if text.startswith(FORMULA) else text


def _is_utf8(content: bytes) -> bool:
    try:
        content.decode("utf-8")
    except UnicodeDecodeError:
        return False
    return True
