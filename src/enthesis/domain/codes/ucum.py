"""UCUM units in use here, and how many cells a litre two units of a count mean.

They are recalled, and their spelling is held against the grammar of UCUM by a test: no clinician is asked.
"""

import re
from decimal import Decimal

from enthesis.domain.codes.code import Code, System, Use
from enthesis.domain.errors import Invalid
from enthesis.domain.terms import Tag, is_number

_COUNT = re.compile(r"(?:10\*(?P<power>[0-9]{1,2}))?/(?P<volume>uL|mL|L)")
_IN_A_LITRE = {"uL": Decimal(10) ** 6, "mL": Decimal(10) ** 3, "L": Decimal(1)}


def _recalled(value: str, meaning: str) -> Code:
    return Code(
        system=System.UCUM,
        value=value,
        meaning=meaning,
        use=Use.UNIT,
        tag=Tag.RECALLED,
    )


CODES = (
    _recalled("10*3/uL", "thousand a microlitre"),
    _recalled("10*9/L", "thousand million a litre"),
    _recalled("10*6/mL", "million a millilitre"),
    _recalled("10*6", "million"),
    _recalled("10*9", "thousand million"),
    _recalled("g/dL", "grams a decilitre"),
    _recalled("%", "percent"),
    _recalled("mL", "millilitres"),
    _recalled("min", "minutes"),
    _recalled("h", "hours"),
    _recalled("d", "days"),
    _recalled("wk", "weeks"),
    _recalled("mo", "months"),
    _recalled("a", "years"),
    _recalled("Cel", "degrees Celsius"),
    _recalled("[g]", "times gravity: force of a spin"),
    _recalled("/min", "a minute: turns of a spin"),
    _recalled("kg", "kilograms"),
    _recalled("cm", "centimetres"),
    _recalled("kg/m2", "kilograms a square metre"),
    _recalled("mm[Hg]", "millimetres of mercury"),
    _recalled("mm", "millimetres"),
    _recalled("deg", "degrees of an angle"),
    _recalled("N", "newtons"),
    _recalled("N.m", "newton metres"),
    _recalled("[lb_av]", "pounds"),
    _recalled("{score}", "points of a score"),
    _recalled("{CFU}/mL", "colony-forming units a millilitre"),
    _recalled("1", "a number without unit"),
)


def per_litre(unit: str) -> Decimal | None:
    """How many a litre one of this unit of a count is; None for another kind of unit."""
    found = _COUNT.fullmatch(unit)
    if found is None:
        return None
    return Decimal(10) ** int(found["power"] or 0) * _IN_A_LITRE[found["volume"]]


def is_same_count(one: str, other: str) -> bool:
    """Whether a number means the same in both, as 10*3/uL and 10*9/L; False where either is no count."""
    return per_litre(one) is not None and per_litre(one) == per_litre(other)


def convert_count(value: Decimal, unit: str, *, into: str) -> Decimal:
    """The same count in another unit. Raises `Invalid` where either is no count a volume, or no number."""
    if not is_number(value):
        raise Invalid("value", f"{value} is no number.", "Enter a number.")
    told, asked = per_litre(unit), per_litre(into)
    if told is None or asked is None:
        wrong = unit if told is None else into
        raise Invalid("unit", f"{wrong or 'No unit'} is no count a volume.", "Use a unit such as 10*9/L.")
    return value * told / asked
