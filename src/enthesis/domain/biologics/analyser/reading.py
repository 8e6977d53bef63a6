"""An analyser's table as samples: each value in the unit of the record, or the reason why there is none."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal

from enthesis.domain.biologics.analyser.columns import COUNTED, Column, factor, named
from enthesis.domain.biologics.arithmetic import WHOLE
from enthesis.domain.errors import Invalid
from enthesis.domain.people.sheet import decoded, rows_in

MOST_BYTES = 200_000
MOST_SAMPLES = 500
_LONGEST_FLAGS = 200
_NUMBER = re.compile(r"(?P<number>\d+(?:[.,]\d+)?)\s*(?P<mark>[HL]|\*+)?", re.IGNORECASE)
_TWO_WAYS = re.compile(r"[1-9]\d{0,2}[.,]\d{3}")
_BELOW_ZERO = re.compile(r"-\s*\d+(?:[.,]\d+)?")
_CLUMPS = re.compile(r"(plt|platelet)s?\W*clump|clump\w*\W*(plt|platelet)", re.IGNORECASE)
_DAYS = ("%Y-%m-%d", "%Y/%m/%d", "%d.%m.%Y")
_CLOCKS = ("%H:%M:%S", "%H:%M", "%I:%M:%S %p", "%I:%M %p")
_MONTHS = 12
_AMERICAN = "%m/%d/%Y"  # read only where the clock has AM or PM, or the day cannot be a month


@dataclass(frozen=True, slots=True, kw_only=True)
class Counted:
    """One value in the unit of the record, or why the analyser gave none."""

    value: Decimal | None = None
    reason: str = ""
    note: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Sample:
    """One line of the table. `at` is on the analyser's own clock, None where it cannot be read surely.

    `flags` are what the analyser says of the sample, as it stands there.
    """

    line: int
    name: str
    at: datetime | None
    counts: Mapping[Column, Counted]
    flags: str = ""


def read_samples(content: bytes) -> tuple[Sample, ...]:
    """Every sample of an export. Raises Invalid, with the line, for what cannot be read without guessing."""
    if len(content) > MOST_BYTES:
        raise Invalid("file", "The file is too large for an analyser's export.", "Export fewer samples.")
    lines = list(rows_in(decoded(content).text))
    if not lines:
        raise Invalid("file", "The file is empty.", "Export the samples again.")
    (number, headings), rest = lines[0], lines[1:]
    columns = _columns(number, headings)
    units = {column: written for column, (_place, written) in columns.items()}
    if rest and _is_units(rest[0][1], columns):
        units |= {c: rest[0][1][p].strip() for c, (p, written) in columns.items() if not written}
        rest = rest[1:]
    factors = {c: _factor(number, c, headings[columns[c][0]], units[c]) for c in COUNTED if c in columns}
    if not rest:
        raise Invalid("file", "The file has headings and no sample.", "Export the samples again.")
    if len(rest) > MOST_SAMPLES:
        raise Invalid(
            "file", f"The file holds more than {MOST_SAMPLES} samples.", "Export those of today alone."
        )
    return tuple(_sample(line, cells, columns, factors, width=len(headings)) for line, cells in rest)


def _columns(line: int, headings: Sequence[str]) -> dict[Column, tuple[int, str]]:
    """The place and the written unit of each column that is read."""
    found: dict[Column, tuple[int, str]] = {}
    for place, heading in enumerate(headings):
        column, written = named(heading)
        if column is None:
            continue
        if column in found:
            raise Invalid(
                "file",
                f"Line {line} has two columns that mean the same: “{heading[:30]}” and another.",
                "Export each count once.",
            )
        found[column] = (place, written)
    if not any(c in found for c in COUNTED):
        raise Invalid(
            "file",
            f"Line {line} names no count that is read here, such as WBC, RBC or PLT.",
            "Export with a line of headings on top.",
        )
    return found


def _is_units(cells: Sequence[str], columns: Mapping[Column, tuple[int, str]]) -> bool:
    """Whether a line under the headings holds units: no sample, and under no count a number or a flag."""
    under = [cells[p].strip() for c, (p, _w) in columns.items() if c in COUNTED and p < len(cells)]
    told = [one for one in under if one]
    sample = columns.get(Column.SAMPLE)
    is_named = sample is not None and sample[0] < len(cells) and cells[sample[0]].strip()
    return bool(told) and not is_named and all(re.search("[A-Za-z%]", one) for one in told)


def _factor(line: int, column: Column, heading: str, written: str) -> Decimal:
    found = factor(column, written) if written else None
    if found is not None:
        return found
    what = f"in “{written[:20]}”, which is not known here" if written else "in no unit"
    raise Invalid(
        "file",
        f"Line {line}: the column “{heading[:30]}” is {what}.",
        "Export it with its unit, such as 10^3/uL, 10^6/uL for red cells, or %.",
    )


def _sample(
    line: int,
    cells: Sequence[str],
    columns: Mapping[Column, tuple[int, str]],
    factors: Mapping[Column, Decimal],
    *,
    width: int,
) -> Sample:
    if any(cell.strip() for cell in cells[width:]):
        raise Invalid(
            "file",
            f"Line {line} has more cells than there are headings.",
            "Is a comma between cells and in numbers too? Export with semicolons, or with a decimal point.",
        )
    told = {c: cells[p].strip() if p < len(cells) else "" for c, (p, _w) in columns.items()}
    flags = told.get(Column.FLAGS, "")
    by_comma = any(re.fullmatch(r"\d+,\d+", told[c]) for c in factors)
    counts = {c: _counted(line, told[c], by, by_comma=by_comma) for c, by in factors.items()}
    if _CLUMPS.search(flags) and Column.PLATELETS in counts:
        counts[Column.PLATELETS] = Counted(reason=f"The analyser says “{flags[:60]}”.")
    return Sample(
        line=line,
        name=told.get(Column.SAMPLE, "")[:60],
        at=_at(told),
        counts=dict(_with_neutrophils(counts)),
        flags=flags[:_LONGEST_FLAGS],
    )


def _may_be_thousands(number: str, *, by_comma: bool) -> bool:
    """1,644 anywhere; 1.644 only in a table that has a comma in another number."""
    return bool(_TWO_WAYS.fullmatch(number)) and ("," in number or by_comma)


def _counted(line: int, text: str, by: Decimal, *, by_comma: bool) -> Counted:
    """A number, or the reason why there is none. A mark H or L is the analyser's own limit, and left out."""
    found = _NUMBER.fullmatch(text)
    if _BELOW_ZERO.fullmatch(text):
        raise Invalid(
            "file", f"Line {line}: a count of {text[:20]} cannot be.", "Correct it at the analyser."
        )
    if found and _may_be_thousands(found["number"], by_comma=by_comma):
        raise Invalid(
            "file",
            f"Line {line}: “{text[:20]}” may be a decimal number or thousands.",
            "Export with a decimal point.",
        )
    if found is None:
        if re.search(r"\d", text) and not re.search("[<>*+-]", text):
            raise Invalid(
                "file", f"Line {line}: “{text[:20]}” is not a number.", "Correct it, or leave it out."
            )
        return Counted(reason=f"The analyser gave “{text[:20]}”." if text else "The analyser gave no value.")
    if "*" in (found["mark"] or ""):
        return Counted(reason=f"The analyser doubts its value: “{text[:20]}”.")
    return Counted(value=Decimal(found["number"].replace(",", ".")) * by)


def _with_neutrophils(counts: Mapping[Column, Counted]) -> Iterator[tuple[Column, Counted]]:
    """The counts, and neutrophils by their share of the leukocytes where only that was given."""
    yield from ((c, v) for c, v in counts.items() if c is not Column.NEUTROPHIL_SHARE)
    share, white = counts.get(Column.NEUTROPHIL_SHARE), counts.get(Column.WBC)
    if share is None or Column.NEUTROPHILS in counts:
        return
    if share.value is None or white is None or white.value is None:
        yield Column.NEUTROPHILS, Counted(reason=share.reason or "Leukocytes are not known.")
        return
    note = f"{share.value:f} % of the leukocytes"
    yield Column.NEUTROPHILS, Counted(value=white.value * share.value / WHOLE, note=note)


def _at(told: Mapping[Column, str]) -> datetime | None:
    text = f"{told.get(Column.DAY, '')} {told.get(Column.TIME, '')}".replace("T", " ").strip()
    found = {at for day in (*_DAYS, _AMERICAN) for clock in _CLOCKS if (at := _read(text, f"{day} {clock}"))}
    american = _read_any(text, _AMERICAN)
    if american and american.day <= _MONTHS and not text.upper().endswith(("AM", "PM")):
        return None
    return found.pop() if len(found) == 1 else None


def _read_any(text: str, day: str) -> datetime | None:
    return next((at for clock in _CLOCKS if (at := _read(text, f"{day} {clock}"))), None)


def _read(text: str, form: str) -> datetime | None:
    try:
        return datetime.strptime(text, form)  # noqa: DTZ007  the analyser's own clock, without a zone
    except ValueError:
        return None
