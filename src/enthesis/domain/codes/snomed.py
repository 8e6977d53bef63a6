"""SNOMED CT concepts: only those that were read in a source. A recalled one is never shipped.

A number with a right check digit may still be another concept. Not found at all: a tear of gluteus medius,
greater trochanteric pain syndrome, the Trendelenburg sign, platelet-rich plasma as a substance, an endoscopic
repair of gluteus medius.
"""

from enthesis.domain.codes.code import Code, System, Use
from enthesis.domain.terms import Tag


def _verified(value: str, meaning: str, use: Use) -> Code:
    return Code(system=System.SNOMED, value=value, meaning=meaning, use=use, tag=Tag.VERIFIED, source="S124")


CODES = (
    _verified("287579007", "right hip", Use.BODY),
    _verified("287679003", "left hip", Use.BODY),
    _verified("29836001", "hip", Use.BODY),
    _verified("49401003", "bone marrow drawn", Use.PROCEDURE),
)
