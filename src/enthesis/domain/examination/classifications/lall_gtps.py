"""Lall's types of greater trochanteric pain, seen at endoscopy: the type leads to the operation."""

from decimal import Decimal

from enthesis.domain.examination.classification import Level, Proposal, Scheme
from enthesis.domain.examination.muscle import Grade, Muscle, Scale
from enthesis.domain.examination.published import Figure, Published
from enthesis.domain.examination.tear import BY_THICKNESS, Retraction, Tear, Thickness
from enthesis.domain.numbers import plain
from enthesis.domain.terms import Sourced, Tag, Wording

LOW_GRADE = Sourced(25, "%", tag="R", note="Up to which share of the thickness is a partial tear type IIIA?")
WHOLE = Sourced(100, "%", tag="D", note="The whole thickness.")
ATROPHY = Sourced(
    3, "{grade}", tag="R", note="From which Goutallier grade is a full tear type V, when irreducible?"
)

INTACT = "bursitis, tendon intact"
FRAYED = "fraying or tendinopathy without a substantial tear"
LOW = "partial tear, low grade"
HIGH = "partial tear, high grade"
FULL = "full-thickness tear"
MASSIVE = "massive or irreparable tear with atrophy"
NEITHER = (
    "An irreducible tendon and a muscle without atrophy fit neither type IV nor type V as published: choose "
    "by what can be repaired."
)

COHORT = Sourced(324, "1", tag="V", source="S6")


def _level(code: str, finding: Wording, operation: str, patients: Sourced, share: Sourced) -> Level:
    return Level(
        code=code,
        finding=finding,
        operation=Wording(text=operation, tag=Tag.VERIFIED, source="S6"),
        published=(
            Figure(title="patients of the validation cohort", value=patients),
            Figure(title="share", value=share),
        ),
    )


def _recalled(text: str, note: str = "Confirm the criteria of this type.") -> Wording:
    return Wording(text=text, tag=Tag.RECALLED, note=note)


def _patients(count: int) -> Sourced:
    return Sourced(count, "1", tag="V", source="S6")


def _share(count: int) -> Sourced:
    return Sourced(
        (100 * count / COHORT.value).quantize(Decimal("0.1")),
        "%",
        tag="D",
        source="S6",
        note=f"{count} of {COHORT.value}",
    )


def _read(value: int | str, unit: str) -> Sourced:
    return Sourced(value, unit, tag="V", source="S6")


SCHEME = Scheme(
    id="lall_gtps",
    title="Lall classification of greater trochanteric pain",
    source="S5, S6",
    tag=Tag.VERIFIED,
    version=3,
    levels=(
        _level("I", _recalled(INTACT), "trochanteric bursectomy", _patients(109), _share(109)),
        _level(
            "II",
            _recalled(FRAYED),
            "trochanteric bursectomy and micropuncture",
            _patients(26),
            _share(26),
        ),
        _level("IIIA", _recalled(LOW), "endoscopic suture-staple repair", _patients(20), _share(20)),
        _level(
            "IIIB",
            _recalled(HIGH),
            "endoscopic single-row transtendinous repair",
            _patients(118),
            _share(118),
        ),
        _level("IV", _recalled(FULL), "open or endoscopic double-row repair", _patients(44), _share(44)),
        _level(
            "V",
            Wording(
                text=MASSIVE,
                tag=Tag.VERIFIED,
                source="S43",
                note="The limits of retraction and fat are recalled: confirm them.",
            ),
            "gluteus maximus or tensor fasciae latae transfer",
            _patients(7),
            _share(7),
        ),
    ),
    published=(
        Published(
            about="lall_gtps",
            statement="The validation cohort: operated from February 2008 to March 2018, followed for two "
            "years or more.",
            figures=(
                Figure(title="patients", value=COHORT),
                Figure(title="women", value=_read(287, "1")),
                Figure(title="men", value=_read(37, "1")),
                Figure(title="mean age", value=_read("51.9", "a")),
                Figure(title="standard deviation", value=_read("12.5", "a")),
                Figure(title="mean follow-up", value=_read("44.5", "mo")),
                Figure(title="standard deviation", value=_read("20.5", "mo")),
            ),
            source="S6",
        ),
        Published(
            about="lall_gtps",
            statement="All patient-reported scores rose in every type. How many reached a threshold, in the "
            "type with the fewest and in that with the most:",
            figures=(
                Figure(title="P below", value=_read("0.05", "1")),
                Figure(title="MCID of mHHS", value=_read("70.0", "%"), to=_read("100.0", "%")),
                Figure(title="MCID of NAHS", value=_read("73.1", "%"), to=_read("92.7", "%")),
                Figure(title="PASS of mHHS", value=_read("70.0", "%"), to=_read("94.5", "%")),
                Figure(title="PASS of iHOT-12", value=_read("58.1", "%"), to=_read("86.7", "%")),
                Figure(title="satisfaction, of 10", value=_read("7.9", "{score}")),
            ),
            source="S6",
        ),
    ),
)


def classify(tear: Tear, muscle: Muscle) -> Proposal:
    """The type these facts lead to, or none and the facts that are missing.

    Partial and full are read only where they mean through the thickness or not: by another definition a tear
    has no type. A full tear is type V when it is irreducible and gluteus medius is atrophied, type IV when it
    is reducible. What is irreducible without atrophy fits neither as published: the surgeon decides.
    """
    if tear.definition != BY_THICKNESS and tear.thickness in (Thickness.PARTIAL, Thickness.FULL):
        return SCHEME.lacks(
            "whether the tear goes through the whole thickness",
            reasons=(f"{tear.thickness} tear, by another definition ({tear.definition})",),
        )
    match tear.thickness:
        case None:
            return SCHEME.lacks("thickness of the tear")
        case Thickness.NONE:
            return _untorn(tear)
        case Thickness.PARTIAL:
            return _partial(tear)
        case Thickness.FULL:
            return _full(tear, muscle)


def _untorn(tear: Tear) -> Proposal:
    if tear.tendinopathy is None:
        return SCHEME.lacks("whether the tendon is frayed or degenerated", reasons=("no tear",))
    if tear.tendinopathy:
        return SCHEME.found("II", "no tear", "tendon frayed or degenerated", recalled=(FRAYED,))
    return SCHEME.found("I", "no tear", "tendon not frayed", recalled=(INTACT,))


def _partial(tear: Tear) -> Proposal:
    percent = tear.partial_percent_thickness
    if percent is None:
        return SCHEME.lacks("percent of the thickness that is torn", reasons=("partial tear",))
    if percent in (0, WHOLE.value):
        return SCHEME.left_open(
            f"A partial tear of {plain(percent)} % of the thickness contradicts itself: correct one.",
            "partial tear",
        )
    criterion = f"low grade up to {LOW_GRADE.value} % of the thickness"
    return SCHEME.found(
        "IIIA" if percent <= LOW_GRADE.value else "IIIB",
        "partial tear",
        f"{plain(percent)} % of the thickness torn",
        recalled=(criterion,),
    )


def _full(tear: Tear, muscle: Muscle) -> Proposal:
    irreducible = None if tear.retraction is None else tear.retraction is Retraction.IRREDUCIBLE
    atrophied = _is_atrophied(muscle)
    reasons = ["full-thickness tear"]
    if irreducible is not None:
        reasons.append("tendon irreducible" if irreducible else "tendon reducible")
    if atrophied is not None:
        reasons.append(
            f"gluteus medius {'of' if atrophied else 'below'} grade {ATROPHY.value}{' or more' * atrophied}"
        )
    if irreducible is False:
        return SCHEME.found("IV", *reasons, recalled=(FULL, *_massive()))
    if irreducible and atrophied:
        return SCHEME.found("V", *reasons, recalled=_massive())
    if irreducible and atrophied is False:
        return SCHEME.left_open(NEITHER, *reasons)
    missing = [] if irreducible else ["retraction of the tendon"]
    if irreducible and atrophied is None:
        missing.append("Goutallier grades of gluteus medius")
    return SCHEME.lacks(*missing, reasons=tuple(reasons))


def _massive() -> tuple[str, ...]:
    return (f"type V when irreducible and of Goutallier grade {ATROPHY.value} or more",)


def _is_atrophied(muscle: Muscle) -> bool | None:
    """Whether any portion of gluteus medius reaches the grade; False only when all three were read."""
    worst = muscle.worst()
    if worst is None or muscle.scale is not Scale.GOUTALLIER:
        return None
    if worst >= ATROPHY.value:
        return True
    return None if muscle.unread() else False


def _muscle(anterior: Grade, middle: Grade | None = None, posterior: Grade | None = None) -> Muscle:
    return Muscle(
        gluteus_medius_anterior=anterior, gluteus_medius_middle=middle, gluteus_medius_posterior=posterior
    )


def _torn(percent: str) -> Tear:
    return Tear(thickness=Thickness.PARTIAL, partial_percent_thickness=Decimal(percent))


LEAN = _muscle(Grade.STREAKS, Grade.STREAKS, Grade.LESS_THAN_MUSCLE)
FATTY = _muscle(Grade.AS_MUCH_AS_MUSCLE, Grade.AS_MUCH_AS_MUSCLE, Grade.MORE_THAN_MUSCLE)
UNREAD = Muscle()

EXAMPLES = (
    ("bursitis alone", Tear(thickness=Thickness.NONE, tendinopathy=False), UNREAD, "I"),
    ("frayed tendon", Tear(thickness=Thickness.NONE, tendinopathy=True), UNREAD, "II"),
    ("no tear, fraying not known", Tear(thickness=Thickness.NONE), UNREAD, None),
    ("partial, below the limit", _torn("20"), UNREAD, "IIIA"),
    ("partial, at the limit", _torn("25"), UNREAD, "IIIA"),
    ("partial, above the limit", _torn("25.5"), UNREAD, "IIIB"),
    ("partial, percent not known", Tear(thickness=Thickness.PARTIAL), UNREAD, None),
    ("full, not retracted", Tear(thickness=Thickness.FULL, retraction=Retraction.NONE), UNREAD, "IV"),
    ("full, retracted, fatty", Tear(thickness=Thickness.FULL, retraction=Retraction.FROM_2_CM), FATTY, "IV"),
    (
        "full, irreducible, lean",
        Tear(thickness=Thickness.FULL, retraction=Retraction.IRREDUCIBLE),
        LEAN,
        None,
    ),
    ("full, lean, retraction not known", Tear(thickness=Thickness.FULL), LEAN, None),
    ("partial of nothing", _torn("0"), UNREAD, None),
    ("partial of everything", _torn("100"), UNREAD, None),
    ("massive with atrophy", Tear(thickness=Thickness.FULL, retraction=Retraction.IRREDUCIBLE), FATTY, "V"),
    (
        "irreducible, one bad portion is enough",
        Tear(thickness=Thickness.FULL, retraction=Retraction.IRREDUCIBLE),
        _muscle(Grade.AS_MUCH_AS_MUSCLE),
        "V",
    ),
    (
        "irreducible, one good portion is not enough",
        Tear(thickness=Thickness.FULL, retraction=Retraction.IRREDUCIBLE),
        _muscle(Grade.STREAKS),
        None,
    ),
    (
        "irreducible, muscle not read",
        Tear(thickness=Thickness.FULL, retraction=Retraction.IRREDUCIBLE),
        UNREAD,
        None,
    ),
    ("full, fatty, retraction not known", Tear(thickness=Thickness.FULL), FATTY, None),
    ("full, nothing else known", Tear(thickness=Thickness.FULL), UNREAD, None),
    ("nothing known", Tear(), UNREAD, None),
    (
        "full by width is not through the thickness",
        Tear(definition="width_2_3", thickness=Thickness.FULL, retraction=Retraction.IRREDUCIBLE),
        FATTY,
        None,
    ),
    (
        "partial by detachment",
        Tear(definition="detach_33", thickness=Thickness.PARTIAL, partial_percent_thickness=Decimal("20")),
        UNREAD,
        None,
    ),
    (
        "high grade of three classes",
        Tear(definition="brazil_3class", thickness=Thickness.FULL),
        LEAN,
        None,
    ),
    (
        "no tear is none by any definition",
        Tear(definition="width_2_3", thickness=Thickness.NONE, tendinopathy=False),
        UNREAD,
        "I",
    ),
)
