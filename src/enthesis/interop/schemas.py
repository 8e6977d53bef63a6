"""What a door takes and gives, as JSON Schema (draft 2020-12), made from the same types that are read."""

from collections.abc import Mapping
from inspect import cleandoc

import msgspec

from enthesis.interop.door import Door

DRAFT = "https://json-schema.org/draft/2020-12/schema"
DEFS = "#/$defs/{name}"


def schemas(door: Door) -> Mapping[str, object]:
    """`input` is None for a door that reads none. A list is taken wherever one question is."""
    takes = None if door.takes is None else _schema((door.takes,), most=door.most, takes=True)
    return {"input": takes, "output": _schema(door.gives, most=door.most, takes=False, listed=bool(takes))}


def _schema(kinds: tuple[type, ...], *, most: int, takes: bool, listed: bool = True) -> Mapping[str, object]:
    ones, parts = msgspec.json.schema_components(kinds, ref_template=DEFS)
    defs = {name: _exact(part, closed=takes) for name, part in sorted(parts.items())}
    one = ones[0] if len(ones) == 1 else {"anyOf": list(ones)}
    if not listed:
        return {"$schema": DRAFT, **one, "$defs": defs}
    more = {"type": "array", "items": one, "maxItems": most}
    return {"$schema": DRAFT, "anyOf": [one, more], "$defs": defs}


def _exact(part: object, *, closed: bool) -> object:
    """As it is read: decimals are numbers, and what is taken has no other fields."""
    match part:
        case {"type": "string", "format": "decimal", **rest}:
            return {"type": "number", **rest}
        case dict():
            told = {key: _exact(value, closed=closed) for key, value in part.items()}
            if "description" in told and is_signature(told["description"], told.get("title")):
                del told["description"]
            if isinstance(told.get("description"), str):
                told["description"] = " ".join(cleandoc(str(told["description"])).split())
            if closed and "properties" in told:
                told["additionalProperties"] = False
            return told
        case list():
            return [_exact(one, closed=closed) for one in part]
        case _:
            return part


def is_signature(description: object, title: object) -> bool:
    """Whether it is what a dataclass without words of its own says of itself: `Spin(*, minutes: …)`."""
    return isinstance(description, str) and description.startswith(f"{title}(")
