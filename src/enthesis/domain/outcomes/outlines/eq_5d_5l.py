"""EQ-5D-5L: five dimensions of five levels, an index by country, and a line from 0 to 100.

The index is counted in hundredths, full health as 100: so two decimals of a score keep four of the index.
"""

from decimal import Decimal

from enthesis.domain.outcomes.formula import ONE_ANSWER, AllNeeded, Raw
from enthesis.domain.outcomes.instrument import Direction, Scale
from enthesis.domain.outcomes.item import Item, Range
from enthesis.domain.outcomes.outline import Asked, Brought, Outline, Unweighted
from enthesis.domain.terms import Sourced, Tag

LEVELS = (1, 2, 3, 4, 5)
DIMENSIONS = tuple(Asked(id=f"dimension-{n}", topic=f"Dimension {n}", answers=LEVELS) for n in range(1, 6))

OUTLINE = Outline(
    id="eq-5d-5l",
    version="1",
    title="EQ-5D-5L",
    items=(
        *DIMENSIONS,
        Item(
            id="today",
            topic="Health today",
            range=Range(0, 100, 1, low_label="As bad as can be", high_label="As good as can be"),
        ),
    ),
    scales=(
        Unweighted(
            id="eq-5d-5l-index",
            title="EQ-5D-5L, index in hundredths",
            items=tuple(item.id for item in DIMENSIONS),
            brings=Brought.WEIGHTS,
            missing=AllNeeded(tag=Tag.PROPOSED, note="Does an index need all five answers?"),
            direction=Direction.HIGHER_BETTER,
            variant="index-x100",
            best=Sourced(100, "{score}", tag="R", note="Is level 1 of all five worth an index of 1?"),
        ),
        Scale(
            id="eq-5d-5l-today",
            title="EQ-5D-5L, health today",
            items=("today",),
            formula=Raw(),
            missing=ONE_ANSWER,
            low=Decimal(0),
            high=Decimal(100),
            direction=Direction.HIGHER_BETTER,
            variant="0-100",
        ),
    ),
    licence="EuroQol: a licence is needed, recalled, to be confirmed",
    tag=Tag.RECALLED,
    note="Are there five dimensions of levels 1 to 5, where 1 is best, and a line from 0 to 100?",
    by_value_set=True,
)
