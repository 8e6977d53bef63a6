"""A licensed site's own donation identification number, as ISBT 128 forms it.

Five characters name the site, two digits the year, six the donation. A label carries besides either two
flag digits (what a scanner reads, after “=”) or one check character by ISO 7064 MOD 37-2 (what is typed).
"""

import re

from stdnum.iso7064 import mod_37_2

from enthesis.domain.errors import Invalid

LONGEST_TYPED = 40
_NUMBER = r"[A-NP-Z1-9][A-NP-Z0-9]{4}\d{8}"
_SCANNED = re.compile(rf"=(?P<number>{_NUMBER})\d{{2}}", re.ASCII)
_TYPED = re.compile(rf"(?P<number>{_NUMBER})(?P<check>[0-9A-Z*])?", re.ASCII)


def is_donation(text: str) -> bool:
    """Whether it is a number as it is kept: thirteen characters, without flags and check character."""
    return re.fullmatch(_NUMBER, text, re.ASCII) is not None


def parse_donation(typed: str) -> str:
    """The number of a scanned or typed label; empty where nothing stands. Raises Invalid for another form."""
    if len(typed) > LONGEST_TYPED:
        raise _not_one()
    text = re.sub(r"\s", "", typed).upper()
    if not text:
        return ""
    found = _SCANNED.fullmatch(text) or _TYPED.fullmatch(text)
    if found is None:
        raise _not_one()
    check = found.groupdict().get("check")
    if check and not mod_37_2.is_valid(found["number"] + check):
        raise Invalid(
            "donation", f"The number {text} does not check.", "A character is wrong: scan it again."
        )
    return found["number"]


def _not_one() -> Invalid:
    return Invalid(
        "donation",
        "That is not an ISBT 128 donation identification number.",
        "Scan the site's own label, or leave the field empty.",
    )


EXAMPLES = (("=W0000 07 123456 00", "W000007123456"), ("G1234 89 654321 Y", "G123489654321"), (" ", ""))
