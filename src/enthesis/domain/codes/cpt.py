"""CPT: numbers alone, each with our own words for what it is used for here; none leaves without a licence."""

from enthesis.domain.codes.code import Code, System, Use
from enthesis.domain.terms import Tag

CONFIRM = "Is this the number in use? The owner of the list must say."


def _verified(value: str, purpose: str, source: str, *, use: Use = Use.PROCEDURE, note: str = "") -> Code:
    return Code(
        system=System.CPT,
        value=value,
        meaning=purpose,
        use=use,
        tag=Tag.VERIFIED,
        source=source,
        note=note,
    )


def _recalled(value: str, purpose: str, *, use: Use = Use.PROCEDURE, note: str = CONFIRM) -> Code:
    return Code(system=System.CPT, value=value, meaning=purpose, use=use, tag=Tag.RECALLED, note=note)


CODES = (
    _recalled("27299", "usual for an open gluteus medius repair"),
    _recalled("29999", "usual for an endoscopic gluteus medius repair"),
    _verified("27006", "letting abductors go, by open surgery", "S149", note="Not a repair: 90 days global."),
    _recalled("27062", "bursa over the trochanter taken out"),
    _recalled("27305", "iliotibial band opened"),
    _recalled("29860", "hip arthroscopy: to look"),
    _recalled("29861", "hip arthroscopy: loose piece"),
    _recalled("29862", "hip arthroscopy: cartilage or labrum cleaned"),
    _recalled("29863", "hip arthroscopy: lining of the joint"),
    _recalled("29914", "hip arthroscopy: shape of the femur"),
    _recalled("29915", "hip arthroscopy: shape of the socket"),
    _recalled("29916", "hip arthroscopy: labrum mended"),
    _recalled("27130", "first hip replacement"),
    _recalled("27132", "hip replacement after other hip surgery"),
    _recalled("27134", "hip replacement done again"),
    _verified(
        "0232T",
        "plasma injected anywhere, with all that belongs to it",
        "S88, S89, S90",
        note="Category III, since July 2010. A society of surgeons advises it for a separate visit only, "
        "not with surgery at the same site; the same where the plasma is made from marrow.",
    ),
    _verified("38220", "marrow drawn to find a disease", "S88", note="Diagnosis only, since 2018."),
    _verified(
        "20939", "marrow for a graft of the spine", "S88", note="Spine only, through its own incision."
    ),
    _verified("38230", "marrow of a donor", "S89b", note="For transplantation, not for marrow concentrate."),
    _recalled(
        "38232",
        "marrow of one's own",
        note="It is for transplantation: is it never used for marrow concentrate?",
    ),
    _recalled("0481T", "own white cells injected"),
    _recalled("20924", "tendon taken from elsewhere"),
    _recalled(
        "15777",
        "implant that strengthens soft tissue",
        note="Its use at the hip is disputed: is it used here?",
    ),
    _recalled("20552", "trigger points, few muscles"),
    _recalled("20553", "trigger points, more muscles"),
    _recalled("20610", "needle in a large joint"),
    _recalled("76942", "needle led by ultrasound"),
    _recalled("77002", "needle led by X-ray"),
    _recalled("97110", "physical therapy: exercise"),
    _recalled("97140", "physical therapy: by hand"),
    *(_recalled(number, "physical therapy: first assessment") for number in ("97161", "97162", "97163")),
    _verified("50", "both sides", "S149b", use=Use.MODIFIER),
    _verified("59", "apart from the other procedure", "S149b", use=Use.MODIFIER),
    _verified("24", "visit for something else after surgery", "S149b", use=Use.MODIFIER),
    _recalled("58", "next stage of a plan", use=Use.MODIFIER),
    _recalled("78", "back to theatre, unplanned", use=Use.MODIFIER),
    _recalled("79", "other surgery meanwhile", use=Use.MODIFIER),
)
