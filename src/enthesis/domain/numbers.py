"""How a number and its unit are written for people: on pages, in sentences, in the reference."""

import re
from collections.abc import Mapping
from decimal import Decimal
from types import MappingProxyType

from enthesis.domain.terms import Sourced

GRADE = "{grade}"
UNITS: Mapping[str, str] = MappingProxyType(
    {
        "1": "",
        "{INR}": "",  # a ratio, which has no unit: whoever tells one names it
        "a": "years",
        "mo": "months",
        "wk": "weeks",
        "d": "days",
        "h": "hours",
        "min": "minutes",
        "{score}": "points",
        "deg": "degrees",
        "[lb_av]": "lb",
        "[g]": "× g",
        "/min": "rpm",
        "Cel": "°C",
        "kg/m2": "kg/m²",
        "mm[Hg]": "mmHg",
        "N.m": "N·m",
    }
)
"""UCUM units that are written otherwise than their parts."""

_POWER = re.compile(r"10\*(\d+)")
_ANNOTATION = re.compile(r"\{(\w+)\}")
_SUPERSCRIPT = str.maketrans("0123456789", "⁰¹²³⁴⁵⁶⁷⁸⁹")


def plain(number: Decimal) -> str:
    """A number as a person writes it: 42, 42.5, never 4.2E+1."""
    return f"{number.normalize():f}"


def in_words(number: Sourced) -> str:
    """A number with its unit, as a person says it."""
    return with_unit(number.value, number.unit)


def with_unit(value: Decimal, ucum: str) -> str:
    """A number and a UCUM unit: 42 ×10⁹/L, 72 hours, 1 month, grade 2."""
    if ucum == GRADE:
        return f"grade {plain(value)}"
    written = unit(ucum)
    if value == 1 and (ucum in UNITS or _ANNOTATION.fullmatch(ucum)):
        written = written.removesuffix("s")
    return f"{plain(value)} {written}".rstrip()


def unit(ucum: str) -> str:
    """`10*9/L` as ×10⁹/L, `d` as days, `{CFU}/mL` as CFU/mL; others as they are.

    Empty for what is printed without one.
    """
    if ucum in UNITS:
        return UNITS[ucum]
    power = _POWER.sub(lambda m: "×10" + m[1].translate(_SUPERSCRIPT), ucum)
    return _ANNOTATION.sub(r"\1", power).replace("uL", "µL")
