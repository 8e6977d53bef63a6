"""Thaunat's fatty index: the mean Goutallier grade of the three portions of gluteus medius."""

from decimal import Decimal

from enthesis.domain.examination.classification import Proposal, Scheme
from enthesis.domain.examination.muscle import Muscle, Scale, medius, thaunat_index
from enthesis.domain.examination.published import Figure, Published
from enthesis.domain.examination.tear import Tear, Thickness
from enthesis.domain.terms import Sourced, Tag


def _read(value: str, unit: str) -> Sourced:
    return Sourced(value, unit, tag="V", source="S18")


SCHEME = Scheme(
    id="thaunat_index",
    title="Thaunat fatty index",
    source="S18",
    tag=Tag.VERIFIED,
    noun="number",
    published=(
        Published(
            about="thaunat_index",
            statement="The index before endoscopic repair in the paper's own hips.",
            figures=(
                Figure(title="mean", value=_read("1.57", "{grade}")),
                Figure(
                    title="lowest to highest", value=_read("0.33", "{grade}"), to=_read("3.33", "{grade}")
                ),
            ),
            source="S18",
        ),
        Published(
            about="thaunat_index",
            statement="The higher the index, the lower the score after repair.",
            figures=(
                Figure(title="regression coefficient without its sign", value=_read("0.5839", "1")),
                Figure(title="P below", value=_read("0.0001", "1")),
            ),
            source="S18",
            note="The sign was lost in the copy that was read: look it up in the paper.",
        ),
    ),
)


def classify(tear: Tear, muscle: Muscle) -> Proposal:
    """The mean of the three portions, two decimals; no mean of fewer, and none on another scale."""
    index = thaunat_index(muscle)
    if index is not None:
        return SCHEME.measured(index, *muscle.readings())
    if muscle.scale is not Scale.GOUTALLIER:
        return SCHEME.lacks("grades of gluteus medius on the Goutallier scale", reasons=muscle.readings())
    return SCHEME.lacks(
        *(f"grade of {portion.label}" for portion in muscle.unread()), reasons=muscle.readings()
    )


NO_TEAR = Tear(thickness=Thickness.NONE)

EXAMPLES = (
    ("nothing read", NO_TEAR, Muscle(), None),
    ("no fat anywhere", NO_TEAR, medius(0, 0, 0), Decimal(0)),
    ("a third of a grade", NO_TEAR, medius(0, 0, 1), Decimal("0.33")),
    ("rounded half up", NO_TEAR, medius(1, 2, 2), Decimal("1.67")),
    ("the worst", NO_TEAR, medius(4, 4, 4), Decimal(4)),
    ("one portion unread, even of the worst", NO_TEAR, medius(4, 4, None), None),
    ("read on the other scale", NO_TEAR, medius(1, 1, 1, scale=Scale.QUARTILE), None),
    (
        "another definition of full",
        Tear(definition="detach_33", thickness=Thickness.FULL),
        medius(1, 1, 1),
        Decimal(1),
    ),
)
