"""Whether a listed operation is one of the gluteus medius tendon: surely, possibly or not, and why.

The codes in use for it are unlisted ones, so a code alone does not tell; the words do. What may be one is
asked of a person, and nothing is left out without its reason.
"""

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from functools import lru_cache

from enthesis.domain.pathway.operations_list.operation import ListedOperation
from enthesis.domain.terms import Tag


class Likely(StrEnum):
    SURE = "sure"
    POSSIBLE = "possible"
    NO = "no"

    @property
    def label(self) -> str:
        return {
            Likely.SURE: "Gluteus medius operation",
            Likely.POSSIBLE: "May be one",
            Likely.NO: "Another operation",
        }[self]


@dataclass(frozen=True, slots=True)
class Did:
    """What a list says was done."""

    parts: tuple[str, ...]
    codes: tuple[str, ...] = ()
    diagnoses: tuple[str, ...] = ()

    @property
    def words(self) -> str:
        return " ".join(self.parts)

    def has_code(self, *wanted: str) -> bool:
        return not set(wanted).isdisjoint(self.codes)

    def is_for(self, *categories: str) -> bool:
        """Whether a diagnosis lies in one of these categories."""
        return any(one.startswith(categories) for one in self.diagnoses)


@dataclass(frozen=True, slots=True, kw_only=True)
class Criterion:
    """One reason to take an operation for one of the tendon, or not: the first that applies decides."""

    id: str
    says: Likely
    text: str
    applies: Callable[[Did], bool]
    tag: Tag
    source: str = ""
    note: str = ""

    @property
    def needs_review(self) -> bool:
        return self.tag.needs_review


@dataclass(frozen=True, slots=True, kw_only=True)
class Judged:
    likely: Likely
    why: str


OPEN, ENDOSCOPIC, RELEASE, BURSA = "27299", "29999", "27006", "27062"
TENDON_OF_HIP = ("S76.0", "M76.0", "M66.85", "M66.25")

_TENDON = re.compile(
    r"\b(gluteus|gluteal|glute) (medius|minimus|med|min|tendons?)\b|\bglut(eus|e)?s? ?med(ius)?\b"
    r"|\b(hip )?abductor (tendon|repair|reconstruction|avulsion|tear|mechanism)|\babductors? of (the )?hip\b"
    r"|\bhip abductors?\b"
)
_REPAIR = re.compile(r"\b(repair|reconstruct|reattach|re attach|refix|fixation|augment|transfer|suture)\w*\b")
_APART = re.compile(r"[;,+&]|\b(?:and|with)\b")
_NOT = re.compile(r"\b(no|not|without|possible|poss|versus|vs|or|rule out|r o)\b")
_ELSEWHERE = re.compile(
    r"\b(shoulder|rotator|knee|menisc\w*|ankle|foot|toe|elbow|wrist|hand|carpal|finger|spine|lumbar|cervical)\b"
)


def _names_repair(did: Did) -> bool:
    """Both in one part of what was done: a labrum that was mended beside an injected tendon is none."""
    return any(_TENDON.search(part) and _REPAIR.search(part) for part in did.parts)


def _names_hip(did: Did) -> bool:
    return bool(re.search(r"\b(hip|pelvis|trochant\w*|glut\w*|abductor\w*)\b", did.words))


CRITERIA = (
    Criterion(
        id="words-in-doubt",
        says=Likely.POSSIBLE,
        text="The words name a repair of the tendon, and a doubt or another operation beside it.",
        applies=lambda did: _names_repair(did) and bool(_NOT.search(did.words)),
        tag=Tag.PROPOSED,
        note="Which words of a list leave open whether the tendon was repaired?",
    ),
    Criterion(
        id="words",
        says=Likely.SURE,
        text="The words name the tendon and its repair.",
        applies=_names_repair,
        tag=Tag.PROPOSED,
        note="Which words of a list say for sure that the gluteus medius tendon was repaired?",
    ),
    Criterion(
        id="tendon-named",
        says=Likely.POSSIBLE,
        text="The words name the tendon, and no repair of it.",
        applies=lambda did: bool(_TENDON.search(did.words)),
        tag=Tag.PROPOSED,
        note="Is every operation that names the tendon to be asked about?",
    ),
    Criterion(
        id="elsewhere",
        says=Likely.NO,
        text="The words name another part of the body, and the hip nowhere.",
        applies=lambda did: (
            bool(_ELSEWHERE.search(did.words)) and not _names_hip(did) and not did.is_for(*TENDON_OF_HIP)
        ),
        tag=Tag.PROPOSED,
        note="The unlisted codes are used for other joints, too: may these words rule the hip out?",
    ),
    Criterion(
        id="unlisted-and-diagnosis",
        says=Likely.POSSIBLE,
        text="An unlisted code that is usual for this repair, with a diagnosis of a tendon of the hip.",
        applies=lambda did: did.has_code(OPEN, ENDOSCOPIC) and did.is_for(*TENDON_OF_HIP),
        tag=Tag.PROPOSED,
        note="Are these two together sure enough that nobody has to be asked?",
    ),
    Criterion(
        id="unlisted",
        says=Likely.POSSIBLE,
        text="An unlisted code that is usual for this repair, and used for other operations as well.",
        applies=lambda did: did.has_code(OPEN, ENDOSCOPIC),
        tag=Tag.RECALLED,
        note="Are 27299 and 29999 the codes in use here for the repair of the gluteus medius?",
    ),
    Criterion(
        id="release",
        says=Likely.POSSIBLE,
        text="A code for letting the abductors go, which is no repair: was the tendon repaired as well?",
        applies=lambda did: did.has_code(RELEASE),
        tag=Tag.VERIFIED,
        source="S149",
    ),
    Criterion(
        id="bursa",
        says=Likely.POSSIBLE,
        text="The bursa over the trochanter was taken out: was the tendon repaired as well?",
        applies=lambda did: did.has_code(BURSA) or "trochanteric bursectomy" in did.words,
        tag=Tag.PROPOSED,
        note="Is a bursa that was taken out to be asked about?",
    ),
    Criterion(
        id="diagnosis",
        says=Likely.POSSIBLE,
        text="A diagnosis of a tendon of the hip, with an operation that does not name it.",
        applies=lambda did: did.is_for(*TENDON_OF_HIP),
        tag=Tag.PROPOSED,
        note="Are S76.0, M76.0, M66.85 and M66.25 the diagnoses to be asked about?",
    ),
    Criterion(
        id="says-nothing",
        says=Likely.POSSIBLE,
        text="The list does not say what was done.",
        applies=lambda did: not did.words and not did.codes,
        tag=Tag.PROPOSED,
        note="Is a line without words and codes to be asked about?",
    ),
    Criterion(
        id="other",
        says=Likely.NO,
        text="Neither words nor codes name an operation of the tendon.",
        applies=lambda did: True,
        tag=Tag.PROPOSED,
        note="Is nothing missed when all other operations are taken for others?",
    ),
)


def judge(told: ListedOperation) -> Judged:
    """What the first criterion that applies says."""
    return _judge(told.procedure, told.codes, told.diagnoses)


@lru_cache(maxsize=32_768)
def _judge(procedure: str, codes: tuple[str, ...], diagnoses: tuple[str, ...]) -> Judged:
    parts = (re.sub(r"[\W_]+", " ", part).strip() for part in _APART.split(procedure.casefold()))
    did = Did(tuple(part for part in parts if part), codes, diagnoses)
    first = next(one for one in CRITERIA if one.applies(did))
    return Judged(likely=first.says, why=first.text)


def _did(procedure: str, codes: str = "", diagnoses: str = "") -> ListedOperation:
    return ListedOperation(
        on=date.min,
        hospital="",
        procedure=procedure,
        codes=tuple(codes.split()),
        diagnoses=tuple(diagnoses.split()),
    )


EXAMPLES = (
    (_did("Endoscopic gluteus medius repair, right", "29999"), Likely.SURE),
    (_did("ENDOSCOPIC GLUTEUS MEDIUS/MINIMUS TENDON REPAIR"), Likely.SURE),
    (_did("Open hip abductor tendon reconstruction with allograft", "27299"), Likely.SURE),
    (_did("Glute med repair"), Likely.SURE),
    (_did("Gluteus maximus transfer for abductor tendon tear"), Likely.SURE),
    (_did("Gluteal tendon repair versus bursectomy"), Likely.POSSIBLE),
    (_did("Hip arthroscopy without gluteus medius repair"), Likely.POSSIBLE),
    (_did("Injection, gluteus medius tendon"), Likely.POSSIBLE),
    (_did("Labral repair; injection of gluteus medius tendon", "29916"), Likely.POSSIBLE),
    (_did("Labral repair and gluteus medius repair", "29916 29999"), Likely.SURE),
    (_did("Unlisted procedure, pelvis or hip joint", "27299", "S76.011A"), Likely.POSSIBLE),
    (_did("Unlisted procedure, pelvis or hip joint", "27299"), Likely.POSSIBLE),
    (_did("Unlisted arthroscopy", "29999"), Likely.POSSIBLE),
    (_did("Shoulder arthroscopy, unlisted", "29999"), Likely.NO),
    (_did("Unlisted arthroscopy, knee", "29999", "S76.012A"), Likely.POSSIBLE),
    (_did("Tenotomy of abductors", "27006"), Likely.POSSIBLE),
    (_did("Trochanteric bursectomy", "27062", "M70.61"), Likely.POSSIBLE),
    (_did("Total hip arthroplasty", "27130", "M16.11"), Likely.NO),
    (_did("Total hip arthroplasty", "27130", "M16.11 M76.01"), Likely.POSSIBLE),
    (_did("Hip arthroscopy, femoroplasty, labral repair", "29914 29916"), Likely.NO),
    (_did("Adductor tenotomy, hip"), Likely.NO),
    (_did(""), Likely.POSSIBLE),
)
