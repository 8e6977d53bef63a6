"""A hospital's list of operations on the command line: read, and told line by line."""

from collections import Counter
from dataclasses import replace
from pathlib import Path

from enthesis.domain.errors import Invalid
from enthesis.domain.pathway.operations_list.dates import Order
from enthesis.domain.pathway.operations_list.layout import Layout
from enthesis.domain.pathway.operations_list.likely import Likely, judge
from enthesis.domain.pathway.operations_list.reading import MOST_BYTES, ReadList
from enthesis.domain.people.sheet import UTF8
from enthesis.store.operations_list import find_layout
from enthesis.store.scope import Scope

SHOWN = 50


def content_of(file: Path) -> bytes:
    """What stands in the file, up to one byte more than is taken. Raises Invalid where it cannot be read."""
    try:
        with file.open("rb") as content:
            return content.read(MOST_BYTES + 1)
    except FileNotFoundError:
        raise Invalid("file", f"There is no file {file}.", "Name the hospital's list.") from None
    except OSError as problem:
        raise Invalid("file", f"{file} cannot be read: {problem.strerror}.") from None


def layout_for(scope: Scope, hospital: str, order: Order | None) -> Layout:
    """As the list of this hospital is remembered, with what was said of its days now."""
    layout = find_layout(scope, hospital) or Layout(hospital=hospital)
    return replace(layout, order=order) if order else layout


def told_of(read: ReadList) -> str:
    """How many operations are what, and every line that cannot be read, with why."""
    tally = Counter(judge(one.operation).likely for one in read.operations)
    lines = [f"line {one.number}: {one.why}" for one in read.unread[:SHOWN]]
    if len(read.unread) > SHOWN:
        lines.append(f"… and {len(read.unread) - SHOWN} more lines.")
    if read.encoding != UTF8:
        lines.append(f"The file was read as {read.encoding}, not {UTF8}: look at names.")
    if read.not_used:
        lines.append(f"Nothing was taken from the columns {', '.join(read.not_used)}.")
    counts = ", ".join(f"{tally[likely]} {likely.label.lower()}" for likely in Likely)
    lines.append(f"{read.lines} lines: {counts}, {len(read.unread)} not read.")
    return "\n".join(lines)
