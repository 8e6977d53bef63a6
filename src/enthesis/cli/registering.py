"""A table of patients on the command line: read, told line by line, and what is in doubt put aside."""

from collections import Counter
from collections.abc import Iterable
from datetime import date
from pathlib import Path

from enthesis.delivery.telephone import e164
from enthesis.domain.errors import Invalid
from enthesis.domain.people.registration import MOST_BYTES, Checked, Line, Standing, read_lines
from enthesis.domain.people.sheet import cell

SHOWN = 50


def lines_of(file: Path, *, region: str, languages: Iterable[str], on: date) -> tuple[Line, ...]:
    """The lines of the file. Raises Invalid, naming it, where it cannot be read or is no such table."""
    try:
        with file.open("rb") as content:
            told = content.read(MOST_BYTES + 1)
    except FileNotFoundError:
        raise Invalid("file", f"There is no file {file}.", "Name the table of patients.") from None
    except OSError as problem:
        raise Invalid("file", f"{file} cannot be read: {problem.strerror}.") from None
    return read_lines(told, telephone=lambda typed: e164(typed, region), languages=languages, on=on)


def told_of(checked: Iterable[Checked]) -> str:
    """How many lines are what, and why each is that is not simply new or known."""
    checked = tuple(checked)
    tally = Counter(one.standing for one in checked)
    counts = ", ".join(f"{tally[standing]} {standing.label}" for standing in Standing)
    doubtful = [one for one in checked if one.standing.holds_up or one.standing is Standing.REPEATED]
    lines = [f"line {one.line.number}: {one.standing.label}. {one.why}" for one in doubtful[:SHOWN]]
    if len(doubtful) > SHOWN:
        lines.append(f"… and {len(doubtful) - SHOWN} more lines.")
    return "\n".join((*lines, f"{len(checked)} lines: {counts}."))


def doubtful(checked: Iterable[Checked]) -> str:
    """The numbers of the lines in doubt with why, as a table that no spreadsheet reads a formula from."""
    rows = [("line", "is", "why")]
    rows += [
        (str(one.line.number), one.standing.label, cell(one.why).replace('"', "'"))
        for one in checked
        if one.standing.holds_up
    ]
    return "".join(",".join(f'"{part}"' for part in row) + "\r\n" for row in rows)
