"""The commands: what an operator types, and the doors for other programs with their fields and examples."""

import json
from collections.abc import Iterator, Mapping
from inspect import cleandoc

from msgspec import NODEFAULT, inspect

from enthesis.cli.__main__ import help_text
from enthesis.cli.reference.markdown import code, table
from enthesis.interop.door import Chapter, Door, Example, load_doors
from enthesis.interop.fitting import in_words
from enthesis.interop.json_text import DEEPEST, MOST_BYTES
from enthesis.interop.schemas import is_signature

TITLE = "Commands"
SUMMARY = (
    "What can be typed. Doors answer other programs: JSON in, JSON out, without a database and without "
    "keeping anything."
)

TAKES = "Takes"

ALL_DOORS = f"""## Doors

A door reads JSON from standard input or from the file named with `--file PATH`, and writes JSON to standard
output. It ends with 0 when it answered. What is wrong with the input is told in a sentence on standard error;
then it ends with 2 and nothing is answered. It ends with 1 when the answer could not be written.

- The input is UTF-8, with or without a byte order mark, at most {MOST_BYTES} bytes (1 MiB) and {DEEPEST}
  levels deep. It is checked in this order: size, encoding, JSON, depth, shape, then the rules of the domain.
- A field the door does not know, a key given twice, NaN, infinities and text for a number are refused. A
  moment names its zone. What is null or left out is not known.
- A list of questions gives a list of answers in the same order. One that is wrong is told by its place,
  counted from 1, and then none is answered.
- `--schema` prints the JSON Schema (draft 2020-12) of input and output.
- A door reads nothing of a practice: numbers that a practice changed are given with the question.
"""


def body() -> str:
    typed = f"## All\n\n```\n{help_text()}\n```\n"
    return "\n".join((typed, ALL_DOORS, *(_door(chapter) for chapter in load_doors())))


def _door(chapter: Chapter) -> str:
    door = chapter.door
    word = f" {door.word.name}" if door.word else ""
    parts = [
        f"## enthesis {door.name}{word}\n\n{door.title}. {' '.join((*door.notes, *_limit(door)))}\n",
        *(_example(door, example) for example in chapter.examples),
        *(_shapes(TAKES, (door.takes,)) if door.takes else ()),
        *_shapes("Gives", door.gives),
    ]
    return "\n".join(parts)


def _limit(door: Door) -> tuple[str, ...]:
    return (f"A list holds at most {door.most} questions.",) if door.takes else ()


def _example(door: Door, example: Example) -> str:
    call = " ".join(part for part in ("enthesis", door.name, example.word) if part)
    asked = f" <<'JSON'\n{_json(example.asks)}\nJSON" if door.takes else ""
    told = "" if example.whole else " (a part of the answer)"
    return (
        f"{example.name[:1].upper()}{example.name[1:]}{told}:\n\n"
        f"```console\n$ {call}{asked}\n{_json(example.gives)}\n```\n"
    )


def _json(value: object) -> str:
    return json.dumps(value, ensure_ascii=False, indent=2)


def _shapes(title: str, kinds: tuple[type, ...]) -> Iterator[str]:
    """A table for each kind of object in these types, the outermost first."""
    found: dict[str, inspect.DataclassType] = {}
    for kind in kinds:
        _collect(inspect.type_info(kind), found)
    for place, (name, node) in enumerate(found.items()):
        said = cleandoc(node.cls.__doc__ or "").partition("\nRaises")[0]
        told = "" if is_signature(said, name) else f"{said}\n\n"
        heading = f"{title}: {name}" if place < len(kinds) else name
        yield f"### {heading}\n\n{told}{_fields(node, asked=title == TAKES)}"


def _fields(node: inspect.DataclassType, *, asked: bool) -> str:
    """What may be left out is told of a question; an answer has every field."""
    header = ("Field", "Type", "Needed") if asked else ("Field", "Type")
    rows = [(code(f.name), _words(f.type), "yes" if f.required else _default(f)) for f in node.fields]
    return table(header, [row[: len(header)] for row in rows])


def _collect(node: inspect.Type, found: dict[str, inspect.DataclassType]) -> None:
    match node:
        case inspect.DataclassType():
            if node.cls.__name__ not in found:
                found[node.cls.__name__] = node
                for field in node.fields:
                    _collect(field.type, found)
        case inspect.UnionType(types=kinds):
            for kind in kinds:
                _collect(kind, found)
        case inspect.VarTupleType(item_type=part) | inspect.DictType(value_type=part):
            _collect(part, found)


def _words(node: inspect.Type) -> str:
    match node:
        case inspect.DataclassType():
            return node.cls.__name__
        case inspect.UnionType(types=kinds):
            return " or ".join(_words(kind) for kind in kinds)
        case inspect.VarTupleType(item_type=part):
            return f"list of {_words(part)}"
        case inspect.DictType(key_type=key, value_type=part):
            return f"object by {_words(key)}: {_words(part)}"
        case _:
            return in_words(node).removeprefix("a ").partition(" like ")[0]


def _default(field: inspect.Field) -> str:
    value = field.default
    if value in (None, "", (), NODEFAULT) or isinstance(value, Mapping | tuple):
        return ""
    return f"else {getattr(value, 'value', value)}"
