"""Every unit in use is written as UCUM's grammar has it, with its own spelling of capitals."""

import re
from importlib import import_module
from pkgutil import walk_packages

import pytest

import enthesis.domain
from enthesis.domain.candidacy.labs import ANALYTES
from enthesis.domain.codes.catalogue import codes_of
from enthesis.domain.codes.code import System
from enthesis.domain.terms import Sourced, reviewable_in

PREFIX = "(?:da|[YZEPTGMkhdcmunpfazy])"
METRIC = r"(?:mol|m\[Hg\]|Cel|\[g\]|[mgsLlN])"
OTHER = r"(?:10[*^]|\[lb_av\]|min|deg|wk|mo|[hda%])"
ANNOTATION = r"(?:\{[!-z|~]+\})"
PART = rf"(?:(?:{PREFIX}?{METRIC}|{OTHER})(?:[+-]?\d+)?{ANNOTATION}?|\d+{ANNOTATION}?|{ANNOTATION})"
UNIT = re.compile(rf"/?{PART}(?:[./]{PART})*")


def declared() -> set[str]:
    """The unit of every number that any file of the domain holds, and of every laboratory value."""
    names = [found.name for found in walk_packages(enthesis.domain.__path__, "enthesis.domain.")]
    held = (value for name in names for value in vars(import_module(name)).values())
    tagged = (part for value in held for _, part in reviewable_in(value))
    numbers = {part.unit for part in tagged if isinstance(part, Sourced)}
    return numbers | {unit for analyte in ANALYTES.values() for unit in analyte.offered}


@pytest.mark.parametrize("unit", sorted({code.value for code in codes_of(System.UCUM)} | declared()))
def test_a_unit_follows_the_grammar(unit: str) -> None:
    assert UNIT.fullmatch(unit)


@pytest.mark.parametrize(
    "slip",
    ["", "µL", "mcL", "K/uL", "x10^9/L", "10*9 /L", "MIN", "hours", "mmHg", "cc", "lb", "rpm", "C", "{}"],
)
def test_a_slip_is_no_unit(slip: str) -> None:
    assert not UNIT.fullmatch(slip)
