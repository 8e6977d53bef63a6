"""Published indications, and which of them a hip meets. They advise; none of them holds a signature back.

What is not recorded is not known: an indication is then neither met nor unmet, and names what is missing.
"""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from enum import StrEnum

from enthesis.domain.errors import NotFound
from enthesis.domain.examination.classifications.lall_gtps import ATROPHY, LOW_GRADE
from enthesis.domain.examination.history import History
from enthesis.domain.examination.muscle import Grade, Muscle, Scale, medius
from enthesis.domain.examination.tear import (
    BY_THICKNESS,
    Chronicity,
    PartialLocation,
    Retraction,
    Tear,
    TendonQuality,
    Thickness,
)
from enthesis.domain.examination.tests import Examination, SingleLegStance, Trendelenburg
from enthesis.domain.terms import Sourced, Tag

CARE_3 = Sourced(3, "mo", tag="V", source="S134")
CARE_6 = Sourced(6, "mo", tag="V", source="S25, S39")
NO_FAT = Sourced(
    0,
    "{grade}",
    tag="P",
    note="Is “without fatty infiltration” grade 0, or do streaks of grade 1 still count?",
)
DIRECT = Sourced(3, "{grade}", tag="V", source="S34")
HARD_RULE = Sourced(3, "{grade}", tag="R", note="From which Goutallier grade must a repair be augmented?")
IRREPARABLE = "Is a tendon irreparable when it is irreducible, as it is read here?"


@dataclass(frozen=True, slots=True, kw_only=True)
class Seen:
    """What indications look at in one hip. `atrophy` is the sign on the images; None is not known."""

    tear: Tear = field(default_factory=Tear)
    muscle: Muscle = field(default_factory=Muscle)
    history: History = field(default_factory=History)
    examination: Examination | None = None
    atrophy: bool | None = None
    revision: bool | None = None


class Concern(StrEnum):
    """What of a plan an indication speaks of, in the order in which a plan is made."""

    SURGERY = "surgery"
    APPROACH = "approach"
    REPAIR = "repair"
    GRAFT = "graft"
    TRANSFER = "transfer"


class Place(StrEnum):
    """Where what an indication looks at is recorded."""

    EXAMINATION = "examination"
    IMAGES = "images"
    PLAN = "plan"


@dataclass(frozen=True, slots=True)
class Criterion:
    """One thing an indication asks: whether it holds, None where it is not known, and what would tell.

    `place` is where the answer is recorded; None where this house does not record it.
    """

    words: str
    holds: bool | None
    missing: str = ""
    place: Place | None = Place.IMAGES


Criteria = Callable[[Seen], tuple[Criterion, ...]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Judged:
    """What one hip says to one indication: the criteria that hold, those that do not, and what is missing.

    `answered_in` are the places where what is missing is recorded, each once.
    """

    indication: str
    met: bool | None
    holds: tuple[str, ...] = ()
    fails: tuple[str, ...] = ()
    missing: tuple[str, ...] = ()
    answered_in: tuple[Place, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Indication:
    """One published indication, or a caution. `limits` are its numbers; all of its criteria must hold.

    `note` is what a clinician must confirm: what the source leaves open, or a rule that was recalled.
    """

    id: str
    statement: str
    source: str
    tag: Tag = Tag.VERIFIED
    concern: Concern
    criteria: Criteria
    limits: tuple[Sourced, ...] = ()
    is_caution: bool = False
    note: str = ""

    @property
    def needs_review(self) -> bool:
        return self.tag.needs_review

    def met(self, seen: Seen) -> bool | None:
        """Whether all criteria hold; False when one does not, otherwise None while one is not known."""
        return self.judge(seen).met

    def judge(self, seen: Seen) -> Judged:
        criteria = self.criteria(seen)
        fails = tuple(c.words for c in criteria if c.holds is False)
        unknown = tuple(c for c in criteria if c.holds is None)
        missing = tuple(c.missing for c in unknown)
        return Judged(
            indication=self.id,
            met=False if fails else (None if missing else True),
            holds=tuple(c.words for c in criteria if c.holds),
            fails=fails,
            missing=missing,
            answered_in=tuple(dict.fromkeys(c.place for c in unknown if c.place is not None)),
        )


def _full(seen: Seen) -> Criterion:
    return _thick(seen.tear, Thickness.FULL)


def _partial(seen: Seen) -> Criterion:
    return _thick(seen.tear, Thickness.PARTIAL)


def _thick(tear: Tear, thickness: Thickness) -> Criterion:
    """Partial and full as through the thickness or not; by another definition it is not known."""
    words = f"{thickness} tear through the thickness" if thickness is Thickness.FULL else "partial tear"
    if tear.thickness is None or (tear.thickness is not Thickness.NONE and tear.definition != BY_THICKNESS):
        return Criterion(words, None, "whether the tear goes through the whole thickness")
    return Criterion(words, tear.thickness is thickness)


def _undersurface(seen: Seen) -> Criterion:
    place = seen.tear.partial_location
    holds = None if place is None else place is PartialLocation.UNDERSURFACE
    return Criterion("at the undersurface", holds, "place of the partial tear")


def _high_grade(seen: Seen) -> Criterion:
    percent = seen.tear.partial_percent_thickness
    holds = None if percent is None else percent > LOW_GRADE.value
    words = f"more than {LOW_GRADE.value} % of the thickness torn"
    return Criterion(words, holds, "percent of the thickness that is torn")


def _unretracted(seen: Seen) -> Criterion:
    return _retraction(seen, "not retracted", Retraction.NONE)


def _irreparable(seen: Seen) -> Criterion:
    return _retraction(seen, "irreducible", Retraction.IRREDUCIBLE)


def _retraction(seen: Seen, words: str, wanted: Retraction) -> Criterion:
    found = seen.tear.retraction
    return Criterion(words, None if found is None else found is wanted, "retraction of the tendon")


def _lean(seen: Seen) -> Criterion:
    match seen.muscle.worst_on(seen.muscle.scale, settled_at=Grade.STREAKS):
        case Grade() as worst:
            return Criterion("no fat in gluteus medius", worst <= NO_FAT.value)
        case missing:
            return Criterion("no fat in gluteus medius", None, ", ".join(missing))


def _fatty(limit: Sourced) -> Criteria:
    def judge(seen: Seen) -> tuple[Criterion, ...]:
        words = f"a portion of gluteus medius of Goutallier grade {limit.value} or more"
        match seen.muscle.worst_on(Scale.GOUTALLIER, settled_at=Grade(int(limit.value))):
            case Grade() as worst:
                return (Criterion(words, worst >= limit.value),)
            case missing:
                return (Criterion(words, None, ", ".join(missing)),)

    return judge


def _after(limit: Sourced) -> Criteria:
    def judge(seen: Seen) -> tuple[Criterion, ...]:
        months = seen.history.nonoperative_months
        holds = None if months is None else months >= limit.value
        words = f"care without surgery for {limit.value} months or more"
        return (Criterion(words, holds, "how long care without surgery was tried", Place.EXAMINATION),)

    return judge


def _poor(seen: Seen) -> Criterion:
    quality = seen.tear.quality
    holds = None if quality is None else quality is TendonQuality.POOR
    return Criterion("poor tendon", holds, "quality of the tendon")


def _revision(seen: Seen) -> Criterion:
    return Criterion("revision", seen.revision, "whether the hip was repaired before", Place.PLAN)


def _chronic(seen: Seen) -> Criterion:
    """A tear that is not chronic may be massive, and from which size it is was not found: then not known."""
    holds = True if seen.tear.chronicity in (Chronicity.CHRONIC, Chronicity.ACUTE_ON_CHRONIC) else None
    acute = seen.tear.chronicity is Chronicity.ACUTE
    return Criterion(
        "chronic tear", holds, "whether the tear is massive" if acute else "whether the tear is chronic"
    )


def _torn(seen: Seen) -> Criterion:
    found = seen.tear.thickness
    return Criterion("torn", None if found is None else found is not Thickness.NONE, "thickness of the tear")


def _wasted(seen: Seen) -> Criterion:
    return Criterion("atrophy on the images", seen.atrophy, "whether the muscle is atrophied on the images")


def _little_tendon(_: Seen) -> Criterion:
    missing = "how much tendon is lost, which is not recorded here"
    return Criterion("severe loss of tendon", None, missing, None)


def _trendelenburg(seen: Seen) -> Criterion:
    found = seen.examination.trendelenburg if seen.examination else None
    if found is Trendelenburg.COMPENSATED:
        return Criterion("Trendelenburg sign", None, "whether a compensated Trendelenburg sign counts", None)
    holds = None if found is None else found is Trendelenburg.PRESENT
    return Criterion("Trendelenburg sign", holds, "Trendelenburg sign", Place.EXAMINATION)


def _painful(seen: Seen) -> Criterion:
    stance = seen.examination.single_leg_stance if seen.examination else None
    holds = None if stance is None or stance.pain is None else stance.pain > 0
    words = "pain on standing on the leg"
    return Criterion(words, holds, words, Place.EXAMINATION)


def _all(*criteria: Callable[[Seen], Criterion]) -> Criteria:
    return lambda seen: tuple(criterion(seen) for criterion in criteria)


INDICATIONS = (
    Indication(
        id="surgery_after_3_months",
        concern=Concern.SURGERY,
        statement="Surgery once three months of care without surgery have failed",
        source="S134",
        criteria=_after(CARE_3),
        limits=(CARE_3,),
        note="Sources differ: three months here, six in others.",
    ),
    Indication(
        id="surgery_after_6_months",
        concern=Concern.SURGERY,
        statement="Surgery once six months of care without surgery have failed",
        source="S25, S39",
        criteria=_after(CARE_6),
        limits=(CARE_6,),
        note="Sources differ: six months here, three in another.",
    ),
    Indication(
        id="endoscopic_partial",
        concern=Concern.APPROACH,
        statement="Endoscopic repair of a partial tear",
        source="S1",
        criteria=_all(_partial),
    ),
    Indication(
        id="endoscopic_full",
        concern=Concern.APPROACH,
        statement="Endoscopic repair of a full tear that is neither retracted nor fatty",
        source="S1",
        criteria=_all(_full, _unretracted, _lean),
        limits=(NO_FAT,),
        note="All four full tears of the series were such.",
    ),
    Indication(
        id="open_full",
        concern=Concern.APPROACH,
        statement="Open repair of a complete or large full-thickness tear",
        source="S16",
        criteria=_all(_full),
        note="From which size a full tear is large was not found; every full tear meets it.",
    ),
    Indication(
        id="transtendinous_single_row",
        concern=Concern.REPAIR,
        statement="Single row through the tendon for a high-grade partial tear of the undersurface",
        source="S1, S6",
        criteria=_all(_partial, _undersurface, _high_grade),
        limits=(LOW_GRADE,),
        note="What is high grade is recalled, as in Lall's types.",
    ),
    Indication(
        id="double_row",
        concern=Concern.REPAIR,
        statement="Double row for a full-thickness tear (Lall type IV)",
        source="S6",
        criteria=_all(_full),
    ),
    Indication(
        id="graft_poor_tissue",
        concern=Concern.GRAFT,
        statement="Graft where the tissue is poor at surgery",
        source="S135, S8",
        criteria=_all(_torn, _poor),
    ),
    Indication(
        id="graft_revision",
        concern=Concern.GRAFT,
        statement="Graft in a revision",
        source="S135",
        criteria=_all(_revision),
    ),
    Indication(
        id="graft_chronic_or_massive",
        concern=Concern.GRAFT,
        statement="Graft for a chronic or massive tear",
        source="S135",
        criteria=_all(_torn, _chronic),
        note="From which size a tear is massive was not found; only a chronic one meets it.",
    ),
    Indication(
        id="superior_gluteal_reconstruction",
        concern=Concern.GRAFT,
        statement="Reconstruction with a dermal graft in a double row for an irreparable tear with severe "
        "loss of tendon and atrophy",
        source="S37",
        criteria=_all(_irreparable, _little_tendon, _wasted),
        note=IRREPARABLE,
    ),
    Indication(
        id="muscle_transfer",
        concern=Concern.TRANSFER,
        statement="Muscle transfer for an irreparable, retracted tear with advanced fatty atrophy and a "
        "painful Trendelenburg gait",
        source="S43, S41",
        criteria=lambda seen: (
            _irreparable(seen),
            *_fatty(ATROPHY)(seen),
            _trendelenburg(seen),
            _painful(seen),
        ),
        limits=(ATROPHY,),
        note=IRREPARABLE,
    ),
    Indication(
        id="caution_direct_repair",
        concern=Concern.REPAIR,
        statement="Caution before direct repair of Goutallier grades 3 and 4: failures needed a transfer",
        source="S34",
        criteria=_fatty(DIRECT),
        limits=(DIRECT,),
        is_caution=True,
    ),
    Indication(
        id="augment_or_transfer",
        concern=Concern.GRAFT,
        statement="Goutallier grade 3 or more: augment or transfer",
        source="",
        tag=Tag.RECALLED,
        criteria=_fatty(HARD_RULE),
        limits=(HARD_RULE,),
        is_caution=True,
        note="Should this be a hard rule? It is recalled; the surgeon must confirm it.",
    ),
)


def indication_called(name: str) -> Indication:
    """The indication of this id. Raises `NotFound` for an unknown one."""
    for indication in INDICATIONS:
        if indication.id == name:
            return indication
    raise NotFound("indication", f"There is no indication {name}.", "Choose a listed one.")


def judge_all(seen: Seen) -> tuple[tuple[Indication, Judged], ...]:
    """Every indication with what this hip says to it, in their order."""
    return tuple((indication, indication.judge(seen)) for indication in INDICATIONS)


def _cared(months: str) -> Seen:
    return Seen(history=History(nonoperative_months=Decimal(months)))


def _tear(thickness: Thickness, **more: object) -> Seen:
    return Seen(tear=Tear(thickness=thickness, **more))  # type: ignore[arg-type]


def _examined(sign: Trendelenburg | None, pain: str | None) -> Examination:
    stance = None if pain is None else SingleLegStance(seconds=Decimal(9), pain=Decimal(pain))
    return Examination(examined_on=date(2026, 3, 2), trendelenburg=sign, single_leg_stance=stance)


def _massive(muscle: Muscle, examination: Examination | None) -> Seen:
    tear = Tear(thickness=Thickness.FULL, retraction=Retraction.IRREDUCIBLE)
    return Seen(tear=tear, muscle=muscle, examination=examination)


UNKNOWN = Seen()
FULL, PARTIAL, NONE = Thickness.FULL, Thickness.PARTIAL, Thickness.NONE
LIMPS = _examined(Trendelenburg.PRESENT, "4")
HIGH_GRADE = {
    "partial_location": PartialLocation.UNDERSURFACE,
    "partial_percent_thickness": Decimal(60),
}

EXAMPLES = (
    ("care not known", "surgery_after_3_months", UNKNOWN, None),
    ("two months", "surgery_after_3_months", _cared("2"), False),
    ("three months", "surgery_after_3_months", _cared("3"), True),
    ("five months", "surgery_after_6_months", _cared("5"), False),
    ("six months", "surgery_after_6_months", _cared("6"), True),
    ("nothing known", "surgery_after_6_months", UNKNOWN, None),
    ("partial", "endoscopic_partial", _tear(PARTIAL), True),
    ("full", "endoscopic_partial", _tear(FULL), False),
    ("partial by width", "endoscopic_partial", _tear(PARTIAL, definition="width_2_3"), None),
    ("nothing known", "endoscopic_partial", UNKNOWN, None),
    (
        "full, not retracted, lean",
        "endoscopic_full",
        Seen(tear=Tear(thickness=FULL, retraction=Retraction.NONE), muscle=medius(0, 0, 0)),
        True,
    ),
    (
        "full, not retracted, one portion unread",
        "endoscopic_full",
        Seen(tear=Tear(thickness=FULL, retraction=Retraction.NONE), muscle=medius(0, 0, None)),
        None,
    ),
    (
        "full, streaks in one portion are enough to fail",
        "endoscopic_full",
        Seen(tear=Tear(thickness=FULL), muscle=medius(1, None, None)),
        False,
    ),
    (
        "full, lean on the quartile scale",
        "endoscopic_full",
        Seen(
            tear=Tear(thickness=FULL, retraction=Retraction.NONE),
            muscle=medius(0, 0, 0, scale=Scale.QUARTILE),
        ),
        True,
    ),
    ("retracted", "endoscopic_full", _tear(FULL, retraction=Retraction.UNDER_2_CM), False),
    ("nothing known", "endoscopic_full", UNKNOWN, None),
    ("full", "open_full", _tear(FULL), True),
    ("no tear", "open_full", _tear(NONE), False),
    ("full by detachment", "open_full", _tear(FULL, definition="detach_33"), None),
    ("high-grade undersurface", "transtendinous_single_row", _tear(PARTIAL, **HIGH_GRADE), True),
    (
        "at the limit",
        "transtendinous_single_row",
        _tear(PARTIAL, **{**HIGH_GRADE, "partial_percent_thickness": Decimal(25)}),
        False,
    ),
    (
        "at the bursa",
        "transtendinous_single_row",
        _tear(PARTIAL, **{**HIGH_GRADE, "partial_location": PartialLocation.BURSAL}),
        False,
    ),
    ("partial, no more known", "transtendinous_single_row", _tear(PARTIAL), None),
    ("full", "transtendinous_single_row", _tear(FULL), False),
    ("full", "double_row", _tear(FULL), True),
    ("partial", "double_row", _tear(PARTIAL), False),
    ("nothing known", "double_row", UNKNOWN, None),
    ("torn and poor", "graft_poor_tissue", _tear(FULL, quality=TendonQuality.POOR), True),
    ("torn and fair", "graft_poor_tissue", _tear(FULL, quality=TendonQuality.FAIR), False),
    ("quality not known", "graft_poor_tissue", _tear(FULL), None),
    ("revision", "graft_revision", Seen(revision=True), True),
    ("first repair", "graft_revision", Seen(revision=False), False),
    ("not known", "graft_revision", UNKNOWN, None),
    ("chronic", "graft_chronic_or_massive", _tear(FULL, chronicity=Chronicity.CHRONIC), True),
    ("acute, perhaps massive", "graft_chronic_or_massive", _tear(FULL, chronicity=Chronicity.ACUTE), None),
    ("no tear", "graft_chronic_or_massive", _tear(NONE), False),
    ("never met: the loss of tendon is not recorded", "superior_gluteal_reconstruction", UNKNOWN, None),
    (
        "irreducible and wasted, loss of tendon not recorded",
        "superior_gluteal_reconstruction",
        Seen(tear=Tear(thickness=FULL, retraction=Retraction.IRREDUCIBLE), atrophy=True),
        None,
    ),
    (
        "reducible",
        "superior_gluteal_reconstruction",
        _tear(FULL, retraction=Retraction.UNDER_2_CM),
        False,
    ),
    ("not wasted", "superior_gluteal_reconstruction", Seen(atrophy=False), False),
    ("all of it", "muscle_transfer", _massive(medius(3, None, None), LIMPS), True),
    ("lean", "muscle_transfer", _massive(medius(2, 2, 2), LIMPS), False),
    (
        "no pain",
        "muscle_transfer",
        _massive(medius(4, 4, 4), _examined(Trendelenburg.PRESENT, "0")),
        False,
    ),
    (
        "compensated",
        "muscle_transfer",
        _massive(medius(4, 4, 4), _examined(Trendelenburg.COMPENSATED, "4")),
        None,
    ),
    ("not examined", "muscle_transfer", _massive(medius(4, 4, 4), None), None),
    (
        "read by quartile",
        "muscle_transfer",
        _massive(medius(4, 4, 4, scale=Scale.QUARTILE), LIMPS),
        None,
    ),
    ("grade 3", "caution_direct_repair", Seen(muscle=medius(3, None, None)), True),
    ("grade 2", "caution_direct_repair", Seen(muscle=medius(2, 2, 2)), False),
    ("grade 2, one portion unread", "caution_direct_repair", Seen(muscle=medius(2, 2, None)), None),
    ("grade 3", "augment_or_transfer", Seen(muscle=medius(0, 0, 3)), True),
    ("grade 2", "augment_or_transfer", Seen(muscle=medius(2, 2, 2)), False),
    ("nothing read", "augment_or_transfer", UNKNOWN, None),
)
