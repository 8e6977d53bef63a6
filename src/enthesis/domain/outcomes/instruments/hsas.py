"""Hip Sports Activity Scale: one of nine levels of sport. What the levels are called was not found."""

from decimal import Decimal

from enthesis.domain.errors import Invalid
from enthesis.domain.outcomes.formula import ONE_ANSWER, Raw
from enthesis.domain.outcomes.instrument import Direction, Example, Instrument, Scale, Use
from enthesis.domain.outcomes.item import Choice, Item
from enthesis.domain.terms import Tag, Wording

LEVELS = (
    Choice(8, "Level 8"),
    Choice(7, "Level 7"),
    Choice(6, "Level 6"),
    Choice(5, "Level 5"),
    Choice(4, "Level 4"),
    Choice(3, "Level 3"),
    Choice(2, "Level 2"),
    Choice(1, "Level 1"),
    Choice(0, "Level 0"),
)

INSTRUMENT = Instrument(
    id="hsas",
    version="1",
    title="Hip Sports Activity Scale",
    items=(Item(id="level", topic="Your level of sport", choices=LEVELS),),
    scales=(
        Scale(
            formula=Raw(),
            missing=ONE_ANSWER,
            low=Decimal(0),
            high=Decimal(8),
            direction=Direction.HIGHER_BETTER,
            variant="0-8",
        ),
    ),
    licence="Free: recalled, to be confirmed",
    use=Use.FREE,
    tag=Tag.VERIFIED,
    source="S143",
    of_person=True,
    topics=Wording(
        text="Levels 0 to 8, without words",
        tag=Tag.RECALLED,
        note="The words of the levels were not found: does the practice ask it in the holder's?",
    ),
    note="Is 8 the highest level, and in which words are the nine asked?",
)

EXAMPLES: tuple[Example, ...] = (
    ("the lowest level is a score", {"level": 0}, Decimal("0.00")),
    ("the middle", {"level": 4}, Decimal("4.00")),
    ("the highest", {"level": 8}, Decimal("8.00")),
    ("missing is not the lowest", {"level": None}, None),
    ("nothing answered", {}, None),
    ("there is no level 9", {"level": 9}, Invalid),
    ("below the levels", {"level": -1}, Invalid),
    ("between two levels", {"level": 4.5}, Invalid),
)
