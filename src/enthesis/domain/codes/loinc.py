"""LOINC: laboratory values, scores, measurements of the person and documents.

Not found, and so not here: codes of mHHS, NAHS, HOS, iHOT and VISA-G.
"""

from enthesis.domain.codes.code import Code, System, Use
from enthesis.domain.terms import Tag

CONFIRM = "Its check digit agrees. Is it this quantity, by this method and in this specimen?"


def _verified(value: str, meaning: str, use: Use, source: str, note: str = "") -> Code:
    return Code(
        system=System.LOINC, value=value, meaning=meaning, use=use, tag=Tag.VERIFIED, source=source, note=note
    )


def _recalled(value: str, meaning: str, use: Use = Use.LABORATORY) -> Code:
    return Code(system=System.LOINC, value=value, meaning=meaning, use=use, tag=Tag.RECALLED, note=CONFIRM)


CODES = (
    _verified("777-3", "platelets in blood, automated count", Use.LABORATORY, "S124"),
    _verified(
        "13056-7",
        "platelets in plasma, automated count",
        Use.LABORATORY,
        "S124",
        "The nearest code for the count of a plasma product.",
    ),
    _verified("82323-7", "HOOS, JR., interval score", Use.SCORE, "S105"),
    _verified("71971-6", "PROMIS Global-10, physical health, T score", Use.SCORE, "S106"),
    _verified("71969-0", "PROMIS Global-10, mental health, T score", Use.SCORE, "S106"),
    _verified("71959-1", "PROMIS-29, physical function, T score", Use.SCORE, "S106"),
    _verified("71961-7", "PROMIS-29, pain interference, T score", Use.SCORE, "S106"),
    _verified("91721-1", "PROMIS physical function 10a", Use.SCORE, "S106"),
    _verified("77865-4", "PROMIS pain interference 6a", Use.SCORE, "S106"),
    _verified("61577-3", "PROMIS Global-10, first item", Use.SCORE, "S150"),
    _recalled("6690-2", "white cells in blood"),
    _recalled("789-8", "red cells in blood"),
    _recalled("751-8", "neutrophils in blood"),
    _recalled("718-7", "haemoglobin in blood"),
    _recalled("4544-3", "haematocrit"),
    _recalled("6301-6", "INR"),
    _recalled("5902-2", "prothrombin time"),
    _recalled("14979-9", "activated partial thromboplastin time"),
    _recalled("4548-4", "haemoglobin A1c"),
    _recalled("1988-5", "C-reactive protein"),
    _recalled("4537-7", "erythrocyte sedimentation rate"),
    _recalled("2160-0", "creatinine"),
    _recalled("1751-7", "albumin"),
    _recalled("2106-3", "pregnancy test in urine"),
    _recalled("2118-8", "pregnancy test in serum, yes or no"),
    _recalled("5196-1", "hepatitis B surface antigen"),
    _recalled("16128-1", "hepatitis C antibody"),
    _recalled("56888-1", "HIV 1 and 2, antigen and antibody"),
    _recalled("39156-5", "body mass index", Use.VITAL),
    _recalled("29463-7", "weight", Use.VITAL),
    _recalled("8302-2", "height", Use.VITAL),
    _recalled("85354-9", "blood pressure", Use.VITAL),
    _recalled("72166-2", "tobacco use", Use.HISTORY),
    _recalled("72514-3", "pain 0 to 10, as told", Use.SCORE),
    _recalled("11504-8", "operative note", Use.DOCUMENT),
    _recalled("34117-2", "history and examination", Use.DOCUMENT),
    _recalled("11506-3", "progress note", Use.DOCUMENT),
    _recalled("59284-0", "consent", Use.DOCUMENT),
)
