"""Goutallier's grades of fat in muscle: a hip is as bad as the worst portion of its gluteus medius."""

from enthesis.domain.examination.classification import Level, Proposal, Scheme
from enthesis.domain.examination.muscle import WORDINGS, Grade, Muscle, Scale, medius
from enthesis.domain.examination.tear import Tear, Thickness
from enthesis.domain.terms import Tag

SCHEME = Scheme(
    id="goutallier",
    title="Goutallier grade of fatty infiltration",
    source="",
    tag=Tag.RECALLED,
    noun="grade",
    note="Is the grade of a hip that of the worst portion of gluteus medius?",
    levels=tuple(Level(code=str(int(grade)), finding=WORDINGS[Scale.GOUTALLIER][grade]) for grade in Grade),
)


def classify(tear: Tear, muscle: Muscle) -> Proposal:
    """The worst grade of gluteus medius; while a portion is unread, only where none could be worse."""
    match muscle.worst_on(Scale.GOUTALLIER):
        case Grade() as worst:
            return SCHEME.found(
                str(int(worst)), *muscle.readings(), recalled=(WORDINGS[Scale.GOUTALLIER][worst].text,)
            )
        case missing:
            return SCHEME.lacks(*missing, reasons=muscle.readings())


NO_TEAR = Tear(thickness=Thickness.NONE)

EXAMPLES = (
    ("nothing read", NO_TEAR, Muscle(), None),
    ("no fat anywhere", NO_TEAR, medius(0, 0, 0), "0"),
    ("streaks in one portion", NO_TEAR, medius(0, 1, 0), "1"),
    ("the worst portion counts", NO_TEAR, medius(0, 1, 2), "2"),
    ("as much fat as muscle", NO_TEAR, medius(3, 3, 3), "3"),
    ("more fat than muscle", NO_TEAR, medius(2, 3, 4), "4"),
    ("one portion unread", NO_TEAR, medius(3, 3, None), None),
    ("unread portions cannot be worse than the worst", NO_TEAR, medius(None, 4, None), "4"),
    ("gluteus minimus alone", NO_TEAR, Muscle(gluteus_minimus=Grade.MORE_THAN_MUSCLE), None),
    ("read on the other scale", NO_TEAR, medius(4, 4, 4, scale=Scale.QUARTILE), None),
    (
        "the tear's definition makes no difference",
        Tear(definition="width_2_3", thickness=Thickness.FULL),
        medius(1, 1, 1),
        "1",
    ),
)
