"""Goutallier's grades as Fuchs gathered them: three classes of a hip, by its worst portion."""

from enthesis.domain.examination.classification import Level, Proposal, Scheme
from enthesis.domain.examination.muscle import Grade, Muscle, Scale, medius
from enthesis.domain.examination.published import Figure, Published
from enthesis.domain.examination.tear import Tear, Thickness
from enthesis.domain.terms import Sourced, Tag, Wording


def _recalled(text: str) -> Wording:
    return Wording(text=text, tag=Tag.RECALLED, note="Are these the Goutallier grades of this class?")


def _read(value: int | str, unit: str, source: str) -> Sourced:
    return Sourced(value, unit, tag="V", source=source)


NORMAL, MODERATE, SEVERE = "normal", "moderate", "severe"

SCHEME = Scheme(
    id="goutallier_fuchs",
    title="Goutallier and Fuchs classes of fatty infiltration",
    source="",
    tag=Tag.RECALLED,
    noun="class",
    note="Is the class of a hip that of the worst portion of gluteus medius?",
    levels=(
        Level(code=NORMAL, finding=_recalled("Goutallier 0 or 1: no fat, or some streaks")),
        Level(code=MODERATE, finding=_recalled("Goutallier 2: less fat than muscle")),
        Level(code=SEVERE, finding=_recalled("Goutallier 3 or 4: as much fat as muscle, or more")),
    ),
    published=(
        Published(
            about="goutallier_fuchs",
            statement="Torn abductors, repaired: pain fell on an analogue scale; hips of grades 3 and 4 "
            "failed and had a muscle transfer.",
            figures=(
                Figure(title="hips", value=_read(30, "1", "S34")),
                Figure(title="women", value=_read(27, "1", "S34")),
                Figure(title="men", value=_read(3, "1", "S34")),
                Figure(title="mean age", value=_read(62, "a", "S34")),
                Figure(title="hips of stage 1", value=_read(15, "1", "S34")),
                Figure(title="hips of stage 2", value=_read(8, "1", "S34")),
                Figure(title="pain before", value=_read("6.1", "{score}", "S34")),
                Figure(title="pain after", value=_read("1.7", "{score}", "S34")),
            ),
            source="S34",
        ),
        Published(
            about="goutallier_fuchs",
            statement="Above grade 2, limp and the Harris hip score were worse, other things equal. More "
            "open repairs than endoscopic ones were of grade 2 or more.",
            figures=(
                Figure(title="patients", value=_read(45, "1", "S36")),
                Figure(title="grade 2 or more, open", value=_read(50, "%", "S36")),
                Figure(title="grade 2 or more, endoscopic", value=_read(11, "%", "S36")),
            ),
            source="S36",
        ),
    ),
)


def classify(tear: Tear, muscle: Muscle) -> Proposal:
    """The class of the worst portion; one severe portion settles it whatever the others are."""
    match muscle.worst_on(Scale.GOUTALLIER, settled_at=Grade.AS_MUCH_AS_MUSCLE):
        case Grade() as worst:
            return SCHEME.found(_class(worst), *muscle.readings(), recalled=("the grades of each class",))
        case missing:
            return SCHEME.lacks(*missing, reasons=muscle.readings())


def _class(grade: Grade) -> str:
    if grade <= Grade.STREAKS:
        return NORMAL
    return MODERATE if grade is Grade.LESS_THAN_MUSCLE else SEVERE


NO_TEAR = Tear(thickness=Thickness.NONE)

EXAMPLES = (
    ("nothing read", NO_TEAR, Muscle(), None),
    ("no fat anywhere", NO_TEAR, medius(0, 0, 0), NORMAL),
    ("some streaks", NO_TEAR, medius(1, 0, 1), NORMAL),
    ("one portion of grade 2", NO_TEAR, medius(2, 1, 0), MODERATE),
    ("one portion of grade 3", NO_TEAR, medius(2, 3, 0), SEVERE),
    ("grade 4", NO_TEAR, medius(4, 4, 4), SEVERE),
    ("moderate so far, one portion unread", NO_TEAR, medius(2, 2, None), None),
    ("severe already, the others unread", NO_TEAR, medius(None, 3, None), SEVERE),
    ("read on the other scale", NO_TEAR, medius(4, 4, 4, scale=Scale.QUARTILE), None),
    (
        "another definition of full",
        Tear(definition="detach_33", thickness=Thickness.FULL),
        medius(2, 2, 2),
        MODERATE,
    ),
)
