"""SNOMED CT concepts. What was only recalled stays here until its owner has confirmed it.

Not found, and so not here: a tear of gluteus medius, greater trochanteric pain syndrome, the Trendelenburg
sign, platelet-rich plasma as a substance, an endoscopic repair of gluteus medius.
"""

from enthesis.domain.codes.code import Code, System, Use
from enthesis.domain.terms import Tag

CONFIRM = "Its check digit agrees. Is it this concept? Look it up before it is sent."


def _verified(value: str, meaning: str, use: Use) -> Code:
    return Code(system=System.SNOMED, value=value, meaning=meaning, use=use, tag=Tag.VERIFIED, source="S124")


def _recalled(value: str, meaning: str, use: Use) -> Code:
    return Code(system=System.SNOMED, value=value, meaning=meaning, use=use, tag=Tag.RECALLED, note=CONFIRM)


CODES = (
    _verified("287579007", "right hip", Use.BODY),
    _verified("287679003", "left hip", Use.BODY),
    _verified("29836001", "hip", Use.BODY),
    _verified("49401003", "bone marrow drawn", Use.PROCEDURE),
    _recalled("7771000", "left", Use.BODY),
    _recalled("24028007", "right", Use.BODY),
    _recalled("51440002", "both sides", Use.BODY),
    _recalled("78333006", "gluteus medius muscle", Use.BODY),
    _recalled("52734007", "total hip replacement", Use.PROCEDURE),
    _recalled("258580003", "whole blood", Use.SPECIMEN),
    _recalled("119359002", "bone marrow", Use.SPECIMEN),
    _recalled("128053003", "deep vein thrombosis", Use.COMPLICATION),
    _recalled("59282003", "pulmonary embolism", Use.COMPLICATION),
    _recalled("91302008", "sepsis", Use.COMPLICATION),
    _recalled("266919005", "never smoked", Use.HISTORY),
    _recalled("8517006", "smoked in the past", Use.HISTORY),
    _recalled("449868002", "smokes every day", Use.HISTORY),
    _recalled("363346000", "malignant disease", Use.HISTORY),
    _recalled("302215000", "too few platelets", Use.HISTORY),
    _recalled("77386006", "pregnant", Use.HISTORY),
    _recalled("86406008", "HIV infection", Use.HISTORY),
    _recalled("66071002", "hepatitis B", Use.HISTORY),
    _recalled("50711007", "hepatitis C", Use.HISTORY),
    _recalled("44054006", "diabetes of type 2", Use.HISTORY),
)
