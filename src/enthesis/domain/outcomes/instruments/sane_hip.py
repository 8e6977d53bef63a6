"""Single assessment of a hip as one number: how it is, from 0 to 100."""

from decimal import Decimal

from enthesis.domain.errors import Invalid
from enthesis.domain.outcomes.formula import ONE_ANSWER, Raw
from enthesis.domain.outcomes.instrument import Direction, Example, Instrument, Scale, Use
from enthesis.domain.outcomes.item import Item, Range
from enthesis.domain.terms import Tag

INSTRUMENT = Instrument(
    id="sane-hip",
    version="1",
    title="Single assessment of the hip",
    items=(
        Item(
            id="hip",
            topic="Your hip, all in all, beside a sound one",
            range=Range(0, 100, 1, low_label="As bad as can be", high_label="As good as can be"),
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
    note="Is the hip rated in whole numbers from 0 to 100, where 100 is a sound one?",
)

EXAMPLES: tuple[Example, ...] = (
    ("the worst is nothing, and a score", {"hip": 0}, Decimal("0.00")),
    ("two thirds", {"hip": 67}, Decimal("67.00")),
    ("the best", {"hip": 100}, Decimal("100.00")),
    ("missing is not the worst", {"hip": None}, None),
    ("nothing answered", {}, None),
    ("between two steps", {"hip": 66.7}, Invalid),
    ("beyond the scale", {"hip": 101}, Invalid),
    ("below the scale", {"hip": -1}, Invalid),
    ("a rating always applies", {"hip": "na"}, Invalid),
)
