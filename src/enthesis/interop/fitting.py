"""Plain JSON values become typed ones, strictly: nothing unknown, nothing converted by guess.

The types are frozen dataclasses of the domain or of a door. What a type itself refuses is told at its place.
"""

from collections.abc import Callable, Hashable, Mapping
from datetime import date, datetime
from decimal import Decimal
from difflib import get_close_matches
from functools import cache
from typing import TypeVar, cast
from uuid import UUID

import msgspec
from msgspec import inspect

from enthesis.domain.errors import Problem
from enthesis.interop.refusal import MOST_QUOTED, Refusal, quoted, shown

Value = TypeVar("Value")
Choices = inspect.EnumType | inspect.LiteralType
Written = inspect.DateType | inspect.DateTimeType | inspect.UUIDType

YEARS = range(1900, 2200)  # a day outside is a slip, and a calculation could leave the calendar
FEW = 12  # so many names are listed in a sentence

_JSON: Mapping[type[inspect.Type], tuple[type, ...]] = {
    inspect.NoneType: (type(None),),
    inspect.BoolType: (bool,),
    inspect.IntType: (int, Decimal),
    inspect.FloatType: (int, Decimal),
    inspect.DecimalType: (int, Decimal),
    inspect.StrType: (str,),
    inspect.EnumType: (int, Decimal, str),
    inspect.DateType: (str,),
    inspect.DateTimeType: (str,),
    inspect.UUIDType: (str,),
    inspect.VarTupleType: (list,),
    inspect.DictType: (dict,),
    inspect.DataclassType: (dict,),
}
_WORDS: Mapping[type[inspect.Type], str] = {
    inspect.NoneType: "null",
    inspect.BoolType: "true or false",
    inspect.IntType: "a whole number",
    inspect.FloatType: "a number",
    inspect.DecimalType: "a number",
    inspect.StrType: "text",
    inspect.DateType: "a day like 2026-03-02",
    inspect.DateTimeType: "a moment with its zone like 2026-03-02T12:00:00-05:00",
    inspect.UUIDType: "a UUID",
    inspect.VarTupleType: "a list",
    inspect.DictType: "an object",
    inspect.DataclassType: "an object",
}


def fit(told: object, kind: type[Value]) -> Value:
    """The value of that type that a JSON value tells. Raises Refusal, naming the place."""
    return cast(Value, _fit(told, _type_of(cast(Hashable, kind))))


@cache
def _type_of(kind: Hashable) -> inspect.Type:
    return inspect.type_info(kind)


def _fit(told: object, node: inspect.Type) -> object:
    """`told`, read as a type. A value whose JSON cannot be of that type is refused before anything else."""
    if isinstance(node, inspect.UnionType):
        return _fit(told, _chosen(told, node))
    if not _may_be(told, node):
        raise _needs(node, told)
    match node:
        case inspect.DataclassType():
            return _object(cast(dict[str, object], told), node)
        case inspect.DictType():
            parts = cast(dict[str, object], told).items()
            return {
                _inside(key, key, node.key_type): _inside(key, part, node.value_type) for key, part in parts
            }
        case inspect.VarTupleType():
            return tuple(_inside(n, part, node.item_type) for n, part in enumerate(cast(list[object], told)))
        case inspect.EnumType() | inspect.LiteralType():
            return _value(told, node)
        case inspect.DateType() | inspect.DateTimeType() | inspect.UUIDType():
            return _written(cast(str, told), node)
        case _:
            return _number(told, node) if isinstance(told, Decimal | int) else told


def _may_be(told: object, node: inspect.Type) -> bool:
    if isinstance(node, inspect.LiteralType):
        return told in node.values
    return isinstance(told, _JSON[type(node)]) and isinstance(told, bool) <= isinstance(
        node, inspect.BoolType
    )


def _chosen(told: object, node: inspect.UnionType) -> inspect.Type:
    for kind in node.types:
        if _may_be(told, kind):
            return kind
    raise _needs(node, told)


def _object(told: dict[str, object], node: inspect.DataclassType) -> object:
    known = {field.name: field for field in node.fields}
    for key in told:
        if key not in known:
            raise Refusal(f"there is no {quoted(key)} here. {_hint(key, known)}")
    for name, field in known.items():
        if field.required and name not in told:
            raise Refusal(f"{quoted(name)} is missing.")
    made = {name: _inside(name, part, known[name].type) for name, part in told.items()}
    return built(lambda: node.cls(**made), told)


def built(make: Callable[[], Value], told: Mapping[str, object]) -> Value:
    """What `make` makes of a JSON object; its own refusal is told at the key of the object that it names."""
    try:
        return make()
    except Problem as problem:
        raise Refusal(str(problem), (problem.code,) if problem.code in told else ()) from None
    except ValueError as problem:
        raise Refusal(str(problem)) from None


def _value(told: object, node: Choices) -> object:
    for value, written in _choices(node):
        if told == written:
            return value
    raise _needs(node, told)


def _written(told: str, node: Written) -> object:
    kind: type[object] = {inspect.DateType: date, inspect.DateTimeType: datetime, inspect.UUIDType: UUID}[
        type(node)
    ]
    try:
        value = msgspec.convert(told, kind)
    except msgspec.ValidationError:
        raise _needs(node, told) from None
    if isinstance(value, datetime) and value.tzinfo is None:
        raise _needs(node, told)
    if isinstance(value, date) and value.year not in YEARS:
        raise Refusal(f"{shown(told)} is not in the years {YEARS[0]} to {YEARS[-1]}.")
    return value


def _number(told: Decimal | int, node: inspect.Type) -> object:
    """A truth is handed on as it is. 3.0 is as whole as 3."""
    match node:
        case inspect.DecimalType():
            return Decimal(told)
        case inspect.FloatType():
            return float(told) if isinstance(told, Decimal) else told
        case inspect.IntType() if told != int(told):
            raise _needs(node, told)
        case inspect.IntType():
            return int(told)
        case _:
            return told


def _inside(step: str | int, told: object, node: inspect.Type) -> object:
    try:
        return _fit(told, node)
    except Refusal as refused:
        raise refused.inside(step) from None


def _hint(key: str, known: Mapping[str, object]) -> str:
    if near := get_close_matches(key[:MOST_QUOTED], known, n=1):
        return f"Did you mean {quoted(near[0])}?"
    return f"Use {', '.join(known)}." if len(known) <= FEW else "The schema tells what there is."


def _needs(node: inspect.Type, told: object) -> Refusal:
    return Refusal(f"{in_words(node)} is needed, not {_given(told)}.")


def _given(told: object) -> str:
    match told:
        case None | bool():
            return str(told).lower().replace("none", "null")
        case str():
            return quoted(told)
        case list() | dict():
            return "a list" if isinstance(told, list) else "an object"
        case _:
            return shown(str(told))


def in_words(node: inspect.Type) -> str:
    """What a type takes."""
    match node:
        case inspect.UnionType(types=kinds):
            return _or([in_words(kind) for kind in kinds])
        case inspect.EnumType() | inspect.LiteralType():
            return _or([quoted(w) if isinstance(w, str) else str(w) for _, w in _choices(node)])
        case _:
            return _WORDS[type(node)]


def _choices(node: Choices) -> list[tuple[object, object]]:
    """Each possible value, and how JSON writes it."""
    if isinstance(node, inspect.EnumType):
        return [(member, member.value) for member in node.cls]
    return [(value, value) for value in node.values]


def _or(words: list[str]) -> str:
    return f"{', '.join(words[:-1])} or {words[-1]}" if len(words) > 1 else words[0]
