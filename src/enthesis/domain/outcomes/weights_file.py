"""What a licensed site brings to score an instrument, from a plain document to weights, each number told."""

from collections.abc import Mapping
from decimal import Decimal, InvalidOperation

from enthesis.domain.errors import Invalid
from enthesis.domain.outcomes.catalogue import load_outline
from enthesis.domain.outcomes.formula import Lookup, Weighted
from enthesis.domain.outcomes.outline import Brought, Outline, SiteWeights, Unweighted
from enthesis.domain.terms import Tag

Document = Mapping[str, object]
"""A table as TOML or JSON has it; numbers as numbers or as text."""

CONFIRM = "Typed in by this site: do the numbers agree with the source it names?"
"""Nobody but the site has read them in their source."""

KEYS = frozenset({"instrument", "version", "licence", "source", "value_set", "answers", "scales"})


def weights_in(told: Document) -> SiteWeights:
    """The weights of one file. Raises Invalid, its code naming the key, for what is no such file.

    Whether they fit the instrument `with_weights` tells.
    """
    if unknown := told.keys() - KEYS:
        raise Invalid(min(unknown), f"“{min(unknown)}” is not known here.", f"Use {', '.join(sorted(KEYS))}.")
    outline = load_outline(_text(told, "instrument"))
    source = _text(told, "source")
    return SiteWeights(
        instrument=outline.id,
        version=_text(told, "version"),
        licence=_text(told, "licence"),
        source=source,
        value_set=_text(told, "value_set"),
        answers={name: _answers(name, numbers) for name, numbers in _table(told, "answers").items()},
        scales={
            name: _formula(outline, name, _table(_table(told, "scales"), name), source)
            for name in _table(told, "scales")
        },
    )


def _formula(outline: Outline, name: str, told: Document, source: str) -> Lookup | Weighted:
    bare = [scale for scale in outline.scales if isinstance(scale, Unweighted)]
    scale = next((scale for scale in bare if scale.id == name), None)
    if scale is None:
        names = ", ".join(one.id for one in bare)
        raise Invalid("scales", f"{outline.title} takes no weights for “{name}”.", f"Use {names}.")
    if scale.brings is Brought.TABLE:
        return _lookup(name, told, source)
    return _weighted(outline, scale, told, source)


def _lookup(name: str, told: Document, source: str) -> Lookup:
    _only(name, told, {"first", "scores"})
    scores = told.get("scores")
    if not isinstance(scores, list) or len(scores) < 2:
        raise Invalid("scores", f"{name} needs the score of each sum of points.", "Write: scores = [20.1, …]")
    numbers = " ".join(str(_number(name, score)) for score in scores)
    first = _number(name, told.get("first"))
    if first != int(first):
        raise Invalid("first", f"The first sum of {name} is no whole number.", "Write: first = 6")
    return Lookup(int(first), numbers, tag=Tag.RECALLED, source=source, note=CONFIRM)


def _weighted(outline: Outline, scale: Unweighted, told: Document, source: str) -> Weighted:
    _only(scale.id, told, {"constant", "weights"})
    weights = _table(told, "weights")
    names = scale.items or tuple(item.id for item in outline.items)
    if missing := [name for name in names if name not in weights]:
        raise Invalid(
            "weights", f"{scale.title} has no weights of {missing[0]}.", "Give one for each answer."
        )
    if unknown := weights.keys() - set(names):
        raise Invalid("weights", f"{scale.title} does not count “{min(unknown)}”.", "Leave it out.")
    return Weighted(
        constant=_number(scale.id, told.get("constant")),
        weights=tuple(_pairs(name, _table(weights, name)) for name in names),
        tag=Tag.RECALLED,
        source=source,
        note=CONFIRM,
    )


def _pairs(item: str, told: Document) -> tuple[tuple[Decimal, Decimal], ...]:
    return tuple((_number(item, answer), _number(item, weight)) for answer, weight in told.items())


def _answers(item: str, numbers: object) -> tuple[int, ...]:
    if not isinstance(numbers, list):
        raise Invalid("answers", f"The answers of {item} are no list.", "Write: [1, 2, 3]")
    found = tuple(_number(item, number) for number in numbers)
    if any(number != int(number) for number in found):
        raise Invalid("answers", f"An answer of {item} is no whole number.", "Copy the printed numbers.")
    return tuple(int(number) for number in found)


def _only(name: str, told: Document, keys: set[str]) -> None:
    if unknown := told.keys() - keys:
        raise Invalid(min(unknown), f"“{min(unknown)}” is not known of {name}.", f"Use {', '.join(keys)}.")


def _table(told: Document, key: str) -> Document:
    found = told.get(key, {})
    if not isinstance(found, Mapping):
        raise Invalid(key, f"“{key}” is no table.", f"Write [{key}] and its keys below.")
    return found


def _text(told: Document, key: str) -> str:
    found = told.get(key, "")
    if not isinstance(found, str):
        raise Invalid(key, f"“{key}” is no text.", f'Write: {key} = "…"')
    return found.strip()


def _number(where: str, told: object) -> Decimal:
    try:
        if isinstance(told, Decimal | int | float | str) and not isinstance(told, bool):
            number = Decimal(str(told))
            if number.is_finite() and abs(number) < 10**6:
                return number
    except InvalidOperation:
        pass
    raise Invalid("number", f"{where} has “{told!s:.40}” where a number belongs.", "Copy it from the table.")
