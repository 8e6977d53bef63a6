"""HOOS-JR: six items of pain and function, and an interval score from a table of their sum.

The table is not a straight line, and none is put in its place.
"""

from decimal import Decimal
from types import MappingProxyType

from enthesis.domain.errors import Invalid
from enthesis.domain.outcomes.formula import AllNeeded, Lookup
from enthesis.domain.outcomes.instrument import Direction, Example, Instrument, Scale, Use
from enthesis.domain.outcomes.item import Choice, Item
from enthesis.domain.terms import Tag

LEVELS = (
    Choice(0, "None at all"),
    Choice(1, "A little"),
    Choice(2, "Some"),
    Choice(3, "Much"),
    Choice(4, "Very much"),
)

INSTRUMENT = Instrument(
    id="hoos-jr",
    version="1",
    title="HOOS-JR",
    items=(
        Item(id="stairs", topic="Pain on stairs", choices=LEVELS),
        Item(id="uneven", topic="Pain on uneven ground", choices=LEVELS),
        Item(id="rising", topic="Trouble standing up from a seat", choices=LEVELS),
        Item(id="bending", topic="Trouble bending to pick something up", choices=LEVELS),
        Item(id="bed", topic="Trouble turning over in bed", choices=LEVELS),
        Item(id="sitting", topic="Trouble sitting", choices=LEVELS),
    ),
    scales=(
        Scale(
            formula=Lookup(
                0,
                "100.000 92.340 85.257 80.550 76.776 73.472 70.426 67.516 64.664 61.815 58.930 55.985 52.965 "
                "49.858 46.652 43.335 39.902 36.363 32.735 29.009 25.103 20.805 15.633 8.104 0.000",
                tag="R",
                note="Does the table agree with the one the holder publishes?",
            ),
            missing=AllNeeded(tag=Tag.RECALLED, note="Are all six answers needed?"),
            low=Decimal(0),
            high=Decimal(100),
            direction=Direction.HIGHER_BETTER,
            variant="interval-0-100",
            loinc="82323-7",
        ),
    ),
    licence="Free with attribution to the Hospital for Special Surgery",
    use=Use.FREE,
    tag=Tag.VERIFIED,
    source="S104,S104b,S105",
)

BEST = MappingProxyType({item.id: 0 for item in INSTRUMENT.items})
TWOS = MappingProxyType(dict.fromkeys(BEST, 2))

EXAMPLES: tuple[Example, ...] = (
    ("no trouble at all is the best score", BEST, Decimal("100.00")),
    ("the worst is nothing, and a score", dict.fromkeys(BEST, 4), Decimal("0.00")),
    ("the first point costs more than a twenty-fourth", {**BEST, "stairs": 1}, Decimal("92.34")),
    ("two points, to the hundredth", {**BEST, "stairs": 2}, Decimal("85.26")),
    ("half of the points is not half of the score", TWOS, Decimal("52.97")),
    ("the last point but one", {**dict.fromkeys(BEST, 4), "bed": 3}, Decimal("8.10")),
    ("one answer missing", {**BEST, "bed": None}, None),
    ("nothing answered", {}, None),
    ("more than the worst", {**BEST, "bed": 5}, Invalid),
    ("a level between two", {**BEST, "bed": 1.5}, Invalid),
    ("every item applies", {**BEST, "stairs": "na"}, Invalid),
)
