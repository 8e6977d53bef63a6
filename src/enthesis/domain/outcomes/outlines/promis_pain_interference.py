"""PROMIS Pain Interference, short form of six items. Its table of T-scores comes from a site that holds it.

A T-score of the adaptive test is made by the system that asks it, item by item, and is not made here.
"""

from enthesis.domain.outcomes.formula import AllNeeded
from enthesis.domain.outcomes.instrument import Direction, Use
from enthesis.domain.outcomes.outline import Asked, Brought, Outline, Unweighted
from enthesis.domain.terms import Tag

LEVELS = (1, 2, 3, 4, 5)

OUTLINE = Outline(
    id="promis-pain-interference",
    version="1",
    title="PROMIS Pain Interference, short form 6a",
    items=tuple(
        Asked(id=f"interference-{n}", topic=f"Pain in the way {n}", answers=LEVELS) for n in range(1, 7)
    ),
    scales=(
        Unweighted(
            id="promis-pain-interference",
            title="PROMIS Pain Interference",
            brings=Brought.TABLE,
            missing=AllNeeded(tag=Tag.PROPOSED, note="Does a score by the table need all six answers?"),
            direction=Direction.LOWER_BETTER,
            variant="t",
            loinc="77865-4",
        ),
    ),
    licence="Terms of HealthMeasures; commercial integration needs permission: recalled, to be confirmed",
    use=Use.PERMISSION,
    tag=Tag.RECALLED,
    source="S106",
    note="Are there six items with answers 1 to 5, where 5 is worst?",
)
