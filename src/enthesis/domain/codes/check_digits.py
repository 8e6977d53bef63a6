"""Whether the last digit of a code agrees with the others: a slip of the hand is seen before it is sent."""

import re

from stdnum import luhn, verhoeff

_LOINC = re.compile(r"[1-9][0-9]{0,6}-[0-9]")
_SCTID = re.compile(r"[1-9][0-9]{5,17}")
_CONCEPT = frozenset({"00", "10"})  # the two digits before the last say what an identifier names


def is_loinc(value: str) -> bool:
    """Whether it has LOINC's form and check digit (modulus 10, every other digit doubled)."""
    return bool(_LOINC.fullmatch(value)) and bool(luhn.is_valid(value.replace("-", "")))


def is_snomed_concept(value: str) -> bool:
    """Whether it has the form of a SNOMED CT concept's identifier and its check digit (Verhoeff)."""
    return bool(_SCTID.fullmatch(value)) and value[-3:-1] in _CONCEPT and bool(verhoeff.is_valid(value))
