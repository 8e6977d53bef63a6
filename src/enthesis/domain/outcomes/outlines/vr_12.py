"""VR-12: fourteen items, two of them of change, and by weights of its holder two scores of the twelve."""

from enthesis.domain.outcomes.formula import AllNeeded
from enthesis.domain.outcomes.instrument import Direction, Use
from enthesis.domain.outcomes.outline import Asked, Brought, Outline, Unweighted
from enthesis.domain.terms import Tag

SCORED = tuple(Asked(id=f"item-{n}", topic=f"Question {n}") for n in range(1, 13))
CHANGE = tuple(Asked(id=f"change-{n}", topic=f"Change {n}") for n in range(1, 3))
ALL_TWELVE = AllNeeded(
    tag=Tag.PROPOSED,
    note="Its own rule estimates a score from what was answered, and was not found: are all needed here?",
)

OUTLINE = Outline(
    id="vr-12",
    version="1",
    title="VR-12",
    items=(*SCORED, *CHANGE),
    scales=(
        Unweighted(
            id="vr-12-pcs",
            title="VR-12, physical component",
            items=tuple(item.id for item in SCORED),
            brings=Brought.WEIGHTS,
            missing=ALL_TWELVE,
            direction=Direction.HIGHER_BETTER,
            variant="pcs-t",
        ),
        Unweighted(
            id="vr-12-mcs",
            title="VR-12, mental component",
            items=tuple(item.id for item in SCORED),
            brings=Brought.WEIGHTS,
            missing=ALL_TWELVE,
            direction=Direction.HIGHER_BETTER,
            variant="mcs-t",
        ),
    ),
    licence="Boston University: free with permission, recalled, to be confirmed",
    use=Use.PERMISSION,
    tag=Tag.RECALLED,
    note="Are there twelve scored items and two of change, and is 71990-6 the code of one of its scores?",
)
