"""The words of an instrument as a table (CSV): one text a line, for whoever has no Questionnaire."""

import csv
import io
from collections.abc import Iterator
from dataclasses import dataclass, replace
from decimal import Decimal, InvalidOperation

from enthesis.domain.errors import Invalid, Problem
from enthesis.domain.outcomes.instrument import Instrument, by_number
from enthesis.domain.outcomes.item import NOT_APPLICABLE, Item, Question
from enthesis.domain.outcomes.official import OfficialWording, worded
from enthesis.domain.outcomes.told_form import ToldAnswer, ToldForm, ToldItem, ToldLine
from enthesis.domain.people.sheet import cell, decoded, rows_in

COLUMNS = ("language", "item", "answer", "points", "text")
HELP = "help"
OF_THE_FORM = ("instrument", "title", "introduction", "version")
STATED = ("agreement", "edition", "validation", "translator", "until")
MOST_BYTES = 5_000_000


@dataclass(frozen=True, slots=True, kw_only=True)
class _Line:
    """One line of the table; `number` is that in the file."""

    number: int
    language: str
    item: str
    answer: str
    points: str
    text: str

    @property
    def place(self) -> str:
        return f"line {self.number}"


def write_sheet(instrument: Instrument, *, language: str, official: OfficialWording | None = None) -> str:
    """A table to fill in: every place where the holder's words belong, with those there are."""
    shown = instrument if official is None else worded(instrument, official)
    made = io.StringIO()
    writer = csv.writer(made, lineterminator="\r\n")
    writer.writerow(COLUMNS)
    for row in (*_head(shown, official), *_lines(shown)):
        writer.writerow((language, *map(cell, row)))
    return made.getvalue()


def instrument_of_sheet(content: bytes) -> str:
    """The id of the instrument that the table says it is of; else nothing."""
    told = (line.text for line in _read(content) if not line.item and line.answer.lower() == "instrument")
    return next(told, "")


def read_sheet(content: bytes, instrument: Instrument) -> tuple[ToldForm, ...]:
    """What the table tells, one form for each language in it. Raises Invalid for what is no such table."""
    if len(content) > MOST_BYTES:
        raise Invalid("file", f"The file is larger than {MOST_BYTES // 10**6} MB.", "Look whether it is one.")
    by_language: dict[str, list[_Line]] = {}
    for line in _read(content):
        by_language.setdefault(line.language, []).append(line)
    return tuple(_form(instrument, language, lines) for language, lines in by_language.items())


Row = tuple[str, str, str, str]


def _head(shown: Instrument, official: OfficialWording | None) -> Iterator[Row]:
    yield "", "instrument", "", shown.id
    yield "", "title", "", shown.title
    yield "", "introduction", "", shown.recall.text if shown.recall else ""
    yield "", "version", "", shown.version
    told = official.provenance if official else None
    for name in STATED:
        value = getattr(told, name) if told else ""
        yield "", name, "", "" if value is None else str(value)


def _lines(shown: Instrument) -> Iterator[Row]:
    for item in shown.items:
        if isinstance(item, Item):
            yield from _item(item)
        else:
            yield item.id, "", "", item.topic
            yield from _help(item)
            for branch in item.branches:
                yield from _item(branch)


def _item(item: Item) -> Iterator[Row]:
    yield item.id, "", "", item.topic
    yield from _help(item)
    for choice in item.choices:
        yield item.id, str(choice.answer), str(choice.weight), choice.label
    if item.range is not None:
        for end, label in ((item.range.low, item.range.low_label), (item.range.high, item.range.high_label)):
            yield item.id, str(end), str(end), label
    if item.allows_na:
        yield item.id, NOT_APPLICABLE, "", item.na_label


def _help(item: Question) -> Iterator[Row]:
    if item.help:
        yield item.id, HELP, "", item.help


def _read(content: bytes) -> Iterator[_Line]:
    rows = rows_in(decoded(content).text)
    heading = next(rows, None)
    if heading is None:
        raise Invalid("file", "The table is empty.", "Export one to see its shape.")
    found = [name.lower() for name in heading[1]]
    if missing := [name for name in COLUMNS if name not in found]:
        raise Invalid(
            "file",
            f"The table has no column “{missing[0]}”.",
            f"Head its columns {', '.join(COLUMNS)}: export one to see its shape.",
        )
    for number, row in rows:
        told = dict(zip(found, row, strict=False))
        yield _Line(number=number, **{name: _plain(told.get(name, "")) for name in COLUMNS})


def _plain(text: str) -> str:
    """A cell without the mark by which we keep a spreadsheet from computing it."""
    return text[1:] if text.startswith("'") and cell(text[1:]) == text else text


def _form(instrument: Instrument, language: str, lines: list[_Line]) -> ToldForm:
    head = {line.answer.lower(): line for line in lines if not line.item}
    known = (*OF_THE_FORM, *STATED)
    unread = [
        (line.place, f"“{name[:40]}” says nothing of a form.")
        for name, line in head.items()
        if name not in known
    ]
    told = {name: line.text for name, line in head.items()}
    by_item: dict[str, list[_Line]] = {}
    for line in lines:
        if line.item:
            by_item.setdefault(_id(instrument, line.item), []).append(line)
    fields = {field.id: field for field in instrument.fields}
    items: list[ToldItem] = []
    for name, own in by_item.items():
        field = fields.get(name)
        items.extend(_told(name, own, field, unread))
    return ToldForm(
        instrument=told.get("instrument", instrument.id),
        version=told.get("version", ""),
        language=language,
        title=told.get("title", ""),
        introduction=told.get("introduction", ""),
        items=tuple(items),
        stated={name: told[name] for name in STATED if told.get(name)},
        unread=tuple(unread),
    )


def _id(instrument: Instrument, told: str) -> str:
    if told in {item.id for item in instrument.items} | {field.id for field in instrument.fields}:
        return told
    try:
        return by_number(instrument, told)
    except Problem:
        return told


def _told(
    name: str, lines: list[_Line], field: Item | None, unread: list[tuple[str, str]]
) -> Iterator[ToldItem]:
    """The item once for each line that gives it a text, so that one that is there twice is told."""
    asked = [line for line in lines if not line.answer]
    first = asked[0] if asked else replace(lines[0], text="")
    helps = [line.text for line in lines if line.answer == HELP]
    na = [line.text for line in lines if line.answer == NOT_APPLICABLE]
    others = [line for line in lines if line.answer and line.answer not in (HELP, NOT_APPLICABLE)]
    told = ToldItem(
        place=first.place,
        id=name,
        text=first.text,
        help=helps[0] if helps else "",
        na=na[0] if na else "",
    )
    if field is not None and field.range is not None:
        told = _with_line(told, others, unread)
    else:
        answers = tuple(
            ToldAnswer(place=line.place, code=line.answer, text=line.text, points=_points(line, unread))
            for line in others
        )
        told = replace(told, answers=answers)
    yield told
    for again in asked[1:]:
        yield ToldItem(place=again.place, id=name, text=again.text)


def _with_line(told: ToldItem, ends: list[_Line], unread: list[tuple[str, str]]) -> ToldItem:
    numbers = [(number, line) for line in ends if (number := _number(line.answer)) is not None]
    if len(numbers) != 2 or len(ends) != 2:
        unread.append((told.place, f"“{told.id}” is a line: two ends belong to it, each with its number."))
        return replace(told, line=ToldLine())
    (low, first), (high, last) = numbers
    return replace(told, line=ToldLine(low=low, high=high), low=first.text, high=last.text)


def _points(line: _Line, unread: list[tuple[str, str]]) -> Decimal | None:
    if not line.points:
        return None
    number = _number(line.points)
    if number is None:
        unread.append((line.place, f"“{line.points[:40]}” is no number of points."))
    return number


def _number(text: str) -> Decimal | None:
    try:
        number = Decimal(text.replace(",", "."))
    except InvalidOperation:
        return None
    return number if number.is_finite() else None
