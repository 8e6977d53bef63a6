"""The Rush grades: chosen by hand, because the criteria of grades 2 and 3 were not found."""

from enthesis.domain.examination.classification import Level, Proposal, Scheme
from enthesis.domain.examination.muscle import Muscle
from enthesis.domain.examination.published import Figure
from enthesis.domain.examination.tear import Tear, Thickness
from enthesis.domain.terms import Sourced, Tag, Wording

SERIES = "repairs in the published series"


def _repairs(count: int) -> Sourced:
    return Sourced(count, "1", tag="V", source="S13")


SCHEME = Scheme(
    id="rush",
    title="Rush grade of an abductor tear",
    source="S13",
    tag=Tag.VERIFIED,
    noun="grade",
    by_hand="What was read does not give the criteria of grades 2 and 3, so no grade is proposed: choose "
    "it by hand.",
    levels=(
        Level(
            code="1",
            finding=Wording(
                text="mostly partial tears",
                tag=Tag.VERIFIED,
                source="S13",
                note="Said by the title alone: look up the criteria in the paper.",
            ),
            published=(Figure(title=SERIES, value=_repairs(39)),),
        ),
        Level(code="2", published=(Figure(title=SERIES, value=_repairs(7)),)),
        Level(code="3", published=(Figure(title=SERIES, value=_repairs(4)),)),
    ),
)


def classify(tear: Tear, muscle: Muscle) -> Proposal:
    """No grade, whatever is known."""
    return SCHEME.left_to_hand()


EXAMPLES = (
    ("nothing known", Tear(), Muscle(), None),
    ("partial", Tear(thickness=Thickness.PARTIAL), Muscle(), None),
    ("full", Tear(thickness=Thickness.FULL), Muscle(), None),
    ("full by another definition", Tear(definition="detach_33", thickness=Thickness.FULL), Muscle(), None),
)
