"""A hospital's list, from the bytes of its file to operations; what cannot be read is told by its line."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

from enthesis.domain.errors import Invalid
from enthesis.domain.pathway.operations_list.dates import read_day
from enthesis.domain.pathway.operations_list.layout import Column, Layout
from enthesis.domain.pathway.operations_list.operation import ListedOperation
from enthesis.domain.people.patient import check_birth_date
from enthesis.domain.people.sheet import decoded, rows_in
from enthesis.domain.terms import Side

MOST_LINES = 20_000
MOST_BYTES = 5_000_000
LONGEST_CELL = 500
BOTH = frozenset({"b", "bl", "both", "bilateral", "50"})
NO_SIDE = frozenset({"", "na", "n a", "none", "not applicable"})
SIDES: Mapping[str, Side] = {
    "l": Side.LEFT,
    "lt": Side.LEFT,
    "left": Side.LEFT,
    "r": Side.RIGHT,
    "rt": Side.RIGHT,
    "right": Side.RIGHT,
}

_BETWEEN_CODES = re.compile(r"[;,|/\s]+")
_CODE = re.compile(r"\d{4}[0-9A-Z]|[A-Z]\d{4}")
_ICD = re.compile(r"[A-Z]\d[0-9A-Z](\.?[0-9A-Z]{1,4})?")


@dataclass(frozen=True, slots=True, kw_only=True)
class Unread:
    """A line that could not be taken, with why."""

    number: int
    why: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Numbered:
    """An operation, and the number of its first line in the file."""

    number: int
    operation: ListedOperation


@dataclass(frozen=True, slots=True, kw_only=True)
class ReadList:
    """What a file says. `repeated` are lines that say once more what another says; `not_used` headings of
    columns that nothing was taken from. `lines` counts those with something in them, below the headings.
    """

    operations: tuple[Numbered, ...]
    unread: tuple[Unread, ...]
    repeated: tuple[int, ...]
    lines: int
    encoding: str
    not_used: tuple[str, ...]


def read_list(content: bytes, layout: Layout, *, on: date) -> ReadList:
    """The operations of a list; several lines with one number of the hospital are one operation,
    and without a number several of one person, day and side.

    `on` is today: an operation of a later day is not done yet. Raises Invalid for a file that is no such
    table at all.
    """
    if len(content) > MOST_BYTES:
        raise Invalid("file", f"The file is larger than {MOST_BYTES:,} bytes.", "Split it into several.")
    text = decoded(content)
    rows = list(rows_in(text.text))
    if not rows:
        raise Invalid("file", "The file is empty.", "Begin with the line of headings.")
    headings = rows[0][1]
    places = layout.places(headings)
    if len(rows) == 1:
        raise Invalid("file", "The file has its headings and no line below them.", "Choose another file.")
    if len(rows) - 1 > MOST_LINES:
        raise Invalid("file", f"The file has more than {MOST_LINES:,} lines.", "Split it into several.")
    gathered = _Gathered()
    for number, cells in rows[1:]:
        _take(gathered, number, cells, width=len(headings), places=places, layout=layout, on=on)
    return ReadList(
        operations=tuple(gathered.found.values()),
        unread=tuple(gathered.unread),
        repeated=tuple(gathered.repeated),
        lines=len(rows) - 1,
        encoding=text.encoding,
        not_used=tuple(one for n, one in enumerate(headings) if n not in places.values()),
    )


class _Gathered:
    """The operations by their key, and the lines that are none."""

    def __init__(self) -> None:
        self.found: dict[str, Numbered] = {}
        self.unread: list[Unread] = []
        self.repeated: list[int] = []

    def add(self, number: int, told: ListedOperation) -> None:
        """Raises Invalid where the hospital's number stands for another operation already."""
        first = self.found.get(told.key)
        if first is None:
            self.found[told.key] = Numbered(number=number, operation=told)
            return
        both = _joined(first, told)
        if both == first.operation:
            self.repeated.append(number)
        self.found[told.key] = replace(first, operation=both)


def _take(
    gathered: _Gathered,
    number: int,
    cells: Sequence[str],
    *,
    width: int,
    places: Mapping[Column, int],
    layout: Layout,
    on: date,
) -> None:
    try:
        if len(cells) != width:
            raise Invalid("line", f"It has {len(cells)} cells, and there are {width} headings.")
        told = {column: cells[place] for column, place in places.items()}
        for operation in _operations(told, layout, on=on):
            gathered.add(number, operation)
    except Invalid as problem:
        gathered.unread.append(Unread(number=number, why=str(problem)))


def _operations(told: Mapping[Column, str], layout: Layout, *, on: date) -> tuple[ListedOperation, ...]:
    """The operation of a line; two where it is told of both sides."""
    if too_long := next((c for c, text in told.items() if len(text) > LONGEST_CELL), None):
        raise Invalid("line", f"“{too_long.label}” is longer than {LONGEST_CELL} characters.", "Shorten it.")
    done = read_day(told[Column.ON], layout.order)
    if done > on:
        raise Invalid("date", f"{done:%-d %B %Y} has not come yet.", "List what was done.")
    codes, modifiers = _codes(told.get(Column.CODES, ""))
    procedure = told.get(Column.PROCEDURE, "")
    given, family = _names(told)
    sides = _sides(told.get(Column.SIDE, ""), modifiers, procedure)
    record_number = told.get(Column.RECORD_NUMBER, "")
    if not family and not record_number:
        raise Invalid("name", "It names neither a patient nor a record number.", "Complete the line.")
    one = ListedOperation(
        on=done,
        hospital=told.get(Column.HOSPITAL, "") or layout.hospital.strip(),
        number=told.get(Column.NUMBER, ""),
        surgeon=told.get(Column.SURGEON, ""),
        given=given,
        family=family,
        birth_date=_born(told.get(Column.BIRTH_DATE, ""), layout, on=on),
        record_number=record_number,
        procedure=procedure,
        codes=codes,
        diagnoses=_diagnoses(told.get(Column.DIAGNOSES, "")),
    )
    if len(sides) == 2:
        return tuple(replace(one, side=side, part=side.value) for side in sides)
    return (replace(one, side=sides[0] if sides else None),)


def _born(typed: str, layout: Layout, *, on: date) -> date | None:
    if not typed:
        return None
    try:
        born = read_day(typed, layout.order)
    except Invalid as problem:
        raise Invalid("birth_date", f"Date of birth: {problem.sentence}", problem.remedy) from None
    check_birth_date(born, on=on)
    return born


def _names(told: Mapping[Column, str]) -> tuple[str, str]:
    """Given and family name; of one column what stands before a comma is the family name."""
    given, family = told.get(Column.GIVEN, ""), told.get(Column.FAMILY, "")
    if family or given:
        return given, family
    before, comma, after = told.get(Column.NAME, "").partition(",")
    if comma:
        return after.strip(), before.strip()
    first, _, rest = before.strip().partition(" ")
    return (first, rest.strip()) if rest else ("", first)


def _codes(text: str) -> tuple[tuple[str, ...], frozenset[str]]:
    """Procedure codes, and the modifiers that say a side."""
    parts = [one.upper() for one in _BETWEEN_CODES.split(text.replace("-", " ")) if one]
    codes = tuple(dict.fromkeys(one for one in parts if _CODE.fullmatch(one)))
    return codes, frozenset(one for one in parts if one in ("LT", "RT", "50"))


def _diagnoses(text: str) -> tuple[str, ...]:
    """Codes of diagnoses, with their point."""
    parts = (one.upper() for one in _BETWEEN_CODES.split(text) if one)
    found = (one.replace(".", "") for one in parts if _ICD.fullmatch(one))
    return tuple(dict.fromkeys(f"{one[:3]}.{one[3:]}" if len(one) > 3 else one for one in found))


def _sides(typed: str, modifiers: frozenset[str], procedure: str) -> tuple[Side, ...]:
    """Left, right or both: by its own column, else by modifiers of the codes, else by the words.

    Raises Invalid for a column that says something else.
    """
    said = " ".join(re.sub(r"[\W_]+", " ", typed).casefold().split())
    if said in BOTH:
        return (Side.LEFT, Side.RIGHT)
    if said not in NO_SIDE:
        found = {SIDES[word] for word in said.split() if word in SIDES}
        if not found:
            raise Invalid("side", f"{typed[:20]!r} is no side.", "Write left, right or both.")
        return tuple(sorted(found))
    by_code = {SIDES[one.casefold()] for one in modifiers if one.casefold() in SIDES}
    if by_code or "50" in modifiers:
        return (Side.LEFT, Side.RIGHT) if "50" in modifiers else tuple(sorted(by_code))
    words = set(re.findall(r"[a-z]+", procedure.casefold()))
    if "bilateral" in words:
        return (Side.LEFT, Side.RIGHT)
    by_words = {SIDES[word] for word in words & {"left", "right"}}
    return tuple(by_words) if len(by_words) == 1 else ()


def _joined(first: Numbered, more: ListedOperation) -> ListedOperation:
    """One operation of two lines with its key: what was done of both."""
    one = first.operation
    same = {
        "on": "day",
        "hospital": "hospital",
        "given": "given name",
        "family": "family name",
        "birth_date": "date of birth",
        "record_number": "record number",
        "side": "side",
    }
    same_as = "the number" if more.number else "the record number, day and side"
    for name, words in same.items():
        mine, theirs = getattr(one, name), getattr(more, name)
        if mine and theirs and mine != theirs:
            raise Invalid(
                "number",
                f"It has {same_as} of line {first.number}, with another {words}.",
                "Ask the hospital which one is right.",
            )
    done = dict.fromkeys((*one.procedure.split("; "), *more.procedure.split("; ")))
    return replace(
        one,
        side=one.side or more.side,
        procedure="; ".join(filter(None, done)),
        codes=tuple(dict.fromkeys((*one.codes, *more.codes))),
        diagnoses=tuple(dict.fromkeys((*one.diagnoses, *more.diagnoses))),
    )
