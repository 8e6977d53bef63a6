"""Which fact a code is used for, and which codes look right and are not."""

from collections.abc import Mapping
from types import MappingProxyType

from enthesis.domain.codes.icd10cm import Condition
from enthesis.domain.codes.suggest.known import Done
from enthesis.domain.terms import Tag, Wording


def _recalled(text: str, note: str) -> Wording:
    return Wording(text=text, tag=Tag.RECALLED, note=note)


def _proposed(text: str, note: str) -> Wording:
    return Wording(text=text, tag=Tag.PROPOSED, note=note)


def _verified(text: str, source: str) -> Wording:
    return Wording(text=text, tag=Tag.VERIFIED, source=source)


DIAGNOSES: Mapping[Condition, Wording] = MappingProxyType(
    {
        Condition.STRAIN: _verified("The tear is traumatic or acute.", "S121, S148"),
        Condition.RUPTURE: _recalled(
            "The tear is full and degenerative.",
            "The list has no code of the hip for it: is a full degenerative tear coded as one of the thigh?",
        ),
        Condition.GLUTEAL_TENDINITIS: _recalled(
            "The tendon is frayed or partly torn, without an injury.",
            "Is a partial tear, or a tendon that is only frayed, coded as gluteal tendinitis?",
        ),
        Condition.TROCHANTERIC_BURSITIS: _proposed(
            "Fluid was read in the bursa.", "Was bursitis diagnosed? Fluid on an image is a sign of it."
        ),
        Condition.ILIOTIBIAL_BAND: _proposed(
            "The iliotibial band is opened or lengthened.",
            "Was iliotibial band syndrome diagnosed? A release on the way to the tendon is none.",
        ),
        Condition.WASTING: _proposed(
            "Wasting was read on the images.", "Is the wasting of the gluteal muscles coded as of the thigh?"
        ),
        Condition.PAIN: _proposed(
            "No reading says what the tendon is like.",
            "Is pain coded by itself while its cause is not known, and left out afterwards?",
        ),
        Condition.OSTEOARTHRITIS: _proposed(
            "A radiograph was read as Tönnis grade 1 or more.",
            "From which grade is arthritis coded? Is it primary, and of this side only?",
        ),
        Condition.ARTIFICIAL_HIP: _proposed(
            "The tear came after a hip replacement.", "Is the replaced joint that of this side, in place?"
        ),
    }
)

GAIT = _proposed(
    "The Trendelenburg sign was found, or the gait differs.",
    "Is a sign coded beside the diagnosis that explains it?",
)

OPEN_REPAIR = _recalled(
    "The tendon is repaired by an open operation.",
    "Is the unlisted code of pelvis and hip used for it, and which listed code does the payer compare it to?",
)
ENDOSCOPIC_REPAIR = _recalled(
    "The tendon is repaired endoscopically.",
    "Is the unlisted code of arthroscopy used for it, and which listed code does the payer compare it to?",
)

PROCEDURES: Mapping[Done, tuple[str, Wording]] = MappingProxyType(
    {
        Done.BURSECTOMY: (
            "27062",
            _recalled(
                "The bursa is taken out.",
                "Is it coded apart from the repair, and the same where it is done endoscopically?",
            ),
        ),
        Done.BAND_OPENED: (
            "27305",
            _recalled(
                "The iliotibial band is opened or lengthened.",
                "Is it coded apart where it is the way to the tendon, and the same endoscopically?",
            ),
        ),
        Done.OWN_GRAFT: (
            "20924",
            _recalled(
                "The graft is the person's own tissue.",
                "Was it a tendon, taken from a distance to the repair?",
            ),
        ),
        Done.DONOR_GRAFT: (
            "15777",
            _recalled(
                "A donor's tissue is placed as a graft.", "Its use at the hip is disputed: is it used?"
            ),
        ),
        Done.OTHER_GRAFT: (
            "15777",
            _recalled(
                "A graft that is not of a person is placed.", "Its use at the hip is disputed: is it used?"
            ),
        ),
        Done.PLASMA_AFTER: (
            "0232T",
            _verified("Plasma is injected on a day after the operation.", "S88, S89, S90"),
        ),
        Done.LABRAL_REPAIR: ("29916", _recalled("The labrum is repaired.", "Is it done by arthroscopy?")),
        Done.FEMOROPLASTY: ("29914", _recalled("The femur is shaped.", "Is it done by arthroscopy?")),
        Done.ACETABULOPLASTY: ("29915", _recalled("The socket is shaped.", "Is it done by arthroscopy?")),
        Done.LABRUM_OR_CARTILAGE_CLEANED: (
            "29862",
            _recalled("Labrum or cartilage is cleaned.", "Is it done by arthroscopy?"),
        ),
        Done.LOOSE_BODY: ("29861", _recalled("A loose piece is removed.", "Is it done by arthroscopy?")),
        Done.ARTHROPLASTY: (
            "27130",
            _recalled("The joint is replaced.", "Is it the first one, or a conversion or exchange?"),
        ),
    }
)

SUPPLIES: Mapping[Done, tuple[str, Wording]] = MappingProxyType(
    {
        Done.DONOR_GRAFT: (
            "C1762",
            _recalled("A donor's tissue is placed as a graft.", "Does the hospital bill it, not the office?"),
        ),
        Done.OTHER_GRAFT: (
            "C1763",
            _recalled(
                "A graft that is not of a person is placed.", "Does the hospital bill it, not the office?"
            ),
        ),
    }
)

NOT_HERE: Mapping[Done, Wording] = MappingProxyType(
    {
        Done.PLASMA_DURING: _verified(
            "0232T is not suggested: a society of surgeons advises it for a separate visit only, not with "
            "surgery at the same site.",
            "S88, S89, S90",
        ),
        Done.CELLS: _verified(
            "No code is suggested for marrow that becomes a product: 38220 is for diagnosis only and 20939 "
            "for the spine only.",
            "S88",
        ),
        Done.OTHER_PRODUCT: _proposed(
            "No code is kept for a product that is neither plasma nor of marrow.", "Is there one?"
        ),
        Done.REFLECTED_TENDON: _verified(
            "27006 lets abductors or extensors go and repairs nothing: it is not suggested for a repair.",
            "S149",
        ),
        Done.TRANSFER: _proposed("No code is kept for the transfer of a muscle.", "Which one is used?"),
        Done.MICROPUNCTURE: _proposed(
            "No code is kept for micropuncture of the footprint.", "Is it part of the repair, always?"
        ),
        Done.OTHER: _proposed(
            "Something else was done for which no code is kept here: a coder chooses.",
            "Which codes are they?",
        ),
    }
)

THIGH = _verified("M67.95 is of the thigh and not of the hip: it is not suggested.", "S121")
LABRUM = _recalled(
    "M24.15, M24.1 and S73.19 are categories: for a labrum a code within them has to be chosen.",
    "Which code is that of a torn labrum?",
)
TOGETHER = _proposed(
    "Modifier 50 speaks of both sides in one operation. A hip is a record of its own here.",
    "Is the other hip operated on in the same session?",
)
AGAIN = _proposed(
    "The hip was repaired before: 58 is for a planned stage, 78 for an unplanned return, 79 for other "
    "surgery.",
    "Does the operation fall into the days after the earlier one, and is one of the three used?",
)
