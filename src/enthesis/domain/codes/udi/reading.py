"""Whatever a scanner types or a person copies off a label, read by the agency that issued it."""

import re
from datetime import date

from enthesis.domain.codes.udi.gs1 import SEPARATORS, read_gs1
from enthesis.domain.codes.udi.hibcc import read_hibcc
from enthesis.domain.codes.udi.iccbba import read_iccbba
from enthesis.domain.codes.udi.udi import LONGEST, Udi, fail

_SYMBOLOGY = re.compile(r"^\][A-Za-z][0-9A-Za-z]")  # how scanners say what kind of bar code it was


def read_udi(told: str, *, on: date) -> Udi:
    """The device identifier in what was scanned or typed. `on` decides which century a year of two digits is.

    Raises Invalid with what is wrong. A misread label is refused, never repaired. A space at the end stays:
    it may be the check character.
    """
    text = _SYMBOLOGY.sub("", told.lstrip().rstrip("\r\n\t"))
    if not text.strip():
        fail("Nothing was scanned.", "Scan the label, or type what is printed under it.")
    if len(text) > LONGEST or not text.isascii():
        fail("This is no label of a device.")
    if text.startswith(("+", "*+")):
        return read_hibcc(text, on=on)
    if text.startswith(("=", "&")):
        return read_iccbba(text.rstrip(), on=on)
    if text[0].isdigit() or text.startswith(("(", *SEPARATORS)):
        return read_gs1(text.lstrip("".join(SEPARATORS)).rstrip(), on=on)
    fail("This is no label of a device: one begins with a digit, a bracket, + or =.")
