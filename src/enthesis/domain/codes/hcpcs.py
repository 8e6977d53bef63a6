"""HCPCS Level II: what is billed besides procedures, and the modifiers of the side."""

from enthesis.domain.codes.code import Code, System, Use
from enthesis.domain.terms import Tag

CONFIRM = "Is this the code in use? Whoever bills must say."


def _recalled(value: str, meaning: str, use: Use = Use.SUPPLY) -> Code:
    return Code(system=System.HCPCS, value=value, meaning=meaning, use=use, tag=Tag.RECALLED, note=CONFIRM)


def _modifier(value: str, meaning: str) -> Code:
    return Code(
        system=System.HCPCS,
        value=value,
        meaning=meaning,
        use=Use.MODIFIER,
        tag=Tag.VERIFIED,
        source="S149b",
    )


CODES = (
    _recalled("G0460", "platelet-rich plasma for a wound", Use.PROCEDURE),
    _recalled("G0465", "platelet-rich plasma for a diabetic wound", Use.PROCEDURE),
    _recalled("P9020", "platelet-rich plasma, a unit"),
    _recalled("L1686", "hip abduction brace"),
    _recalled("E0114", "crutches"),
    _recalled("C1762", "connective tissue, human"),
    _recalled("C1763", "connective tissue, not human"),
    _modifier("LT", "left"),
    _modifier("RT", "right"),
    _modifier("XS", "apart: another structure"),
)
