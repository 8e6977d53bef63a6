"""UCLA activity: one of ten levels, from inactive to regular impact sport."""

from decimal import Decimal

from enthesis.domain.errors import Invalid
from enthesis.domain.outcomes.formula import ONE_ANSWER, Raw
from enthesis.domain.outcomes.instrument import Direction, Example, Instrument, Scale, Use
from enthesis.domain.outcomes.item import Choice, Item
from enthesis.domain.terms import Tag

INSTRUMENT = Instrument(
    id="ucla",
    version="1",
    title="UCLA activity",
    items=(
        Item(
            id="level",
            topic="Your level of activity",
            choices=(
                Choice(10, "Impact sport, regularly"),
                Choice(9, "Impact sport, now and then"),
                Choice(8, "Very active regularly, as in golf or bowling"),
                Choice(7, "Active regularly, as in cycling"),
                Choice(6, "Moderate activity, regularly"),
                Choice(5, "Moderate activity, now and then"),
                Choice(4, "Mild activity, regularly"),
                Choice(3, "Mild activity, now and then"),
                Choice(2, "Mostly inactive"),
                Choice(1, "Inactive, or dependent on others"),
            ),
        ),
    ),
    scales=(
        Scale(
            formula=Raw(),
            missing=ONE_ANSWER,
            low=Decimal(1),
            high=Decimal(10),
            direction=Direction.HIGHER_BETTER,
            variant="1-10",
        ),
    ),
    licence="Free: recalled, to be confirmed",
    use=Use.FREE,
    of_person=True,
    tag=Tag.RECALLED,
    note="Are these the ten levels, and their examples?",
)

EXAMPLES: tuple[Example, ...] = (
    ("the least active", {"level": 1}, Decimal("1.00")),
    ("cycling", {"level": 7}, Decimal("7.00")),
    ("the most active", {"level": 10}, Decimal("10.00")),
    ("missing is not inactive", {"level": None}, None),
    ("nothing answered", {}, None),
    ("there is no level 0", {"level": 0}, Invalid),
    ("there is no level 11", {"level": 11}, Invalid),
    ("between two levels", {"level": 6.5}, Invalid),
)
