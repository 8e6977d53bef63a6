"""PROMIS Physical Function, short form of ten items. Its table of T-scores comes from a site that holds it.

A T-score of the adaptive test is made by the system that asks it, item by item, and is not made here.
"""

from enthesis.domain.outcomes.formula import AllNeeded
from enthesis.domain.outcomes.instrument import Direction, Use
from enthesis.domain.outcomes.outline import Asked, Brought, Outline, Unweighted
from enthesis.domain.terms import Tag

LEVELS = (1, 2, 3, 4, 5)

OUTLINE = Outline(
    id="promis-physical-function",
    version="1",
    title="PROMIS Physical Function, short form 10a",
    items=tuple(
        Asked(id=f"function-{n}", topic=f"Physical function {n}", answers=LEVELS) for n in range(1, 11)
    ),
    scales=(
        Unweighted(
            id="promis-physical-function",
            title="PROMIS Physical Function",
            brings=Brought.TABLE,
            missing=AllNeeded(tag=Tag.PROPOSED, note="Does a score by the table need all ten answers?"),
            direction=Direction.HIGHER_BETTER,
            variant="t",
            loinc="91721-1",
        ),
    ),
    licence="Terms of HealthMeasures; commercial integration needs permission: recalled, to be confirmed",
    use=Use.PERMISSION,
    tag=Tag.RECALLED,
    source="S106",
    note="Are there ten items with answers 1 to 5, where 5 is best?",
)
