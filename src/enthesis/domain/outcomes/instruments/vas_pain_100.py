"""Pain on a line from 0 to 100. That from 0 to 10 is another instrument: neither is made from the other."""

from decimal import Decimal

from enthesis.domain.errors import Invalid
from enthesis.domain.outcomes.formula import ONE_ANSWER, Raw
from enthesis.domain.outcomes.instrument import Direction, Example, Instrument, Scale, Use
from enthesis.domain.outcomes.item import Item, Range
from enthesis.domain.terms import Tag

INSTRUMENT = Instrument(
    id="vas-pain-100",
    version="1",
    title="Pain from 0 to 100",
    items=(
        Item(
            id="pain",
            topic="Pain in this hip",
            range=Range(0, 100, 1, low_label="No pain", high_label="The worst pain you can think of"),
        ),
    ),
    scales=(
        Scale(
            formula=Raw(),
            missing=ONE_ANSWER,
            low=Decimal(0),
            high=Decimal(100),
            direction=Direction.LOWER_BETTER,
            variant="0-100",
        ),
    ),
    licence="Public",
    use=Use.PUBLIC,
    tag=Tag.RECALLED,
    source="S9,S11",
    note="Is pain asked in whole millimetres of a line of 100?",
)

EXAMPLES: tuple[Example, ...] = (
    ("no pain is a score", {"pain": 0}, Decimal("0.00")),
    ("seventy", {"pain": 70}, Decimal("70.00")),
    ("seven is hardly any pain here, and never seventy", {"pain": 7}, Decimal("7.00")),
    ("the worst", {"pain": 100}, Decimal("100.00")),
    ("missing is not free of pain", {"pain": None}, None),
    ("nothing answered", {}, None),
    ("between two steps", {"pain": 36.8}, Invalid),
    ("beyond the line", {"pain": 101}, Invalid),
    ("below the line", {"pain": -1}, Invalid),
    ("a yes for an answer", {"pain": True}, Invalid),
)
