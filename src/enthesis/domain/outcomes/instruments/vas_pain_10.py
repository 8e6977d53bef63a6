"""Pain on a scale from 0 to 10. The scale from 0 to 100 is another instrument with other thresholds."""

from decimal import Decimal

from enthesis.domain.errors import Invalid
from enthesis.domain.outcomes.formula import ONE_ANSWER, Raw
from enthesis.domain.outcomes.instrument import Direction, Example, Instrument, Scale, Use
from enthesis.domain.outcomes.item import Item, Range
from enthesis.domain.terms import Tag

INSTRUMENT = Instrument(
    id="vas-pain-10",
    routine=True,
    version="1",
    title="Pain from 0 to 10",
    items=(
        Item(
            id="pain",
            topic="Pain in this hip",
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
            variant="0-10",
            loinc="72514-3",
        ),
    ),
    licence="Public",
    use=Use.PUBLIC,
    tag=Tag.RECALLED,
    source="S1,S2",
    note="Is pain asked in whole numbers, and is 72514-3 the code for it?",
)

EXAMPLES: tuple[Example, ...] = (
    ("no pain is a score", {"pain": 0}, Decimal("0.00")),
    ("seven", {"pain": 7}, Decimal("7.00")),
    ("the worst", {"pain": 10}, Decimal("10.00")),
    ("missing is not free of pain", {"pain": None}, None),
    ("nothing answered", {}, None),
    ("between two steps", {"pain": 3.5}, Invalid),
    ("70 of another scale", {"pain": 70}, Invalid),
    ("below the scale", {"pain": -1}, Invalid),
    ("without end", {"pain": float("inf")}, Invalid),
    ("a yes for an answer", {"pain": True}, Invalid),
)
