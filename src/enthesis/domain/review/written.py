"""Numbers, units and names of the code as a person writes them."""

import re
from collections.abc import Mapping
from types import MappingProxyType

from enthesis.domain.candidacy.reading import plain
from enthesis.domain.terms import Sourced

UNITS: Mapping[str, str] = MappingProxyType(
    {
        "1": "",
        "a": "years",
        "mo": "months",
        "wk": "weeks",
        "d": "days",
        "h": "hours",
        "min": "minutes",
        "[lb_av]": "lb",
        "deg": "degrees",
        "{score}": "points",
        "{grade}": "(grade)",
    }
)
_POWER = re.compile(r"10\*(\d+)")
_ANNOTATION = re.compile(r"\{(\w+)\}")
_SUPERSCRIPT = str.maketrans("0123456789", "⁰¹²³⁴⁵⁶⁷⁸⁹")


def number(sourced: Sourced) -> str:
    """A number as a person writes it, with its unit in words or signs."""
    written = unit(sourced.unit)
    if sourced.value == 1 and sourced.unit in UNITS:
        written = written.removesuffix("s")
    return f"{plain(sourced.value)} {written}".strip()


def unit(ucum: str) -> str:
    """`10*9/L` as ×10⁹/L, `d` as days, `{CFU}/mL` as CFU/mL; others as they are."""
    if ucum in UNITS:
        return UNITS[ucum]
    power = _POWER.sub(lambda m: "×10" + m[1].translate(_SUPERSCRIPT), ucum)
    return _ANNOTATION.sub(r"\1", power).replace("uL", "µL")


def said(name: str) -> str:
    """A name of the code as words: `LOW_GRADE` as Low grade, `counts_from` as Counts from."""
    words = words_of(name)
    return words[:1].upper() + words[1:]


def words_of(name: str) -> str:
    """The same inside a sentence; a code of capitals that is no name of the code stays, as IIIA."""
    words = name.strip("_").replace("_", " ")
    return words.lower() if name.isupper() and len(name) > 4 else words
