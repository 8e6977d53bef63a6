"""Pain as a number from 0 to 10, told or chosen. Pain marked on a line is another instrument."""

from decimal import Decimal

from enthesis.domain.errors import Invalid
from enthesis.domain.outcomes.formula import ONE_ANSWER, Raw
from enthesis.domain.outcomes.instrument import Direction, Example, Instrument, Scale, Use
from enthesis.domain.outcomes.item import Item, Range
from enthesis.domain.terms import Tag

INSTRUMENT = Instrument(
    id="nrs-pain-10",
    version="1",
    title="Pain as a number from 0 to 10",
    items=(
        Item(
            id="pain",
            topic="Pain in this hip as a number",
            range=Range(0, 10, 1, low_label="No pain", high_label="The worst pain you can think of"),
        ),
    ),
    scales=(
        Scale(
            formula=Raw(),
            missing=ONE_ANSWER,
            low=Decimal(0),
            high=Decimal(10),
            direction=Direction.LOWER_BETTER,
            variant="numeric-0-10",
            loinc="72514-3",
        ),
    ),
    licence="Public",
    use=Use.PUBLIC,
    tag=Tag.RECALLED,
    note="Is pain asked as a whole number from 0 to 10, and is 72514-3 the code for it?",
)

EXAMPLES: tuple[Example, ...] = (
    ("no pain is a score", {"pain": 0}, Decimal("0.00")),
    ("four", {"pain": 4}, Decimal("4.00")),
    ("the worst", {"pain": 10}, Decimal("10.00")),
    ("missing is not free of pain", {"pain": None}, None),
    ("nothing answered", {}, None),
    ("between two numbers", {"pain": 4.5}, Invalid),
    ("40 of another scale", {"pain": 40}, Invalid),
    ("below the scale", {"pain": -1}, Invalid),
)
