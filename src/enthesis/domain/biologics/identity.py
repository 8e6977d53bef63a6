"""Codes of products, wristbands, therapy events and paper forms, and the chain that binds product to wearer.

A code is one letter for its kind, sixteen random characters and an ISO 7064 MOD 37-2 check character. It
holds no name and no record number. Every wrong character and every swap of two neighbours is detected.
"""

import base64
import re
from collections.abc import Container
from dataclasses import dataclass
from enum import StrEnum

from stdnum.iso7064 import mod_37_2

from enthesis.domain.errors import Invalid, NotAllowed

RANDOM_BYTES = 10
_ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"  # without I, L, O and U, which are misread
_FROM_RFC = str.maketrans("ABCDEFGHIJKLMNOPQRSTUVWXYZ234567", _ALPHABET)
_FORM = re.compile(rf"[PWEF][{_ALPHABET}]{{16}}[0-9A-Z*]")
LONGEST_TYPED = 64
GROUP = 6  # characters that are read aloud together


class CodeKind(StrEnum):
    PRODUCT = "P"
    WRISTBAND = "W"
    EVENT = "E"  # of therapy: one hip, one occasion
    FORM = "F"  # questions on paper, printed once

    @property
    def label(self) -> str:
        return {"P": "product", "W": "wristband", "E": "therapy event", "F": "paper form"}[self.value]


@dataclass(frozen=True, slots=True)
class Code:
    """A code whose form and check character are right. Codes come from `make_code` and `parse_code`."""

    text: str

    def __post_init__(self) -> None:
        if not _FORM.fullmatch(self.text) or not mod_37_2.is_valid(self.text):
            raise ValueError("Not a code of this house: use make_code or parse_code.")

    @property
    def kind(self) -> CodeKind:
        return CodeKind(self.text[0])

    @property
    def shown(self) -> str:
        """The code in three groups of six, for reading aloud and for labels."""
        return "-".join(self.text[i : i + GROUP] for i in range(0, len(self.text), GROUP))


@dataclass(frozen=True, slots=True, kw_only=True)
class Chain:
    """One product belongs to the person who wears one wristband."""

    product: Code
    wristband: Code

    def __post_init__(self) -> None:
        if (self.product.kind, self.wristband.kind) != (CodeKind.PRODUCT, CodeKind.WRISTBAND):
            raise ValueError("A chain of identity is a product code and a wristband code, in this order.")


def make_code(kind: CodeKind, random: bytes) -> Code:
    """The code of ten random bytes, which the caller draws from a secure source."""
    if len(random) != RANDOM_BYTES:
        raise ValueError(f"A code is made of {RANDOM_BYTES} random bytes, not {len(random)}.")
    body = kind.value + base64.b32encode(random).decode().translate(_FROM_RFC)
    return Code(body + mod_37_2.calc_check_digit(body))


def parse_code(typed: str, *, kind: CodeKind, field: str) -> Code:
    """What a scanner or a person typed into `field`, as a code of the expected kind.

    Spaces, hyphens, lower case, and the line end or tab that a scanner sends are accepted; the letters that a
    scanner may put before a code of another kind are not. Raises Invalid, coded by the field.
    """
    if len(typed) > LONGEST_TYPED or not typed.isascii():
        raise _unreadable(kind, field)
    text = re.sub(r"[ \t\r\n-]", "", typed).upper()
    if not text:
        raise Invalid(field, f"No {kind.label} code was read.", f"Scan the {kind.label}.")
    if not _FORM.fullmatch(text):
        raise _unreadable(kind, field)
    if not mod_37_2.is_valid(text):
        raise Invalid(
            field, f"The {kind.label} code {text} does not check.", "A character is wrong: scan it again."
        )
    code = Code(text)
    if code.kind is not kind:
        raise Invalid(field, f"That is a {code.kind.label} code.", f"Scan the {kind.label} instead.")
    return code


def check_unused(code: Code, taken: Container[Code]) -> None:
    """The label is a new one; otherwise NotAllowed. A code names one product for ever."""
    if code in taken:
        raise NotAllowed(
            "label-used",
            f"The {code.kind.label} code {code.shown} is another's already.",
            "Put this label away and print a new one.",
        )


def _unreadable(kind: CodeKind, field: str) -> Invalid:
    return Invalid(
        field,
        f"What was read is not a {kind.label} code.",
        f"Scan the {kind.label} again, or type all 18 characters.",
    )


def check_is(chain: Chain, *, product: Code) -> None:
    """The scanned product is the one of this record; otherwise NotAllowed says to stop."""
    if product != chain.product:
        raise NotAllowed(
            "product-mismatch",
            f"The scanned product is {product.shown}, this record is {chain.product.shown}.",
            "Stop. Open the record of the product in your hand.",
        )


def check_match(chain: Chain, *, product: Code, wristband: Code) -> None:
    """Product and wristband, as scanned, are of this one chain; otherwise NotAllowed says to stop."""
    check_is(chain, product=product)
    if wristband != chain.wristband:
        raise NotAllowed(
            "wristband-mismatch",
            "The scanned wristband is not that of the person this product was taken from.",
            "Stop. Do not give the product. Check whose product and whose hip this is.",
        )
