"""The quartile scale: the share of fat in muscle, in quarters; a hip is as bad as its worst portion."""

from enthesis.domain.examination.classification import Level, Proposal, Scheme
from enthesis.domain.examination.muscle import WORDINGS, Grade, Muscle, Scale, medius
from enthesis.domain.examination.tear import Tear, Thickness
from enthesis.domain.terms import Tag

SCHEME = Scheme(
    id="quartile",
    title="Quartile grade of fatty infiltration",
    source="",
    tag=Tag.RECALLED,
    noun="grade",
    note="Is the grade of a hip that of the worst portion of gluteus medius?",
    levels=tuple(Level(code=str(int(grade)), finding=WORDINGS[Scale.QUARTILE][grade]) for grade in Grade),
)


def classify(tear: Tear, muscle: Muscle) -> Proposal:
    """The worst quarter of gluteus medius; while a portion is unread, only where none could be worse."""
    match muscle.worst_on(Scale.QUARTILE):
        case Grade() as worst:
            return SCHEME.found(
                str(int(worst)), *muscle.readings(), recalled=(WORDINGS[Scale.QUARTILE][worst].text,)
            )
        case missing:
            return SCHEME.lacks(*missing, reasons=muscle.readings())


NO_TEAR = Tear(thickness=Thickness.NONE)

EXAMPLES = (
    ("nothing read", NO_TEAR, Muscle(scale=Scale.QUARTILE), None),
    ("no fat anywhere", NO_TEAR, medius(0, 0, 0, scale=Scale.QUARTILE), "0"),
    ("the worst portion counts", NO_TEAR, medius(0, 1, 0, scale=Scale.QUARTILE), "1"),
    ("the second quarter", NO_TEAR, medius(2, 1, 0, scale=Scale.QUARTILE), "2"),
    ("the third quarter", NO_TEAR, medius(3, 3, 0, scale=Scale.QUARTILE), "3"),
    ("the last quarter", NO_TEAR, medius(4, 4, 4, scale=Scale.QUARTILE), "4"),
    ("one portion unread", NO_TEAR, medius(None, 3, 3, scale=Scale.QUARTILE), None),
    (
        "unread portions cannot be worse than the worst",
        NO_TEAR,
        medius(4, None, None, scale=Scale.QUARTILE),
        "4",
    ),
    ("read on the other scale", NO_TEAR, medius(4, 4, 4), None),
    (
        "another definition of full",
        Tear(definition="detach_33", thickness=Thickness.FULL),
        medius(1, 1, 1, scale=Scale.QUARTILE),
        "1",
    ),
)
