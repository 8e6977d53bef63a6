"""RxNorm ingredients of drugs that rules ask about."""

from enthesis.domain.codes.code import Code, System, Use
from enthesis.domain.terms import Tag

CONFIRM = "Is this the ingredient of this number?"


def _verified(value: str, name: str) -> Code:
    return Code(
        system=System.RXNORM,
        value=value,
        meaning=name,
        use=Use.INGREDIENT,
        tag=Tag.VERIFIED,
        source="S124",
    )


def _recalled(value: str, name: str) -> Code:
    return Code(
        system=System.RXNORM,
        value=value,
        meaning=name,
        use=Use.INGREDIENT,
        tag=Tag.RECALLED,
        note=CONFIRM,
    )


CODES = (
    _verified("1364430", "apixaban"),
    _verified("11289", "warfarin"),
    _verified("67108", "enoxaparin"),
    _verified("1037042", "dabigatran"),
    _recalled("1114195", "rivaroxaban"),
    _recalled("5224", "heparin"),
    _recalled("1191", "aspirin"),
    _recalled("32968", "clopidogrel"),
    _recalled("613391", "prasugrel"),
    _recalled("1116632", "ticagrelor"),
    _recalled("5640", "ibuprofen"),
    _recalled("7258", "naproxen"),
    _recalled("140587", "celecoxib"),
    _recalled("41493", "meloxicam"),
    _recalled("35827", "ketorolac"),
    _recalled("3355", "diclofenac"),
    _recalled("8640", "prednisone"),
    _recalled("6902", "methylprednisolone"),
    _recalled("10759", "triamcinolone"),
    _recalled("3264", "dexamethasone"),
    _recalled("6387", "lidocaine"),
    _recalled("1815", "bupivacaine"),
    _recalled("35780", "ropivacaine"),
    _recalled("10691", "tranexamic acid"),
    _recalled("161", "acetaminophen"),
)
