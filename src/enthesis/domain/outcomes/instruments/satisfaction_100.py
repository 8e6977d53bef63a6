"""How satisfied the patient is with the result of surgery, from 0 to 100: not the scale from 0 to 10."""

from decimal import Decimal

from enthesis.domain.errors import Invalid
from enthesis.domain.outcomes.formula import ONE_ANSWER, Raw
from enthesis.domain.outcomes.instrument import Direction, Example, Instrument, Scale, Use
from enthesis.domain.outcomes.item import Item, Range
from enthesis.domain.terms import Tag

INSTRUMENT = Instrument(
    id="satisfaction-100",
    version="1",
    title="Satisfaction from 0 to 100",
    items=(
        Item(
            id="satisfaction",
            topic="Satisfaction with the result",
            range=Range(0, 100, 1, low_label="Not at all satisfied", high_label="As satisfied as can be"),
        ),
    ),
    scales=(
        Scale(
            formula=Raw(),
            missing=ONE_ANSWER,
            low=Decimal(0),
            high=Decimal(100),
            direction=Direction.HIGHER_BETTER,
            variant="0-100",
        ),
    ),
    licence="Public",
    use=Use.PUBLIC,
    tag=Tag.RECALLED,
    note="Is satisfaction asked in whole numbers from 0 to 100?",
)

EXAMPLES: tuple[Example, ...] = (
    ("not at all is a score", {"satisfaction": 0}, Decimal("0.00")),
    ("eighty", {"satisfaction": 80}, Decimal("80.00")),
    ("eight is hardly satisfied here, and never eighty", {"satisfaction": 8}, Decimal("8.00")),
    ("the best", {"satisfaction": 100}, Decimal("100.00")),
    ("missing is not dissatisfied", {"satisfaction": None}, None),
    ("nothing answered", {}, None),
    ("between two steps", {"satisfaction": 80.5}, Invalid),
    ("beyond the scale", {"satisfaction": 101}, Invalid),
    ("below the scale", {"satisfaction": -1}, Invalid),
)
