"""SF-12, version 1: twelve items, and by weights of its holder one score of body and one of mind.

The two versions are two instruments: their answers and weights differ, and their scores are not compared.
"""

from enthesis.domain.outcomes.formula import AllNeeded
from enthesis.domain.outcomes.instrument import Direction
from enthesis.domain.outcomes.outline import Asked, Brought, Outline, Unweighted
from enthesis.domain.terms import Tag

ALL_TWELVE = AllNeeded(tag=Tag.VERIFIED, source="S142")

OUTLINE = Outline(
    id="sf-12-v1",
    version="1",
    title="SF-12, version 1",
    items=tuple(Asked(id=f"item-{n}", topic=f"Question {n}") for n in range(1, 13)),
    scales=(
        Unweighted(
            id="sf-12-v1-pcs",
            title="SF-12, version 1, physical component",
            brings=Brought.WEIGHTS,
            missing=ALL_TWELVE,
            direction=Direction.HIGHER_BETTER,
            variant="pcs-t",
        ),
        Unweighted(
            id="sf-12-v1-mcs",
            title="SF-12, version 1, mental component",
            brings=Brought.WEIGHTS,
            missing=ALL_TWELVE,
            direction=Direction.HIGHER_BETTER,
            variant="mcs-t",
        ),
    ),
    licence="QualityMetric: a licence is needed, recalled, to be confirmed",
    tag=Tag.RECALLED,
    source="S142",
    note="Do both scores count all twelve items, with a mean of 50 and a standard deviation of 10?",
)
